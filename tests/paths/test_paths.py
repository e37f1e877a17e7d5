"""Ways from the present: against slow definitions by hand, the published case, the command."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given

import detente
from detente.cli import main
from detente.errors import InputError
from tests import byhand
from tests.byhand import paths as slow
from tests.byhand.case import BASE, Universe
from tests.strategies import draw_case, every_path, to_yaml
from tests.strategies.chance import RANDOM, examples

ELMIRA = {1: 2, 2: 3, 3: 4, 4: 5, 5: 18, 6: 19, 7: 20, 8: 21, 9: 8}


def all_states(universe: Universe) -> str:
    """An expression that every state satisfies."""
    name = universe.graph[0] if universe.graph is not None else universe.options[0].key
    return f"{name} or not {name}"


def agree(raw: dict[str, Any], view: str = BASE, hypothesis: str | None = None) -> None:
    """Ways to every state of a view, held against the definitions by hand."""
    text = to_yaml(raw)
    universe = byhand.read_universe(byhand.read_text(text))
    game = byhand.play(universe, universe.picture(view, hypothesis))
    case = detente.parse_case(text, "drawn.yaml")
    everywhere = all_states(universe)
    if game.present is None:
        with pytest.raises(InputError, match="present"):
            detente.find_paths(case, everywhere, view, hypothesis)
        return
    found = detente.find_paths(case, everywhere, view, hypothesis)
    rows: dict[int, dict[str, Any]] = {}
    for row in found.to_rows():
        rows.setdefault(row["to"], {})[row["by"]] = row
    assert sorted(rows) == list(game.states)
    for state, by_kind in rows.items():
        check_target(universe, game, state, by_kind)
    for kind in ("moves", "improvements"):
        told = {
            (party, row["code"]): n
            for row in found.to_table_rows()
            if row["by"] == kind
            for party, n in row["steps"].items()
            if n is not None
        }
        if kind == "moves" or slow.improvements_known(game):
            assert told == slow.evolution(game, game.present, kind == "improvements")
        else:
            assert not told


def check_target(
    universe: Universe, game: byhand.Game, state: int, by_kind: dict[str, Any]
) -> None:
    assert game.present is not None
    known = slow.improvements_known(game)
    prices = {"moves": slow.prices(game, "moves", game.present)}
    if known:
        prices["improvements"] = slow.prices(game, "improvements", game.present)
        if state in prices["moves"] and state not in prices["improvements"]:
            prices["least"] = slow.prices(game, "least", game.present)
    assert by_kind["improvements"]["reached"] is (
        state in prices["improvements"] if known else None
    )
    assert by_kind["moves"]["reached"] is (state in prices["moves"])
    assert ("least" in by_kind) == ("least" in prices)
    for kind, row in by_kind.items():
        if not row["reached"]:
            assert row["steps"] is None and not row["first"] and not row["dips"]
            continue
        end = slow.check_steps(game, game.present, row["steps"])
        check_dips(game, row)
        if kind == "joint":
            check_joint(universe, game, row, end)
            continue
        assert end == state
        effects = [step["effect"] for step in row["steps"]]
        losses, ties, steps = prices[kind][state]
        assert len(effects) == steps
        if kind != "moves":
            assert (effects.count("loss"), effects.count("tie")) == (losses, ties)
        assert row["first"] == slow.starters(game, kind, game.present, state)
        assert row["ways"] == slow.count(game, kind, game.present, state)
        losers = [step["party"] for step in row["steps"] if step["effect"] == "loss"]
        assert row["against_interest"] == list(dict.fromkeys(losers))
    if known and state != game.present and "joint" not in by_kind:
        check_no_joint(universe, game, state, by_kind)
    if by_kind["improvements"]["reached"] and state != game.present:
        check_spared(universe, game, state, by_kind)


def check_spared(
    universe: Universe, game: byhand.Game, state: int, by_kind: dict[str, Any]
) -> None:
    """Where improvements lead there through a dip, a joint step is told exactly if it spares it."""
    assert game.present is not None
    ends = [step["to"] for step in by_kind["improvements"]["steps"]]
    dip = passing_dip(game, ends, state)
    if "joint" in by_kind:
        before = [step["to"] for step in by_kind["joint"]["steps"]]
        assert dip > 0 and passing_dip(game, [*before, state], state) == 0
    elif dip and len(set(game.group.values())) == len(game.group):
        for k, start in enumerate([game.present, *ends[:-1]]):
            for owners in slow.joint_movers(universe, game, start, state):
                if len(owners) > 1 and all(
                    slow.effect(game, p, start, state) == "gain" for p in owners
                ):
                    assert passing_dip(game, [*ends[:k], state], state) > 0


def passing_dip(game: byhand.Game, visited: list[int], end: int) -> int:
    """How much lower than both the present and the end anyone stands in a state visited."""
    assert game.present is not None
    deepest = 0
    for party in game.parties:
        if game.rank[party] is not None:
            falls = [slow.fall(game, party, game.present, state) for state in visited]
            deepest = max(deepest, max(falls) - slow.fall(game, party, game.present, end))
    return deepest


def check_dips(game: byhand.Game, row: dict[str, Any]) -> None:
    assert game.present is not None
    visited = [step["to"] for step in row["steps"]]
    if row["joint"] is not None:
        visited.append(row["to"])
    for party in game.parties:
        if game.rank[party] is None:
            assert party not in row["dips"]
            continue
        depths = [slow.fall(game, party, game.present, state) for state in visited]
        worst = max(depths, default=0)
        assert (party in row["dips"]) == (worst > 0)
        if worst:
            assert row["dips"][party]["places"] == worst
            assert depths[visited.index(row["dips"][party]["at"])] == worst


def check_joint(universe: Universe, game: byhand.Game, row: dict[str, Any], end: int) -> None:
    """The step at the end can be taken; where single moves would do, everybody gains by it."""
    assert game.present is not None
    joint = row["joint"]
    assert joint["from"] == end
    movers = frozenset(joint["effects"])
    assert len(movers) > 1
    assert movers in slow.joint_movers(universe, game, end, row["to"])
    for party, effect in joint["effects"].items():
        assert effect == slow.effect(game, party, end, row["to"])
    moves = slow.prices(game, "moves", game.present)
    assert joint["needed"] == (row["to"] not in moves)
    if not slow.improvements_known(game):
        return
    near = slow.prices(game, "improvements", game.present)
    willing = list(slow.willing_joint(universe, game, game.present, row["to"]))
    if not joint["needed"] or (row["to"] not in near and willing):
        assert set(joint["effects"].values()) == {"gain"}
        assert end in near
    if end in near and row["to"] not in near and willing:  # else it is one on the way
        assert near[end] == min(near[start] for start, _ in willing)


def check_no_joint(
    universe: Universe, game: byhand.Game, state: int, by_kind: dict[str, Any]
) -> None:
    """Where no joint step is named, none would help: nobody goes without gain, or none is there."""
    assert game.present is not None
    if by_kind["improvements"]["reached"]:
        return  # see check_spared
    assert not list(slow.willing_joint(universe, game, game.present, state))
    if not by_kind["moves"]["reached"]:
        for start in slow.prices(game, "moves", game.present):
            assert all(len(m) < 2 for m in slow.joint_movers(universe, game, start, state))


# by hand --------------------------------------------------------------------------------------


@examples(50)
@given(RANDOM)
def test_ways_are_what_the_definitions_say(rng: Random) -> None:
    raw = draw_case(rng, views=False, largest=12)
    for hypothesis in [None, *(raw.get("hypotheses") or {})]:
        agree(raw, hypothesis=hypothesis)


@pytest.mark.parametrize("form", ["graph", "merged"])
@examples(30)
@given(RANDOM)
def test_also_where_moves_are_not_transitive(form: str, rng: Random) -> None:
    graph = form == "graph"
    agree(draw_case(rng, views=False, graph=graph, merging=not graph, largest=12))


@examples(15)
@given(RANDOM)
def test_also_in_views(rng: Random) -> None:
    raw = draw_case(rng, largest=8)
    deaf = [p for p, view in (raw.get("views") or {}).items() if (view or {}).get("aware") is False]
    for view in every_path(raw):
        if not any(view.startswith(f"{other}.") for other in deaf):
            agree(raw, view)


@examples(30)
@given(RANDOM)
def test_without_a_target_every_equilibrium_is_one(rng: Random) -> None:
    raw = draw_case(rng, views=False)
    text = to_yaml(raw)
    universe = byhand.read_universe(byhand.read_text(text))
    case = detente.parse_case(text, "drawn.yaml")
    game = byhand.play(universe, universe.picture(BASE, None))
    if game.present is None:
        return
    for concept in ("nash", "seq"):
        paths = detente.find_paths(case, concept=concept)
        assert isinstance(paths.targets, tuple)
        codes = [paths.game.code(cell) for cell in paths.targets]
        rows = byhand.equilibrium_rows(universe, concepts=(concept,))
        assert codes == [row["code"] for row in rows]
        assert str(paths)


# the published case ---------------------------------------------------------------------------


def elmira(to: str) -> dict[str, Any]:
    paths = detente.find_paths(detente.load("elmira-1991"), to)
    return {row["by"]: row for row in paths.to_rows()}


def test_elmira_local_government_alone_leads_to_the_deadlock() -> None:
    """Printed: from the status quo s1 the only improvement is local government's, to s5."""
    rows = elmira("delay and insist and not modify")
    steps = rows["improvements"]["steps"]
    assert [(step["party"], step["to"]) for step in steps] == [("local_government", ELMIRA[5])]
    assert rows["improvements"]["first"] == ["local_government"]
    assert set(rows) == {"improvements", "moves"}
    table = detente.find_paths(detente.load("elmira-1991")).to_table_rows()
    improving = [row for row in table if row["by"] == "improvements"]
    assert [row["code"] for row in improving] == [ELMIRA[5]]
    assert improving[0]["steps"] == {"moe": None, "uniroyal": None, "local_government": 1}


