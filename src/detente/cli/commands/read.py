"""`detente read`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.group import INTERRUPTED
from detente.cli.options import CaseName, as_json, note, print_rows, read_case
from detente.cli.progress import shown

if TYPE_CHECKING:
    from detente.case import Case
    from detente.reading.document import Unreadable
    from detente.reading.found import ReadDocument
    from detente.reading.read import Setup

    Read = Iterator[ReadDocument | Unreadable]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--case", "name", metavar="CASE", type=CaseName(),
    help="Whose parties, voices and issues names and topics are resolved to.",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; the ending says what: .jsonl .json .csv statements; .patch .yaml "
    "proposals. After a kill or Ctrl-C the same command goes on where it stopped.",
)
@click.option(
    "--propose", is_flag=True,
    help="Say what the statements would add to the case, as a patch; the case is not touched.",
)  # fmt: skip
@click.option(
    "--keep", is_flag=True,
    help="Keep documents and statements in the evidence store beside the case.",
)  # fmt: skip
@click.option(
    "--events", is_flag=True,
    help="List sentences that tell of political events instead: who did what to whom.",
)  # fmt: skip
@click.option(
    "--model",
    default="auto",
    show_default=True,
    metavar="NAME|none",
    help="The language model that reads along with the patterns: a spaCy pipeline that is "
    "installed. 'auto': one if there is one; 'none': patterns alone.",
)
@click.option("--author", metavar="WORDS", help="Who wrote the documents.")
@click.option("--date", metavar="DATE", help="When: a day, a month or a year.")
@click.option("--source", metavar="WORDS", help="Where they appeared.")
@click.option("--language", metavar="XX", help="Their language: two letters.")
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N",
    help="Processes that read. Default: all cores, where there is much to read.",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="URL",
    help="Read on a Dask cluster instead; the texts are sent there.",
)  # fmt: skip
@as_json
def command(
    files: tuple[str, ...],
    name: str | None,
    output: Path | None,
    propose: bool,
    keep: bool,
    events: bool,
    model: str,
    workers: int | None,
    scheduler: str | None,
    as_json: bool,
    **stated: str | None,
) -> None:
    """Find what the sides say in documents, with the place of every statement.

    Reads text, Markdown, HTML, PDF, DOCX, folders of them, and corpora as JSON lines. What cannot
    be read is named, and the rest goes on. Nothing leaves this computer, unless you name a
    scheduler.

    \b
        detente read article.html
        detente read articles/ --case talks.yaml -o statements.csv
        detente read articles/ --case talks.yaml --propose -o proposals.yaml
        detente evidence talks.yaml --accept proposals.yaml
        detente read articles/ --case talks.yaml --keep
    """
    from detente.reading.output import PROPOSALS, check_ending
    from detente.reading.read import set_up, worth

    ending = check_ending(output) if output else ""
    propose = propose or ending in PROPOSALS
    if (propose or keep) and name is None:
        raise click.UsageError(f"{'--keep' if keep else '--propose'} needs --case CASE.")
    if events and (propose or keep):
        raise click.UsageError("--events lists events; it cannot be kept or proposed.")
    if propose and output and ending not in PROPOSALS:
        raise click.UsageError(f"Proposals are written as .patch or .yaml, not as {ending}.")
    case = None if name is None else read_case(name)
    if propose or keep:
        _own_file(case, str(name))
    given = {key: words for key, words in stated.items() if words is not None}
    setup = set_up(case, model, given, events=events)
    if setup.note:
        note(setup.note)
    if workers is None:
        workers = 1 if scheduler else worth(files, setup)
    with ExitStack() as stack:
        run = _Run(setup, stack)
        reading = run.begin(files, workers, scheduler, output, keep)
        try:
            if propose:
                _propose(run, case, reading, output, as_json)
            elif output:
                _write(run, reading, output)
            elif as_json:
                print_rows(row.to_row() for one in run.read(reading) for row in one.rows)
            else:
                _print(run, reading)
        except KeyboardInterrupt:
            run.interrupted(output, keep)
            sys.exit(INTERRUPTED)
        run.end()


class _Run:
    """Counts what passes, names what cannot be read, and says at the end how it went."""

    def __init__(self, setup: Setup, stack: ExitStack) -> None:
        self.setup = setup
        self.stack = stack
        self.documents = 0
        self.known = 0
        self.found = 0
        self.unreadable = 0
        self.foreign = 0
        self.record: Any = None

    def begin(
        self, files: tuple[str, ...], workers: int, scheduler: str | None, output: Path | None,
        keep: bool,
    ) -> Read:  # fmt: skip
        from detente.reading.keeping import kept, noted
        from detente.reading.read import read_documents

        known: Any = None
        keeper = None
        at = _now()
        if keep:
            from detente.reading.store import change_store

            assert self.setup.case is not None
            known = keeper = self.stack.enter_context(change_store(self.setup.case, at=at))
            self.stack.enter_context(keeper.together())
        elif output:
            from detente.reading.unfinished import Unfinished

            known = self.record = Unfinished.beside(output)
            self.stack.callback(self._close)
        progress = self.stack.enter_context(shown("reading"))
        reading = read_documents(
            files,
            self.setup,
            workers=workers,
            scheduler=scheduler,
            known=known,
            keep_text=keep,
            leave_out=output,
            progress=progress,
        )
        if keeper is not None:
            reading = kept(reading, keeper, self.setup, at)
        elif self.record is not None:
            reading = noted(reading, self.record, self.setup)
        self.stack.callback(lambda: getattr(reading, "close", bool)())
        return reading

    def read(self, reading: Read) -> Iterator[ReadDocument]:
        """The documents that could be read; the others are named on stderr."""
        from detente.reading.found import ReadDocument
        from detente.reading.text import one_line

        for one in reading:
            if isinstance(one, ReadDocument):
                self.documents += 1
                self.known += one.known
                self.foreign += one.heading.language not in {None, "en"}
                self.found += len(one.rows)
                yield one
            else:
                self.unreadable += 1
                note(one_line(str(one)))

    @property
    def closing(self) -> str:
        from detente.reading.text import closing

        what = "event" if self.setup.events else "statement"
        return closing(self.found, self.documents, self.unreadable, what)

    def interrupted(self, output: Path | None, keep: bool) -> None:
        from detente.columns import counted

        rest = " The same command goes on from there." if output or keep else ""
        note(f"Interrupted after {counted(self.documents, 'document')}.{rest}")

    def end(self) -> None:
        if self.foreign:
            from detente.columns import counted

            documents = counted(self.foreign, "document")
            note(f"{documents} not in English, the only language read here: little is found there.")
        if self.known:
            note(f"{self.known:,} of them had been read before.")
        if not self.documents:
            note("Nothing could be read.")
            sys.exit(1)

    def finish(self) -> None:
        """The file is whole: what an unfinished run would need can go."""
        if self.record is not None:
            self.record.close(whole=True)
            self.record = None

    def _close(self) -> None:
        if self.record is not None:
            self.record.close(whole=False)


def _print(run: _Run, reading: Read) -> None:
    """For people: by document, then how many."""
    from detente.reading.text import document_text, event_lines

    for one in run.read(reading):
        if one.events:
            lines = list(event_lines(one.heading, one.heading.id, one.events))
        elif one.statements:
            lines = [*document_text(one.heading, one.heading.id, one.statements), ""]
        else:
            continue
        click.echo("\n".join(lines))
    if run.documents:
        click.echo(run.closing)


def _write(run: _Run, reading: Read, output: Path) -> None:
    """Rows into a file, which is there when it is whole."""
    from detente.reading.found import Told
    from detente.reading.output import COLUMNS, rows_file

    columns = tuple(Told.__dataclass_fields__) if run.setup.events else COLUMNS
    with rows_file(output, run.setup.made_from, columns) as put:
        for one in run.read(reading):
            for row in one.rows:
                put(row.to_row())
        if not run.documents:
            run.finish()
            run.end()
    run.finish()
    click.echo(str(output))
    note(run.closing)


def _propose(
    run: _Run, case: Case | None, reading: Read, output: Path | None, as_json: bool
) -> None:
    """What the case would gain, as a patch or a list; the case itself stays as it is."""
    from detente.columns import counted
    from detente.reading.output import whole_file
    from detente.reading.propose import case_text, propose

    assert case is not None
    read = ((one.heading, one.statements) for one in run.read(reading))
    made = propose(case, case_text(case), read, run.setup.made_from)
    if not run.documents:
        return
    if output is not None:
        text = made.to_yaml() if output.suffix.casefold() in {".yaml", ".yml"} else made.to_patch()
        with whole_file(output, newline="") as stream:
            stream.write(text)
        run.finish()
        click.echo(str(output))
    elif as_json:
        print_rows(made.to_rows())
    else:
        click.echo(made.to_patch(), nl=False)
    left = []
    if made.repeated:
        left.append(f"{made.repeated:,} the case has or repeat another")
    if made.nameless:
        left.append(f"{made.nameless:,} name no party of the case")
    rest = f" Left out: {'; '.join(left)}." if left else ""
    note(f"{counted(len(made.statements), 'statement')} proposed.{rest}")
    if output is not None and made.statements:
        note(f"Look through it; then: detente evidence {case.origin.name} --accept {output}")


def _own_file(case: Case | None, name: str) -> None:
    """Only a case with a file of the user's can gain anything."""
    from detente.errors import InputError
    from detente.reading.store import store_path

    if case is not None and store_path(case) is None:
        raise InputError(
            f"'{name}' is a shipped case and stays as it is. Copy it first, then name the copy:\n"
            f"    detente evidence {name} --copy my-{case.id}.yaml"
        )


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
