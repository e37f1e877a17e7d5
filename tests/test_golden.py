"""Published tables: the same inputs, and the same verdicts, party by party."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from detente.case import load
from detente.case.model import Case
from detente.game import Game, compile_game
from detente.sources import load_sources
from detente.stability import CONCEPTS
from detente.views import compare_views

HERE = Path(__file__).parent / "golden"
Label = str | int


@dataclass(frozen=True)
class Table:
    """One published table with the names it uses; states are its own labels until `codes`."""

    id: str
    case: str
    source: str
    parties: dict[str, str]
    states: dict[Label, int]
    says: dict[str, Any] = field(repr=False)

    def codes(self, labels: Iterable[Label]) -> set[int]:
        return {self.states[label] for label in labels}

    def opened(self) -> Case:
        return load(str(HERE / self.case) if "/" in self.case else self.case)

    def game(self) -> Game:
        return compile_game(
            self.opened(),
            view=self.says.get("view", "base"),
            hypothesis=self.says.get("hypothesis"),
        )


def golden_tables() -> list[Table]:
    tables = []
    for file in sorted(HERE.glob("*.yaml")):
        page = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
        if "tables" not in page:  # of another kind, with a test of its own
            continue
        shared = {key: page[key] for key in ("case", "source", "parties", "states")}
        tables += [Table(id=says["id"], says=says, **shared) for says in page["tables"]]
    return tables


def with_key(key: str) -> list[Any]:
    return [pytest.param(t, id=t.id) for t in golden_tables() if key in t.says]


def where(game: Game, verdict: Any) -> set[int]:
    """Codes of the states at which a verdict holds."""
    return set(game.codes(np.flatnonzero(verdict & game.feasible)).tolist())


def test_every_table_has_a_name_of_its_own_a_source_and_a_grade() -> None:
    tables = golden_tables()
    assert len({table.id for table in tables}) == len(tables) > 0
    for table in tables:
        assert table.source in load_sources()
        assert table.says["grade"][0] in "AB"


@pytest.mark.parametrize("table", with_key("id"))
def test_has_the_published_states_and_parties(table: Table) -> None:
    game = table.game()
    assert set(game.codes(game.states()).tolist()) == table.codes(table.states)
    assert list(game.parties) == list(table.parties.values())


@pytest.mark.parametrize("table", with_key("present"))
def test_has_the_published_present(table: Table) -> None:
    game = table.game()
    assert game.present is not None
    assert game.code(game.present) == table.states[table.says["present"]]


@pytest.mark.parametrize("table", with_key("rankings"))
def test_has_the_published_rankings(table: Table) -> None:
    game = table.game()
    for name, rungs in table.says["rankings"].items():
        rank = game.rank(game.party_index(table.parties[name]))
        found: dict[int, set[int]] = {}
        for index in game.states():
            found.setdefault(int(rank[index]), set()).add(game.code(index))
        best_first = [found[value] for value in sorted(found, reverse=True)]
        published = [table.codes(r if isinstance(r, list) else [r]) for r in rungs]
        assert best_first == published, name


@pytest.mark.parametrize("table", with_key("moves"))
def test_has_the_published_moves(table: Table) -> None:
    game = table.game()
    for name, arcs in table.says["moves"].items():
        party = game.party_index(table.parties[name])
        for label, code in table.states.items():
            index = game.index(code)
            assert index is not None
            reached = set(game.codes(game.moves(party, index)).tolist())
            assert reached == table.codes(arcs.get(label, [])), (name, label)


@pytest.mark.parametrize("table", with_key("stable"))
def test_reproduces_the_published_table(table: Table) -> None:
    game = table.game()
    for concept, by_party in table.says["stable"].items():
        assert set(by_party) == set(table.parties)
        for name, expected in by_party.items():
            verdict = CONCEPTS[concept](game, game.party_index(table.parties[name]))
            assert where(game, verdict) == table.codes(expected), (concept, name)


@pytest.mark.parametrize("table", with_key("equilibria"))
def test_reproduces_the_published_equilibria(table: Table) -> None:
    game = table.game()
    for concept, expected in table.says["equilibria"].items():
        verdicts = [CONCEPTS[concept](game, party) for party in range(len(game.parties))]
        assert where(game, np.all(verdicts, axis=0)) == table.codes(expected), concept


@pytest.mark.parametrize("table", with_key("views"))
def test_reproduces_what_each_side_expects(table: Table) -> None:
    for concept, expected in table.says["views"].items():
        rows = list(compare_views(table.opened(), concepts=(concept,)).to_rows())
        own = {row["code"] for row in rows if all(row["own"].values())}
        assert own == table.codes(expected["own"]), concept
        for name, labels in expected["expected"].items():
            found = {row["code"] for row in rows if row["expected"][table.parties[name]]}
            assert found == table.codes(labels), (concept, name)
        consensus = {row["code"] for row in rows if "consensus" in row["classes"]}
        assert consensus == table.codes(expected["consensus"]), concept


@pytest.mark.parametrize("table", with_key("verdicts"))
def test_reproduces_every_entry_of_the_worked_example(table: Table) -> None:
    for concept, by_state in table.says["verdicts"].items():
        rows = {
            row["code"]: row for row in compare_views(table.opened(), concepts=(concept,)).to_rows()
        }
        assert set(rows) == table.codes(by_state)
        for label, entry in by_state.items():
            row = rows[table.states[label]]
            for kind in ("own", "expected", "base"):
                published = {table.parties[name]: value for name, value in entry[kind].items()}
                assert row[kind] == published, (label, kind)
            assert set(row["classes"]) == set(entry["classes"]), label
