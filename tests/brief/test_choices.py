"""Which outcomes the first page speaks of, against what is known of the shipped cases.

What the flagship should give stands in the notes on the case: a pull-back for limits alone holds in
no account and yet in the Western views; the package holds under credible answers with the first
three accounts, needs no answers once its promises are bound, and does not hold with the maximalist;
war stays once there in every account, and is reached from the present with all accounts but the
base.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from detente.brief import choices
from detente.brief.inputs import inputs_of
from detente.brief.material import Material, gather
from detente.brief.reasons import decider, deciders_of
from detente.case import load
from tests.brief.cases import GRAPH, TWO_BY_TWO, case


@cache
def flagship() -> Material:
    return gather(load("geneva-2022"))


def code_of(material: Material, key: str) -> int:
    return next(ending.codes[0] for ending in material.endings if ending.key == key)


def test_what_the_west_asks_alone_holds_in_no_account_but_in_its_own_eyes() -> None:
    material = flagship()
    (demand,) = (one for one in choices.demands(material) if "us" in one.parties)
    assert demand.parties == ("us", "nato")  # both ask that the forces go back, and no more
    assert demand.granted.code == code_of(material, "unrequited")
    ((ask, limits),) = demand.replies
    assert (ask.party, ask.answers) == ("us", (("us", "limits", "true"),))
    assert limits.code == code_of(material, "limits_alone")
    assert limits.holding == []
    assert len(limits.failing) == 4
    assert all(verdict.leavers == ("russia",) for verdict in limits.verdicts)
    base = material.accounts[0]
    assert [view for view in material.views if base.look(view).holds(limits.code)] == ["us", "nato"]


def test_a_party_asks_of_the_others_and_not_of_itself() -> None:
    """Russia's forces are its own to move: that they are massed is no demand of it."""
    material = flagship()
    (demand,) = (one for one in choices.demands(material) if "russia" in one.parties)
    (ask,) = demand.asks
    assert ask.wishes == (("nato", "pledge", "renounced"), ("us", "no_basing", "true"))
    assert ask.answers == (("russia", "forces", "stand_down"),)
    look = material.accounts[0].base.game

    def levels(code: int) -> dict[str, str]:
        found = {}
        for option in look.options:
            code, level = divmod(code, len(option.levels))
            found[option.name] = option.levels[level]
        return found

    granted = levels(ask.code)
    assert granted == {
        "russia.forces": "massed",
        "us.no_basing": "true",
        "us.limits": "false",
        "us.sanctions": "false",
        "nato.pledge": "renounced",
    }
    assert ask.reply is not None
    assert levels(ask.reply) == {**granted, "russia.forces": "stand_down"}
    for one in demand.tallies:
        assert all(verdict.leavers == ("nato",) for verdict in one.verdicts)


def test_the_nearest_opening_is_the_package_and_what_it_needs_is_said() -> None:
    material = flagship()
    opening = choices.opening(material)
    assert opening is not None and opening.code == code_of(material, "package")
    keys = [account.key for account in opening.holding]
    assert keys == [None, "patience_spent", "patience_spent_sanctions_bite"]
    assert [account.key for account in opening.failing] == ["maximalist"]
    assert opening.reached == []
    for account in opening.holding:
        assert not account.base.holds(opening.code, "nash")
        assert account.base.binders(opening.code) == ("us", "nato")
    base = material.accounts[0]
    assert base.look("russia").leavers(opening.code) == ("us", "nato")
    assert "us" in base.look("us").leavers(opening.code)
    assert choices.touched(material, opening.code) == ["ukraine", "georgia"]


def test_of_going_first_it_is_said_which_part_gains_and_which_costs() -> None:
    """The United States likes limits better than none, and a ban on bases worse than none."""
    material = flagship()
    package = code_of(material, "package")
    assert choices.gaining_first(material, package)[1] == ["us"]
    gaining, costing = choices.part_by_part(material, package, "us")
    assert gaining == [("us", "limits", "true")]
    assert costing == [("us", "no_basing", "true")]


def test_the_biggest_risk_is_what_cannot_be_taken_back() -> None:
    material = flagship()
    risk = choices.risks(material)[0]
    ending = material.ending(risk.code)
    assert ending is not None and ending.key == "war_and_sanctions"
    assert [account.key for account in risk.accounts] == [
        "patience_spent",
        "patience_spent_sanctions_bite",
        "maximalist",
    ]
    assert all(account.base.holds(risk.code) for account in material.accounts)
    stuck, only = choices.stuck_in(material, risk.code)
    assert stuck == ["russia"]
    assert [account.key for account in only] == [None]
    assert choices.fixed_options(material, risk.code, stuck) == [("russia", "forces", "attack")]


def test_the_line_that_decides_is_the_first_that_tells_two_states_apart() -> None:
    material = flagship()
    look = material.accounts[0].base
    limits, masses = (
        look.at(code_of(material, "limits_alone")),
        look.at(code_of(material, "limits_unanswered")),
    )
    assert limits is not None and masses is not None
    line = decider(material.case, look, "russia", limits, masses)
    assert line is not None
    assert line.text.startswith("forces=stand_down iff")
    assert (line.basis, line.doubt) == ("assumed", 0.5)
    assert decider(material.case, look, "russia", limits, limits) is None
    carried = deciders_of(material.case, look, code_of(material, "package"))
    assert {one.party for one in carried} == {"russia", "us", "nato"}


def test_telling_statements_are_reported_and_one_for_each_party_and_act() -> None:
    chosen = choices.telling_statements(flagship())
    assert len(chosen) <= choices.STATEMENTS
    assert all(statement.basis == "reported" for statement in chosen)
    assert len({(s.party, s.act) for s in chosen}) == len(chosen)
    demands = [s.issue for s in chosen if s.party == "russia" and s.act == "demand"]
    assert demands == ["membership"]  # the issue it ranks first, not the first demand of the file


def test_a_dilemma_is_told_by_what_everyone_likes_better() -> None:
    material = gather(load("prisoners-dilemma"))
    assert material.wanted is not None
    assert (material.wanted.why, material.wanted.codes) == ("best", (0,))
    (risk,) = choices.risks(material)
    assert (risk.kind, risk.code, risk.better) == ("worse", 3, 0)


def test_with_a_present_what_is_better_for_some_and_worse_for_none_is_wanted() -> None:
    material = gather(case(TWO_BY_TWO))
    assert material.wanted is not None
    assert (material.wanted.why, material.wanted.codes) == ("better", (0,))
    assert choices.gaining_first(material, 0) == (["row", "column"], [])


@pytest.mark.parametrize("make", [lambda: case(GRAPH), lambda: load("syria-iraq-1975")])
def test_every_choice_takes_other_forms_of_case(make: Callable[[], object]) -> None:
    from detente.case.model import Case

    made = make()
    assert isinstance(made, Case)
    material = gather(made)
    for ending in material.endings:
        for code in ending.codes:
            choices.touched(material, code)
            choices.gaining_first(material, code)
            choices.stuck_in(material, code)
    assert list(inputs_of(made))
