"""Acts on views, hypotheses, stories, statements, the timeline and the deal: each by an example."""

from __future__ import annotations

from typing import Any

import pytest

from detente import compile_game
from detente.case.frames import aware
from detente.case.model import View
from detente.errors import InputError
from tests.workbench.acts.acting import Sheet, shipped

EMPTY = "# Nothing yet.\nparties:\n  a: {}\n  b: {}\n"

Fields = dict[str, Any]
Example = tuple[str, Fields, str]

#: on a case of which nothing is said: an act, its fields, what the file then says below the parties
FROM_NOTHING: list[Example] = [
    ("view.add", {"view": "a"}, "views: {a: {}}"),
    ("view.add", {"view": "a.b"}, "views: {a.b: {}}"),
    ("view.unseen", {"view": "a", "name": "b"}, "views: {a: {unseen: [b]}}"),
    ("view.imagine", {"view": "a", "party": "b", "option": "bluff", "does": "Bluff"},
     "views: {a: {imagined: {b: {bluff: Bluff}}}}"),
    ("view.imagine",
     {"view": "a", "party": "b", "option": "pay", "does": "Pay", "level": ["no", "some", "all"]},
     'views: {a: {imagined: {b: {pay: {does: Pay, levels: [no, some, all]}}}}}'),
    ("view.aware", {"view": "a", "aware": "yes"}, "views: {a: {aware: true}}"),
    ("hypothesis.add", {"id": "other-one"}, "hypotheses: {other-one: {}}"),
    ("story.set", {"party": "a", "kind": "divorce", "says": "At last."},
     "stories: {a: {kind: divorce, says: At last.}}"),
    ("meaning.set", {"word": "peace now", "party": "a", "text": "quiet"},
     "meanings: {peace now: {a: quiet}}"),
    ("statement.add",
     {"party": "a", "act": "threat", "gist": "will go", "target": "b", "date": "2031-02-03"},
     "statements: [{id: s1, party: a, act: threat, gist: will go, target: b, date: 2031-02-03}]"),
    ("source.set", {"id": "paper", "name": "The paper", "date": "2031"},
     "sources: {paper: {title: The paper, date: 2031}}"),
    ("grievance.add", {"event": "The wall", "when": "1961/1989"},
     "grievances: [{event: The wall, when: 1961/1989}]"),
    ("feeling.set", {"party": "a", "to": "b", "word": "bitterness", "wishes": "ill"},
     "feelings: {a: {b: {word: bitterness, wishes: ill}}}"),
    ("case.as_of", {"as_of": "2031-04"}, "as_of: 2031-04"),
    ("track.set", {"track": "port", "name": "Port talks", "parties": ["a", "b"]},
     "tracks: {port: {name: Port talks, parties: [a, b]}}"),
    ("deadline.add", {"what": "It ends", "date": "2032", "binds": "a"},
     "deadlines: [{what: It ends, date: 2032, binds: [a]}]"),
    ("patience.set", {"party": "a", "until": "2031-04/2031-06"},
     "patience: {a: {until: 2031-04/2031-06}}"),
    ("issue.set", {"issue": "pay", "asks": "How much", "level": ["low", "high"]},
     "issues: {pay: {asks: How much, levels: [low, high]}}"),
    ("walk_away.set", {"party": "a", "worth": "0.25"}, "walk_away: {a: 0.25}"),
    ("lever.cost", {"kind": "belief", "cost": "2.5"}, "levers: {cost: {belief: 2.5}}"),
    ("lever.guarantor", {"party": "b", "can": "on"}, "levers: {guarantors: [b]}"),
    ("entry.set", {"path": '["question"]', "value": "Why: now?"}, 'question: "Why: now?"'),
    ("entry.set", {"path": '["parties", "a", "voices"]', "json": '["Ann"]'}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("act", "fields", "said"), FROM_NOTHING)
def test_from_nothing(act: str, fields: Fields, said: str) -> None:
    sheet = Sheet(EMPTY)
    sheet.do(act, **fields)
    if said:
        assert sheet.text == f"{EMPTY}{said}\n"
    else:
        assert "a: {voices: [Ann]}" in sheet.text


#: on the harbour: an act, its fields, and where the line that comes differs from the one that goes
HARBOUR: list[tuple[str, Fields, str, str]] = [
    ("view.unseen", {"view": "city", "name": "strike"},
     "[end_strike_pledge]", "[end_strike_pledge, strike]"),
    ("view.unseen", {"view": "city", "name": "strike", "level": "true"},
     "[end_strike_pledge]", "{end_strike_pledge: null, strike: true}"),
    ("view.unseen", {"view": "city", "name": "union.end_strike_pledge", "level": "true"},
     "[end_strike_pledge]", "{end_strike_pledge: true}"),
    ("view.imagine", {"view": "city", "party": "union", "option": "sabotage", "does": "Wreck"},
     "{sabotage: Sabotage the cranes}", "{sabotage: Wreck}"),
    ("view.one_way", {"view": "city", "option": "city.sell", "way": "down"},
     "{sell: false}", "{sell: down}"),
    ("view.one_way", {"view": "city", "option": "offer", "level": ["low", "full"]},
     "{sell: false}", "{sell: false, offer: [low, full]}"),
    ("view.means", {"view": "city", "word": "settlement", "text": "offer = full"},
     "offer >= low", "offer = full"),
    ("view.aware", {"view": "city", "aware": "no"}, "aware: true", "aware: false"),
    ("hypothesis.expects.add",
     {"hypothesis": "city_bluffs", "what": "It sells", "weight": "against"},
     "weight: for}]", "weight: for}, {what: It sells, weight: against}]"),
    ("hypothesis.expects.set", {"hypothesis": "city_bluffs", "place": "0", "weight": ""},
     "by June, weight: for}", "by June}"),
    ("hypothesis.clear", {"hypothesis": "city_bluffs", "party": "city"},
     "{city: {prefers: [not strike, not sell]}, expects", "{expects"),
    ("story.set", {"party": "city", "kind": "divorce"}, "kind: hostage-taking", "kind: divorce"),
    ("story.role", {"party": "city", "of": "shippers", "role": ""},
     ", shippers: hostage}", "}"),
    ("meaning.set", {"word": "settlement", "party": "union", "text": "a fair wage"},
     "union: offer == full", "union: a fair wage"),
    ("statement.set", {"statement": "s2", "act": "offer", "date": ""},
     "act: threat, target: union, issue: wages, gist: will sell if the strike goes on, "
     "date: 2031-02-21",
     "act: offer, target: union, issue: wages, gist: will sell if the strike goes on"),
    ("source.set", {"id": "gazette", "author": "Ana: a reporter"},
     "date: 2031-02-21}}", 'date: 2031-02-21, author: "Ana: a reporter"}}'),
    ("grievance.reading", {"place": "0", "party": "union", "text": "theft"},
     "union: betrayal", "union: theft"),
    ("grievance.set", {"place": "0", "when": "2018/2019"}, "when: 2019", "when: 2018/2019"),
    ("feeling.set", {"party": "union", "to": "city", "wishes": ""}, ", wishes: nothing", ""),
    ("case.as_of", {"as_of": "2031-04"}, "2031-03-01", "2031-04"),
    ("track.set", {"track": "mediation", "place": "Port"},
     "sessions: [{date: 2031-02-20, mood: {city: hopeful}}]}",
     "sessions: [{date: 2031-02-20, mood: {city: hopeful}}], place: Port}"),
    ("session.add", {"track": "mediation", "date": "2031-03"},
     "hopeful}}]", "hopeful}}, {date: 2031-03}]"),
    ("session.mood", {"track": "mediation", "place_of": "0", "party": "union", "mood": "tired"},
     "{city: hopeful}", "{city: hopeful, union: tired}"),
    ("session.set", {"track": "mediation", "place_of": "0", "result": "None"},
     "hopeful}}", 'hopeful}, result: None}'),
    ("deadline.set", {"place": "0", "binds": ["city", "union"]}, "[city]", "[city, union]"),
    ("patience.set", {"party": "union", "until": "2031-05"}, "2031-04/2031-06", "2031-05"),
    ("issue.position", {"issue": "wages", "party": "city", "level": "none"},
     "{city: low, union: full}", "{city: none, union: full}"),
    ("issue.priority", {"issue": "wages", "party": "city", "rank": "1"}, "city: 2", "city: 1"),
    ("issue.urgency", {"issue": "wages", "party": "city", "urgency": ""},
     "{city: low, union: high}", "{union: high}"),
    ("value.set",
     {"party": "city", "issue": "wages", "weight": "0.5", "level": "low", "worth": "0.7"},
     "{weight: 0.6, none: 1, low: 0.6, full: 0}", "{weight: 0.5, none: 1, low: 0.7, full: 0}"),
    ("walk_away.set", {"party": "city", "text": "sell"}, "city: 0.2", "city: sell"),
    ("victory.set", {"party": "city", "text": "not strike and not sell"},
     "city: not strike", "city: not strike and not sell"),
    ("lever.never.add", {"text": "strike and sell"}, "[sell]", "[sell, strike and sell]"),
    ("lever.never.remove", {"place": "0"}, "{never: [sell], ", "{"),
    ("lever.cost", {"kind": "concession", "cost": ""}, "cost: {concession: 2}, ", ""),
    ("lever.guarantor", {"party": "shippers", "can": "off"}, ", guarantors: [shippers]", ""),
]  # fmt: skip


@pytest.mark.parametrize(("act", "fields", "old", "new"), HARBOUR)
def test_one_line_of_the_harbour(act: str, fields: Fields, old: str, new: str) -> None:
    """One line changes, in one place; its remark and everything else stay."""
    sheet = shipped("harbour-2031")
    gone, come = sheet.changed(act, **fields)
    assert len(gone) == 1 and old in gone[0]
    assert come == [gone[0].replace(old, new)]


MARKS = "basis: reported, doubt: low, because: [s1, ¶3]"
#: on Geneva, written in blocks with marks: an act, its fields, the lines that go and that come
GENEVA: list[tuple[str, Fields, list[str], list[str]]] = [
    ("story.role", {"party": "us", "of": "us", "role": "the officer"},
     ["us: the officer who calms him, with a squad behind"], ["us: the officer"]),
    ("session.mood", {"track": "geneva", "place_of": "0", "party": "russia", "mood": "tired"},
     [f'russia: {{is: "hard, long and professional", {MARKS}}}'],
     [f'russia: {{is: "tired", {MARKS}}}']),
    ("patience.set", {"party": "russia", "until": "2022-02"},
     ["until: 2022-01/2022-06"], ["until: 2022-02"]),
    ("lever.guarantor", {"party": "us", "can": "on"},
     ["guarantors: [osce]"], ["guarantors: [osce, us]"]),
    ("source.set", {"id": "paper-1", "name": "A paper"}, [], ["paper-1: {title: A paper}"]),
    ("statement.add", {"party": "us", "act": "offer", "gist": "To talk on"},
     [], ["- {id: s24, party: us, act: offer, gist: To talk on}"]),
    ("view.aware", {"view": "nato", "aware": "no"}, [], ["aware: false"]),
]  # fmt: skip


@pytest.mark.parametrize(("act", "fields", "gone", "come"), GENEVA)
def test_lines_of_geneva(act: str, fields: Fields, gone: list[str], come: list[str]) -> None:
    sheet = shipped("geneva-2022")
    assert sheet.changed(act, **fields) == (gone, come)


# what the acts refuse ------------------------------------------------------------------------

REFUSED: list[Example] = [
    ("view.add", {"view": "city"}, "is there already"),
    ("view.add", {"view": "city.unoin"}, "Did you mean 'union'"),
    ("view.remove", {"view": "union"}, "says nothing of the view"),
    ("view.unseen", {"view": "city", "name": "city"}, "a party sees itself"),
    ("view.unseen", {"view": "city", "name": "shippers", "level": "low"}, "stands at no level"),
    ("view.unseen", {"view": "city", "name": "strik"}, "Did you mean 'strike'"),
    ("view.unseen", {"view": "city", "name": "offer", "level": "half"}, "has no level 'half'"),
    ("view.seen", {"view": "city", "name": "strike"}, "not among what"),
    ("view.imagine", {"view": "city", "party": "union", "option": "strike", "does": "x"},
     "an option of The dockers' union already"),
    ("view.imagine", {"view": "city", "party": "union", "option": "not", "does": "x"},
     "cannot be the id of an option"),
    ("view.imagine.remove", {"view": "union", "party": "city", "option": "x"}, "to take out"),
    ("view.one_way", {"view": "city", "option": "sell", "way": "sideways"}, "not known here"),
    ("view.means", {"view": "city", "word": "x", "text": "nobody"}, "no party has an option"),
    ("view.correct", {"view": "city", "section": "present", "name": ""}, ""),
    ("view.correct", {"view": "city", "section": "impossible", "name": "7"}, "no such rule"),
    ("view.correct", {"view": "union", "section": "present"}, "says nothing of the view"),
    ("view.correct_all", {"view": "union"}, "nothing wrong"),
    ("hypothesis.add", {"id": "city_bluffs"}, "taken"),
    ("hypothesis.add", {"id": "a b"}, "cannot be the id"),
    ("hypothesis.expects.remove", {"hypothesis": "city_bluffs", "place": "3"}, "there are 1"),
    ("story.role", {"party": "union", "of": "city", "role": "x"}, "say first what kind"),
    ("story.remove", {"party": "union"}, "to take out"),
    ("meaning.remove", {"word": "peace"}, "to take out"),
    ("statement.add", {"party": "city", "act": "shout", "gist": "x"}, "not known here"),
    ("statement.add", {"party": "city", "act": "offer", "gist": ""}, "is empty"),
    ("statement.add", {"party": "city", "act": "offer", "gist": "x", "date": "soon"}, "no date"),
    ("statement.remove", {"statement": "s2"}, "take it away there first"),
    ("source.remove", {"id": "gazette"}, "is from 'gazette'"),
    ("grievance.set", {"place": "1", "event": "x"}, "there are 1"),
    ("case.as_of", {"as_of": "31 March"}, "no date"),
    ("session.add", {"track": "mediation", "date": "2031-05/2031-04"}, "ends before it begins"),
    ("deadline.add", {"what": "x", "date": "2031", "binds": "cty"}, "Did you mean 'city'"),
    ("patience.set", {"party": "city", "until": "1/2/3"}, "no date and no span"),
    ("issue.remove", {"issue": "wages"}, "still needed elsewhere"),
    ("issue.position", {"issue": "wages", "party": "city", "level": "half"}, "not known here"),
    ("issue.priority", {"issue": "wages", "party": "city", "rank": "0"}, "1 is the most important"),
    ("value.set", {"party": "shippers", "issue": "wages", "weight": "1"}, "needs a worth for"),
    ("walk_away.set", {"party": "city", "worth": "1e5"}, "must be a number"),
    ("victory.set", {"party": "city", "text": "not"}, "is expected"),
    ("lever.cost", {"kind": "belief", "cost": "-1"}, "not negative"),
    ("lever.cost", {"kind": "magic", "cost": "1"}, "not known here"),
    ("lever.guarantor", {"party": "city", "can": "off"}, "is no guarantor"),
    ("entry.set", {"path": '["nothing", "here"]', "value": "x"}, "nothing that can be set"),
    ("entry.set", {"path": '["moves", "a", 0, 0]', "value": "x"}, "nothing that can be set"),
    ("entry.set", {"path": "[[1]]", "value": "x"}, "no path"),
    ("entry.set", {"path": '["question"]', "json": "{"}, "no JSON"),
    ("entry.set", {"path": '["question"]', "json": "NaN"}, "finite"),
    ("entry.set", {"path": '["question"]', "json": '{"a": 1}'}, "question"),
    ("entry.remove", {"path": '["handling", "is"]'}, "nothing at"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "fields", "why"), [one for one in REFUSED if one[2]], ids=lambda one: str(one)[:40]
)
def test_what_cannot_be_done_is_refused_in_plain_words(act: str, fields: Fields, why: str) -> None:
    sheet = shipped("harbour-2031")
    before = sheet.text
    with pytest.raises(InputError, match=why):
        sheet.do(act, **fields)
    assert sheet.text == before


# more than one line --------------------------------------------------------------------------


def same_games(sheet: Sheet, one: str, other: str) -> bool:
    """Whether two views believe in the same game, presents aside."""
    a, b = compile_game(sheet.case, one), compile_game(sheet.case, other)
    return a.parties == b.parties and (a.ranks == b.ranks).all() and a.n_states == b.n_states


def test_a_view_put_right_entry_by_entry_is_the_base() -> None:
    sheet = shipped("harbour-2031")
    for section, name in [
        ("preferences", "union"),
        ("unseen", "end_strike_pledge"),
        ("one_way", "sell"),
        ("impossible", "offer == full"),
        ("present", ""),
        ("means", "settlement"),
    ]:
        sheet.do("view.correct", view="city", section=section, name=name)
    sheet.do("view.correct", view="city", section="imagined", name="union", option="sabotage")
    assert sheet.case.views["city"].model_fields_set == {"awareness", "parties"}
    assert same_games(sheet, "city", "base")


def test_what_if_they_knew() -> None:
    sheet = shipped("harbour-2031")
    gone, come = sheet.changed("view.correct_all", view="city")
    assert len(gone) == 7 and come == []
    assert sheet.case.views["city"].aware
    assert same_games(sheet, "city", "base") and not same_games(sheet, "city.union", "base")
    sheet.do("view.correct_all", view="city", below="on")
    assert list(sheet.case.views) == ["city"]


def test_a_nested_view_put_right_still_shows_that_one_knows_of_it() -> None:
    sheet = Sheet(EMPTY + "views:\n  a.b:   # the idea of it\n    unseen: [a]\n")
    assert aware(sheet.case, ("a",))
    sheet.do("view.correct", view="a.b", section="unseen", name="a")
    assert sheet.case.views["a.b"] == View()
    assert aware(sheet.case, ("a",))


def test_an_imagined_option_changes_no_state_that_the_file_names_by_number() -> None:
    """One of a view that stands first comes before those of others, and takes their places."""
    sheet = shipped("harbour-2031")
    sheet.do("view.remove", view="city.union")
    sheet.do("view.add", view="union")
    sheet.do("view.imagine", view="union", party="city", option="bluff", does="Bluff")
    ranking = "city: {ranking: [code 32, code 64, bluff]}"
    sheet = Sheet(sheet.text.replace("union: {imagined", f"union: {{{ranking}, imagined"))
    before = compile_game(sheet.case, "union")
    sheet.do("view.imagine", view="city", party="city", option="aa", does="Something")
    after = compile_game(sheet.case, "union")
    assert [before.notation(k) for k in before.states()] == [
        after.notation(k) for k in after.states()
    ]
    assert (before.ranks == after.ranks).all()
    assert "aa" not in sheet.text.replace("aa: Something", "")


def test_nor_does_one_that_stands_last() -> None:
    sheet = shipped("harbour-2031")
    game = compile_game(sheet.case)
    union = game.rank(game.party_index("union"))
    before = {game.notation(k): int(union[k]) for k in game.states()}
    sheet.do("view.imagine", view="union", party="city", option="aa", does="Something")
    game = compile_game(sheet.case)
    union = game.rank(game.party_index("union"))
    assert {game.notation(k): int(union[k]) for k in game.states()} == before


def test_a_hypothesis_becomes_the_base_and_the_base_a_hypothesis() -> None:
    sheet = shipped("geneva-2022")
    rival = compile_game(sheet.case, hypothesis="maximalist").ranks.tolist()
    base = compile_game(sheet.case).ranks.tolist()
    others = {
        key: compile_game(sheet.case, hypothesis=key).ranks.tolist()
        for key in sheet.case.hypotheses
        if key != "maximalist"
    }
    sheet.do("hypothesis.adopt", hypothesis="maximalist", keep="bargainer")
    assert compile_game(sheet.case).ranks.tolist() == rival
    assert compile_game(sheet.case, hypothesis="bargainer").ranks.tolist() == base
    for key, ranks in others.items():
        assert compile_game(sheet.case, hypothesis=key).ranks.tolist() == ranks
    sheet.do("hypothesis.add", id="copy", of="bargainer")
    assert compile_game(sheet.case, hypothesis="copy").ranks.tolist() == base
    sheet.do("hypothesis.rename", hypothesis="copy", id="again")
    sheet.do("hypothesis.remove", hypothesis="bargainer")
    assert list(sheet.case.hypotheses)[-1] == "again"


def test_a_statement_goes_with_the_reasons_that_lean_on_it() -> None:
    sheet = shipped("geneva-2022")
    sheet.do("statement.remove", statement="s20", everywhere="on")
    assert "s20" not in sheet.text.replace("s20,", "s20") or "s20" not in sheet.text
    sheet.do("source.remove", id=next(iter(sheet.case.sources)), everywhere="on")
    assert not any(one.source for one in sheet.case.statements)


def test_an_issue_goes_with_what_is_said_about_it() -> None:
    sheet = shipped("harbour-2031")
    sheet.do("issue.remove", issue="wages", everywhere="on")
    assert not sheet.case.issues and not sheet.case.values
    assert sheet.case.statements[0].issue is None


def test_removals_take_the_entry_and_no_more() -> None:
    sheet = shipped("harbour-2031")
    for act, fields in [
        ("story.remove", {"party": "city"}),
        ("meaning.remove", {"word": "settlement"}),
        ("grievance.remove", {"place": "0"}),
        ("feeling.remove", {"party": "union", "to": "city"}),
        ("session.remove", {"track": "mediation", "place_of": "0"}),
        ("track.remove", {"track": "mediation"}),
        ("deadline.remove", {"place": "0"}),
        ("patience.remove", {"party": "union"}),
        ("value.remove", {"party": "city", "issue": "wages"}),
        ("sells.set", {"party": "city", "text": "not strike"}),
        ("sells.set", {"party": "city", "text": ""}),
        ("view.possible", {"view": "union", "rule": "sell and reopen"}),
        ("view.remove", {"view": "city", "below": "on"}),
        ("entry.remove", {"path": '["board"]'}),
    ]:
        sheet.do(act, **fields)
    case = sheet.case
    assert not (case.stories or case.meanings or case.grievances or case.feelings)
    assert not (case.deadlines or case.patience or case.board or case.sells or case.tracks)
    assert list(case.views) == ["union"] and list(case.values) == ["union"]
    assert case.statements and case.levers and case.hypotheses
