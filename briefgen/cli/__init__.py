"""The command line. Exit status: 0 done, 1 the user must act, 3 a fault of ours, 130 interrupted."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import Any

import click

from briefgen import __version__
from briefgen.cli.telling import printable
from briefgen.errors import UserError

_MODULES = {
    "build": "building", "changes": "making", "check": "making", "pdf": "making", "export": "making",
    "new": "making", "add": "taking", "sources": "taking", "review": "judging", "edit": "judging",
    "group": "grouping", "propose": "proposing",
}  # fmt: skip
"""Each command and the module that has it, which is imported when it is called: each needs other things."""


class Commands(click.Group):
    """A group whose errors are one line, and whose exit status is the contract's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in order of the alphabet."""
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if cmd_name not in _MODULES:
            return None
        found: click.Command = getattr(import_module(f"briefgen.cli.{_MODULES[cmd_name]}"), cmd_name)
        return found

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and exit."""
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except (click.Abort, KeyboardInterrupt):
            click.echo("interrupted", err=True)
            status = 130
        except (UserError, click.ClickException) as error:
            said = error.format_message() if isinstance(error, click.ClickException) else str(error)
            click.echo(f"briefgen: {printable(said)}", err=True)
            status = 1
        except Exception as error:  # the last resort: say what to send
            traceback.print_exc()
            click.echo(
                f"briefgen: a fault of briefgen's own: {printable(str(error))}\n"
                f"Please report it with the lines above; briefgen {__version__}.",
                err=True,
            )
            status = 3
        sys.exit(status or 0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False,
             invoke_without_command=True)  # fmt: skip
@click.version_option(__version__, prog_name="briefgen")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn source articles about an event into a cited, searchable briefing."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
