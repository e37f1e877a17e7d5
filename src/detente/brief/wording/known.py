"""What was said and done, and what each side may see."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline
from detente.brief.wording.grammar import listed, on_date, phrase, quoted, run, say

#: how acts are called; `threat` also stands for means that are shown
ACTS = {
    "demand": "demand",
    "offer": "offer",
    "refusal": "refusal",
    "threat": "threat or show of means",
    "assurance": "assurance",
    "accusation": "accusation",
    "condition": "condition",
    "deadline": "deadline",
    "appeal": "appeal",
    "acknowledgement": "acknowledgement",
    "assessment": "assessment",
    "agenda": "agenda",
    "position": "position",
    "dismissal": "dismissal",
}


def statement(act: str, gist: str, source: Inline) -> Inline:
    """One statement after its speaker."""
    return phrase("{act}: {gist}{source}", act=ACTS[act], gist=quoted(gist), source=source)


def statements(who: Inline, lines: Sequence[Inline]) -> Inline:
    """What one party said, act by act."""
    return say("{who} – {lines}.", who=who, lines=run(lines, "; "))


def session(
    track: Inline,
    date: str,
    moods: Sequence[tuple[Inline, Inline]],
    result: Inline,
    source: Inline,
) -> Inline:
    """One meeting, with the mood of each."""
    told = [phrase("{who} – {mood}", who=who, mood=mood) for who, mood in moods]
    return say(
        "{track}, {when}. Mood: {moods}.{result}{source}",
        when=on_date(date),
        track=track,
        moods=run(told, "; "),
        result=phrase(" Result: {what}.", what=result) if result else "",
        source=source,
    )


def standing(what: Inline, source: Inline) -> Inline:
    """Where things stand."""
    return say("At present: {what}.{source}", what=what, source=source)


def not_at_table(who: Inline, count: int) -> Inline:
    """Who is affected and not there."""
    return say("Not at the table: {who}.", who=who)


def nothing_reported() -> Inline:
    """No entry is marked as reported."""
    return say("No entry of this case is marked as reported.")


def story(
    who: Inline, kind: str, roles: Sequence[tuple[Inline, Inline]], says: str, source: Inline
) -> Inline:
    """A story in a line: what kind, and which part the others play in it."""
    told = [phrase("{other} as “{role}”", other=other, role=role) for other, role in roles]
    return say(
        "{who}: {kind}{roles}.{says}{source}",
        who=who,
        kind=quoted(kind),
        roles=phrase(", with {told}", told=listed(told)) if told else "",
        says=phrase(" {text}.", text=quoted(says)) if says else "",
        source=source,
    )


def misreads(view: Inline, counts: Sequence[Inline], source: Inline) -> Inline:
    """How a view differs from the base, where there are no stories."""
    return say(
        "{view}, the game differs from the base account in {what}.{source}",
        view=view,
        what=listed(counts),
        source=source,
    )
