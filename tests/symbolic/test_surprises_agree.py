"""Who would be surprised by whom: both engines say the same, at single states and in numbers."""

from __future__ import annotations

from random import Random

import pytest

from detente.case import Case, load, parse_case
from detente.errors import InputError
from detente.game.symbolic import TooLarge
from detente.views import Lens, find_surprises, set_points, surprise_sets_of, surprises_of
from detente.views.set_lens import SetLens
from detente.views.surprises import KINDS, counted_kinds
from tests.strategies import draw_case, to_yaml

FAR = 1 << 40
#: between them they have surprises of every kind
SEEDS = (6, 11, 22, 24, 36, 52, 54, 63, 74, 77, 114)


def agree(case: Case, hypothesis: str | None = None, view: str = "base") -> set[str]:
    seen: set[str] = set()
    listing, formulas = Lens(case, view, hypothesis), SetLens(case, view, hypothesis)
    for concept in ("nash", "gmr", "seq", "sseq"):
        listed = surprises_of(listing, concept)
        sets = surprise_sets_of(formulas, concept, FAR)
        assert not sets.open
        assert list(sets.to_rows()) == list(listed.to_rows())
        assert list(sets.to_count_rows()) == list(listed.to_count_rows())
        assert (sets.looked_at, sets.of, sets.told) == (listed.looked_at, listed.of, listed.told)
        seen |= {kind for _, _, kind in listed.counts}
    return seen


def test_random_cases() -> None:
    seen: set[str] = set()
    for seed in SEEDS:
        raw = draw_case(Random(seed), graph=False, merging=False)
        case = parse_case(to_yaml(raw))
        views = ["base", *raw.get("views", {})]
        seen |= agree(case, None, views[seed % 2 * (len(views) - 1)])
        for hypothesis in [*raw.get("hypotheses", {})][:1]:
            seen |= agree(case, hypothesis)
    assert seen == set(KINDS)


@pytest.mark.parametrize("name", ["arms-race-dilemma", "harbour-2031"])
def test_shipped_cases(name: str) -> None:
    agree(load(name))


def test_some_of_many_moves_are_told_and_none_of_their_kinds_is_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(set_points, "MOVES", 0)
    monkeypatch.setattr(set_points, "TOLD", 1)
    for seed in SEEDS:
        case = parse_case(to_yaml(draw_case(Random(seed), graph=False, merging=False)))
        whole = surprises_of(Lens(case), "seq")
        some = surprise_sets_of(SetLens(case), "seq", FAR)
        assert set(some.items) <= set(whole.items)
        assert counted_kinds(whole.lens.parties, some.items) == whole.counts


def test_few_states_are_told_nearest_first_and_it_is_said_of_how_many() -> None:
    case = load("harbour-2031")
    whole = surprises_of(Lens(case), "nash")
    some = surprise_sets_of(SetLens(case), "nash", 1)
    assert some.of == whole.of > 2
    assert some.told == len({item.at for item in some.items}) == 1
    assert not some.whole
    assert some.counts == whole.counts
    assert set(some.items) <= set(whole.items)


@pytest.mark.parametrize("trouble", [TooLarge("they outgrew 4 MB"), KeyboardInterrupt()])
def test_what_breaks_off_leaves_the_present_told(
    trouble: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(lens: SetLens, concept: str, view: str) -> None:
        raise trouble

    monkeypatch.setattr(SetLens, "stable_for_all", breaks)
    for seed in SEEDS[:5]:
        case = parse_case(to_yaml(draw_case(Random(seed), graph=False, merging=False)))
        found, whole = surprise_sets_of(SetLens(case)), surprises_of(Lens(case))
        assert found.open and not found.whole
        assert found.interrupted == isinstance(trouble, KeyboardInterrupt)
        assert found.items == tuple(item for item in whole.items if item.where == "present")


def test_the_engine_is_chosen_by_name() -> None:
    case = load("harbour-2031")
    listed, found = find_surprises(case), find_surprises(case, engine="symbolic")
    assert list(listed.to_rows()) == list(found.to_rows())
    assert isinstance(found.lens, SetLens) and not isinstance(listed.lens, SetLens)
    with pytest.raises(InputError, match="no engine 'both'"):
        find_surprises(case, engine="both")
