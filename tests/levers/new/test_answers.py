"""A promised answer, by a guarantor or a party, in small cases by hand."""

from __future__ import annotations

from detente import compile_game, find_levers, parse_case
from detente.levers.edits import applied
from tests.levers.new.offered import BRIDGE, DEAL, lever_of, offered


def test_a_promised_answer_keeps_a_party_to_what_it_gains_from() -> None:
    lever = lever_of(BRIDGE, "answers")
    (change,) = lever.changes
    assert (change.kind, change.actor, change.about.party) == ("guarantee", "town", "north")
    assert change.what == (
        "The town promises South an answer should North go back on this while the others do their "
        "part, one that North minds more than what that gains it: Open the bridge"
    )
    assert lever.holds == (3, 7)  # whether or not the ferry runs
    assert (
        "assumed, and not in the case: North minds the answer of The town more than what it gains "
        "by not keeping to it, and The town gives the answer gladly"
    ) in lever.flags
    assert set(change.to_row()) == {"kind", "actor", "what", "cost"}
    (one,) = lever.new
    does = "Answer North over this: Open the bridge"
    assert one.to_row() == {"option": "town.answer_open", "does": does, "step": 8}
    rows = list(find_levers(parse_case(BRIDGE, "case.yaml"), DEAL, size=1).to_rows())
    assert one.to_row() in [it for row in rows for it in row["new"]]
    assert [] in [row["new"] for row in rows]


def test_the_answer_counts_in_the_breach_alone_and_is_liked_and_minded_as_assumed() -> None:
    """Codes: open 1, pay 2, ferry 4, and behind them the answer, 8."""
    plan, (edit,) = offered(BRIDGE)
    assert edit.adds is not None and edit.adds.full == "town.answer_open"
    game = compile_game(applied(plan.case, [edit], None))
    assert game.parties == ("north", "south", "town")
    rank = {party: game.rank(k) for k, party in enumerate(game.parties)}
    breach = {2, 6}  # paid and not opened, whatever the ferry does
    for code in range(8):
        plain, answered = game.index(code), game.index(code + 8)
        assert plain is not None and answered is not None
        assert rank["south"][plain] == rank["south"][answered]
        if code in breach:
            assert rank["town"][answered] > rank["town"][plain]
            assert rank["north"][answered] < min(rank["north"][game.index(k)] for k in range(8))
        else:
            assert rank["town"][answered] == rank["town"][plain]
            assert rank["north"][answered] == rank["north"][plain]
    # nobody is kept from moving by it, and the town can still not run the ferry
    free = compile_game(plan.case)
    for party in ("north", "south"):
        for code in range(8):
            before = free.moves(free.party_index(party), free.index(code) or 0)
            after = game.moves(game.party_index(party), game.index(code + 8) or 0)
            assert {free.code(k) + 8 for k in before} == {game.code(k) for k in after}
    town = game.moves(game.party_index("town"), game.index(2) or 0)
    assert [game.code(k) for k in town] == [10]


def test_answers_keep_nobody_where_they_do_not_count() -> None:
    assert offered(BRIDGE, concept="nash")[1] == []


def test_no_answer_is_promised_to_force_an_agreement_upon_anybody() -> None:
    """North likes the present better than the deal: what binds it would be no guarantee."""
    text = BRIDGE.replace("prefers: [pay, not open]", "prefers: [not open, pay]")
    assert offered(text)[1] == []


def test_a_guarantor_with_a_ranking_answers_as_well() -> None:
    ranked = "prefers: [open], at_table: true, name: The town"
    text = BRIDGE.replace("name: The town, at_table: false", ranked)
    ranking = "ranking: [open + pay, [open, pay], none, ferry]"
    for preference in ("prefers: [open]", ranking, "weights: {open: 1, pay: 0.5}"):
        lever = lever_of(text.replace("prefers: [open]", preference), "answers")
        assert lever.holds == (3, 7) or lever.holds == (3,)


def test_and_a_party_with_a_ranking_or_weights_is_held_by_it() -> None:
    bare = BRIDGE.replace(", options: {ferry: Run a ferry}", "")
    for preference in ("ranking: [pay, open + pay, none, open]", "weights: {pay: 2, open: -1}"):
        lever = lever_of(bare.replace("prefers: [pay, not open]", preference), "answers")
        assert lever.holds == (3,)


def test_what_a_guarantor_could_bring_back_counts_as_if_it_had_never_gone() -> None:
    text = BRIDGE.replace("[town]}", "[town], restores: {town: [open]}}")
    lever = lever_of(text, "restores")
    assert lever.changes[0].what == (
        "The town stands ready to bring this back by itself if North takes it back while the "
        "others do their part: Open the bridge"
    )
    plan, edits = offered(text)
    (edit,) = [one for one in edits if one.about.deed == "restores"]
    answers = next(k for k, one in enumerate(edits) if one is not edit)
    assert edits[answers].about.deed == "answers"
    game = compile_game(applied(plan.case, [edit], None))
    stride = next(one.stride for one in game.options if one.name == "town.restore_open")
    for party in ("north", "south"):
        rank = game.rank(game.party_index(party))
        assert rank[game.index(2 + stride)] == rank[game.index(3)]
        assert rank[game.index(0 + stride)] == rank[game.index(0)]


GRAPH = """
detente: 1
id: graph
parties:
  a: {name: Ana, ranking: [broken, deal, start]}
  b: {name: Bruno, ranking: [deal, start, broken]}
  w: {name: The watcher, at_table: false}
states: [start, deal, broken]
moves: {a: [[deal, broken]], b: [[start, deal]]}
present: start
levers: {guarantors: [w]}
"""


def test_in_the_graph_form_a_guarantor_moves_back() -> None:
    lever = lever_of(GRAPH, "restores_move", "deal")
    assert lever.changes[0].what == (
        "The watcher stands ready to bring Ana back by itself from broken to deal"
    )
    assert lever.holds == (1,)
    plan, (edit,) = offered(GRAPH, "deal")
    game = compile_game(applied(plan.case, [edit], None))
    assert game.improvements(game.party_index("w"), 2).tolist() == [1]
    assert offered(GRAPH.replace("[broken, deal, start]", "[broken, start, deal]"), "deal")[1] == []