def test_elmira_the_deal_takes_a_joint_step_or_a_loss_of_the_ministry() -> None:
    """Printed: no single party moves s5 to s8; ministry and firm together improve by it."""
    rows = elmira("deal")
    assert rows["improvements"]["reached"] is False
    assert len(rows["moves"]["steps"]) == 3
    assert [step["effect"] for step in rows["least"]["steps"]].count("loss") == 1
    assert rows["least"]["against_interest"] == ["moe"]
    joint = rows["joint"]
    assert [(step["party"], step["to"]) for step in joint["steps"]] == [
        ("local_government", ELMIRA[5])
    ]
    assert joint["joint"] == {
        "from": ELMIRA[5],
        "effects": {"moe": "gain", "uniroyal": "gain"},
        "needed": False,
    }
    # UR's places as published: s1, s4, s8, s5; the deadlock is three below the status quo
    assert joint["dips"]["uniroyal"] == {"places": 3, "at": ELMIRA[5]}


def test_a_step_that_only_several_can_take_at_once_is_said_to_be_needed() -> None:
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x + y, none]}
  b: {options: {y: Do y}, ranking: [none, x + y]}
impossible: [x and not y, y and not x]
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "two.yaml"), "x")
    rows = {row["by"]: row for row in paths.to_rows()}
    assert (rows["improvements"]["reached"], rows["moves"]["reached"]) == (False, False)
    assert rows["joint"]["joint"] == {
        "from": 0,
        "effects": {"a": "gain", "b": "loss"},
        "needed": True,
    }
    assert rows["joint"]["against_interest"] == ["b"]
    assert "only a joint step gets there" in str(paths)


