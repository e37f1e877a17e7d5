"""The brief of cases that nobody could list: either engine gives the same answers; all forms."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from detente.brief import Brief, bundle, write_brief
from detente.brief.document import Table, all_inlines, plain
from detente.brief.look_sets import SetLook
from detente.brief.looks import NASH, SEQ, Judged, look_through
from detente.brief.material import gather
from detente.case import load, parse_case
from detente.case.model import Case
from detente.columns import rounded
from detente.views.lens import Lens
from detente.views.set_lens import SetLens
from tests.brief.cases import WIDE, case, shipped_brief
from tests.strategies import draw_case, every_path, to_yaml


def both(made: Case, view: str) -> tuple[Judged, SetLook]:
    listed, formulas = (look_through(lens, view) for lens in (Lens(made), SetLens(made)))
    assert isinstance(formulas, SetLook)
    return listed, formulas


def compare(listed: Judged, formulas: SetLook, rng: Random) -> int:
    """What the brief asks of a look, state by state."""
    count = 0
    size = 1
    for option in listed.game.options:
        size *= len(option.levels)
    for concept in (NASH, SEQ):
        assert listed.closed_for(concept) == formulas.closed_for(concept)
    for code in rng.sample(range(size), min(size, 20)):
        place = listed.at(code)
        assert (place is None) == (formulas.at(code) is None)
        if place is None:
            continue
        assert listed.game.code(place) == formulas.at(code)
        for concept in (NASH, SEQ):
            assert listed.holds(code, concept) == formulas.holds(code, concept)
            assert listed.leavers(code, concept) == formulas.leavers(code, concept)
        assert listed.binders(code) == formulas.binders(code)
        for party in listed.game.parties:
            assert listed.stuck(party, code) == formulas.stuck(party, code)
            for concept in (NASH, SEQ):
                assert listed.stays(party, code, concept) == formulas.stays(party, code, concept)
                assert listed.undone(party, code, concept) == formulas.undone(party, code, concept)
            one, two = listed.best_move(party, code), formulas.best_move(party, code)
            assert (one is None) == (two is None)
            if one is not None and two is not None:
                assert not listed.prefers(party, one, two) and not listed.prefers(party, two, one)
            mine, theirs = listed.why(party, code), formulas.why(party, code)
            assert (mine is None) == (theirs is None)
            if mine is not None and theirs is not None:
                told = {listed.game.code(one.to): one.deterred for one in mine.improvements}
                assert bool(told) == bool(theirs.improvements)
                assert all(told[move.to] == move.deterred for move in theirs.improvements)
                assert (theirs.among or len(theirs.improvements)) == len(told)
            count += 1
        other = rng.randrange(size)
        for party in listed.game.parties:
            assert listed.prefers(party, code, other) == formulas.prefers(party, code, other)
    return count


def test_either_engine_gives_the_brief_the_same_answers() -> None:
    count = 0
    for seed in range(16):
        raw = draw_case(Random(seed), graph=False, merging=False)
        made = parse_case(to_yaml(raw))
        for view in every_path(raw)[:3]:
            count += compare(*both(made, view), Random(seed))
    assert count > 300


def test_what_holds_is_chosen_as_is_said() -> None:
    """The nearest and each party's best, against a walk over all states that hold."""
    chosen = 0
    for seed in range(40, 60):
        made = parse_case(to_yaml(draw_case(Random(seed), graph=False, merging=False, views=False)))
        listed, formulas = both(made, "base")
        found = formulas.equilibria(NASH)
        if not found:
            continue
        holding = listed.resting(NASH)
        for one in formulas.telling:
            assert one.code in holding
            if one.apart is not None and formulas.game.present is not None:
                now = formulas.game.present
                apart = [len(formulas.differing(now, code)) for code in holding]
                assert one.apart == min(apart) == len(formulas.differing(now, one.code))
            for party in one.best:
                assert not any(listed.prefers(party, code, one.code) for code in holding)
            chosen += 1
    assert chosen > 20


@pytest.fixture(scope="module")
def wide() -> Brief:
    return shipped_brief("wide")


def told(brief: Brief) -> str:
    return " ".join(plain(text) for text in all_inlines(brief.document))


def test_it_says_how_many_there_are_and_what_is_shown(wide: Brief) -> None:
    """Of 2^28 combinations a quarter is impossible: `a1 and b2`."""
    assert f"{2**28 - 2**26:,}" in told(wide)
    shown = [table for section in wide.document.sections for table in section.blocks
             if isinstance(table, Table) and len(table.columns) == 4
             and plain(table.columns[0]) == "State"]  # fmt: skip
    assert [len(table.lines) for table in shown] == [len(wide.material.endings)]
    assert "no sample" in told(wide)


def test_the_number_that_holds_is_that_of_the_sets(wide: Brief) -> None:
    look = wide.material.accounts[0].base
    assert isinstance(look, SetLook)
    found = look.equilibria(NASH)
    assert found is not None and found.count > 8
    assert rounded(found.count) in told(wide)
    assert all(look.holds(one.code, NASH) for one in look.telling)


def test_what_is_not_looked_for_is_said(wide: Brief) -> None:
    text = told(wide)
    for sentence in ("doubtful inputs", "Dilemmas", "Several parties"):
        assert sentence.casefold() in text.casefold()


@pytest.mark.parametrize("ending", ["html", "md", "json", "docx"])
def test_every_form(wide: Brief, ending: str, tmp_path: Path) -> None:
    made = {
        "html": wide.to_html, "md": wide.to_markdown, "json": wide.to_json, "docx": wide.to_docx,
    }[ending]()  # fmt: skip
    assert len(made) > 5_000
    if ending == "json":
        assert json.loads(str(made))["made_from"]["case"] == "wide"


@pytest.mark.parametrize("audience", ["party-safe", "public"])
def test_other_readers_and_single_sections(audience: str) -> None:
    brief = write_brief(case(WIDE), audience=audience)
    assert "outcomes" not in [section.key for section in brief.document.sections]
    alone = write_brief(case(WIDE), sections=["outcomes"])
    assert [section.key for section in alone.document.sections] == ["outcomes"]


def test_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "wide.yaml").write_text(WIDE, encoding="utf-8")
    made = bundle(load(tmp_path / "wide.yaml"), tmp_path / "wide.zip")
    assert any(member.name.endswith(".html") for member in made.members)


def test_on_reports_alone_nothing_is_known_of_so_much() -> None:
    """All entries are assumed: on reports alone nobody's preferences are left."""
    material = gather(case(WIDE), "reported")
    assert material.beyond and set(material.unknown) == {"a", "b"}
    assert write_brief(case(WIDE), basis="reported").document.sections
