"""Arguments and options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from detente.case import Case
    from detente.game.symbolic import Bounds
    from detente.result import Row

    TextParam = click.ParamType[str]
else:
    TextParam = click.ParamType  # generic only in newer versions of Click

F = TypeVar("F", bound=Callable[..., Any])


class CaseName(TextParam):
    """A case: a path, or the id of a shipped case. Read by the command, so that it exits 1."""

    name = "case"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from detente.case.shipped import shipped_ids

        found = [CompletionItem(key) for key in shipped_ids() if key.startswith(incomplete)]
        return [*found, CompletionItem(incomplete, type="file")]


class ConceptName(TextParam):
    """The id of a concept of stability."""

    name = "concept"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from detente.errors import nearest
        from detente.stability import CONCEPTS

        key = value.lower()
        if key not in CONCEPTS:
            hint = nearest(key, list(CONCEPTS))
            self.fail(f"'{value}' is no concept. {hint}".strip(), param, ctx)
        return key

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from detente.stability import CONCEPTS

        return [CompletionItem(key) for key in CONCEPTS if key.startswith(incomplete)]


def with_case(command: F) -> F:
    """Add the CASE argument and `--basis`."""
    command = click.option(
        "--basis",
        type=click.Choice(["reported", "reading", "all"]),
        default="all",
        show_default=True,
        help="Use only entries that are reported; or those and an author's readings; or all.",
    )(command)
    return click.argument("name", metavar="CASE", type=CaseName())(command)


def with_view(command: F) -> F:
    """Add `--view` and `--hypothesis`."""
    command = click.option(
        "--hypothesis", metavar="ID", help="Start from a rival base of the case."
    )(command)
    return click.option(
        "--view",
        default="base",
        show_default=True,
        metavar="PATH",
        help="Whose idea of the game: a party, or a path such as west.russia.",
    )(command)


def with_game(command: F) -> F:
    """Add all that makes a game: CASE, `--basis`, `--view` and `--hypothesis`."""
    return with_case(with_view(command))


def with_concepts(words: str, kind: TextParam | None = None) -> Callable[[F], F]:
    """Add `--concept`, which may be repeated.

    Parameters
    ----------
    words : what it does, and what is used without it
    kind : reads the names; by default those of concepts for single parties
    """
    return click.option(
        "--concept", "concepts", multiple=True, type=kind or ConceptName(), help=words
    )


def with_engine(command: F) -> F:
    """Add `--engine`, `--memory` and, for states, `--limit`."""
    states = "states for each concept. Default: all, and 1,000 from the symbolic engine"
    return with_size(with_limit(states)(command))


def with_limit(what: str) -> Callable[[F], F]:
    """Add `--limit`.

    Parameters
    ----------
    what : of which no more than so many are listed, and how many are without it
    """
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        metavar="N",
        help=f"List no more than N {what}.",
    )


def with_size(command: F) -> F:
    """Add `--engine` and `--memory`."""
    from detente.game.engines import ENGINES

    command = click.option(
        "--memory",
        type=click.FloatRange(min=0.05),
        default=4.0,
        show_default=True,
        metavar="GB",
        help="How much memory the symbolic engine may take.",
    )(command)
    return click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="auto",
        show_default=True,
        help="List every state (explicit) or none (symbolic: decision diagrams, for cases that "
        "nobody could list); auto goes by the size of the case.",
    )(command)


def bounds_of(memory: float) -> Bounds:
    """How large diagrams may grow, for `--memory`."""
    from detente.game.symbolic import Bounds

    return Bounds(int(memory * (1 << 30)))


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


def read_case(name: str, basis: str = "all") -> Case:
    """Load a case, restrict it, and say its warnings on stderr."""
    from detente.case import load
    from detente.errors import CaseError

    try:
        case = load(name)
    except CaseError as error:
        from detente.game.audit import all_problems

        raise CaseError(all_problems(error)) from None
    warn(case.warnings)
    if basis == "all":
        return case
    from detente.case.basis import restrict

    return restrict(case, basis)


def warn(warnings: Iterable[object]) -> None:
    """Say what is odd, on stderr."""
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)


def print_rows(rows: Iterable[Row]) -> int:
    """Print rows as JSON lines, streamed; how many there were."""
    count = 0
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))
        count += 1
    return count


def note(text: str) -> None:
    """Say something about the answer, on stderr."""
    click.echo(text, err=True)


def note_left_out(count: int, most: int | None, limit: int | None, what: str) -> None:
    """Say how many are listed where not all are.

    Parameters
    ----------
    most : how many are listed where nobody asks for more or fewer; None: all
    """
    most = most if limit is None else limit
    if most is not None and count > most:
        note(f"{most:,} of {count:,} {what} are listed; --limit N lists more.")


def write_new(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text file whole or not at all; an existing one only with `force`.

    Raises
    ------
    InputError
        when the file exists already, or cannot be written.
    """
    import os
    import tempfile

    from detente.errors import InputError

    if path.exists() and not force:
        raise InputError(f"{path} exists already. Use --force to replace it")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(temporary).replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from None
