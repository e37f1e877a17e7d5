"""Loading: paths and ids, what a file may leave out, every short form and its full one."""

from __future__ import annotations

import hashlib
import pickle
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case import Case, load, names, parse_case, shipped, shipped_ids
from detente.case.load import is_path
from detente.case.model import Prefers, Ranking, Weights
from detente.errors import CaseError, InputError

SMALL = "parties: {city: {options: {strike: Strike}, prefers: [not strike]}}\n"


# ---------------------------------------------------------------------------- which file


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("elmira-1991", False),
        ("elmira-1991.yaml", True),
        ("ELMIRA.YML", True),
        ("./elmira-1991", True),
        ("a/b", True),
        ("..", False),
        ("", False),
    ],
)
def test_a_path_has_a_separator_or_an_ending(source: str, expected: bool) -> None:
    assert is_path(source) is expected


def test_a_path_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "river talks.yaml"
    file.write_bytes(SMALL.encode())
    for case in (load(str(file)), load(file)):
        assert case.id == "river-talks"
        assert case.title.value == "river-talks"
        assert case.origin.name == str(file)
        assert case.origin.digest == hashlib.sha256(SMALL.encode()).hexdigest()


def test_an_id_is_a_shipped_case_and_never_a_file_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elmira-1991").write_text(SMALL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(load("elmira-1991").parties) == 3


def test_a_text_is_a_case_file() -> None:
    assert load(SMALL).id == "case"


@pytest.mark.parametrize(
    "name", ["elmira", "elmira-1919", "..", "", "\0", "harbour_2031", "x" * 999]
)
def test_an_unknown_id_is_answered_with_the_nearest(name: str) -> None:
    with pytest.raises(InputError, match="no shipped case is called"):
        load(name)


def test_the_nearest_shipped_case_is_offered() -> None:
    with pytest.raises(InputError, match="Did you mean 'elmira-1991'"):
        load("elmira-1919")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no file .*none\.yaml"):
        load(tmp_path / "none.yaml")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(InputError, match="permission denied"):
        load(tmp_path / "closed.yaml")


def test_shipped_cases_are_listed_with_title_and_question() -> None:
    listed = {case.id: case for case in shipped()}
    assert tuple(listed) == shipped_ids()
    assert listed["harbour-2031"].title == "The harbour dispute (invented)"
    assert listed["harbour-2031"].question == "Can the city and the union settle before the season?"


# ---------------------------------------------------------------------------- left unsaid


def test_names_default_to_ids() -> None:
    case = parse_case(
        "parties: {city: {options: {offer: {levels: [a, b]}}}}\n"
        "outcomes: {deal: {when: offer}}\n"
        "views: {city: {imagined: {city: {ruse: {one_way: up}}}}}\n",
        "dir/The talks, 2031.yaml",
    )
    assert case.id == "The-talks-2031"
    assert case.parties["city"].name.value == "city"
    assert case.parties["city"].options["offer"].does.value == "offer"
    assert case.outcomes["deal"].name.value == "deal"
    assert case.views["city"].imagined["city"]["ruse"].does.value == "ruse"


def test_an_option_changed_by_a_hypothesis_keeps_what_is_not_said() -> None:
    case = parse_case(
        "parties: {city: {options: {offer: {does: Offer, levels: [a, b, c]}}}}\n"
        "hypotheses: {h: {city: {options: {offer: {one_way: up}}}}}\n"
    )
    changed = (case.hypotheses["h"].parties["city"].options or {})["offer"]
    assert changed.does.value == "Offer"
    assert changed.levels == ("a", "b", "c")
    assert changed.one_way.kind == "up"


# ---------------------------------------------------------------------------- short and full


def city(line: str) -> Case:
    text = f"parties: {{city: {{options: {{a: A, b: {{levels: [x, y, z]}}}}, {line}}}}}"
    return parse_case(text)


