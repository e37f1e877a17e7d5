"""`detente levers` and `detente inverse`: rows, exit codes, and what is said on stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.levers import search

KEYS = {"target", "concept", "changes", "cost", "gained", "lost", "flags"}


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_rows_of_levers_have_what_is_promised() -> None:
    result = run("levers", "arms-race-dilemma", "--concept", "nash", "--json")
    assert result.exit_code == 0
    found = rows(result)
    assert found
    for row in found:
        assert set(row) >= KEYS
        for change in row["changes"]:
            assert set(change) == {"kind", "actor", "what", "cost"}
            assert change["actor"] in ("us", "ussr")
        assert row["cost"] == sum(change["cost"] for change in row["changes"])


def test_text_says_the_same() -> None:
    text = run("levers", "arms-race-dilemma", "--concept", "nash").stdout
    assert "1. cost 2" in text and "[belief; us]" in text and "holds: Both reduce (0)" in text


def test_nothing_within_the_size_is_an_answer_said_on_stderr() -> None:
    result = run("levers", "arms-race-dilemma", "--concept", "nash", "--size", "1", "--json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No set of up to 1" in result.stderr and "lacks: " in result.stderr


def test_nothing_to_change_is_an_answer_too() -> None:
    result = run("levers", "arms-race-dilemma", "--json")
    assert result.exit_code == 0
    assert [row["changes"] for row in rows(result)] == [[]]
    assert "Nothing has to change" in result.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["levers", "syria-iraq-1975"], 1, "victory"),
        (["levers", "syria-iraq-1975", "--to", "release and escalate"], 1, "no state"),
        (["levers", "syria-iraq-1975", "--to", "relase"], 1, "Did you mean 'release'"),
        (["levers", "geneva-2022", "--hypothesis", "maximal"], 1, "Did you mean 'maximalist'"),
        (["levers", "geneva-2022", "--test", "stedy"], 2, "steady"),
        (["levers", "geneva-2022", "--size", "-1"], 2, "--size"),
        (["inverse", "syria-iraq-1975"], 2, "--for"),
        (["inverse", "syria-iraq-1975", "--for", "syra", "--state", "0"], 1, "Did you mean"),
        (["inverse", "syria-iraq-1975", "--for", "syria", "--state", "x"], 1, "'x'"),
    ],
)
def test_mistakes_are_answered_with_the_right_code(args: list[str], code: int, said: str) -> None:
    result = run(*args)
    assert result.exit_code == code
    assert said in result.stderr and result.stdout == ""


def test_rows_of_inverse_have_what_is_promised() -> None:
    result = run("inverse", "syria-iraq-1975", "--for", "syria", "--state", "release", "--json")
    assert result.exit_code == 0
    for row in rows(result):
        assert set(row) >= {"concept", "party", "rankings", "of", "conditions"}
        assert row["conditions"][0]["words"].startswith("Syria likes")


def test_an_interrupted_search_prints_what_it_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "pair.yaml"
    path.write_text(
        "detente: 1\nid: pair\nparties:\n"
        "  a: {options: {x: Do x}, prefers: [y, not x]}\n"
        "  b: {options: {y: Do y}, prefers: [not y]}\n",
        encoding="utf-8",
    )
    whole = search._level

    def interrupted(checks: Any, frontier: Any, found: Any, progress: Any) -> Any:
        if found.tried > 1:
            raise KeyboardInterrupt
        return whole(checks, frontier, found, progress)

    args = ("levers", str(path), "--to", "y", "--concept", "nash", "--size", "2", "--json")
    complete = rows(run(*args))
    monkeypatch.setattr(search, "_level", interrupted)
    result = run(*args)
    assert result.exit_code == 130
    assert "Interrupted" in result.stderr
    assert rows(result) == [row for row in complete if len(row["changes"]) == 1] != []
