"""The command group: one file a command, loaded when it is asked for; errors without tracebacks."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NoReturn

import click

from detente.errors import DetenteError

INTERRUPTED = 130
#: a command is done soon and makes much that stays: looking for rubbish often would cost a tenth
_RARELY = (50_000, 20, 50)


class Commands(click.Group):
    """Finds commands as modules of `detente.cli.commands`; a new file there is a new command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from detente.cli import commands

        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"detente.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _leave_quietly()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from detente.errors import nearest

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = nearest(args[0], self.list_commands(ctx)) if args else ""
            raise click.UsageError(f"{error.message} {hint}".strip(), ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names with their first sentences, without loading any command."""
        from detente.cli.commands import SUMMARIES

        names = self.list_commands(ctx)
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES.get(name, "")) for name in names])

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Run a command; exit 0 answered, 1 unusable input, 2 wrong usage, 130 interrupted."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        _speak_utf8()
        gc.set_threshold(*_RARELY)
        extra["prog_name"] = extra.get("prog_name") or "detente"
        try:
            code = super().main(args, standalone_mode=False, **extra)
            if sys.stdout is not None:  # closed by whoever called us
                sys.stdout.flush()
        except click.UsageError as error:
            error.show()
            sys.exit(2)
        except click.ClickException as error:
            error.show()
            sys.exit(1)
        except DetenteError as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        except (KeyboardInterrupt, click.Abort):
            click.echo("Interrupted.", err=True)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            _leave_quietly()
        except OSError as error:
            if os.environ.get("DETENTE_DEBUG"):
                raise
            _leave_without_output(error)
        except MemoryError:
            click.echo("There is not enough memory for this case. Leave out options.", err=True)
            sys.exit(1)
        except Exception as error:  # the last door: a user never meets a traceback
            if os.environ.get("DETENTE_DEBUG"):
                raise
            kind = type(error).__name__
            click.echo(
                f"Something is wrong in Détente itself ({kind}: {error}).\n"
                "Please report it. Set DETENTE_DEBUG=1 to see where.",
                err=True,
            )
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Names come in every script; a terminal that is not UTF-8 gets what it can show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        if encoding != "utf8" and not stream.isatty():
            reconfigure(encoding="utf-8")
        reconfigure(errors="replace")


def _leave_quietly() -> NoReturn:
    """Whoever read our output has gone (`detente solve … | head`)."""
    _drop_output()
    sys.exit(0)


def _leave_without_output(error: OSError) -> NoReturn:
    """The answer could not be written, for want of space or of a reader."""
    _drop_output()
    click.echo(f"The answer cannot be written: {error.strerror or error}.", err=True)
    sys.exit(1)


def _drop_output() -> None:
    """What is still waiting to be written goes nowhere, so that nothing complains at the end."""
    null = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError, AttributeError):  # no real stream behind it
        os.dup2(null, sys.stdout.fileno())


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from detente.result import package_version

        click.echo(f"detente {package_version()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Print the version.",
)  # fmt: skip
def main() -> None:
    """Negotiations in which the sides see different games.

    A CASE is a YAML file, or the name of a shipped case (see `detente list`).

    \b
        detente list
        detente brief geneva-2022
        detente solve geneva-2022 --concept seq --equilibria
        detente views geneva-2022 --surprises
    """