def test_a_joint_step_spares_a_dip_that_improvements_pass_through() -> None:
    """From 0 b gains by taking y, which hurts a; a gains by following; at once, nobody dips."""
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x + y, none, y, x]}
  b: {options: {y: Do y}, ranking: [x + y, y, none, x]}
present: none
"""
    rows = {
        row["by"]: row
        for row in detente.find_paths(detente.parse_case(text, "dip.yaml"), "x and y").to_rows()
    }
    assert len(rows["improvements"]["steps"]) == 2
    assert rows["improvements"]["dips"] == {"a": {"places": 1, "at": 2}}
    assert rows["joint"]["steps"] == [] and rows["joint"]["dips"] == {}
    assert rows["joint"]["joint"]["effects"] == {"a": "gain", "b": "gain"}
    assert rows["joint"]["first"] == ["a", "b"]


def test_a_fall_that_the_end_brings_anyway_is_no_dip_to_spare() -> None:
    """As above, with c, which has lost as soon as anything is done: only a's dip is spared."""
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x + y, none, y, x]}
  b: {options: {y: Do y}, ranking: [x + y, y, none, x]}
  c: {options: {z: Do z}, ranking: [none, [x, y, x + y]]}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "dip.yaml"), "x and y and not z")
    rows = {row["by"]: row for row in paths.to_rows()}
    assert rows["improvements"]["dips"] == {
        "a": {"places": 1, "at": 2},
        "c": {"places": 1, "at": 2},
    }
    assert rows["joint"]["joint"]["effects"] == {"a": "gain", "b": "gain"}
    assert rows["joint"]["dips"] == {"c": {"places": 1, "at": 3}}


