"""Room for hope, and the dilemmas in what hurts."""

from __future__ import annotations

from functools import cache

import pytest

from detente.brief import chances, ways
from detente.brief.chances import Part
from detente.brief.document import Block, Items, Table, inlines_of, plain
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material, gather
from detente.brief.outline import PARTS, parts
from detente.brief.restating import Restating
from detente.case import load
from detente.levers import Plan, find_levers
from detente.levers.about import About
from detente.levers.cautions import Caution
from tests.brief.cases import GRAPH, ONLY_PARTIES, TWO_BY_TWO, WITH_HOLE, case, large

#: four things that one side would take back at once: no three changes are enough
OUT_OF_REACH = """
detente: 1
id: out-of-reach
title: Four promises
parties:
  a: {name: Ana, options: {x: Pay}, prefers: [not y1, x]}
  b:
    name: Bruno
    options: {y1: First claim, y2: Second claim, y3: Third claim, y4: Fourth claim}
    prefers: [y1, y2, y3, y4, x]
present: y1 + y2 + y3 + y4
victory: {a: not y1 and not y2 and not y3 and not y4, b: x}
"""
#: one promise is enough: what b wants, b would take and a could take back
ONE_PROMISE = """
detente: 1
id: one-promise
title: One promise
parties:
  a: {name: Ana, options: {pay: Pay}, prefers: [end, not pay]}
  b: {name: Bruno, options: {end: End the boycott}, prefers: [pay, not end], victory_note: 1}
present: none
victory: {a: end, b: pay}
""".replace(", victory_note: 1", "")


@cache
def material(text: str) -> Material:
    return gather(case(text) if "\n" in text else load(text))


def blocks(text: str, key: str) -> list[Block]:
    parts()
    made = material(text)
    return PARTS[key].write(made, Lexicon(made))


def told(text: str, key: str = "hope") -> str:
    return " ".join(plain(inline) for block in blocks(text, key) for inline in inlines_of(block))


# ---------------------------------------------------------------------------- changes


def test_the_told_sets_are_cheapest_sets_of_the_search_and_of_different_make_up() -> None:
    found = material("geneva-2022").chances
    assert found is not None and found.size == chances.SIZE
    searched = find_levers(load("geneva-2022"), size=found.size, test=chances.TEST, new=False)
    known = {frozenset(change.what for change in lever.changes) for lever in searched.levers}
    assert (found.sets, found.offered) == (len(searched.levers), searched.offered)
    least = min(lever.cost for lever in searched.levers)
    assert 0 < len(found.told) <= chances.TOLD
    for one in found.told:
        assert frozenset(part.what for part in one.parts) in known
    assert found.told[0].cost == least
    kinds = [tuple(sorted(part.kind for part in one.parts)) for one in found.told]
    assert len(set(kinds)) == len(kinds)


def test_who_could_vouch_instead_is_said_only_where_that_works_too() -> None:
    found = material("geneva-2022").chances
    assert found is not None
    searched = find_levers(load("geneva-2022"), size=found.size, test=chances.TEST, new=False)
    known = {frozenset(change.what for change in lever.changes) for lever in searched.levers}
    names = {"osce": "OSCE", "us": "United States", "nato": "NATO"}
    seen = 0
    for one in found.told:
        for part in one.parts:
            for who in part.instead:
                does = part.what.partition(": ")[2]
                other = (
                    f"{names[who]} guarantees that {names[part.actor]} does not take this back "
                    f"once done: {does}"
                )
                rest = {p.what for p in one.parts if p is not part}
                assert frozenset({*rest, other}) in known
                seen += 1
    assert seen


def test_the_flagship_says_what_was_searched_what_fails_elsewhere_and_who_is_not_asked() -> None:
    text = told("geneva-2022")
    assert "all sets of up to three of them were gone through, in the base account" in text
    assert "None of the 66 of the base account works either: Russia would leave it" in text
    assert "as that account has it" in text
    assert "Not consulted: Ukraine and Georgia" in text
    assert "would work in a rival account alone were not looked for here" in text
    assert "After none of them do improvements alone lead there from the present" in text
    assert "It could present as one" in text