def test_preferences_in_every_form() -> None:
    case = city(
        "prefers: [a, {is: b, basis: reading, doubt: high, because: s1, note: n, audience: public},"
        " {any: [a, {is: b, basis: reported}], doubt: 0.2}]"
    )
    found = case.parties["city"].preferences
    assert isinstance(found, Prefers)
    first, second, third = found.statements
    assert first.alternatives == ("a",)
    assert first.basis is None
    assert first.standing == "assumed"
    assert second.alternatives == ("b",)
    assert (second.basis, second.doubt, second.because) == ("reading", 0.5, ("s1",))
    assert (second.note, second.audience) == ("n", "public")
    assert third.alternatives == ("a", "b")
    assert third.doubt == 0.2
    assert third.any[1].basis == "reported"


def test_rankings_in_every_form() -> None:
    case = city(
        "ranking: [a + b=y, [none, {is: a, doubt: low}], 4, code 5, {is: [2], doubt: high}]"
    )
    found = case.parties["city"].preferences
    assert isinstance(found, Ranking)
    assert [[entry.value for entry in rung] for rung in found.rungs] == [
        ["a + b=y"],
        ["none", "a"],
        ["code 4"],
        ["code 5"],
        ["code 2"],
    ]
    assert [entry.doubt for entry in found.rungs[1]] == [None, 0.1]
    assert [entry.doubt for entry in found.rungs[4]] == [0.5]


def test_weights_are_exact() -> None:
    case = city(
        "weights: {a: 0.1, b == y: {is: -2, doubt: some, because: [p. 1, p. 2]}, a or b: 1e-3}"
    )
    found = case.parties["city"].preferences
    assert isinstance(found, Weights)
    assert [(term.expr, term.weight) for term in found.terms] == [
        ("a", Fraction(1, 10)),
        ("b == y", Fraction(-2)),
        ("a or b", Fraction(1, 1000)),
    ]
    assert found.terms[1].doubt == 0.25
    assert found.terms[1].because == ("p. 1", "p. 2")


@pytest.mark.parametrize(
    ("written", "kind", "locked"),
    [
        ("up", "up", ()),
        ("true", "up", ()),
        ("down", "down", ()),
        ("both", "both", ()),
        ("false", "both", ()),
        ("[x, z]", "locked", ("x", "z")),
        ("{is: [x], basis: reading}", "locked", ("x",)),
        ("{is: true, doubt: low}", "up", ()),
    ],
)
def test_directions(written: str, kind: str, locked: tuple[str, ...]) -> None:
    text = f"parties: {{city: {{options: {{b: {{levels: [x, y, z], one_way: {written}}}}}}}}}"
    direction = parse_case(text).parties["city"].options["b"].one_way
    assert (direction.kind, direction.locked) == (kind, locked)


def test_options_in_every_form() -> None:
    case = parse_case(
        "parties: {city: {options: {a: A, b: {is: B, basis: reported}, c: {does: {is: C, note: n}},"
        " d: {does: D, levels: [false, true]}, e: {does: E, levels: [0, 50, 1.50]}}}}"
    )
    options = case.parties["city"].options
    assert [option.does.value for option in options.values()] == ["A", "B", "C", "D", "E"]
    assert [option.named for option in options.values()] == [False, False, False, True, True]
    assert options["a"].levels == options["d"].levels == ("false", "true")
    assert options["b"].basis == "reported"
    assert options["c"].does.note == "n"
    assert options["e"].levels == ("0", "50", "1.50")


@pytest.mark.parametrize(
    ("written", "text", "levels"),
    [
        ("a + b=y", "a + b=y", {}),
        ("none", "none", {}),
        ("3", "code 3", {}),
        ("{is: 3, basis: reported}", "code 3", {}),
        ("{a: true, b: {is: y, doubt: low}}", None, {"a": "true", "b": "y"}),
        ("{city.a: true}", None, {"city.a": "true"}),
        ("{}", None, {}),
    ],
)
def test_the_present_in_every_form(written: str, text: str | None, levels: dict[str, str]) -> None:
    base = "parties: {city: {options: {a: A, b: {levels: [x, y, z]}}}}\n"
    present = parse_case(f"{base}present: {written}").present
    assert present is not None
    assert present.text == text
    assert {name: entry.value for name, entry in present.levels.items()} == levels


