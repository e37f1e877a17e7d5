"""Comparisons of views as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.columns import columns, counted

if TYPE_CHECKING:
    from detente.result import Row
    from detente.views.compare import ViewTable
    from detente.views.compare_sets import ViewSets
    from detente.views.meanings import Meanings
    from detente.views.misperceptions import Misperceptions
    from detente.views.surprises import Surprises

TEXT_LIMIT = 50
#: so many states of each class stand in a text about states that cannot be listed
_FIRST = 3
_MARKS = {True: "●", False: "·", None: "–"}


def table_text(table: ViewTable) -> str:
    """Own, expected and base marks per state, states with a class first."""
    lens = table.lens
    lines = [
        f"{lens.case.id}: own, expected and base verdicts, held against {lens.root}"
        + (f" under hypothesis {lens.hypothesis}" if lens.hypothesis else ""),
        f"Marks per party, in the order {', '.join(table.parties)}: "
        "● would stay (own, base) or expects it to last (expected), · not, – not seen",
    ]
    for concept, closed in zip(table.concepts, table.closed, strict=True):
        rows = [row for row in table.to_rows() if row["concept"] == concept]
        rows.sort(key=lambda row: (not row["classes"], row["code"]))
        body = [
            [
                str(row["code"]),
                table.label(row["code"])[:60],
                *(
                    "".join(_MARKS[mark] for mark in row[kind].values())
                    if row[kind] is not None
                    else "–" * len(table.parties)
                    for kind in ("own", "expected", "base")
                ),
                ", ".join(row["classes"]),
            ]
            for row in rows[:TEXT_LIMIT]
        ]
        head = ["code", "state", "own", "expected", "base", "classes"]
        lines += ["", f"{concept}", *columns([head, *body])]
        if len(rows) > TEXT_LIMIT:
            lines.append(f"  … {counted(len(rows) - TEXT_LIMIT, 'more state')}")
        if not closed:
            lines.append("  no classes: preferences are missing")
    return "\n".join(lines)


def sets_text(table: ViewSets) -> str:
    """How many states there are of each kind, and the first of those that have a class."""
    lens = table.lens
    lines = [
        f"{lens.case.id}: {counted(table.n_states, 'state')}, held against {lens.root}"
        + (f" under hypothesis {lens.hypothesis}" if lens.hypothesis else ""),
        "How many of them each party would stay in as it sees things (own), expects to last "
        "(expected), and would stay in as the case assumes (base):",
    ]
    for row, closed in zip(table.to_count_rows(), table.closed, strict=True):
        lines += ["", *_numbers(row)]
        for name, count in row["classes"].items():
            if count:
                lines.append(f"  {name}: {counted(count, 'state')}")
                lines += [
                    f"    {code}  {table.label(code)[:100]}"
                    for code in table.members(row["concept"], name).first(_FIRST)
                ]
        if not closed:
            lines.append("  no classes: preferences are missing")
    return "\n".join(lines)


def count_text(table: ViewTable | ViewSets) -> str:
    """Numbers alone."""
    lines: list[str] = []
    for row in table.to_count_rows():
        lines += _numbers(row)
        classes = [f"{name} {count:,}" for name, count in row["classes"].items() if count]
        lines.append(f"  of {counted(row['states'], 'state')}: {', '.join(classes) or 'no class'}")
    return "\n".join(lines)


def _numbers(row: Row) -> list[str]:
    """How many states each party would stay in, by kind of verdict."""
    kinds = ("own", "expected", "base")
    body = [[kind, *(f"{count:,}" for count in row[kind].values())] for kind in kinds]
    return [row["concept"], *columns([["", *row["own"]], *body])]


def misperceptions_text(found: Misperceptions) -> str:
    """Every difference, then counts by kind; of large cases, states that are ordered apart."""
    from detente.views.misperceptions import KINDS

    if not found.items:
        return "The views do not differ."
    body = [
        [item.view, item.kind, item.about, f"{item.here}  (above: {item.there or 'not said'})"]
        for item in found.items
    ]
    counts = ", ".join(f"{n} {kind} ({KINDS[kind]})" for kind, n in found.counts.items())
    lines = [*columns([["view", "kind", "about", "how the view has it"], *body]), "", counts]
    if found.made_from.settings.get("engine") == "symbolic":
        for item in found.items:
            if item.example is not None:
                one = item.example
                first, second = one.states
                lines.append(
                    f"  For {item.about}, code {first} is {_than(one.here)} code {second} as "
                    f"{item.view} sees it; above, {_than(one.there)} it. They differ in "
                    f"{', '.join(one.options)}."
                )
    return "\n".join(lines)


def _than(word: str) -> str:
    return "as good as" if word == "as good" else f"{word} than"


def surprises_text(found: Surprises) -> str:
    """Surprises state by state; numbers first where not all of the states are told."""
    from detente.views.set_points import MOVES

    if not found.items and found.whole:
        return "Nobody would be surprised at the present or at an equilibrium of any view."
    lines = [] if found.whole else [*surprise_counts_text(found).split("\n"), ""]
    last = None
    for item in found.items:
        if item.at != last:
            apart = found.apart(item.at)
            lines.append(
                f"{item.at} ({found.label(item.at)}), {item.where}"
                + (f"; from the present: {apart}" if apart else "")
            )
            last = item.at
        whither = "" if item.to is None else f", moving to {item.to} ({found.whither(item)})"
        lines.append(f"  {', '.join(item.kinds)}: {item.of} by {item.by}{whither}")
    cut = {item.by: item.moves for item in found.items if item.moves > MOVES}
    if cut:
        most = ", ".join(f"{by} up to {moves:,}" for by, moves in cut.items())
        lines += ["", f"Of a party's moves from one state some are told; there are more: {most}."]
    return "\n".join(lines)


def surprise_counts_text(found: Surprises) -> str:
    """At how many states who would be surprised by whom."""
    from detente.views.surprises import KINDS

    if found.open and found.looked_at < 2:
        return f"{found.concept}: of the equilibria nothing is said ({found.open})."
    lines = [
        f"{found.concept}: {counted(found.looked_at, 'state')} looked at (the present and the "
        f"equilibria of any view). Somebody would be surprised at {found.of:,} of them"
        + (":" if found.of else ".")
    ]
    body = [
        [f"  {of} by {by}", kind, f"{states:,}"] for (of, by, kind), states in found.counts.items()
    ]
    lines += columns(body) if body else []
    kinds = dict.fromkeys(kind for _, _, kind in found.counts)
    return "\n".join([*lines, *(f"  {kind}: {KINDS[kind]}" for kind in kinds)])


def meanings_text(found: Meanings) -> str:
    """Each word with its senses, and how many states are counted apart."""
    if not found.items:
        return "The case gives no word two senses."
    lines = []
    for item in found.items:
        lines.append(item.word)
        lines += [f"  {side}: {text}" for side, text in item.sides.items()]
        for one, other in item.pairs():
            apart = item.apart(one, other)
            lines.append(f"  {counted(apart, 'state')} meet it for {one} and not for {other}")
    return "\n".join(lines)
