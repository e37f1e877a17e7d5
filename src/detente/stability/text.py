"""Verdicts and reasons as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.columns import columns, counted
from detente.stability.concepts import CONCEPTS
from detente.stability.sets import StabilitySets
from detente.stability.standing import Standing, stand

if TYPE_CHECKING:
    from detente.stability.explain import Answered, Explanation
    from detente.stability.sample import Sample
    from detente.stability.solve import StabilityTable

#: no more states than this are listed
TEXT_LIMIT = 50

YES, NO, OPEN = "●", "·", "?"
#: beyond this many states the text leaves out what takes a second look at every state
_STANDING_LIMIT = 4096


def table_text(table: StabilityTable, sample: Sample | None = None) -> str:
    """A table of verdicts: equilibria first, then other states, at most `TEXT_LIMIT`.

    Parameters
    ----------
    sample : below the table, so many equilibria drawn at random in place of the first
    """
    game = table.game
    states = np.flatnonzero(table.shown)
    settled = table.equilibria[:, states].any(axis=0)
    states = np.concatenate([states[settled], states[~settled]])
    shown = states[:TEXT_LIMIT].tolist()
    standing = stand_if_known(table) if game.n_states <= _STANDING_LIMIT else None
    head = ["code", "state", *table.concepts]
    body = []
    for index in shown:
        marks = [_marks(table, c, index) for c in range(len(table.concepts))]
        body.append([str(game.code(index)), shorten(game.label(index)), *marks])
    where = "the base" if game.view == "base" else f"view {game.view}"
    rival = f", hypothesis {game.hypothesis}" if game.hypothesis else ""
    lines = [
        f"{game.made_from.case_id}: {counted(table.n_states, 'state')} as {where} has it{rival}",
        f"Marks per party, in the order {', '.join(game.parties)}: "
        f"{YES} would stay, {NO} would leave, {OPEN} not said; * nobody would leave",
        "",
        *columns([head, *body]),
    ]
    if len(shown) < table.n_states:
        lines.append(f"  … {counted(table.n_states - len(shown), 'more state')}")
    lines += ["", *_summary(table, standing, sample=sample)]
    return "\n".join(lines)


def equilibria_text(
    table: StabilityTable | StabilitySets, limit: int | None = None, sample: Sample | None = None
) -> str:
    """The equilibria alone, at most `TEXT_LIMIT` per concept where nobody asks otherwise.

    Parameters
    ----------
    sample : so many drawn at random instead
    """
    limit = TEXT_LIMIT if limit is None else limit
    if isinstance(table, StabilitySets):
        from detente.stability.sets_text import sets_equilibria_text

        return sets_equilibria_text(table, limit, sample)
    standing = stand_if_known(table) if table.game.n_states <= _STANDING_LIMIT else None
    return "\n".join(_summary(table, standing, limit, sample))


def count_text(table: StabilityTable | StabilitySets) -> str:
    """Numbers alone."""
    head = ["concept", "states", "equilibria", *table.game.parties]
    body = [
        [
            row["concept"],
            f"{row['states']:,}",
            OPEN if row["equilibria"] is None else f"{row['equilibria']:,}",
            *(OPEN if n is None else f"{n:,}" for n in row["stable"].values()),
        ]
        for row in table.to_count_rows()
    ]
    return "\n".join(columns([head, *body], indent=""))


def stand_if_known(table: StabilityTable) -> Standing | None:
    """The standing of a table whose concepts are all registered ones."""
    return stand(table) if all(concept in CONCEPTS for concept in table.concepts) else None


def _marks(table: StabilityTable, c: int, index: int) -> str:
    marks = "".join(
        (YES if table.stable[c, p, index] else NO) if table.determined[c, p] else OPEN
        for p in range(len(table.game.parties))
    )
    return marks + ("*" if table.equilibria[c, index] else " ")


def _summary(
    table: StabilityTable,
    standing: Standing | None,
    limit: int = 8,
    sample: Sample | None = None,
) -> list[str]:
    game = table.game
    lines = []
    for c, concept in enumerate(table.concepts):
        plain = CONCEPTS[concept].plain if concept in CONCEPTS else "a concept of its own per party"
        found = np.flatnonzero(table.equilibria[c]).tolist()
        if not table.determined[c].all():
            lines.append(f"{concept} ({plain}): undecided, since preferences are missing")
            continue
        lines.append(f"{concept} ({plain}): {counted(len(found), 'equilibrium', 'equilibria')}")
        listed = found[:limit]
        if sample is not None:
            listed = sample.among(found)
            lines.append(f"  {sample_text(sample, len(found))}")
        for index in listed:
            remarks = []
            if standing is not None:
                if standing.undone[c, :, index].any():
                    remarks.append("holds only because something cannot be undone")
                elif standing.locked[:, index].any():
                    remarks.append("cannot be undone")
                if index == game.present:
                    remarks.append("the present")
                elif standing.reached is not None:
                    reached = "yes" if standing.reached[index] else "no"
                    remarks.append(f"reached from the present by improvements: {reached}")
            tail = f" ({'; '.join(remarks)})" if remarks else ""
            lines.append(f"  {game.code(index)}  {game.label(index)}{tail}")
        if sample is None and len(found) > limit:
            lines.append(f"  … {counted(len(found) - limit, 'more', 'more')}")
    return lines


def sample_text(sample: Sample, of: int) -> str:
    """How many states are drawn of how many."""
    drawn = min(sample.count, of)
    return f"drawn at random, each as likely as any other: {drawn:,} of {of:,} (seed {sample.seed})"


def explanation_text(explanation: Explanation) -> str:
    """Why one party would stay or leave, improvement by improvement."""
    game = explanation.game
    party = game.parties[explanation.party]
    concept = CONCEPTS[explanation.concept]
    here = f"{game.code(explanation.index)} ({game.label(explanation.index)})"
    verdict = "would stay" if explanation.stable else "would leave"
    lines = [f"{party} {verdict} at {here} under {concept.key} ({concept.plain})"]
    if not explanation.improvements:
        lines.append("  it has no better move")
    lines += ["  " + _answer_text(explanation, answered) for answered in explanation.improvements]
    if explanation.among is not None:
        told = len(explanation.improvements)
        lines.append(f"  … these are {told} of {counted(explanation.among, 'better move')}")
    if explanation.not_credible:
        ruled = "; ".join(ruled.said for ruled in explanation.not_credible)
        lines.append(f"  replies ruled out as not credible: {ruled}")
    return "\n".join(lines)


def _answer_text(explanation: Explanation, answered: Answered) -> str:
    game = explanation.game
    gain = f"could move to {game.code(answered.to)} ({game.label(answered.to)})"
    if answered.reply is None:
        return f"{gain}; nothing deters it"
    steps = ", then ".join(
        f"{game.parties[step.party]} to {game.code(step.to)} ({game.label(step.to)})"
        for step in answered.reply
    )
    way_out = ""
    if answered.escape is not None and answered.escape != answered.reply[-1].to:
        way_out = f"; from there it could do no better than {game.code(answered.escape)}"
    return f"{gain}; deterred by {steps}{way_out}"


def shorten(text: str, limit: int = 60) -> str:
    """A text cut off where it grows too long for a column."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