def test_what_is_tempting_passes_each_side_alone_and_fails_together() -> None:
    found = material("geneva-2022").chances
    assert found is not None and found.tempting is not None
    whats = {part.what for part in found.tempting.parts}
    alone = find_levers(load("geneva-2022"), size=1, test="own").levers
    assert whats in [{change.what for change in lever.changes} for lever in alone]
    assert not find_levers(load("geneva-2022"), size=1, test="steady").levers
    assert found.tempting.lacks
    assert "would by its own lights keep" in told("geneva-2022")


def test_where_no_set_is_enough_the_nearest_miss_is_told() -> None:
    found = material(OUT_OF_REACH).chances
    assert found is not None and not found.told and found.nearest is not None
    text = told(OUT_OF_REACH)
    assert "No set of up to three changes does it. Nearest is" in text
    assert "Bruno would leave it, as this case assumes and as Ana and Bruno see it." in text
    assert "No set of up to three changes was found" in told(OUT_OF_REACH, "summary")


def test_what_holds_already_needs_nothing() -> None:
    found = material("prisoners-dilemma").chances
    assert found is not None and found.already
    assert "Nothing, for Both cooperate to last if it came there" in told("prisoners-dilemma")


def test_the_first_page_names_the_cheapest_set_or_that_there_is_none() -> None:
    needed = "For each side to expect it to last, three changes are needed of those looked at"
    assert needed in told("geneva-2022", "summary")
    assert "needed of those looked at" not in told(TWO_BY_TWO, "summary")


def test_a_victory_that_nothing_meets_is_said() -> None:
    text = ONE_PROMISE.replace("{a: end, b: pay}", "{a: end and not pay, b: pay}")
    assert "No possible outcome meets all of these at once." in told(text)
    assert material(text).chances is None


