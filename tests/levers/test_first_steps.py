"""First steps, how much of a long answer is shown, and cases too large to look."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from detente.case import parse_case
from detente.cli import main
from detente.levers import find_levers
from tests.brief.test_plain_words import LAKE

TWO = """
detente: 1
id: two
parties:
  a: {name: Ana, options: {x: Do x}, prefers: [y, not x]}
  b: {name: Bruno, options: {y: Do y}, prefers: [x, not y]}
present: none
"""


def test_a_set_has_at_most_one_first_step() -> None:
    """Both doing their part holds, since each would answer the other by going back, but neither
    gains by a part of its own: only both going first would lead there, which is the agreement."""
    found = find_levers(parse_case(TWO, "two.yaml"), "x and y", reachable=True, size=2)
    assert not found.levers and found.nearest is not None
    already = find_levers(parse_case(TWO, "two.yaml"), "x and y", size=2)
    assert already.already


def test_a_first_step_at_a_loss_is_said_to_be_one() -> None:
    """The upper village ranks the present, and not what is left once it alone fishes little."""
    found = find_levers(parse_case(LAKE, "lake.yaml"), reachable=True, size=2)
    stepping = [one for one in found.levers if any(c.kind == "sequence" for c in one.changes)]
    assert stepping
    for one in found.levers:
        losing = [flag for flag in one.flags if flag.startswith("at a loss: Upper village")]
        assert bool(losing) == (one in stepping)


def test_states_in_warnings_are_told_in_words() -> None:
    found = find_levers(parse_case(LAKE, "lake.yaml"), size=2)
    flags = [flag for one in found.levers for flag in one.flags if flag.startswith("needless")]
    assert flags and all("fish_u=" not in flag for flag in flags)
    assert any("“Fish: some; Fish at night”" in flag for flag in flags)


def _many(tmp_path: Path, options: int, prefers: str) -> Path:
    names = [f"o{k}" for k in range(options)]
    given = ", ".join(f"{name}: Do {name}" for name in names)
    path = tmp_path / "many.yaml"
    path.write_text(
        "detente: 1\nid: many\nparties:\n"
        f"  a: {{name: Ana, options: {{{given}}}, prefers: [{prefers}]}}\n"
        "  b: {name: Bruno, options: {y: Do y}, prefers: [y]}\npresent: none\n",
        encoding="utf-8",
    )
    return path


def test_the_ten_cheapest_sets_are_shown_and_all_on_request(tmp_path: Path) -> None:
    wishes = ", ".join(f"o{k}" for k in range(6))
    path = str(_many(tmp_path, 6, wishes))
    args = ["levers", path, "--to", "not (o0 and o1 and o2 and o3 and o4 and o5)", "--size", "2"]
    short, whole, rows = (
        CliRunner().invoke(main, [*args, *more]).stdout for more in ([], ["--all"], ["--json"])
    )
    count = len(rows.splitlines())
    assert count > 10 and all(json.loads(row)["changes"] for row in rows.splitlines())
    assert short.startswith(f"{count} smallest sets of up to 2 changes do it, at a cost from 1;")
    assert "\n10. cost" in short and "\n11. cost" not in short
    assert f"… {count - 10} more set" in short
    assert f"\n{count}. cost" in whole and "more set" not in whole


def test_a_large_case_is_said_to_take_long(tmp_path: Path) -> None:
    path = str(_many(tmp_path, 13, "not o0"))
    args = ["levers", path, "--to", "y", "--size", "0", "--concept", "nash"]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0 and "make 16,384 states" in result.stderr
    small = CliRunner().invoke(main, ["levers", str(_many(tmp_path, 3, "not o0")), "--to", "y"])
    assert "states" not in small.stderr


def test_a_case_of_too_many_states_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    path = str(_many(tmp_path, 19, ", ".join(f"not o{k}" for k in range(19))))
    result = CliRunner().invoke(main, ["levers", path, "--to", "o0", "--engine", "explicit"])
    assert result.exit_code == 1 and result.stdout == ""
    assert "1,048,576 states" in result.stderr and "65,536" in result.stderr
