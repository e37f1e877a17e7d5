"""The sketch of the case format: every construct it shows, as it was written down to be read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.case import Case, load, names
from detente.case.holes import holes
from detente.case.model import Prefers, Ranking


@pytest.fixture(scope="module")
def sketch() -> Case:
    return load("harbour-2031")


def test_head(sketch: Case) -> None:
    assert sketch.id == "harbour-2031"
    assert sketch.title.value == "The harbour dispute (invented)"
    assert sketch.as_of == "2031-03-01"
    assert sketch.handling is not None
    assert sketch.handling.value == "public"
    assert sketch.warnings == ()
    assert holes(sketch) == []


def test_parties(sketch: Case) -> None:
    assert list(sketch.parties) == ["city", "union", "shippers"]
    assert [voice.value for voice in sketch.parties["city"].voices] == [
        "Mayor Lindqvist",
        "City Hall",
    ]
    assert not sketch.parties["shippers"].at_table
    options = sketch.parties["city"].options
    assert options["sell"].one_way.kind == "up"
    assert options["reopen"].one_way.kind == "both"
    assert options["offer"].levels == ("none", "low", "full")


def test_preferences(sketch: Case) -> None:
    city = sketch.parties["city"].preferences
    assert isinstance(city, Prefers)
    assert [statement.alternatives for statement in city.statements] == [
        ("not strike",),
        ("sell if strike else not sell",),
        ("offer <= low", "end_strike_pledge"),
    ]
    assert city.statements[1].because == ("s2",)
    assert city.statements[1].doubt == 0.5
    assert city.statements[2].basis == "assumed"
    union = sketch.parties["union"].preferences
    assert isinstance(union, Ranking)
    assert [[entry.value for entry in rung] for rung in union.rungs] == [
        ["offer=full + end_strike_pledge"],
        ["none", "strike"],
        ["code 8"],
    ]


def test_codes(sketch: Case) -> None:
    assert [option.option for option in names(sketch).options] == [
        *("reopen", "sell", "offer", "strike", "end_strike_pledge"),
        "sabotage",
    ]


def test_base(sketch: Case) -> None:
    assert sketch.present is not None
    assert sketch.present.levels["strike"].value == "true"
    assert [entry.value for entry in sketch.impossible] == [
        "sell and reopen",
        "strike and end_strike_pledge",
    ]
    assert sketch.outcomes["deal"].when.value == "offer == full and end_strike_pledge"
    assert sketch.outcomes["deal"].name.value == "Wages for peace"


def test_hypothesis(sketch: Case) -> None:
    bluff = sketch.hypotheses["city_bluffs"]
    changed = bluff.parties["city"].preferences
    assert isinstance(changed, Prefers)
    assert [s.alternatives for s in changed.statements] == [("not strike",), ("not sell",)]
    assert bluff.expects[0].what.value == "No buyer is named by June"
    assert bluff.expects[0].weight == "for"


def test_views(sketch: Case) -> None:
    view = sketch.views["city"]
    assert isinstance(view.parties["union"].preferences, Prefers)  # K1
    assert view.unseen["end_strike_pledge"].value is None  # K3
    assert view.imagined["union"]["sabotage"].does.value == "Sabotage the cranes"  # K4
    assert view.one_way["sell"].kind == "both"  # K5
    assert [entry.value for entry in view.impossible] == ["offer == full"]  # K6
    assert view.present is not None
    assert view.present.levels["strike"].value == "true"  # K8
    assert view.means["settlement"].value == "offer >= low"  # K9
    assert view.aware is True
    assert list(sketch.views["city.union"].parties) == ["city"]


def test_the_story_around_it(sketch: Case) -> None:
    assert sketch.stories["city"].kind.value == "hostage-taking"
    assert sketch.stories["city"].roles["shippers"].value == "hostage"
    assert sketch.stories["city"].basis == "reading"
    assert sketch.meanings["settlement"]["union"].value == "offer == full"
    assert sketch.grievances[0].readings["union"].value == "betrayal"
    assert sketch.grievances[0].when is not None
    assert sketch.grievances[0].when.value == "2019"
    assert sketch.feelings["union"]["city"].wishes == "nothing"


def test_what_is_negotiated(sketch: Case) -> None:
    wages = sketch.issues["wages"]
    assert wages.levels == ["none", "low", "full"]
    assert wages.positions["union"].value == "full"
    assert wages.priority["city"].value == 2
    assert wages.urgency["union"].value == "high"
    assert wages.options == ["offer"]
    assert sketch.values["city"]["wages"].weight.value == Fraction(3, 5)
    assert sketch.values["union"]["wages"].levels["low"].value == Fraction(3, 10)
    assert sketch.walk_away["city"].value == Fraction(1, 5)
    assert sketch.walk_away["union"].value == "strike and not sell"
    assert sketch.victory["city"].value == "not strike"


def test_board_and_calendar(sketch: Case) -> None:
    assert sketch.board is not None
    assert sketch.board.positions["city"]["strike"].value == "false"
    assert sketch.board.intentions["strike"].value == "true"
    assert sketch.board.doubted[0].of == "intention"
    track = sketch.tracks["mediation"]
    assert track.sessions[0].date.value == "2031-02-20"
    assert track.sessions[0].mood["city"].value == "hopeful"
    assert sketch.deadlines[0].binds == ["city"]
    assert sketch.patience["union"].until.value == "2031-04/2031-06"
    assert sketch.patience["union"].basis == "assumed"


def test_levers_and_evidence(sketch: Case) -> None:
    assert sketch.levers is not None
    assert [entry.value for entry in sketch.levers.never] == ["sell"]
    assert sketch.levers.cost["concession"].value == 2
    assert sketch.levers.guarantors == ["shippers"]
    said = sketch.statements[0]
    assert (said.id, said.party, said.act, said.target) == ("s2", "city", "threat", "union")
    assert (said.issue, said.source, said.at, said.basis) == (
        "wages",
        "gazette",
        "p. 1",
        "reported",
    )
    assert sketch.sources["gazette"].title.value == "Harbour Gazette"
