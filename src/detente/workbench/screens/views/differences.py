"""The differences between views: in words, with their evidence, and what can be done about each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from detente.brief.document import Inline, plain
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.brief.sections.games import lines_of, sentence
from detente.brief.wording import grammar
from detente.brief.wording import views as say
from detente.case.frames import frame
from detente.case.model import Case, Marked, Prefers, Ranking, Weights
from detente.views.misperceptions import KINDS, Misperception, Misperceptions
from detente.workbench.reasons import Standing, standing
from detente.workbench.spans import shown

#: what the kinds of difference are counted as, in the order told
_NOUNS = (
    ({"K3", "K4", "K5"}, "option", "options"),
    ({"K1", "K2"}, "ranking", "rankings"),
    ({"K7"}, "party", "parties"),
    ({"K6"}, "rule", "rules"),
    ({"K8"}, "idea of where things stand", "ideas of where things stand"),
    ({"K9"}, "word with two meanings", "words with two meanings"),
)


@dataclass(frozen=True)
class BeliefLine:
    """One line of what a party is thought to want.

    Attributes
    ----------
    differs : whether the line is no part of what both ideas have in the same order
    path : where it stands in the file, as a JSON list; empty where it stands in no list
    """

    told: Markup
    standing: Standing
    differs: bool
    path: str = ""


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes
    ----------
    key : names it in addresses
    fields : what puts it right: section, name and option of the act `view.correct`
    path : where it stands in the file, as a JSON list
    here, there : for a ranking, the lines of both ideas of it
    knew : name of the branch in which the side knows
    """

    key: str
    view: str
    kind: str
    says: str
    about: str
    told: Markup
    standing: Standing
    fields: dict[str, str]
    path: str
    knew: str
    here: tuple[BeliefLine, ...] = ()
    there: tuple[BeliefLine, ...] = ()


def headline(found: Misperceptions | None) -> str:
    """`They differ in 2 options, 7 rankings, 1 party.`"""
    counts = Counter(one.kind for one in found.items) if found else Counter()
    told = []
    for kinds, one, many in _NOUNS:
        count = sum(counts[kind] for kind in kinds)
        if count:
            told.append(f"{count} {one if count == 1 else many}")
    if not told:
        return ""
    return f"They differ in {', '.join(told)}."


def differences(
    case: Case,
    material: Material,
    words: Lexicon,
    items: Sequence[Misperception],
    terms: str,
    opened: str,
) -> list[Difference]:
    """Every difference in words; the one that is opened with the lines of both ideas.

    Parameters
    ----------
    terms : address of the page that explains words
    opened : key of the difference whose evidence is shown
    """
    return [_difference(case, material, words, item, terms, opened) for item in items]


def key_of(item: Misperception) -> str:
    """The name of a difference in addresses."""
    return f"{item.view}:{item.kind}:{item.about}"


def _difference(
    case: Case,
    material: Material,
    words: Lexicon,
    item: Misperception,
    terms: str,
    opened: str,
) -> Difference:
    view = words.view(item.view)
    told = sentence(material, words, item, view) or _otherwise(words, item)
    here: tuple[BeliefLine, ...] = ()
    there: tuple[BeliefLine, ...] = ()
    key = key_of(item)
    if key == opened and item.kind in {"K1", "K2"}:
        here, there = _beliefs(case, material, words, item, terms)
    who = plain(words.head(item.view.split(".")[-1]))
    return Difference(
        key,
        item.view,
        item.kind,
        KINDS[item.kind],
        item.about,
        shown(told, terms),
        standing(case, _entry(case, item)),
        fields(item),
        json.dumps(item.path),
        f"If {who} knew: {_topic(words, item)}",
        here,
        there,
    )