def test_who_cannot_move_needs_no_preferences() -> None:
    text = """
parties:
  a: {options: {x: Do x}, prefers: [x]}
  b: {name: An onlooker}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "onlooker.yaml"), "x")
    rows = {row["by"]: row for row in paths.to_rows()}
    assert rows["improvements"]["reached"] is True and rows["improvements"]["dips"] == {}


def test_what_nobody_at_the_table_can_do_no_joint_step_does() -> None:
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x + y + z, none]}
  b: {options: {y: Do y}, ranking: [x + y + z, none]}
  town: {options: {z: Do z}, at_table: false}
impossible: [x and not y, y and not x]
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "town.yaml"), "x and z")
    assert [(row["by"], row["reached"]) for row in paths.to_rows()] == [
        ("improvements", False),
        ("moves", False),
    ]


def test_places_are_counted_among_what_is_possible() -> None:
    """Of a's four ranks one belongs to no state, so that nothing done is just a place below x."""
    text = """
parties:
  a: {options: {x: Do x}, prefers: [x, y]}
  b: {options: {y: Do y}, prefers: [y]}
impossible: [y and not x]
present: x
"""
    paths = detente.find_paths(detente.parse_case(text, "places.yaml"), "not x")
    (row,) = (row for row in paths.to_rows() if row["by"] == "moves")
    assert row["dips"] == {"a": {"places": 1, "at": 0}}
    assert "a falls 1 place of 3 below the present" in str(paths)


def test_a_joint_step_spares_a_step_that_gains_its_mover_nothing() -> None:
    """Nobody falls on the way, but a would have to move first for nothing."""
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x + y, [none, x], y]}
  b: {options: {y: Do y}, ranking: [x + y, [none, x], y]}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "tie.yaml"), "x and y")
    rows = {row["by"]: row for row in paths.to_rows()}
    assert rows["improvements"]["reached"] is False
    assert [step["effect"] for step in rows["least"]["steps"]] == ["tie", "gain"]
    assert (rows["least"]["first"], rows["least"]["dips"]) == (["a"], {})
    assert rows["joint"]["joint"]["effects"] == {"a": "gain", "b": "gain"}


def test_a_joint_step_that_comes_after_the_dip_spares_nothing() -> None:
    """a's x hurts b and c; b and c would gain by going on at once, but the harm is done by then,
    and a, which is worse off in the end, takes no part in going there from the present.
    """
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x, none, x + y + z, x + y]}
  b: {options: {y: Do y}, ranking: [x + y + z, x + y, none, x]}
  c: {options: {z: Do z}, ranking: [x + y + z, none, x + y, x]}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "late.yaml"), "x and y and z")
    rows = {row["by"]: row for row in paths.to_rows()}
    assert [step["to"] for step in rows["improvements"]["steps"]] == [1, 3, 7]
    assert "joint" not in rows


def test_a_joint_step_begins_as_near_as_may_be() -> None:
    """Both gain by it from x, a step away, and from x and v, two steps; not from the present."""
    text = """
parties:
  a: {options: {x: Do x, u: Do u}, ranking: [u + y, x + v, x, none]}
  b: {options: {y: Do y, v: Do v}, ranking: [none, u + y, x + v, x]}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "near.yaml"), "u and y and not (x or v)")
    rows = {row["by"]: row for row in paths.to_rows()}
    assert rows["improvements"]["reached"] is False
    assert rows["joint"]["joint"]["from"] == 1
    assert [step["party"] for step in rows["joint"]["steps"]] == ["a"]
    assert rows["joint"]["first"] == ["a"]


def test_out_of_reach_is_said() -> None:
    text = """
parties:
  a: {options: {x: {does: Do x, one_way: down}}, prefers: [x]}
  b: {options: {y: Do y}, prefers: [y]}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "gone.yaml"), "x")
    assert all(row["reached"] is False for row in paths.to_rows())
    assert "not reached, whatever the parties do in turn" in str(paths)


def test_without_preferences_moves_are_still_found() -> None:
    text = """
parties:
  a: {options: {x: Do x}, prefers: [x]}
  b: {options: {y: Do y}}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "hole.yaml"), "x and y")
    rows = {row["by"]: row for row in paths.to_rows()}
    assert rows["improvements"]["reached"] is None
    effects = {step["party"]: step["effect"] for step in rows["moves"]["steps"]}
    assert effects == {"a": "gain", "b": "open"}
    assert "open, since preferences are missing" in str(paths)


@pytest.mark.parametrize(
    ("a", "b", "nearest"),
    [
        # by improvements: to x + y in two steps, from there on to x
        ("[x + y, y, none, x]", "[x, x + y, y, none]", [3, 1]),
        # not by improvements: to x + y a step that gains b nothing, to x a loss, though nearer
        ("[x + y, y, none, x]", "[[none, y], x + y, x]", [3, 1]),
    ],
)
def test_the_nearest_targets_come_first(a: str, b: str, nearest: list[int]) -> None:
    text = f"""
