"""Which act some words perform, weighed from the words said and the words that attribute."""

from __future__ import annotations

import re

from detente.reading.acts.dates import mentioned_date
from detente.reading.acts.events import EventCoding, classify_event
from detente.reading.acts.function import NEGATION
from detente.reading.acts.lists import bag
from detente.reading.acts.said import Hint, cue_forms, find_hints, load_sayings
from detente.reading.acts.tokens import lower_words

ACTS = (
    "demand", "offer", "refusal", "threat", "assurance", "accusation", "condition", "deadline",
    "appeal", "acknowledgement", "assessment", "agenda", "position", "dismissal",
)  # fmt: skip

#: What the class of an event in the words adds to acts.
_BY_EVENT = {
    "THREATEN": (("threat", 0.8),), "REQUEST": (("demand", 0.5),), "REJECT": (("refusal", 0.6),),
    "ACCUSE": (("accusation", 0.6),), "AGREE": (("offer", 0.35), ("assurance", 0.4)),
    "SUPPORT": (("acknowledgement", 0.35),), "CONSULT": (("agenda", 0.2), ("assessment", 0.2)),
    "MOBILIZE": (("threat", 0.5),), "ASSAULT": (("accusation", 0.45),),
    "COERCE": (("accusation", 0.4),), "SANCTION": (("accusation", 0.3),),
    "CONCEDE": (("acknowledgement", 0.2),), "AID": (("assurance", 0.2),),
}  # fmt: skip
_OWN = bag("we i our us my")
_PLANS = bag("plan plans planned planning intention intentions intend intends preparing prepares")
_QUESTION = bag("why whether who whom what how when where if which")
_BEFORE_BE = bag("to will would can could may might must should not never 'll d 'd always")
_INWARD = bag("fear worry suspect hope wonder doubt")
_UNABLE = bag("unable cannot hard difficult reluctant fail fails failed unwilling able")
_SUBJECT = bag("they he she it we you i the any a an this that these those anyone anybody")
_ORDERS = bag("""stop pull leave give take get withdraw release open close lift end respect pay
    return free apologise apologize sign put hand lay drop remove accept disarm surrender lower
    resign go step back halt cease call recall repeal restore publish answer prove admit tell
    bring send dismantle evacuate choose decide""")
_FIRST = re.compile(r"(?:^|[.!;:?]\s+|[\"“‘'])([A-Z][a-z]+)\b(?!\s+(?:is|are|was|were|has|will)\b)")
_DENIED = ("condition", "deadline", "threat", "demand", "offer")
_SAYS_MORE = (
    "refusal", "dismissal", "accusation", "agenda", "acknowledgement", "threat", "assessment",
)  # fmt: skip
_WISHES = ("want", "expect", "like", "need", "wish")
_SHORT_OF = ("stopped_short_of", "stopping_short_of", "refrained_from", "fell_short_of", "avoided")


def judge_act(
    words: str,
    cue: str = "",
    lemma: str = "",
    before: str = "",
    form: str = "direct",
    told: EventCoding | None = None,
) -> tuple[str, bool, float]:
    """The act that some words perform, whether it is denied, and how sure that is.

    Parameters
    ----------
    words : what was said
    cue : the words that attribute; `lemma` the basic form of their head
    before : what stands directly before the cue
    form : "direct", "mixed", "indirect" or "viewpoint"
    told : the event that the words tell of, where that is known already
    """
    scores = dict.fromkeys(ACTS, 0.0)
    scores["position"] = 0.45 if form == "viewpoint" else 0.3
    lows = lower_words(words)
    cues = _cue_hints(cue, lemma)
    denying = any(hint.act == "dismissal" for hint in cues) and lemma in ("deny", "disavow")
    cue_negated = _negated_cue(before, cue)
    hints = find_hints(lows)
    for hint in cues:
        scores[hint.act] += hint.strength
    _requests(lows, lemma, scores)
    if any(hint.act == "acknowledgement" for hint in cues) and (
        cue_negated or not _UNABLE.isdisjoint(lower_words(before)[-4:] + lower_words(cue))
    ):
        scores["acknowledgement"] -= 1.5  # "cannot accept that they mean it" is a belief
        scores["position"] += 1.2
    named: dict[str, list[bool]] = {}
    seen: dict[str, int] = {}
    inverted = False
    for start, _, hint in hints:
        if _inverted(lows, start):
            inverted = True
            continue
        count = seen[hint.act] = seen.get(hint.act, 0) + 1
        scores[hint.act] += hint.strength / count
        if hint.names:
            denied = _negated_at(lows, start)
            named.setdefault(hint.act, []).append(denied)
            if denied and cues:
                scores[hint.act] -= (
                    0.5 * hint.strength
                )  # "called on them to come without conditions"
    told = told or classify_event(words)
    for act, extra in _BY_EVENT.get(told.event or "", ()):
        scores[act] += extra * told.confidence
    _conditions(lows, scores, inverted)
    if form in ("direct", "mixed") and _orders(words):
        scores["demand"] += 1.1
    if lows[:1] in (["by"], ["until"]) and mentioned_date(words[:60], "2000-01-03"):
        scores["deadline"] += 1.3
    _weigh(lows, scores, cues, form, lemma)
    if denying:
        return _denial(lows, named)
    act = max(ACTS, key=lambda name: scores[name])
    negated = bool(named.get(act)) and all(named[act])
    if cue_negated and any(hint.act == act for hint in cues):
        negated = not negated
    return act, negated, _confidence(scores, act)