def test_what_is_unseen_in_every_form() -> None:
    base = "parties: {city: {options: {a: A, b: {levels: [x, y, z]}}}, union: {}}\nviews:\n"
    listed = parse_case(base + "  city: {unseen: [a, {is: b, doubt: high}, union]}").views["city"]
    mapped = parse_case(base + "  city: {unseen: {a: true, b: {basis: reading}, union: ~}}").views[
        "city"
    ]
    assert {name: entry.value for name, entry in listed.unseen.items()} == dict.fromkeys(
        ("a", "b", "union")
    )
    assert listed.unseen["b"].doubt == 0.5
    assert {name: entry.value for name, entry in mapped.unseen.items()} == {
        "a": "true",
        "b": None,
        "union": None,
    }
    assert mapped.unseen["b"].basis == "reading"


def test_marks_stand_wherever_a_text_stands() -> None:
    marked = "{{is: {}, basis: reported, doubt: low, because: [s1, ¶3], note: n, audience: public}}"

    def m(value: str) -> str:
        return marked.format(value)

    case = parse_case(
        f"id: {m('i-d')}\ntitle: {m('T')}\nquestion: {m('Q')}\nhandling: {m('H')}\n"
        f"as_of: {m('2031-03-01')}\n"
        f"parties: {{city: {{name: {m('C')}, voices: [{m('V')}], at_table: {m('true')},\n"
        f"  options: {{a: {m('A')}, b: {{does: {m('B')},\n"
        f"    levels: [x, {m('y')}], one_way: {m('up')}}}}},\n"
        f"  ranking: [{m('a')}, [{m('none')}, {m('3')}]]}},\n"
        f"  union: {{weights: {{a: {m('1.5')}}}}}}}\n"
        f"present: {{a: {m('true')}}}\nimpossible: [{m('a and b')}]\n"
        f"outcomes: {{o: {{when: {m('a')}, name: {m('O')}}}}}\n"
        f"hypotheses: {{h: {{expects: [{m('E')}, {{what: {m('F')}, weight: {m('for')}}}]}}}}\n"
        f"views: {{city: {{unseen: [{m('b')}], one_way: {{a: {m('up')}}},\n"
        f"  possible: [{m('a and b')}],\n"
        f"  means: {{w: {m('a')}}}, aware: {m('true')}, imagined: {{union: {{z: {m('Z')}}}}}}}}}\n"
        f"stories: {{city: {m('K')}, union: {{kind: {m('K')}, roles: {{city: {m('R')}}}}}}}\n"
        f"meanings: {{w: {{city: {m('anything at all')}}}}}\n"
        f"issues: {{i: {{asks: {m('I')}, levels: [l, {m('h')}], positions: {{city: {m('l')}}},\n"
        f"  priority: {{city: {m('1')}}}, urgency: {{city: {m('high')}}}, options: [{m('a')}]}}}}\n"
        f"values: {{city: {{i: {{weight: {m('0.5')}, l: {m('0')}, h: {m('1')}}}}}}}\n"
        f"walk_away: {{city: {m('0.2')}, union: {m('a and b')}}}\nvictory: {{city: {m('a')}}}\n"
        f"sells: {{city: {m('a thing')}}}\n"
        f"grievances: [{{event: {m('G')}, when: {m('1999/2001-02')},\n"
        f"  readings: {{city: {m('r')}}}}}]\n"
        f"feelings: {{city: {{union: {m('hope')}}},\n"
        f"  union: {{city: {{word: {m('w')}, wishes: {m('ill')}}}}}}}\n"
        f"board: {{positions: {{city: {{a: {m('true')}}}}}, intentions: {{a: {m('false')}}},\n"
        f"  doubted: [{{by: {m('city')}, option: {m('a')}, of: {m('intention')}, doubt: high}}]}}\n"
        f"tracks: {{t: {{name: {m('T')}, parties: [{m('city')}], sessions: [{{date: {m('2031')},"
        f" mood: {{city: {m('m')}}}}}]}}}}\n"
        f"deadlines: [{{what: {m('D')}, date: {m('2031-02')}, binds: [{m('city')}]}}]\n"
        f"patience: {{city: {m('2031/2032')}, union: {{until: {m('2031')}}}}}\n"
        f"levers: {{never: [{m('a')}], cost: {{belief: {m('0.5')}}}, guarantors: [{m('city')}]}}\n"
        f"statements: [{{id: {m('s1')}, by: {m('B')}, party: {m('city')}, act: {m('threat')},\n"
        f"  target: {m('union')}, issue: {m('i')}, gist: {m('g')}, date: {m('2031-02-21')},\n"
        f"  source: {m('src')}, at: {m('p. 1')}}}]\n"
        f"sources: {{src: {m('S')}, two: {{title: {m('S')}, date: {m('2031')}}}}}\n"
    )
    assert (case.id, case.as_of) == ("i-d", "2031-03-01")
    assert case.title.doubt == 0.1
    assert case.parties["city"].at_table is True
    assert case.statements[0].act == "threat"
    assert case.issues["i"].priority["city"].value == 1
    assert case.walk_away["city"].value == Fraction(1, 5)
    assert case.walk_away["union"].value == "a and b"
    assert case.grievances[0].when is not None
    assert case.grievances[0].when.value == "1999/2001-02"
    assert case.views["city"].aware is True
    assert case.patience["city"].until.value == "2031/2032"
    assert case.sources["src"].because == ("s1", "¶3")


