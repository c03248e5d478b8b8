"""Many briefings in one site: of a folder of folders each is a briefing, and something stands above them.

Each is made by the functions of `briefgen.build`, once for each folder, and lies in a folder of its own below
the docs folder. Above them stand a front page over all and a page for whoever stands in two or more of them.
"""

from briefgen.portfolio.folders import hint, one_of, parts_of
from briefgen.portfolio.making import build, build_one, check, check_one
from briefgen.portfolio.menu import is_wide, menu, outside
from briefgen.portfolio.parts import Part, only_one
from briefgen.portfolio.removal import folders_of, retire
from briefgen.portfolio.serving import Shown, shown
from briefgen.portfolio.whole import problems_of

__all__ = [
    "Part", "Shown", "build", "build_one", "check", "check_one", "folders_of", "hint", "is_wide", "menu",
    "one_of", "only_one", "outside", "problems_of",
    "parts_of", "retire", "shown",
]  # fmt: skip
