"""`solve` and `views` by either engine: the same rows, and words about what is not shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from benchmarks.symbolic import Wide, case_text
from detente.cli import main
from detente.game.symbolic import SymbolicGame, TooLarge
from detente.stability import solve_sets


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def rows(*arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of fifty options that is answered quickly."""
    path: Path = tmp_path_factory.mktemp("cases") / "wide.yaml"
    path.write_text(case_text(Wide(50, 2, "issues", (5, 5))), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "question",
    [
        ("solve", "harbour-2031"),
        ("solve", "harbour-2031", "--equilibria"),
        ("solve", "harbour-2031", "--count", "--view", "city"),
        ("solve", "cuba-1962", "--concept-of", "us=gmr", "--equilibria"),
        ("solve", "cuba-1962", "--not-credible", "us:air_strike", "--count"),
        ("solve", "cuba-1962", "--explain", "withdraw"),
        ("solve", "cuba-1962", "--limit", "3"),
        ("solve", "harbour-2031", "--where", "offer >= low and not strike", "--count"),
        ("solve", "harbour-2031", "--where", "strike", "--equilibria"),
        ("solve", "harbour-2031", "--where", "strike", "--view", "union"),
        ("views", "harbour-2031"),
        ("views", "arms-race-dilemma", "--concept", "nash"),
        ("views", "harbour-2031", "--count"),
        ("views", "harbour-2031", "--limit", "2"),
    ],
)
def test_both_engines_print_the_same_rows(question: tuple[str, ...]) -> None:
    found = rows(*question, "--engine", "symbolic")
    assert found
    assert found == rows(*question, "--engine", "explicit")


def test_a_case_that_nobody_could_list(wide: str) -> None:
    counts = rows("solve", wide, "--count")
    assert len(counts) == 5
    assert 2**49 < counts[0]["states"] < 2**50
    assert 0 < counts[0]["equilibria"] < counts[0]["states"]
    result = run("solve", wide, "--concept", "seq", "--equilibria", "--json", "--limit", "7")
    assert len(result.stdout.splitlines()) == 7
    assert "7 of " in result.stderr and "equilibria under seq are listed" in result.stderr
    assert result.exit_code == 0


def test_it_is_told_in_words(wide: str) -> None:
    text = run("solve", wide, "--concept", "nash")
    assert text.exit_code == 0
    assert "states as the base has it" in text.stdout
    assert "best for p0: " in text.stdout and "nearest to the present" not in text.stdout
    near = run("solve", "harbour-2031", "--engine", "symbolic", "--concept", "gmr")
    assert "nearest to the present, 1 option apart: " in near.stdout
    assert "more" in text.stdout
    assert run("solve", wide, "--concept", "nash", "--equilibria").exit_code == 0
    assert "of " in run("views", wide, "--count").stdout
    text = run("views", wide, "--concept", "nash")
    assert text.exit_code == 0 and "steady" in text.stdout
    assert run("check", wide).exit_code == 0


@pytest.mark.parametrize("concept", ["nash", "gmr"])
def test_the_equilibria_in_few_words(wide: str, concept: str) -> None:
    asked = ("solve", wide, "--concept", concept)
    found = rows(*asked, "--describe")
    (count,) = rows(*asked, "--count")
    assert {row["kind"] for row in found} > {"if", "all"}
    assert found[0]["states"] == count["equilibria"] <= found[-1]["states"] < count["states"]
    for row in found[:-1:5]:
        (told,) = rows(*asked, "--count", "--where", row["says"])
        assert told["equilibria"] == count["equilibria"]
    text = run(*asked, "--describe")
    exact = found[-1]["states"] == count["equilibria"]
    assert ("That is just them" if exact else "All of this holds in ") in text.stdout


def test_shares_and_states_that_stand_out(wide: str) -> None:
    text = run("solve", "harbour-2031", "--concept", "gmr", "--shares")
    assert text.exit_code == 0 and "city.offer" in text.stdout and " %" in text.stdout
    shares = rows("solve", wide, "--concept", "nash", "--shares")
    assert len(shares) == 100
    assert all(
        one["share"] + two["share"] == 1 for one, two in zip(shares[::2], shares[1::2], strict=True)
    )
    chosen = rows("solve", "harbour-2031", "--concept", "gmr", "--chosen")
    assert {row["why"] for row in chosen} >= {"nearest", "best", "frontier"}
    text = run("solve", wide, "--concept", "nash", "--chosen")
    assert "no other of them as good for all and better for one (" in text.stdout


