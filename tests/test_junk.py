"""Valid cases with something silly put somewhere: an answer or a list of problems, no fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from detente.cli import main
from tests.strategies import draw_case, to_yaml
from tests.strategies.chance import LONGER

Place = tuple[Any, ...]

JUNK: list[Any] = [
    None, True, False, 0, -1, 10**9, "", "none", "not", "(", "=", "base", "code", "code 99", "up",
    "x y", "none=none", "2031-13-45", "a" * 300, [], [[]], [None], [{}], ["up"], [["none"]], {},
    {"a": {}}, {"is": None}, {"is": []}, {"any": []}, {"is": "none", "basis": "x"},
    {"is": "none", "doubt": 7},
]  # fmt: skip


def places(data: Any, above: Place = ()) -> Iterator[Place]:
    """Where anything stands in plain data."""
    if above:
        yield above
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*above, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(value, (*above, index))


def put(data: Any, place: Place, value: Any) -> Any:
    """A copy with something else at one place."""
    if not place:
        return value
    changed = data.copy()
    changed[place[0]] = put(data[place[0]], place[1:], value)
    return changed


@pytest.mark.parametrize("seed", range(int(40 * LONGER)))
def test_junk_gets_a_clear_answer(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    raw = draw_case(rng, largest=12)
    for _ in range(rng.randint(1, 2)):
        raw = put(raw, rng.choice(list(places(raw))), rng.choice(JUNK))
    path = tmp_path / "junk.yaml"
    path.write_text(to_yaml(raw), encoding="utf-8", newline="\n")
    for arguments in (
        ["check"],
        ["solve", "--json"],
        ["views", "--json"],
        ["views", "--surprises"],
        ["dilemmas"],
        ["dilemmas", "--positions", "--json"],
        ["diff", "chicken", "--concept", "seq"],
    ):
        result = CliRunner().invoke(main, [arguments[0], str(path), *arguments[1:]])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.exit_code in {0, 1}, result.output
        assert "Something is wrong in Détente itself" not in result.output, to_yaml(raw)
