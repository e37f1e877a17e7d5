"""Answers as sets, as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from detente.case.plain import plain
from detente.columns import columns, counted
from detente.stability.concepts import CONCEPTS
from detente.stability.set_rows import frontier_rows
from detente.stability.set_text import chosen_text, described, percent
from detente.stability.set_words import names_of
from detente.stability.text import OPEN, TEXT_LIMIT, count_text, sample_text, shorten

if TYPE_CHECKING:
    from detente.game.symbolic import StateSet
    from detente.stability.sample import Sample
    from detente.stability.sets import StabilitySets

#: equilibria of a concept are listed up to so many unless they alone are asked for
_SHOWN = 8
#: and so much of what joins several options
_JOINT = 6


def sets_text(table: StabilitySets, sample: Sample | None = None) -> str:
    """Numbers, then the equilibria in few words and the first of them."""
    game = table.game
    where = "the base" if game.view == "base" else f"view {game.view}"
    rival = f", hypothesis {game.hypothesis}" if game.hypothesis else ""
    return "\n".join(
        [
            f"{game.made_from.case_id}: {counted(game.n_states, 'state')} as {where} has it{rival}",
            *_target_lines(table),
            "How many states each party would stay in, and how many nobody would leave:",
            "",
            count_text(table),
            "",
            sets_equilibria_text(table, _SHOWN, sample, listed=False),
            *_why_not(table),
        ]
    )


def sets_equilibria_text(
    table: StabilitySets,
    limit: int = TEXT_LIMIT,
    sample: Sample | None = None,
    *,
    listed: bool = True,
) -> str:
    """The equilibria: what they have in common, which stand out, and some of them.

    Parameters
    ----------
    limit : so many, the first by code
    sample : so many drawn at random instead
    listed : whether to list the first where they are more than that
    """

    def told(concept: str, found: StateSet) -> Iterator[str]:
        description = table.describe(concept)
        if found.count > 1 and description is not None:
            yield from described(table.game, found, description, most=_JOINT)
            yield from chosen_text(table.game, table.choose(concept))
        codes = found.first(limit) if listed or found.count <= limit else []
        if sample is not None:
            codes = sorted(found.sample(sample.count, sample.seed, distinct=True))
            yield sample_text(sample, found.count)
        for code in codes:
            now = " (the present)" if code == table.game.present else ""
            yield f"{code}  {shorten(table.game.label(code), 100)}{now}"
        if codes and sample is None and found.count > limit:
            yield f"… {counted(found.count - limit, 'more', 'more')}"

    return _by_concept(table, told)


def description_text(table: StabilitySets) -> str:
    """The equilibria in few words, all of them said."""

    def told(concept: str, found: StateSet) -> Iterator[str]:
        description = table.describe(concept)
        if found and description is not None:
            yield from described(table.game, found, description)

    return _by_concept(table, told)


def chosen_states_text(table: StabilitySets) -> str:
    """The equilibria that are worth a look."""
    return _by_concept(table, lambda concept, _: chosen_text(table.game, table.choose(concept)))


def shares_text(table: StabilitySets) -> str:
    """In how large a part of the equilibria each option stands at each of its levels."""

    def told(_: str, found: StateSet) -> Iterator[str]:
        body = []
        for option in found.space.axes if found else ():
            axis = table.game.options[option]
            words = axis.levels if axis.named else ("not taken", "taken")
            shares = [
                f"{word} {percent(count, found.count)}"
                for word, count in zip(words, found.level_counts(option), strict=True)
                if count
            ]
            body.append([axis.name, *shares])
        longest = max(map(len, body), default=0)
        yield from columns([row + [""] * (longest - len(row)) for row in body], indent="")

    return _by_concept(table, told)


def frontier_text(table: StabilitySets, limit: int | None = None) -> str:
    """The kinds of states on the frontier, and how many of each nobody would leave."""
    game = table.game
    rows = list(frontier_rows(table, limit))
    if not rows:
        return "No preferences are known, so that no state is better than another."
    found = counted(len(rows), "kind")
    more = "" if rows[0]["whole"] else "; there are more, which were not looked for"
    other = "No other state" if table.target is None else "No other of these"
    unknown = [p for p, known in zip(game.parties, game.known, strict=True) if not known]
    lines = [
        *_target_lines(table),
        f"{other} is as good for all parties and better for one: {found} of states{more}.",
        *([f"What {', '.join(unknown)} would like best is not known."] if unknown else []),
        "Of each, how many there are, how many of them nobody would leave, and the first by code:",
    ]
    body = [["states", *table.concepts, "code", ""]]
    for row in rows:
        held = (OPEN if n is None else f"{n:,}" for n in row["equilibria"].values())
        label = shorten(game.label(row["code"]), 80)
        body.append([f"{row['states']:,}", *held, str(row["code"]), label])
    return "\n".join([*lines, *columns(body)])


def target_text(table: StabilitySets) -> str:
    """In how many states a target holds, for whom, and who would leave it."""
    return "\n".join([*_target_lines(table), count_text(table), *_why_not(table)])


# ---------------------------------------------------------------------- parts


def _by_concept(table: StabilitySets, tell: Callable[[str, StateSet], Iterable[str]]) -> str:
    """A line about every concept, and under it what is to be told of its equilibria."""
    lines: list[str] = []
    told: dict[str, StateSet] = {}
    for concept in table.concepts:
        plainly = "a concept of its own per party"
        if concept in CONCEPTS:
            plainly = CONCEPTS[concept].plain
        found = table.equilibria(concept)
        if found is not None:
            count = counted(found.count, "equilibrium", "equilibria")
            before = [key for key, one in told.items() if found and one == found]
            same = f", the same as under {before[0]}" if before else ""
            lines.append(f"{concept} ({plainly}): {count}{same}")
            if not before:
                lines += [f"  {line}" for line in tell(concept, found)]
            told[concept] = found
        elif any(concept == unfinished for unfinished, _ in table.unfinished):
            lines.append(f"{concept} ({plainly}): undecided; it was not worked out")
        else:
            lines.append(f"{concept} ({plainly}): undecided, since preferences are missing")
    return "\n".join(lines)


def _target_lines(table: StabilitySets) -> list[str]:
    """Which states are looked at, where these are not all."""
    if table.target is None:
        return []
    target = plain(table.target, names_of(table.game.options))
    share = percent(table.n_states, table.game.n_states)
    return [f"Looked at alone: {counted(table.n_states, 'state')} ({share}) where {target}"]


def _why_not(table: StabilitySets) -> list[str]:
    """Who would leave the states that are looked at, where no equilibrium is among them."""
    if table.target is None:
        return []
    game = table.game
    lines = [""]
    for held in table.how_it_holds():
        among = f"of {counted(held.everywhere or 0, 'equilibrium', 'equilibria')}"
        if held.equilibria:
            lines.append(f"{held.concept}: it holds in {held.equilibria:,} {among}")
        if held.at is None:
            continue
        staying = ", ".join(held.staying) or "nobody"
        lines.append(f"{held.concept}: it holds in none {among}. What fewest would leave:")
        lines.append(f"  {held.at}  {shorten(game.label(held.at), 100)}")
        lines.append(f"  would stay: {staying}")
        for one in held.leaving:
            to = "" if one.to is None else f", for {one.to} ({shorten(game.label(one.to))})"
            lines.append(f"  would leave: {one.party}{to}")
    return lines
