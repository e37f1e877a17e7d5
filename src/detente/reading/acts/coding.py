"""What an attribution does: its act, whether it is denied, towards whom, about what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.acts.dates import mentioned_date
from detente.reading.acts.events import EventCoding, classify_event
from detente.reading.acts.judging import judge_act
from detente.reading.acts.lists import bag
from detente.reading.acts.topics import Topics
from detente.reading.acts.towards import Names, find_target
from detente.reading.passages import Coding

if TYPE_CHECKING:
    from detente.case import Case
    from detente.reading.document import Document
    from detente.reading.passages import Attribution

#: The class of event that performing an act is.
_EVENT_OF = {
    "demand": "REQUEST", "offer": "AGREE", "refusal": "REJECT", "threat": "THREATEN",
    "assurance": "AGREE", "accusation": "ACCUSE", "condition": "REQUEST", "deadline": "REQUEST",
    "appeal": "REQUEST", "acknowledgement": "SUPPORT", "dismissal": "REJECT",
}  # fmt: skip
#: What is done rather than said: told of in the words, whatever the act.
_DEEDS = bag("COOPERATE AID RETREAT CONCEDE CONSULT PROTEST SANCTION MOBILIZE COERCE ASSAULT")
_LONGEST = 4000


class Coder:
    """Codes attributions for one case; what it needs of the case is prepared once."""

    def __init__(self, who: Names, case: Case | None) -> None:
        self._who = who
        self._case = case
        self._topics = Topics(case)

    def code(self, said: Attribution, document: Document) -> Coding:
        """The act of an attribution, with its target, issue, date and class of event."""
        text = document.text
        words = text[said.span[0] : said.span[1]][:_LONGEST]
        cue = text[said.cue[0] : said.cue[1]] if said.cue else ""
        before = text[max(0, said.cue[0] - 40) : said.cue[0]] if said.cue else ""
        told = classify_event(words)
        act, negated, confidence = judge_act(
            words, cue=cue, lemma=said.cue_lemma, before=before, form=said.form, told=told
        )
        return Coding(
            act=act,
            event=_event_of(act, negated, told),
            negated=negated,
            target=find_target(said, document, self._who, self._case, act),
            issue=self._topics.find(words),
            mentioned=mentioned_date(words, document.date),
            confidence=confidence,
        )


def _event_of(act: str, negated: bool, told: EventCoding) -> str | None:
    """What performing the act comes to; else what the words themselves tell of."""
    if not negated and act in _EVENT_OF:
        return _EVENT_OF[act]
    return told.event if told.event in _DEEDS and told.confidence >= 0.7 else None


_last: list[tuple[Names, Case | None, Coder]] = []


def code_attribution(
    attribution: Attribution, document: Document, who: Names, case: Case | None
) -> Coding:
    """What an attribution does; see `Coder`, which this keeps for the case used last."""
    if not _last or _last[0][0] is not who or _last[0][1] is not case:
        _last[:] = [(who, case, Coder(who, case))]
    return _last[0][2].code(attribution, document)