def test_the_frontier_of_all_states(wide: str) -> None:
    asked = ("solve", "cuba-1962", "--concept", "gmr", "--frontier")
    found = rows(*asked)
    assert {row["code"] for row in found} == {0, 4} and all(row["whole"] for row in found)
    assert [row["equilibria"] for row in found] == [{"gmr": 1}, {"gmr": 1}]
    assert "2 kinds of states.\n" in run(*asked).stdout
    (one,) = rows("solve", wide, "--concept", "nash", "--frontier", "--limit", "1")
    assert one["states"] >= one["equilibria"]["nash"] and one["kinds"] == 1
    text = run("solve", wide, "--concept", "nash", "--frontier", "--limit", "1").stdout
    assert ("there are more" in text) != one["whole"]
    assert "No other of these is" in run(*asked, "--where", "blockade").stdout


def test_draws_say_so(wide: str) -> None:
    asked = ("solve", wide, "--concept", "nash", "--equilibria", "--sample", "6", "--seed", "5")
    result = run(*asked, "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert len({row["code"] for row in found}) == 6
    assert {row["sampled"]["drawn"] for row in found} == {6}
    assert "drawn at random, each as likely as any other: 6 of " in result.stderr
    text = run(*asked)
    assert "6 of " in text.stdout and all(str(row["code"]) in text.stdout for row in found)
    small = ("solve", "harbour-2031", "--concept", "gmr", "--sample", "3")
    for engine in ("explicit", "symbolic"):
        text = run(*small, "--engine", engine)
        assert "each as likely as any other: 3 of " in text.stdout
        result = run(*small, "--engine", engine, "--json")
        assert "states: drawn at random" in result.stderr and len(result.stdout.splitlines()) == 6


def test_why_a_target_does_not_hold(wide: str) -> None:
    target = "strike and not sell"
    asked = ("solve", "harbour-2031", "--concept", "seq", "--where", target)
    text = run(*asked, "--why")
    assert text.exit_code == 0
    assert "it holds in none of 16 equilibria. What fewest would leave:" in text.stdout
    assert "would leave: " in text.stdout and ", for " in text.stdout
    (row,) = rows(*asked, "--why")
    assert row["equilibria"] == 0 and row["everywhere"] == 16 and row["leave"]
    assert "it holds in none of 16" in run(*asked, "--engine", "symbolic").stdout
    assert "it holds in " in run("solve", wide, "--concept", "nash", "--where", "o1").stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ("--why",),
        ("--describe", "--shares"),
        ("--describe", "--engine", "explicit"),
        ("--sample", "3", "--count"),
        ("--sample", "0"),
    ],
)
def test_questions_that_do_not_go_together(wrong: tuple[str, ...]) -> None:
    assert run("solve", "harbour-2031", *wrong).exit_code == 2


def test_a_target_is_counted_alone(wide: str) -> None:
    target = "o1 and not o2"
    every, some = rows("solve", wide, "--count"), rows("solve", wide, "--count", "--where", target)
    rest = rows("solve", wide, "--count", "--where", f"not ({target})")
    for whole, part, other in zip(every, some, rest, strict=True):
        assert whole["states"] == part["states"] + other["states"]
        assert whole["equilibria"] == part["equilibria"] + other["equilibria"]
        assert whole["stable"]["p0"] == part["stable"]["p0"] + other["stable"]["p0"]
    assert run("solve", wide, "--where", "o1 and not o1").exit_code == 1
    assert run("solve", wide, "--where", "o1", "--explain", "none").exit_code == 2


def test_reasons_at_one_of_very_many_states(wide: str) -> None:
    found = rows("solve", wide, "--explain", "code 12345678901234", "--concept", "seq")
    assert [row["party"] for row in found] == ["p0", "p1"]
    assert any(row["improvements"] for row in found)
    text = run("solve", wide, "--explain", "o1 + o2", "--concept", "gmr")
    assert text.exit_code == 0
    assert "under gmr" in text.stdout


def test_what_outgrows_its_bounds_prints_what_it_has(
    wide: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outgrown(game: SymbolicGame, *rest: object) -> None:
        found = solve_sets(game, ["nash", "gmr"])
        stable = dict(found.stable)
        for party in game.parties:
            stable["gmr", party] = None
        unfinished = tuple(("gmr", party) for party in game.parties)
        partial = replace(found, stable=stable, unfinished=unfinished)
        raise TooLarge("the decision diagrams outgrew 4,096 MB", partial)

    monkeypatch.setattr("detente.stability.solve_sets", outgrown)
    result = run("solve", wide, "--count", "--json")
    assert result.exit_code == 1
    nash, gmr = (json.loads(line) for line in result.stdout.splitlines())
    assert nash["equilibria"] is not None and gmr["equilibria"] is None
    assert "outgrew 4,096 MB" in result.stderr
    assert "preferences" not in result.stderr
