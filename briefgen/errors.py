"""What briefgen raises.

BriefgenError           anything that briefgen says about itself
├── UserError           the user must act: one line, exit status 1
│   ├── SeedsError      no seeds folder, or nothing in it that can be read
│   ├── ConfigError     mkdocs.yml, sources.yml or editorial.yml says what it must not
│   ├── DocsError       the docs folder can't be written, or holds what must not be overwritten
│   ├── RecordError     a file is no briefing.json that can be read
│   └── MissingExtra    a command needs a package that is not installed
└── Fault               briefgen's own: traceback, exit status 3
"""


class BriefgenError(Exception):
    """The root of briefgen's own exceptions."""


class UserError(BriefgenError):
    """The user must act. The message is one line: what is wrong, where, what to do."""


class SeedsError(UserError):
    """The seeds folder is missing, or holds no article that can be read."""


class ConfigError(UserError):
    """A file of settings is not what it should be."""


class DocsError(UserError):
    """The docs folder can't be written."""


class RecordError(UserError):
    """A file is no briefing.json of this version."""


class MissingExtra(UserError):
    """A command needs a package that an optional extra installs."""


class Fault(BriefgenError):
    """briefgen did what it must never do. The message says which source shows it."""