def _otherwise(words: Lexicon, item: Misperception) -> Inline:
    """What the brief tells elsewhere, or cannot tell."""
    view = words.view(item.view)
    if item.kind == "K9":
        return grammar.say(
            "{view}, {word} stands for this: {sense}.{above}",
            view=view,
            word=say.word(item.about),
            sense=words.line([item.here]),
            above=grammar.phrase(" Above: {sense}.", sense=words.line([item.there]))
            if item.there
            else "",
        )
    return grammar.say(
        "{view}, {what} is otherwise: {here}.",
        view=view,
        what=grammar.own(item.about),
        here=grammar.own(item.here),
    )


def _topic(words: Lexicon, item: Misperception) -> str:
    match item.kind:
        case "K1" | "K2":
            return f"what {plain(words.party(item.about))} wants"
        case "K3" | "K4" | "K5":
            party, _, option = item.about.partition(".")
            return words.does(party, option)
        case "K6":
            return "what is possible"
        case "K7":
            return plain(words.party(item.about))
        case "K8":
            return "where things stand"
    return item.about


def fields(item: Misperception) -> dict[str, str]:
    """What the act `view.correct` needs to put a difference right."""
    place = [str(part) for part in item.path[2:]]
    match item.kind:
        case "K1" | "K2":
            return {"section": "preferences", "name": item.about}
        case "K8":
            return {"section": "present"}
        case "K4":
            return {"section": "imagined", "name": place[1], "option": place[2]}
    return {"section": place[0], "name": place[1]}


def _entry(case: Case, item: Misperception) -> Marked | None:
    """The entry of the file that makes a difference, for its marks."""
    view = case.views[item.view]
    match item.kind:
        case "K1" | "K2":
            return _marks_of(item)
        case "K3" | "K7":
            return view.unseen.get(str(item.path[-1]))
        case "K4":
            return view.imagined[str(item.path[3])][str(item.path[4])]
        case "K5":
            return view.one_way[str(item.path[-1])]
        case "K6":
            rules = view.impossible if item.path[2] == "impossible" else view.possible
            return rules[int(item.path[3])]
        case "K8":
            return view.present
    return view.means.get(str(item.path[-1]))


def _marks_of(item: Misperception) -> Marked:
    """The marks that the comparison gives a whole order."""
    return Marked.model_validate(
        {"basis": item.basis, "doubt": item.doubt, "because": item.because}
    )


# ---------------------------------------------------------------------------- two ideas of a wish


def _beliefs(
    case: Case, material: Material, words: Lexicon, item: Misperception, terms: str
) -> tuple[tuple[BeliefLine, ...], tuple[BeliefLine, ...]]:
    above = item.view.rpartition(".")[0] or "base"
    key = material.accounts[0].key
    texts = [lines_of(case, view, item.about, key) for view in (item.view, above)]
    kept = []
    for mine, other in (texts, texts[::-1]):
        blocks = SequenceMatcher(a=mine, b=other, autojunk=False).get_matching_blocks()
        kept.append({k for block in blocks for k in range(block.a, block.a + block.size)})
    made = []
    for side, view in enumerate((item.view, above)):
        lines = []
        for place, (text, entry, path) in enumerate(belief_entries(case, view, item.about, key)):
            told = shown(words.preference(text), terms)
            lines.append(BeliefLine(told, standing(case, entry), place not in kept[side], path))
        made.append(tuple(lines))
    return made[0], made[1]


def belief_entries(
    case: Case, view: str, party: str, hypothesis: str | None = None
) -> list[tuple[str, Marked, str]]:
    """The lines of a party's preferences in one idea: text, entry, path in the file as JSON."""
    believed = frame(case, view, hypothesis).believed[party]
    match believed.preferences:
        case Prefers() as prefers:
            return [
                (" or ".join(one.alternatives), one, json.dumps([*believed.path, "prefers", k]))
                for k, one in enumerate(prefers.statements)
            ]
        case Ranking() as ranking:
            return [(one.value, one, "") for rung in ranking.rungs for one in rung]
        case Weights() as weights:
            ordered = sorted(weights.terms, key=lambda term: -abs(term.weight))
            return [
                (one.expr, one, json.dumps([*believed.path, "weights", one.expr]))
                for one in ordered
            ]
    return []
