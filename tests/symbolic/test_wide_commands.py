"""Views, levers and inverse analysis from the command line, on a case that nobody could list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.game.symbolic import TooLarge
from detente.levers.points import Points

#: each of two parties minds its own seventy things; of one each has the other wrong
OPTIONS = {party: {f"{party}{k}": f"Do thing {k}" for k in range(35)} for party in ("a", "b")}
CASE = {
    "detente": 1,
    "id": "seventy",
    "title": "Seventy options",
    "parties": {
        "a": {"name": "A", "options": OPTIONS["a"], "prefers": ["b0", "not a0 if not b0", "a1"]},
        "b": {"name": "B", "options": OPTIONS["b"], "prefers": ["a0", "b0 iff a0", "not b1"]},
    },
    "present": "none",
    "meanings": {"peace": {"a": "b0", "b": "a0 and b0"}},
    "views": {"a": {"b": {"prefers": ["a0", "not b0"]}}},
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("wide") / "seventy.yaml"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    return str(file)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_surprises(path: str) -> None:
    found = run("views", path, "--surprises", "--json", "--limit", "2")
    assert len({row["at"] for row in rows(found)}) == 2
    assert "are told, the nearest to the present first" in found.stderr
    counted = rows(run("views", path, "--surprises", "--count", "--json"))
    assert {row["kind"] for row in counted} == {"unexpected", "false alarm"}
    assert all(1 < row["states"] <= row["looked_at"] for row in counted)
    assert "looked at (the present and the" in run("views", path, "--surprises").stdout


def test_differences_and_meanings(path: str) -> None:
    (row,) = rows(run("views", path, "--misperceptions", "--json"))
    assert row["kind"] == "K1" and row["example"]["here"] != row["example"]["there"]
    assert "They differ in" in run("views", path, "--misperceptions").stdout
    told = rows(run("views", path, "--meanings", "--json", "--limit", "3"))
    assert [row["count"] for row in told] == [1 << 68, 0]
    assert [len(row["only"]) for row in told] == [3, 0]
    assert run("views", path, "--misperceptions", "--count").exit_code == 2


def test_levers(path: str) -> None:
    found = run("levers", path, "--to", "a0 and b1", "--json", "--states", "3")
    assert "Up to 1 change at a time" in found.stderr
    listed = rows(found)
    assert listed
    for row in listed:
        assert len(row["changes"]) <= 1
        assert 1 <= len(row["holds"]) <= 3 <= row["counts"]["holds"]
        assert len(row["gained"]) <= 20
    text = run("levers", path, "--to", "a0 and b1", "--states", "3").stdout
    assert "states would do. Sets were tried at 3 of them" in text
    assert "of the wanted states in all" in text
    refused = run("levers", path, "--to", "a0 and b1", "--engine", "explicit")
    assert refused.exit_code == 1 and "use the symbolic engine" in refused.stderr


@pytest.mark.parametrize("trouble", [TooLarge("they outgrew 4 MB"), KeyboardInterrupt()])
def test_levers_that_break_off_keep_what_was_found(
    path: str, trouble: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, asked = Points.one, 0

    def breaks(points: Points, key: Any, state: int) -> bool:
        nonlocal asked
        asked += 1
        if asked > 40:
            raise trouble
        return one(points, key, state)

    monkeypatch.setattr(Points, "one", breaks)
    found = run("levers", path, "--to", "a0 and b1", "--size", "2")
    assert found.exit_code == (1 if isinstance(trouble, TooLarge) else 130)
    assert "found before" in found.stderr
    assert "what would have to change for this to hold" in found.stdout


def test_inverse(path: str) -> None:
    found = run("inverse", path, "--for", "b", "--state", "none", "--json")
    assert found.exit_code == 1 and "moves from there" in found.stderr
    refused = run("inverse", path, "--for", "b", "--state", "none", "--concept", "gmr")
    assert refused.exit_code == 1 and "every state that the others could answer" in refused.stderr
