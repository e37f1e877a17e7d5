"""Any of these acts in any order, with fields of any kind: a case, or a refusal in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.draft import Draft
from detente.case.edit import AddKey
from detente.case.reader import read_document
from detente.errors import InputError
from detente.workbench.acts import ACTS, Form
from tests.workbench.acts.acting import HOSTILE, Sheet, shipped

FAMILIES = (
    "view", "hypothesis", "story", "meaning", "statement", "source", "entry", "grievance",
    "feeling", "track", "session", "deadline", "patience", "issue", "value", "walk_away",
    "victory", "sells",
)  # fmt: skip
LEVERS = ("lever.never.add", "lever.never.remove", "lever.cost", "lever.guarantor")
MINE = [*sorted(key for key in ACTS if key.split(".")[0] in FAMILIES), *LEVERS]

PARTIES = ["city", "union", "city", "union", "shippers"]
EXPRESSIONS = ["not strike", "sell and reopen", "offer == full", "strike or sell"]
DATES = ["2031", "2031-04", "2031-04-05", "2031-02"]
LEVELS = ["none", "low", "full", "true", "false"]
PATHS = [
    '["question"]', '["deal"]', '["levers", "cost", "belief"]', '["views", "city", "aware"]',
    '["statements", 0, "gist"]', '["board", "intentions", "strike"]', '["parties", "city"]', "[0]",
    '["grievances", 0]', '["sources"]', '["a", ["b"]]', '["title", "note"]', '["tracks"]', "{}",
]  # fmt: skip
JSON = ["1", "null", "true", '"text"', "[]", "{}", '{"is": "x", "note": "y"}', "[1, [2]]", "1e999"]
NUMBERS = ["0", "1", "-1", "0.5", "999999999999999999999", "1.", "ten"]
POOLS: dict[str, list[str]] = {
    "view": ["city", "union", "city.union", "union.city", "a", "nobody"],
    "party": PARTIES, "of": [*PARTIES, "city_bluffs", ""], "to": PARTIES, "parties": PARTIES,
    "binds": PARTIES, "target": ["", *PARTIES], "hypothesis": ["city_bluffs", "city_bluffs", "h1"],
    "name": ["strike", "end_strike_pledge", "union", "0", "settlement", "sell"],
    "id": ["h1", "h2", "gazette", "s4"], "statement": ["s2", "s2", "s3"],
    "track": ["mediation", "mediation", "port"], "issue": ["wages"],
    "source": ["gazette", ""], "option": ["sell", "offer", "sabotage", "bluff"],
    "section": ["preferences", "unseen", "imagined", "one_way", "impossible", "present", "means"],
    "way": ["up", "down", "both"], "level": LEVELS, "path": PATHS, "json": JSON,
    "text": [*EXPRESSIONS, "", "a word"], "rule": EXPRESSIONS, "date": DATES, "until": DATES,
    "when": DATES, "act": ["threat", "offer"], "wishes": ["ill", "well", ""],
    "weight": ["0.5", "1", "for", ""], "worth": ["0", "0.5", "1"],
    "cost": ["1", "2.5", "", "-1"], "rank": ["1", "2", ""], "place": ["0", "0", "0", "1"],
    "place_of": ["0"], "aware": ["yes", "no", ""], "below": ["on", ""],
    "can": ["on", ""], "everywhere": ["on", ""], "kind": ["belief", "concession"],
    "urgency": ["low", "high", "some"], "keep": ["", "old"], "basis": ["reported", ""],
    "word": ["settlement", "peace now"],
}  # fmt: skip


@st.composite
def deeds(draw: st.DrawFn) -> tuple[str, dict[str, list[str]]]:
    """An act, and most of its fields: mostly what would do, sometimes anything."""
    act = draw(st.sampled_from(MINE))
    fields: dict[str, list[str]] = {}
    for name in ACTS[act].fields:
        luck = draw(st.integers(0, 19))
        if luck == 0:
            continue
        known = st.sampled_from(POOLS.get(name, ["A text", "Another"]))
        odd = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6))
        one = odd if luck == 1 else known
        fields[name] = draw(st.lists(one, min_size=1, max_size=1 + (luck == 2)))
    return act, fields


def sections(text: str) -> dict[str, str]:
    """The text of every section at the top of the file."""
    document = read_document(text, "x.yaml")
    nodes = [(path[0], node) for path, node in document.nodes.items() if len(path) == 1]
    return {str(key): text[node.key_start : node.end].rstrip() for key, node in nodes}


def tried(sheet: Sheet, act: str, fields: dict[str, list[str]]) -> None:
    """Do an act or see it refused; sections that it does not name stay byte for byte."""
    before = sections(sheet.text)
    draft = Draft(read_document(sheet.text, "x.yaml"))
    text = sheet.text
    try:
        ACTS[act](sheet.case, draft, Form(fields))
        sheet.do(act, **fields)
    except InputError as error:
        assert str(error)
        assert sheet.text == text
        return
    named = {
        change.key if isinstance(change, AddKey) and not change.path else str(change.path[0])
        for change in draft.changes
    }
    after = sections(sheet.text)
    for key, said in before.items():
        assert key in named or after[key] == said


Deeds = st.lists(deeds(), max_size=7)


@given(Deeds)
@settings(max_examples=20)
def test_on_the_harbour(listed: list[Any]) -> None:
    sheet = shipped("harbour-2031")
    for act, fields in listed:
        tried(sheet, act, fields)


@given(Deeds)
@settings(max_examples=20)
def test_on_a_case_of_which_nothing_is_said(listed: list[Any]) -> None:
    sheet = Sheet("parties: {a: {}, b: {}}\n")
    for act, fields in listed:
        tried(sheet, act, fields)


@given(st.lists(deeds(), min_size=1, max_size=3))
@settings(max_examples=12)
def test_on_geneva(listed: list[Any]) -> None:
    sheet = shipped("geneva-2022")
    for act, fields in listed:
        tried(sheet, act, fields)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_kept_as_they_are(name: str) -> None:
    """What a person types comes back as it was typed, blanks around it aside."""
    sheet = shipped("harbour-2031")
    sheet.do("story.set", party="union", kind=name, says=name)
    sheet.do("story.role", party="union", of="city", role=name)
    sheet.do("meaning.set", word="peace", party="city", text=name)
    sheet.do("grievance.add", event=name)
    sheet.do("statement.add", party="city", gist=name, text=name, by=name, at=name, act="offer")
    sheet.do("source.set", id="other", name=name, url=name)
    sheet.do("deadline.add", what=name, date="2031")
    sheet.do("session.mood", track="mediation", place_of="0", party="city", mood=name)
    sheet.do("issue.set", issue="toll", asks=name)
    sheet.do("hypothesis.expects.add", hypothesis="city_bluffs", what=name)
    sheet.do("view.imagine", view="union", party="city", option="bluff", does=name)
    case, said = sheet.case, name.strip()
    story = case.stories["union"]
    assert story.says is not None
    found = [
        story.kind.value, story.says.value, story.roles["city"].value,
        case.meanings["peace"]["city"].value, case.grievances[-1].event.value,
        case.statements[-1].gist.value, case.sources["other"].title.value,
        case.deadlines[-1].what.value, case.issues["toll"].asks.value,
        case.tracks["mediation"].sessions[0].mood["city"].value,
        case.hypotheses["city_bluffs"].expects[-1].what.value,
        case.views["union"].imagined["city"]["bluff"].does.value,
    ]  # fmt: skip
    assert set(found) == {said}