def _cue_hints(cue: str, lemma: str) -> tuple[Hint, ...]:
    """What the cue announces: the longest run of its words that the list has, else its head."""
    cues, forms = load_sayings().cues, cue_forms()
    lows = lower_words(cue)
    for size in range(min(4, len(lows)), 0, -1):
        for start in range(len(lows) - size + 1):
            key = "_".join(lows[start : start + size])
            found = cues.get(key) or cues.get(forms.get(key, ""))
            if found:
                return found
    return cues.get(lemma.lower().replace(" ", "_"), ())


def _negated_cue(before: str, cue: str) -> bool:
    """Whether the attributing itself is denied: "did not demand", "stopped short of accusing"."""
    lows = lower_words(before)[-4:]
    joined = "_".join(lows)
    if any(joined.endswith(phrase) for phrase in _SHORT_OF):
        return True
    tail = lows[-2:]
    return any(word in NEGATION for word in tail) or any(
        word in NEGATION for word in lower_words(cue)
    )


def _negated_at(lows: list[str], at: int) -> bool:
    """Whether a word is denied: `no`, `not`, `never` or `without` up to four words before."""
    for back in range(at - 1, max(-1, at - 5), -1):
        if lows[back] in NEGATION or lows[back] in ("deny", "denied", "denies"):
            return True
        if lows[back] in (",", ";", "but", "and", "that", "because"):
            return False
    return False


def _requests(lows: list[str], lemma: str, scores: dict[str, float]) -> None:
    """What `told`, `asked` and `insisted` come to by the words that follow."""
    if lemma == "tell" and lows[:1] == ["to"]:
        scores["demand"] += 1.2
    if lemma == "ask" and not _QUESTION.isdisjoint(lows[:1]):
        scores["appeal"] -= 0.8
    if lemma in ("insist", "demand", "propose", "suggest") and "be" in lows:
        before = lows[lows.index("be") - 1] if lows.index("be") else ""
        if before not in _BEFORE_BE:
            scores["demand" if lemma in ("insist", "demand") else "offer"] += 0.9
    if lemma in _INWARD:
        scores["position"] += 0.6


def _conditions(lows: list[str], scores: dict[str, float], inverted: bool) -> None:
    """`if` before harm of one's own is a threat, before help an offer, else a condition."""
    if not inverted and "if" not in lows:
        return
    own = any(word in _OWN for word in lows)
    if scores["threat"] > 0.6 and (own or "will" in lows or "would" in lows):
        scores["threat"] += 0.5
    elif scores["offer"] > 0.6:
        scores["offer"] += 0.3
    else:
        scores["condition"] += 0.5


def _inverted(lows: list[str], at: int) -> bool:
    """Whether `should` stands for `if`: "should they cross the river"."""
    after = lows[at + 1] if at + 1 < len(lows) else ""
    return lows[at] == "should" and after in _SUBJECT


def _orders(words: str) -> bool:
    """Whether a sentence of the words begins with an order: "Leave the fort." """
    return any(match[1].lower() in _ORDERS for match in _FIRST.finditer(words))


def _weigh(
    lows: list[str], scores: dict[str, float], cues: tuple[Hint, ...], form: str, lemma: str
) -> None:
    """What outweighs what, by the rules of the acts."""
    announced = {hint.act for hint in cues}
    if scores["threat"] >= 1.2:
        scores["condition"] *= 0.5  # harm announced "unless" is a threat
        if "assurance" in announced:
            scores["assurance"] -= 0.9  # "vowed to retaliate"
    if scores["assurance"] >= 1.4 and "threat" not in announced and "assurance" not in announced:
        scores["threat"] *= 0.4  # "no plan to attack" speaks of attack
    if scores["deadline"] >= 1.2:
        scores["demand"] *= 0.75
        scores["offer"] *= 0.6
    if scores["condition"] >= 1.3 and scores["threat"] < 1.2:
        scores["condition"] += 0.4
        scores["refusal"] *= 0.8
    if max(scores[name] for name in _SAYS_MORE) >= 1.3:
        scores["position"] *= 0.65
    if scores["refusal"] >= 1.3:
        scores["offer"] *= 0.7
        scores["assessment"] *= 0.7
    if lows[:2] in (["we", "must"], ["we", "should"], ["we", "need"]):
        scores["demand"] *= 0.5
        scores["position"] += 0.4
    if lemma in _WISHES and "to" in lows[1:9] and lows[0] != "to":
        scores["demand"] += 1.3  # wants somebody to do something
    elif form == "viewpoint" and scores["demand"] < 1.5:
        scores["demand"] *= 0.7
    if scores["agenda"] > 0.5 and scores["demand"] > 0.5:
        scores["agenda"] += 0.3


def _denial(lows: list[str], named: dict[str, list[bool]]) -> tuple[str, bool, float]:
    """What a denial does: deny an act, promise restraint, or argue a reproach away."""
    named = {act: hits for act, hits in named.items() if act in _DENIED}
    if named:
        act = max(named, key=lambda name: len(named[name]))
        return act, True, 0.7
    if not _PLANS.isdisjoint(lows):
        return "assurance", False, 0.65
    return "dismissal", False, 0.7


def _confidence(scores: dict[str, float], act: str) -> float:
    """From how strongly the act is announced, and how far it is ahead of the next."""
    best = scores[act]
    second = max(value for name, value in scores.items() if name != act)
    ahead = (best - second) / best if best else 0.0
    sure = 0.3 + 0.3 * min(1.0, best / 1.5) + 0.35 * ahead * min(1.0, best / 1.2)
    return round(min(0.95, sure), 2)
