"""Pages that an analyst writes beside those that are made: what they cite is found, checked, and shown."""

from briefgen.handwritten.pages import Shown, problems_in, problems_of, shown

__all__ = ["Shown", "problems_in", "problems_of", "shown"]
