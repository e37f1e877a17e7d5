"""A branch beside the case: what differs in the file, and what follows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from detente.brief.document import Inline, Span
from detente.brief.lexicon import Lexicon
from detente.brief.looks import Look
from detente.brief.wording.grammar import own, phrase
from detente.case.changes import InputChange, where
from detente.charts.text import spoken
from detente.views.versions import Standing, VerdictChange, Versions
from detente.workbench.screens.compare.two import Entry, InputLine, Two, VerdictLine

#: verdicts, and outcomes at the head, that are listed
MOST, HEAD = 100, 12
_LONG = 2000
_NAMED = 512
_MARKS = frozenset({"reported", "reading", "assumed"})
#: sections whose entries are told one by one where they come or go together; keys of an entry
_WHOLE = frozenset({"views", "hypotheses", "parties"})
_ENTRY = frozenset({"is", "does", "any"})
_WISHES = frozenset({"prefers", "ranking", "impossible", "victory", "means"})
_EVERYONE: dict[Standing, tuple[str, str]] = {
    True: ("holds", "holds"),
    False: ("somebody would leave", "breaks"),
    "open": ("cannot be judged", "open"),
    "absent": ("no such state", "absent"),
}
_ONE: dict[Standing, str] = {
    True: "would stay",
    False: "would leave",
    "open": "cannot be judged",
    "absent": "no such state",
}


def told(
    old: Lexicon, new: Lexicon, found: Versions, looks: tuple[Look, Look], concept: str
) -> Two:
    """What differs between two versions, in words.

    Parameters
    ----------
    old, new : the words of the two versions
    found : their comparison, under one concept
    looks : the base of each
    """
    by_state: dict[tuple[str, str | None, str, str], list[VerdictChange]] = {}
    for change in found.verdicts:
        key = (change.view, change.hypothesis, change.label, change.notation)
        by_state.setdefault(key, []).append(change)
    lines = []
    for changes in by_state.values():
        everyone = next((one for one in changes if one.party is None), None)
        if everyone is None:
            continue
        lines.append(_line(new, everyone, [one for one in changes if one.party is not None]))
    held, holds = (_resting(look, concept) for look in looks)
    return Two(
        assumed(old, new, found.inputs),
        tuple(lines[:MOST]),
        tuple(own(one) for one in holds if one not in held)[:HEAD],
        tuple(own(one) for one in held if one not in holds)[:HEAD],
        max(0, len(lines) - MOST),
        tuple(f"{one[:1].upper()}{one[1:]} was not compared." for one in found.left_out),
    )


def assumed(old: Lexicon, new: Lexicon, inputs: Sequence[InputChange]) -> tuple[InputLine, ...]:
    """What differs in what two versions assume."""
    return tuple(_input(old, new, part) for one in inputs for part in _parts(one))


def _resting(look: Look, concept: str) -> dict[str, None]:
    """Names of the outcomes that hold, each once."""
    held = look.table.equilibria[look.table.concepts.index(concept)].nonzero()[0]
    return dict.fromkeys(spoken(look.game.label(index)) for index in held[:_NAMED].tolist())


def _line(words: Lexicon, change: VerdictChange, parties: list[VerdictChange]) -> VerdictLine:
    (left, left_tone), (right, right_tone) = _EVERYONE[change.old], _EVERYONE[change.new]
    what = own(spoken(change.label)) if change.label else own(change.notation)
    return VerdictLine(
        what,
        _where(words, change),
        (Span(left),),
        (Span(right),),
        left_tone,
        right_tone,
        tuple(
            phrase(
                "{who}: {old} → {new}",
                who=words.head(one.party or ""),
                old=_ONE[one.old],
                new=_ONE[one.new],
            )
            for one in parties
        ),
    )


def _where(words: Lexicon, change: VerdictChange) -> Inline:
    told = words.view(change.view)
    if change.hypothesis is None:
        return told
    account = next((a for a in words.material.accounts if a.key == change.hypothesis), None)
    under = own(change.hypothesis) if account is None else words.account(account)
    return phrase("{told}, with {under}", told=told, under=under)


# ---------------------------------------------------------------------------- inputs


def _parts(change: InputChange) -> Iterator[InputChange]:
    """What came or went as a whole, such as a view, by its entries."""
    came = change.how == "added"
    value = change.new if came else change.old
    whole = isinstance(value, dict) and not _ENTRY & value.keys()
    if change.how in ("added", "removed") and change.path[0] in _WHOLE and whole and value:
        for key, one in value.items():
            path = (*change.path, key)
            yield from _parts(
                InputChange(path, change.how, None if came else one, one if came else None)
            )
    else:
        yield change


def _input(old: Lexicon, new: Lexicon, change: InputChange) -> InputLine:
    sides = ((old, change.old), (new, change.new))
    if change.how == "moved":
        left, right = (_entry((Span(f"place {value}"),)) for _, value in sides)
    else:
        left, right = (_entries(words, change, value) for words, value in sides)
    return InputLine(_place(new, change), left, right)


def _entries(words: Lexicon, change: InputChange, value: Any) -> tuple[Entry, ...]:
    """One entry, or a list of preferences line by line; a view that is silent sees no other."""
    if value is None and change.path[0] == "views":
        return _entry((Span("nothing said otherwise"),))
    if isinstance(value, list) and _WISHES & set(change.path):
        return tuple(Entry(_value(words, change, one)) for one in value)
    return _entry(_value(words, change, value))


def _entry(told: Inline) -> tuple[Entry, ...]:
    return (Entry(told, True),) if told else ()


def _place(words: Lexicon, change: InputChange) -> Inline:
    """Where it stands, with parties by name."""
    parties = words.case.parties
    spans: list[Span] = []
    for place, part in enumerate(where(change.path).split(", ")):
        if place:
            spans.append(Span(", "))
        spans += _named(part, parties)
    return tuple(spans)


def _named(part: str, parties: Any) -> Iterator[Span]:
    """One part of a path; an id of a party becomes its name."""
    seen = part.removeprefix("as ").removesuffix(" sees it")
    if part in parties:
        yield Span(parties[part].name.value, own=True)
    elif part.startswith("as ") and all(key in parties for key in seen.split(".")):
        steps = [parties[key].name.value for key in seen.split(".")]
        yield Span("as ")
        for place, step in enumerate(steps):
            if place:
                yield Span(" thinks ")
            yield Span(step, own=True)
        yield Span(" sees it")
    else:
        yield Span(part, own=True)


def _value(words: Lexicon, change: InputChange, value: Any) -> Inline:
    """An entry of the file in words where it is a line of preferences, else as written."""
    if value is None:
        return ()
    text, basis = value, ""
    if isinstance(value, dict) and isinstance(value.get("is"), str):
        text, basis = value["is"], str(value.get("basis") or "")
    if isinstance(text, str):
        wish = bool(_WISHES & set(change.path))
        shown = (words.preference(text) if wish else ()) or own(_cut(text))
        return (*shown, Span(" "), *words.mark(basis)) if basis in _MARKS else shown
    if isinstance(value, dict) and isinstance(value.get("does"), str):
        rest = {key: one for key, one in value.items() if key != "does"}
        more = f" {json.dumps(rest, ensure_ascii=False)}" if rest else ""
        return own(_cut(value["does"] + more))
    if isinstance(value, bool):
        return (Span("yes" if value else "no"),)
    return own(_cut(json.dumps(value, ensure_ascii=False)))


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else flat[: _LONG - 1] + "…"