parties:
  a: {{options: {{x: Do x}}, ranking: {a}}}
  b: {{options: {{y: Do y}}, ranking: {b}}}
present: none
"""
    paths = detente.find_paths(detente.parse_case(text, "near.yaml"), "x")
    assert [paths.game.code(target) for target in paths.nearest(10)] == nearest
    assert paths.nearest(1) == paths.nearest(10)[:1]
    told = str(paths)
    assert told.index("To 3 (") < told.index("To 1 (")


def test_equilibria_that_are_open_are_no_targets(tmp_path: Path) -> None:
    path = tmp_path / "hole.yaml"
    path.write_text(
        "parties:\n"
        "  a: {options: {x: Do x}, prefers: [x]}\n"
        "  b: {options: {y: Do y}}\n"
        "present: none\n",
        encoding="utf-8",
    )
    result = run(str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No equilibria under seq: preferences are missing. Try --to." in result.stderr


# the text ------------------------------------------------------------------------------------


def test_the_text_says_who_does_what_and_what_it_costs() -> None:
    """Elmira: what each step is, also among merged states; the shortest way is told once."""
    text = str(detente.find_paths(detente.load("elmira-1991"), "deal"))
    asked = "shortest, with fewest steps against the mover's own interest (1, by moe): 3 steps"
    assert asked in text and "shortest by any moves" not in text
    assert "1. local_government (insist) to 18" in text
    assert "2. moe (modify) and uniroyal (not delay, accept) at the same time to 21" in text
    assert "moe falls 2 places of 9 below the present, at 19" in text
    gone = str(detente.find_paths(detente.load("elmira-1991"), "abandon"))
    assert "1. uniroyal to 8" in gone  # several combinations count as one


def test_the_text_tells_a_shorter_way_that_costs_more() -> None:
    """b takes y to its loss at once; or without one after a took x, which a takes back then."""
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x, y, x + y, none]}
  b: {options: {y: Do y}, ranking: [none, [x, x + y], y]}
present: none
"""
    told = str(detente.find_paths(detente.parse_case(text, "way.yaml"), "y and not x"))
    assert "shortest by any moves: 1 step\n    1. b (y) to 2 (y): loses" in told
    longer = """with fewest steps that gain nothing (1): 3 steps
    1. a (x) to 1 (x): gains
    2. b (y) to 3 (x + y): neither gains nor loses
    3. a (not x) to 2 (y): gains
    a must go first
    b falls 2 places of 3 below the present, at 2 (y)"""
    assert longer in told


# the command ----------------------------------------------------------------------------------


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["path", *args])


KEYS = {
    "view", "hypothesis", "concept", "from", "to", "state", "by", "reached", "steps", "ways",
    "first", "against_interest", "dips", "joint",
}  # fmt: skip


def test_rows_of_the_command() -> None:
    result = run("elmira-1991", "--json")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(set(row) == KEYS for row in rows)
    assert [row["to"] for row in rows] == sorted(row["to"] for row in rows)
    assert {row["to"] for row in rows} == {ELMIRA[5], ELMIRA[8], ELMIRA[9]}
    table = run("elmira-1991", "--table", "--json")
    assert table.exit_code == 0 and len(table.stdout.splitlines()) == 9
    assert "local_government" in run("elmira-1991", "--table").stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["elmira-1991", "--to", "accept and delay"], 1, "no state of this game satisfies"),
        (["elmira-1991", "--to", "acept"], 1, "Did you mean 'accept'"),
        (["elmira-1991", "--view", "nobody"], 1, "there is no party 'nobody'"),
        (["elmira-1991", "--table", "--to", "accept"], 2, "exclude each other"),
        (["elmira-1991", "--concept", "sec"], 2, "Did you mean 'seq'"),
        (["elmira"], 1, "elmira-1991"),
    ],
)
def test_mistakes(args: list[str], code: int, said: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_no_way_and_no_target_are_answers_said_on_stderr() -> None:
    none = run("cuba-1962", "--concept", "nash", "--json")
    assert (none.exit_code, none.stdout) == (0, "")
    assert "No equilibrium under nash" in none.stderr
    dear = run("elmira-1991", "--to", "deal")
    assert dear.exit_code == 0
    assert "No sequence of improvements" in dear.stderr
