"""What an evidence store holds, as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.columns import columns, counted, short
from detente.reading.store.records import CodingRecord, Hit, Step, StoredStatement
from detente.reading.text import WORDS, one_line

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.reading.store.agreement import Agreement
    from detente.reading.store.resting import Coverage
    from detente.reading.store.store import Store

ANCHORS = {
    "exact": "",
    "moved": "",
    "near": "its words have changed a little since",
    "lost": "LOST: its words are no longer in the document",
}


def summary(case: Case, store: Store, counted_for: Coverage) -> Iterator[str]:
    """What there is, who says how much of it, and what rests on it."""
    documents = list(store.documents())
    by_party: Counter[str] = Counter()
    anchors: Counter[str] = Counter()
    by_hand = in_dispute = total = 0
    for one in store.statements():
        total += 1
        by_party[one.party or ""] += 1
        anchors[one.anchor] += 1
        by_hand += any(it.hand for it in one.codings)
        in_dispute += bool(one.disagreement)
    yield (
        f"{counted(total, 'statement')} in {counted(len(documents), 'document')}, "
        f"{by_hand:,} coded by hand, {in_dispute:,} coded otherwise by different coders."
    )
    rows = [
        [party.name.value, f"{by_party[key]:,}"]
        for key, party in case.parties.items()
        if by_party[key]
    ]
    others = total - sum(by_party[key] for key in case.parties)
    yield from columns([*rows, *([["no party of the case", f"{others:,}"]] if others else [])])
    if said := str(counted_for):
        yield f"Of the case, {said}."
    for statement, path in counted_for.adrift:
        yield f"{statement} is linked to {path}, which the case no longer has."
    changed = [
        f"{counted(anchors[key], 'statement')} {what} (--anchor {key})"
        for key, what in (("near", "in nearly the same words"), ("lost", "lost"))
        if anchors[key]
    ]
    if changed:
        yield f"Since their documents changed: {', '.join(changed)}."


def statement_lines(one: StoredStatement) -> Iterator[str]:
    """One statement: id and place, what counts, its words, and codings that differ."""
    who = one.party or one_line(one.speaker or "") or "somebody"
    target = f" → {one.target}" if one.target else ""
    issue = f", about {one.issue}" if one.issue else ""
    act = f"no {one.act}" if one.negated else one.act
    place = f" {one.place}" if one.place else ""
    yield f"{one.id}  {one_line(one.doc)}{place}  {who}{target}: {act}{issue}"
    yield "    " + short(one_line(one.text), WORDS)
    if told := ANCHORS.get(one.anchor):
        yield f"    {told}"
    if one.disagreement:
        for coding in one.codings:
            yield f"    {_coding(coding, one.disagreement)}"


def _coding(coding: CodingRecord, fields: Iterable[str]) -> str:
    said = ", ".join(f"{name} {_shown(getattr(coding, name))}" for name in fields)
    by = coding.coder if coding.hand else f"the machine ({coding.coder})"
    note = f" – {one_line(coding.note)}" if coding.note else ""
    return f"{one_line(by)}: {said}{note}"


def _shown(value: object) -> str:
    if value is None:
        return "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def agreement_lines(figures: Iterable[Agreement]) -> Iterator[str]:
    """How far coders agree, with how many statements that rests on."""
    rows = []
    for one in figures:
        percent = "–" if one.percent is None else f"{100 * one.percent:.0f} %"
        alpha = "–" if one.alpha is None else f"{one.alpha:.2f}"
        rows.append([one.field, f"n {one.n}", percent, f"alpha {alpha}"])
    return iter(columns(rows))


def hit_lines(hit: Hit) -> Iterator[str]:
    """A passage that a search found."""
    yield f"{one_line(hit.doc)} {hit.place}".rstrip()
    yield "    " + short(one_line(hit.text), 2 * WORDS)


def step_line(step: Step) -> str:
    """A step of the journal."""
    undone = "  (undone)" if step.undone else ""
    return f"{step.at}  {one_line(step.who)}: {one_line(step.what)}{undone}"


def coverage_lines(found: Coverage) -> Iterator[str]:
    """The parts of a case, and the statements each rests on."""
    rows = [
        [part.name, short(one_line(part.label), 50), " ".join(found.supported.get(part, ("–",)))]
        for part in found.parts
    ]
    return iter(columns(rows, indent=""))