def test_the_work_is_bounded() -> None:
    assert chances.work(42, 42) == 3
    assert chances.work(42, 42, 2) == 2
    sizes = [chances.work(offered, 64) for offered in (10, 40, 80, 400, 4000, 40_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 0
    found = gather(large()).chances
    assert found is None or found.size == 0


def test_whether_improvements_would_then_lead_there_is_counted_by_hand() -> None:
    """Bruno ends the boycott gladly; Ana then pays gladly where she no longer asks not to pay.

    Bound to a payment that she would not make, she would keep it up and never begin.
    """
    text = """
detente: 1
id: led
title: Led there
parties:
  a: {name: Ana, options: {pay: Pay}, prefers: [not pay, pay iff end]}
  b: {name: Bruno, options: {end: End the boycott}, prefers: [pay, end]}
present: none
victory: {a: end, b: pay and end}
"""
    found = material(text).chances
    assert found is not None and found.plan is not None and found.found is not None
    chosen = [found.plan.checks[0].bench.chosen(mask) for mask in found.found.sets]
    gladly = [all(edit.kind == "concession" for edit in edits) for edits in chosen]
    assert any(gladly) and not all(gladly)
    assert found.led == sum(gladly)
    assert "improvements alone lead there from the present; otherwise" in told(text)


# ---------------------------------------------------------------------------- rival accounts

#: as ONE_PROMISE, and an account in which Ana would sooner keep her money than see the boycott end
HARD_ANA = (
    ONE_PROMISE
    + """
hypotheses:
  hard: {a: {name: A hard Ana, prefers: [not pay, end]}}
  same: {a: {name: Ana again, prefers: [end, not pay]}}
"""
)


def test_accounts_side_by_side_by_hand() -> None:
    """Whoever stops paying or boycotts anew is answered in kind, and that is worse: it holds.

    A hard Ana keeps her money all the same. One change mends that, if she gives up asking for it
    first. Where each knows that the other cannot go back, it holds in every account.
    """
    found = material(HARD_ANA).rivals
    assert found is not None and not found.short_of
    hard, same, everywhere = found.rows
    assert (hard.same, same.same) == (0, 1)
    assert hard.here.told is not None and len(hard.here.told.parts) == 1
    assert hard.here.told.parts[0].actor == "a"
    assert same.here.already and not everywhere.blocked
    assert everywhere.account is None and everywhere.here.told is not None
    text = told(HARD_ANA)
    assert "Nothing has to change, for it to last if it came there." in text
    assert "Whichever of them holds" in text


@pytest.mark.parametrize(("place", "hypothesis"), [(2, "maximalist"), (3, "all")])
def test_what_stays_short_of_war_is_what_the_search_finds(place: int, hypothesis: str) -> None:
    """All accounts at once are asked another way by the search itself, with the same answer."""
    found = material("geneva-2022").rivals
    assert found is not None and found.short_of == (("russia", "forces", "attack"),)
    row = found.rows[place]
    assert row.wider is not None and row.wider.told is not None
    searched = find_levers(
        load("geneva-2022"), to="not forces=attack", size=2, hypothesis=hypothesis, new=False
    )
    known = [frozenset(change.what for change in lever.changes) for lever in searched.levers]
    assert row.wider.sets == len(known)
    assert frozenset(part.what for part in row.wider.told.parts) in known


@pytest.mark.parametrize("hypothesis", ["patience_spent", "maximalist"])
def test_no_smaller_set_works_in_a_rival_account(hypothesis: str) -> None:
    found = material("geneva-2022").rivals
    assert found is not None
    row = next(row for row in found.rows if row.account and row.account.key == hypothesis)
    searched = find_levers(
        load("geneva-2022"), size=row.here.size, hypothesis=hypothesis, new=False
    )
    assert (row.here.size, row.here.found) == (2, bool(searched.levers))


def test_without_rival_accounts_there_is_nothing_to_compare() -> None:
    assert material(OUT_OF_REACH).rivals is None
    assert "Whichever account holds" not in told(OUT_OF_REACH)


# ---------------------------------------------------------------------------- ways, together


def test_elmira_the_ministry_and_the_firm_leave_the_deadlock_together() -> None:
    """Published: through a state that Uniroyal alone would never be offered."""
    found = ways.together(material("elmira-1991"))
    assert found is not None
    (leaving,) = found.leaving
    assert leaving.parties == ("moe", "uniroyal")
    lexicon = Lexicon(material("elmira-1991"))
    assert lexicon.plain(lexicon.outcome(leaving.code)) == "Deadlock"
    assert [party for party, _ in leaving.steps] == ["moe", "uniroyal"]
    text = told("elmira-1991")
    assert "A step at the same time: first the Local Government moves to Deadlock" in text
    assert "and both gain" in text


def test_nobody_reaches_the_package_by_improvements_and_all_gain_at_once() -> None:
    text = told("geneva-2022")
    assert "To The wider package" in text
    assert "improvements alone do not lead there" in text
    assert "Russia, the United States and NATO move at once" in text
    route = ways.routes(material("geneva-2022"), None)[0]
    assert route.ways.by_improvements is None and route.ways.joint is not None
    assert {party for party, *_ in route.dips} == {"russia", "us", "nato"}


def test_without_a_present_there_are_no_ways() -> None:
    assert ways.routes(material("chicken"), None) == []
    assert "Ways there from the present" not in told("chicken")


# ---------------------------------------------------------------------------- dilemmas


def test_dilemmas_are_told_party_by_party_with_the_views_that_have_them() -> None:
    text = told("geneva-2022", "hurts")
    assert "Threat, as this case assumes and as the United States and NATO see it" in text
    assert "The threatened future, without agreement: The stand-off." in text
    assert "guarantee: OSCE could verify it, or answer for it" in text
    assert "Tends to provoke: " in text


def test_without_board_or_names_positions_follow_from_preferences() -> None:
    text = told(TWO_BY_TWO, "hurts")
    assert "Row likes best “" in text and "Row asks for “" not in text


@pytest.mark.parametrize("text", [ONLY_PARTIES, WITH_HOLE])
def test_nothing_is_made_up_where_the_case_says_too_little(text: str) -> None:
    assert material(text).chances is None
    assert ways.together(material(text)) is None
    assert "What would have to change" not in told(text)
    assert "go together" not in told(text)


def test_the_graph_form_is_taken() -> None:
    assert "Deal" in told(GRAPH)


# ---------------------------------------------------------------------------- in words


LIMITS = "“Reciprocal limits on missiles and exercises"
BASES = "“Rule out Western forces and missiles"


@pytest.mark.parametrize(
    ("actor", "about", "words"),
    [
        (
            "us",
            About("binds", option="us.limits", level="true"),
            f"the United States binds itself not to take this back once it is done: {LIMITS}”",
        ),
        (
            "us",
            About("binds", option="us.limits", level="false"),
            f"the United States gives this up for good: {LIMITS}”",
        ),
        (
            "osce",
            About("guarantees", party="us", option="us.limits", level="false"),
            "OSCE guarantees that the United States does not take this back once it is done: "
            f"{LIMITS}: no”",
        ),
        (
            "nato",
            About(
                "order", party="russia", statement=("no_basing",), other=("limits",), view=("nato",)
            ),
            f"NATO learns that Russia puts this next after {LIMITS}”: {BASES} in Ukraine”",
        ),
        (
            "russia",
            About("demotes", statement=("no_basing",), other=("limits",)),
            f"Russia puts this below {LIMITS}”: {BASES} in Ukraine”",
        ),
        (
            "russia",
            About("prefers", party="nato", place=1, statement=("limits",), view=("russia",)),
            f"Russia learns what NATO prefers, in second place: {LIMITS}”",
        ),
        (
            "us",
            About("prefers", party="us", place=0, statement=("limits",), view=("us", "russia")),
            "the United States learns how Russia sees this: what the United States prefers, "
            f"first of all: {LIMITS}”",
        ),
        (
            "mediator",
            About("present", parties=("russia", "us")),
            "a mediator shows Russia and the United States where things stand at present",
        ),
        (
            "russia",
            About("goes_first", option="russia.forces", level="stand_down"),
            "Russia goes first: “Forces near Ukraine: stand down”",
        ),
        (
            "osce",
            About("answers", party="us", option="us.limits", level="true", parties=("russia",)),
            "OSCE promises Russia an answer should the United States go back on this while the "
            "others do their part, one that the United States minds more than what that gains it: "
            f"{LIMITS}”",
        ),
        (
            "nato",
            About(
                "divides",
                option="nato.pledge",
                parties=("russia", "nato", "us"),
                levels=("renounced", "kept", "kept"),
            ),
            "NATO divides this, so that each side finds its part as it asks (Russia: renounced; "
            "NATO and the United States: kept): “Promise of membership to Ukraine and Georgia”",
        ),
    ],
)
def test_changes_are_said_in_the_words_of_the_brief(actor: str, about: About, words: str) -> None:
    again = Restating(Lexicon(material("geneva-2022")))
    assert plain(again.change(Part("belief", actor, "", about))) == words


def test_flags_of_one_kind_are_said_together() -> None:
    again = Restating(Lexicon(material("geneva-2022")))
    flags = [
        Caution("worse_off", "us"),
        Caution("worse_off", "nato"),
        Caution("not_consulted", "georgia", names=("nato.pledge",)),
        Caution("provokes", "russia", state="the stand-off"),
        Caution("assumed", "us", change=("us", About("presents", statement=("limits",)))),
    ]
    said = [plain(flag) for flag in again.flags(flags)]
    assert said == [
        "the United States and NATO are worse off than at present",
        "it could provoke: Russia, seeing this, would leave the stand-off",
        "it is assumed, and not in the case, that the United States can be content with words in "
        "place of what it asks for",
        "not consulted: Georgia, not at the table and named in what is changed",
    ]


@pytest.mark.parametrize("key", ["geneva-2022", "harbour-2031"])
def test_every_change_that_is_offered_has_words_in_the_brief(key: str) -> None:
    made = material(key)
    again = Restating(Lexicon(made))
    plan = Plan(made.case, None, reachable=True)
    for edit in plan.edits:
        told_again = plain(again.change(edit))
        who = plain(again.words.party(edit.actor))
        assert told_again.startswith(who) and len(told_again) > len(who) + 8
        if edit.assumes:
            caution = Caution("assumed", edit.actor, change=(edit.actor, edit.about))
            assert "is assumed, and not in the case" in plain(next(again.flags([caution])))


def test_several_sets_stand_in_a_table_in_which_a_change_stands_once() -> None:
    found = material("geneva-2022").chances
    assert found is not None and len(found.told) > 1
    (table,) = [
        block
        for block in blocks("geneva-2022", "hope")
        if isinstance(block, Table) and len(block.columns) == len(found.told) + 1
    ]
    heads = [plain(line.head) for line in table.lines]
    assert (
        len(set(heads))
        == len(heads)
        == len({part.what for one in found.told for part in one.parts})
    )
    for place, one in enumerate(found.told):
        marks = [plain(line.cells[place].text) for line in table.lines]
        assert marks.count("●") == len(one.parts) and set(marks) <= {"●", "–"}
    text = told("geneva-2022")
    assert "After each of them: The wider package would hold if it came there." in text


def test_one_set_is_told_in_sentences() -> None:
    found = material("harbour-2031").chances
    assert found is not None and len(found.told) == 1
    (items,) = [b for b in blocks("harbour-2031", "hope") if isinstance(b, Items) and b.ordered]
    (item,) = items.items
    assert " by " in plain(item.text) and "would hold if it came there" in plain(item.text)
    assert plain(item.below[-1]).startswith("Besides: ")
    assert len(item.below) == len(found.told[0].parts) + 1


def test_what_a_board_leaves_open_is_said_to_come_from_the_threatened_future() -> None:
    text = told("geneva-2022", "hurts")
    assert "stands in these outcomes as in the threatened future" in text
    whole = (
        ONE_PROMISE
        + "board: {positions: {a: {pay: false, end: true}, b: {pay: true, end: false}}}\n"
    )
    assert "Ana asks for" in told(whole, "hurts")
    assert "as in the threatened future" not in told(whole, "hurts")
    part = ONE_PROMISE + "board: {positions: {a: {end: true}, b: {pay: true, end: false}}}\n"
    assert "The board gives Ana a position on some options only" in told(part, "hurts")


def test_what_rests_on_new_assumptions_stands_apart_and_says_so() -> None:
    """With something new two changes are enough, where three of what is listed are needed."""
    made = material("geneva-2022")
    assert made.chances is not None and made.chances.fewest == 3
    lines = [plain(it) for block in blocks("geneva-2022", "hope") for it in inlines_of(block)]
    (start,) = [k for k, it in enumerate(lines) if it.startswith("Beyond what the case lists")]
    assert "granted that, fewer changes would do" in lines[start]
    assert lines[start + 1].startswith("Two changes by ")
    searched = find_levers(load("geneva-2022"), size=2)
    assert searched.levers and {len(lever.changes) for lever in searched.levers} == {2}
    assert any("is assumed, and not in the case" in line for line in lines[start:])
    assert not any("assumed, and not in the case" in line for line in lines[:start])


def test_nothing_new_is_told_where_nothing_is_needed() -> None:
    assert "Beyond what the case lists" not in told("prisoners-dilemma")
