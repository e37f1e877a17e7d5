"""Writes the reference pages of docs/ from the program itself.

``python -m tools.docs`` writes them; with ``--check`` it writes nothing, and fails if one is stale.
"""

from __future__ import annotations

import argparse
import inspect
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from tools import examples

HERE = Path(__file__).parent.parent
NOTE = "<!-- Written by the program: `make docs`. Changes made here are lost. -->\n"

CONCEPTS_BEGIN = """\
A concept is a definition of *stays put*: when does a party have no reason to leave a state? An
equilibrium is a state that no party has a reason to leave. No concept is the right one. They differ
in how far a party looks ahead and in which answers of the others it takes seriously. To *answer*
an improvement, the others move, in turn, to a state that the party likes no better than the one it
left.
"""

COALITIONS_BEGIN = """\
What `detente coalitions` asks: would these parties leave a state together? They move in turn, each
its own options, nobody twice in a row, so what lies between has to be possible. They go only where
each of them is better off than at the start; with `--pareto`, where at least one is and none is
worse off. An answer by those outside deters them when it leaves *some* member no better off than at
the start, in either sense. A state that no coalition would leave, of one party or of all, is
*universally* stable. Where moves are not transitive (merged states, cases that list their moves),
nobody takes part in two credible answers in a row.
"""

CLASSES_BEGIN = """\
What the words in `detente views` and in the brief mean. How they are arrived at is on the page
[Views](views.md). Several classes may apply to one state, or none.
"""

Page = Callable[[], str]


def commands() -> str:
    """Every command with its arguments, flags and examples."""
    from detente.cli import main

    parts = [NOTE, "# Commands\n", paragraphs(main.help or "")]
    context = click.Context(main, info_name="detente")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is not None and not command.hidden:
            parts.append(one_command(command, click.Context(command, context, name)))
    return "\n".join(parts)


def one_command(command: click.Command, context: click.Context) -> str:
    """The section of one command."""
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [
        f"## {context.info_name}\n",
        f"```text\n{context.command_path} {usage}\n```\n",
        paragraphs(command.help or ""),
    ]
    options = [it for it in command.params if isinstance(it, click.Option)]
    rows = [row for option in options if (row := option.get_help_record(context))]
    if rows:
        lines += ["| flag | does |", "| --- | --- |"]
        lines += [f"| `{cell(flag)}` | {cell(says)} |" for flag, says in rows]
        lines.append("")
    return "\n".join(lines)


def paragraphs(text: str) -> str:
    """A help text as Markdown: what follows a line of one backspace is kept as it stands."""
    parts = []
    for part in inspect.cleandoc(text).split("\n\n"):
        if part.startswith("\b"):
            kept = inspect.cleandoc(part.removeprefix("\b").strip("\n"))
            parts.append(f"```text\n{kept}\n```")
        else:
            parts.append(" ".join(part.split()))
    return "\n\n".join(parts) + "\n"


def cell(text: str) -> str:
    """A text that may stand in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def concepts() -> str:
    """Every concept: what it says, what it implies, and its source."""
    from detente.sources import source
    from detente.stability import COALITION_CONCEPTS, CONCEPTS

    lines = [NOTE, "# Concepts\n", CONCEPTS_BEGIN]
    lines += [
        "| concept | in a brief | reads the others' preferences | used by default |",
        "| --- | --- | --- | --- |",
    ]
    for key, concept in CONCEPTS.items():
        reads = "yes" if concept.reads_others else "no"
        default = "yes" if concept.default else "no"
        lines.append(f"| `{key}` | {cell(concept.plain)} | {reads} | {default} |")
    for key, concept in CONCEPTS.items():
        lines += [
            f"\n## {concept.title} (`{key}`)\n",
            f"A state is stable for a party when {concept.says}.\n",
        ]
        if concept.implies:
            wider = ", ".join(f"`{other}`" for other in concept.implies)
            lines.append(f"Whatever is stable here is stable under {wider} too.\n")
        lines.append(f"Source: {source(concept.source)}")
    lines += ["\n## Coalitions\n", COALITIONS_BEGIN]
    for key, joint in COALITION_CONCEPTS.items():
        lines += [
            f"\n### {joint.title} (`{key}`)\n",
            f"A state is stable for a coalition when {joint.says}.\n",
            f"Of a party alone: `{joint.alone}`.\n",
            f"Source: {source(joint.source)}",
        ]
    return "\n".join(lines) + "\n"


def classes() -> str:
    """Every class of states, every kind of misperception, of surprise, of change, of dilemma."""
    from detente.dilemmas import KINDS as DILEMMAS
    from detente.levers import KINDS as CHANGES
    from detente.levers import load_kinds
    from detente.views import CLASSES, KINDS, surprises

    load_kinds()
    changes = {key: change.says for key, change in CHANGES.items()}
    tables = (
        ("Classes", "class", "what it says of a state", CLASSES),
        ("Kinds of misperception", "kind", "what a view has otherwise", KINDS),
        ("Kinds of surprise", "kind", "what it is", surprises.KINDS),
        ("Kinds of change", "kind", "what it is", changes),
        (
            "Kinds of dilemma",
            "kind",
            "when a party has it",
            {key: one.says for key, one in DILEMMAS.items()},
        ),
        (
            "Kinds of dilemma over one option",
            "kind",
            "when a party has it",
            {key: one.on_option for key, one in DILEMMAS.items() if one.on_option},
        ),
    )
    lines = [NOTE, "# Classes and kinds\n", CLASSES_BEGIN]
    for title, first, second, entries in tables:
        lines += [f"## {title}\n", f"| {first} | {second} |", "| --- | --- |"]
        lines += [f"| `{key}` | {cell(says)} |" for key, says in entries.items()]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def schema() -> str:
    """The case file as a JSON Schema."""
    from detente.case import schema as of_case

    return json.dumps(of_case(), indent=2, ensure_ascii=False) + "\n"


PAGES: dict[str, Page] = {
    "docs/commands.md": commands,
    "docs/concepts.md": concepts,
    "docs/classes.md": classes,
    "docs/schema.json": schema,
}
WITH_EXAMPLES = ("README.md", "docs/case-file.md", "docs/dilemmas.md", "docs/rows.md")


def stale() -> Iterator[tuple[str, str]]:
    """Pages that do not say what the program does now, with what they should say."""
    for name, write in PAGES.items():
        text = write()
        if not (HERE / name).exists() or read(name) != text:
            yield name, text
    for name in WITH_EXAMPLES:
        text = examples.renew(read(name))
        if read(name) != text:
            yield name, text


def read(name: str) -> str:
    """The text of a page."""
    return (HERE / name).read_text(encoding="utf-8")


def main() -> int:
    """Write the stale pages, or only name them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only name stale pages")
    check = parser.parse_args().check
    found = list(stale())
    for name, text in found:
        if check:
            print(f"{name} is not what the program does now: run `make docs`", file=sys.stderr)
        else:
            (HERE / name).write_text(text, encoding="utf-8", newline="\n")
            print(name)
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