def test_a_hole_is_no_mistake() -> None:
    case = parse_case("parties: {city: {options: {a: A}}, union: {}}")
    assert case.parties["city"].preferences is None
    assert case.present is None


# ---------------------------------------------------------------------------- names and codes


def test_imagined_options_come_after_all_of_the_base_in_the_order_of_the_views() -> None:
    case = parse_case(
        "parties: {a: {options: {x: X}}, b: {options: {y: Y}}}\n"
        "views:\n"
        "  b: {imagined: {b: {q: Q}, a: {p: P}}}\n"
        "  a: {imagined: {a: {p: Another P, r: R}}}\n"
    )
    known = names(case)
    assert [option.full for option in known.options] == ["a.x", "b.y", "b.q", "a.p", "a.r"]
    assert known.n_base == 2


def test_the_graph_form_names_states() -> None:
    case = parse_case(
        "parties: {leader: {ranking: [s2, [s1, s3]]}}\n"
        "states: [s1, s2, {id: s3, name: Deadlock}]\n"
        "moves: {leader: [[s1, s2], [s2, s3]]}\npresent: s1\nsame: [s1 or s2]\n"
    )
    assert names(case).states == ("s1", "s2", "s3")
    assert names(case).options == ()
    assert case.moves == {"leader": [("s1", "s2"), ("s2", "s3")]}
    assert case.states is not None
    assert case.states[2].name is not None
    assert case.states[2].name.value == "Deadlock"


# ---------------------------------------------------------------------------- origin


def test_a_case_knows_where_its_parts_stand() -> None:
    text = (
        "parties:\n  city:\n    options: {a: A}\n"
        "    prefers:\n      - a\n      - {is: not a, basis: reading}\n"
    )
    case = parse_case(text, "x.yaml")
    assert case.origin.locate(("parties", "city", "prefers", 1)) == "x.yaml:6:9"
    assert case.origin.locate(("parties", "city", "prefers", 0, "is")) == "x.yaml:5:9"
    assert case.origin.locate(("nowhere",)) == "x.yaml:1:1"


def test_a_case_can_be_sent_to_another_process() -> None:
    case = load("harbour-2031")
    again = pickle.loads(pickle.dumps(case))
    assert again == case
    assert again.origin.locate(("present",)) == case.origin.locate(("present",))


def test_a_case_is_read_only() -> None:
    case = load("chicken")
    with pytest.raises(ValueError, match="frozen"):
        case.__setattr__("title", case.question)


def test_half_a_character_cannot_be_saved() -> None:
    with pytest.raises(CaseError, match="half a character"):
        parse_case("title: \ud800\n")
