"""`detente evidence`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.options import CaseName, as_json, note, print_rows, read_case

if TYPE_CHECKING:
    from detente.case import Case
    from detente.reading.store.keeper import Keeper
    from detente.reading.store.store import Store


@click.command()
@click.argument("name", metavar="CASE", type=CaseName())
@click.option("--documents", is_flag=True, help="List the documents.")
@click.option(
    "--statements", is_flag=True,
    help="List the statements; --party, --target, --act, --issue and --anchor choose.",
)  # fmt: skip
@click.option("--search", metavar="WORDS", help='Passages with all the words; "…" for a phrase.')
@click.option("--coverage", is_flag=True, help="What of the case rests on which statements.")
@click.option(
    "--disagreements", is_flag=True,
    help="Statements that coders see otherwise, and how far coders agree.",
)  # fmt: skip
@click.option("--history", is_flag=True, help="Every change of the store, latest first.")
@click.option(
    "--add", "add", metavar="FILE", multiple=True,
    help="Read a document, folder or corpus and keep it; may be repeated.",
)  # fmt: skip
@click.option("--remove", metavar="DOCUMENT", help="Take a document out.")
@click.option(
    "--code", nargs=2, metavar="ID ACT",
    help="Say what a statement does; --party, --target, --issue, --negated say more.",
)  # fmt: skip
@click.option(
    "--mark", nargs=3, metavar="DOCUMENT WORDS ACT",
    help="Add a statement that the machine missed, by its words.",
)  # fmt: skip
@click.option(
    "--link", nargs=2, metavar="ID TARGET",
    help="Say what a statement speaks to: option:city.sell, issue:wages, preference:city.2, "
    "belief:city.union, outcome:deal.",
)  # fmt: skip
@click.option("--unlink", nargs=2, metavar="ID TARGET", help="Take a link out.")
@click.option("--undo", is_flag=True, help="Take the latest change of the store back.")
@click.option("--redo", is_flag=True, help="Do again what was undone last.")
@click.option(
    "--accept", metavar="FILE", type=click.Path(path_type=Path),
    help="Put proposals of `detente read --propose` into the case: a .yaml or .patch file.",
)  # fmt: skip
@click.option(
    "--only", metavar="ID", multiple=True,
    help="With --accept: only this proposal; may be repeated.",
)  # fmt: skip
@click.option(
    "--copy", metavar="FILE", type=click.Path(path_type=Path),
    help="Copy the case to a file of your own.",
)  # fmt: skip
@click.option("--by", metavar="NAME", envvar="DETENTE_CODER", help="Who codes, marks or links.")
@click.option("--note", "memo", metavar="WORDS", help="A note beside a coding or a link.")
@click.option("--party", metavar="PARTY", help="Who says it.")
@click.option("--target", metavar="PARTY", help="Towards whom.")
@click.option("--issue", metavar="ISSUE", help="About which issue.")
@click.option("--act", metavar="ACT", help="With --statements: only these acts.")
@click.option(
    "--anchor",
    type=click.Choice(["exact", "moved", "near", "lost"]),
    help="With --statements: how sure their place is since a document changed.",
)
@click.option("--negated/--not-negated", default=None, help="The act is said not to be done.")
@click.option("--model", default="auto", show_default=True, metavar="NAME|none",
              help="With --add: the language model that reads along.")  # fmt: skip
@as_json
def command(name: str, as_json: bool, **asked: Any) -> None:
    """Keep, search, code and link what documents say, beside a case.

    The store is one file, NAME.evidence.sqlite beside NAME.yaml. Codings by hand and by machine are
    kept apart. The case itself changes only by --accept; every other change can be undone.

    \b
        detente evidence talks.yaml --add articles/
        detente evidence talks.yaml --search "red line"
        detente evidence talks.yaml --code e12 threat --by Noor
        detente evidence talks.yaml --link e12 issue:wages --by Noor
        detente evidence talks.yaml --accept proposals.yaml --only s4 --only s7
    """
    actions = [key for key in _ACTIONS if asked[key]]
    if len(actions) > 1:
        flags = " and ".join(f"--{key}" for key in actions)
        raise click.UsageError(f"{flags} exclude each other; do one after the other.")
    action = actions[0] if actions else "summary"
    if asked["only"] and action != "accept":
        raise click.UsageError("--only goes with --accept.")
    if action in _SIGNED and not (asked["by"] or "").strip():
        raise click.UsageError(f"--{action} needs --by NAME (or set DETENTE_CODER).")
    case = read_case(name)
    {"summary": _summary, **_ACTIONS}[action](_Asked(name, case, asked, as_json))


class _Asked:
    """What was asked for, and the store it is asked of."""

    def __init__(self, name: str, case: Case, options: dict[str, Any], as_json: bool) -> None:
        self.name = name
        self.case = case
        self.options = options
        self.as_json = as_json
        self.at = _now()

    def __getitem__(self, key: str) -> Any:
        return self.options[key]

    def store(self) -> Store:
        """The store, to be read."""
        from detente.errors import InputError
        from detente.reading.store import open_store

        found = open_store(self.case)
        if found is None:
            hint = f"Keep some documents: detente evidence {self.name} --add FILE"
            raise InputError(f"{self.name} has no evidence beside it yet. {hint}")
        return found

    def keeper(self) -> Keeper:
        """The store, to be changed; there must be one."""
        from detente.reading.store import change_store

        self.store().close()
        return change_store(self.case, at=self.at)

    def put(self, rows: Iterable[Any], lines: Callable[[Any], Iterable[str]], none: str) -> None:
        """Records, as rows or as text; that there are none is said on stderr."""
        count = 0
        for one in rows:
            count += 1
            if self.as_json:
                print_rows([one.to_row()])
            else:
                click.echo("\n".join(lines(one)))
        if not count:
            note(none)


# ---------------------------------------------------------------------------- to look


def _summary(asked: _Asked) -> None:
    from detente.reading.store import coverage
    from detente.reading.store.text import summary

    with asked.store() as store:
        if asked.as_json:
            print_rows(one.to_row() for one in store.statements())
        else:
            click.echo("\n".join(summary(asked.case, store, coverage(asked.case, store))))


def _documents(asked: _Asked) -> None:
    from detente.columns import counted
    from detente.reading.text import one_line

    def lines(one: Any) -> list[str]:
        about = [one.title, one.author, one.source, one.date]
        told = ", ".join(one_line(words) for words in about if words)
        size = f"{counted(one.words, 'word')}, {counted(one.statements, 'statement')}"
        return [
            f"{one_line(one.name)}: {told}; {size}" if told else f"{one_line(one.name)}: {size}"
        ]

    with asked.store() as store:
        asked.put(store.documents(), lines, "There are no documents.")


def _statements(asked: _Asked) -> None:
    from detente.reading.store.text import statement_lines

    names = ("party", "target", "act", "issue", "anchor")
    with asked.store() as store:
        found = store.statements(**{key: asked[key] for key in names})
        asked.put(found, statement_lines, "There are no such statements.")


def _search(asked: _Asked) -> None:
    from detente.reading.store.text import hit_lines

    with asked.store() as store:
        none = f"Nothing holds all of: {asked['search']}"
        asked.put(store.search(asked["search"]), hit_lines, none)


def _coverage(asked: _Asked) -> None:
    from detente.reading.store import coverage
    from detente.reading.store.text import coverage_lines

    with asked.store() as store:
        found = coverage(asked.case, store)
    if asked.as_json:
        print_rows(found.to_rows())
    else:
        click.echo("\n".join(coverage_lines(found)))


def _disagreements(asked: _Asked) -> None:
    from detente.reading.store.text import agreement_lines, statement_lines

    with asked.store() as store:
        asked.put(store.disagreements(), statement_lines, "Coders agree wherever two have coded.")
        figures = store.agreement()
    if asked.as_json:
        print_rows({"agreement": one.to_row()} for one in figures)
    else:
        click.echo("Agreement, the machine included:")
        click.echo("\n".join(agreement_lines(figures)))


def _history(asked: _Asked) -> None:
    from detente.reading.store.text import step_line

    with asked.store() as store:
        asked.put(store.history(), lambda one: [step_line(one)], "Nothing was changed yet.")


# ---------------------------------------------------------------------------- to change


def _add(asked: _Asked) -> None:
    from detente.cli.progress import shown
    from detente.reading.document import Unreadable
    from detente.reading.keeping import kept
    from detente.reading.read import read_documents, set_up, worth
    from detente.reading.store import change_store
    from detente.reading.text import closing, one_line

    setup = set_up(asked.case, asked["model"])
    if setup.note:
        note(setup.note)
    documents = statements = unreadable = 0
    with change_store(asked.case, at=asked.at) as keeper, keeper.together():
        with shown("reading") as progress:
            files = asked["add"]
            reading = read_documents(
                files,
                setup,
                workers=worth(files, setup),
                known=keeper,
                keep_text=True,
                progress=progress,
            )
            for one in kept(reading, keeper, setup, asked.at):
                if isinstance(one, Unreadable):
                    unreadable += 1
                    note(one_line(str(one)))
                else:
                    documents += 1
                    statements += len(one.statements)
                    if asked.as_json:
                        print_rows(it.to_row() for it in one.statements)
        where = keeper.path
    (note if asked.as_json else click.echo)(closing(statements, documents, unreadable))
    if not documents:
        sys.exit(1)
    note(f"Kept in {where}")


def _remove(asked: _Asked) -> None:
    with asked.keeper() as keeper:
        keeper.remove(asked["remove"], at=asked.at, who=asked["by"] or "somebody")
    _done(asked, f"{asked['remove']} is out; --undo brings it back.")


def _code(asked: _Asked) -> None:
    which, act = asked["code"]
    fields = {"act": act, **_coded(asked)}
    with asked.keeper() as keeper:
        keeper.code(which, coder=asked["by"], at=asked.at, note=asked["memo"], **fields)
        _show(asked, keeper, which)


def _mark(asked: _Asked) -> None:
    from detente.errors import InputError

    document, words, act = asked["mark"]
    with asked.keeper() as keeper:
        text = keeper.document(document).text
        count = text.count(words) if words else 0
        if count != 1:
            found = "are not" if not count else f"stand {count} times"
            raise InputError(
                f"these words {found} in {document}; copy a passage that is there once"
            )
        start = text.index(words)
        fields = _coded(asked)
        which = keeper.mark(
            document, start, start + len(words), act=act, coder=asked["by"], at=asked.at,
            note=asked["memo"], **fields,
        )  # fmt: skip
        _show(asked, keeper, which)


def _link(asked: _Asked) -> None:
    from detente.reading.store.targets import find_target

    which, words = asked["link"]
    target = find_target(asked.case, words)
    with asked.keeper() as keeper:
        keeper.link(which, target, coder=asked["by"], at=asked.at, note=asked["memo"])
    _done(asked, f"{which} speaks to {target.name}: {target.label}")


def _unlink(asked: _Asked) -> None:
    from detente.reading.store.targets import find_target

    which, words = asked["unlink"]
    with asked.keeper() as keeper:
        paths = {one.path for one in keeper.links(statement=which)}
        path = words if words in paths else find_target(asked.case, words).path
        keeper.unlink(which, path, coder=asked["by"], at=asked.at)
    _done(asked, f"{which} no longer speaks to {words}.")


def _undo(asked: _Asked) -> None:
    with asked.keeper() as keeper:
        _replayed(asked, keeper.undo(), "Undone", "There is nothing to undo.")


def _redo(asked: _Asked) -> None:
    with asked.keeper() as keeper:
        _replayed(asked, keeper.redo(), "Done again", "There is nothing to do again.")


def _accept(asked: _Asked) -> None:
    from detente.columns import counted
    from detente.reading.propose import accept

    taken = accept(asked.case, asked["accept"], asked["only"])
    if asked.as_json:
        print_rows(taken.to_rows())
    said = f"{counted(len(taken.statements), 'statement')} added to {asked.case.origin.name}."
    if taken.repeated:
        said += f" {taken.repeated:,} stood there already."
    (note if asked.as_json else click.echo)(said)


def _copy(asked: _Asked) -> None:
    from detente.case.files import decode, read_bytes
    from detente.case.shipped import shipped_bytes
    from detente.cli.options import write_new
    from detente.reading.store import store_path

    origin = asked.case.origin.name
    shipped = store_path(asked.case) is None
    data = shipped_bytes(asked.name) if shipped else read_bytes(Path(origin))
    write_new(asked["copy"], decode(data, origin))
    click.echo(str(asked["copy"]))


# ---------------------------------------------------------------------------- shared


def _coded(asked: _Asked) -> dict[str, Any]:
    """What is said of a statement, its parties and issue looked up in the case."""
    from detente.errors import InputError, nearest

    fields = {}
    for key, known in (
        ("party", asked.case.parties),
        ("target", asked.case.parties),
        ("issue", asked.case.issues),
    ):
        value = asked[key]
        if value is None:
            continue
        if value not in known:
            kind = "issue" if key == "issue" else "party"
            hint = nearest(value, list(known))
            raise InputError(f"there is no {kind} '{value}' in the case. {hint}".strip())
        fields[key] = value
    if asked["negated"] is not None:
        fields["negated"] = asked["negated"]
    return fields


def _show(asked: _Asked, store: Store, which: str) -> None:
    from detente.reading.store.text import statement_lines

    asked.put([store.statement(which)], statement_lines, "")


def _done(asked: _Asked, said: str) -> None:
    (note if asked.as_json else click.echo)(said)


def _replayed(asked: _Asked, steps: list[str], said: str, none: str) -> None:
    for what in steps:
        _done(asked, f"{said}: {what}")
    if not steps:
        note(none)


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_SIGNED = ("code", "mark", "link", "unlink")
_ACTIONS: dict[str, Callable[[_Asked], None]] = {
    "documents": _documents,
    "statements": _statements,
    "search": _search,
    "coverage": _coverage,
    "disagreements": _disagreements,
    "history": _history,
    "add": _add,
    "remove": _remove,
    "code": _code,
    "mark": _mark,
    "link": _link,
    "unlink": _unlink,
    "undo": _undo,
    "redo": _redo,
    "accept": _accept,
    "copy": _copy,
}
