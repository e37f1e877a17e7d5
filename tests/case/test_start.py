"""Starting a case, and what a case is not yet good for."""

from __future__ import annotations

import re

import pytest

from detente.case import load, parse_case
from detente.case.holes import holes
from detente.case.scaffold import new_case
from detente.case.slug import as_id


@pytest.mark.parametrize(
    ("name", "case_id", "title"),
    [
        ("river-talks", "river-talks", "river-talks"),
        ("The river talks, 2031", "The-river-talks-2031", "The river talks, 2031"),
        ("Переговоры о реке", "Переговоры-о-реке", "Переговоры о реке"),
        ("नदी वार्ता", "नदी-वार्ता", "नदी वार्ता"),
        ("和平谈判", "和平谈判", "和平谈判"),
        ("x: y # {", "x-y", "x: y # {"),
        ("{title}", "title", "{title}"),
        ("true", "true", "true"),
        ("3", "3", "3"),
        ("", "case", "A new case"),
        ("../..", "case", "../.."),
        ("a\nb", "a-b", "a b"),
    ],
)
def test_a_new_case_loads_clean_whatever_its_name(name: str, case_id: str, title: str) -> None:
    case = parse_case(new_case(name))
    assert (case.id, case.title.value, case.warnings) == (case_id, title, ())
    assert as_id(name) == case_id


def test_a_new_case_shows_the_parts_of_the_format_in_its_notes() -> None:
    text = new_case("x")
    for key in ("views", "unseen", "imagined", "stories", "statements", "sources", "at_table"):
        assert f"{key}:" in text


def test_the_notes_of_a_new_case_can_be_taken_as_they_stand() -> None:
    text = new_case("x")
    for line in ("# as_of:", "  # shippers:", "    # voices:"):
        text = text.replace(line, line.replace("# ", ""))
    start = text.index("# stories:")
    notes = re.sub(r"^# ?(?! ?[A-Z])", "", text[start:], flags=re.MULTILINE)
    case = parse_case(text[:start] + notes)
    assert case.stories["council"].kind.value == "family quarrel"
    assert case.statements[0].source == "gazette"
    assert not case.parties["shippers"].at_table


# ---------------------------------------------------------------------------- holes


def lacking(text: str) -> dict[str, set[str]]:
    return {hole.what: set(hole.analyses) for hole in holes(parse_case(text))}


def test_a_party_without_preferences_is_a_hole_for_what_needs_them() -> None:
    found = lacking("parties: {city: {options: {a: A}}, union: {options: {b: B}, prefers: [a]}}")
    assert "solve" in found["the preferences of 'city' are not known"]
    assert not any("union" in what for what in found)


def test_a_party_that_can_do_nothing_or_has_no_seat_needs_no_preferences() -> None:
    found = lacking(
        "parties: {city: {options: {a: A}, prefers: [a]}, union: {},"
        " shippers: {at_table: false, options: {c: C}}}"
    )
    assert not any("preferences" in what for what in found)


def test_a_graph_form_without_preferences_or_moves() -> None:
    head = "parties: {a: {ranking: [s1]}, b: {}}\nstates: [s1, s2]\n"
    assert "the preferences of 'b' are not known" in lacking(head + "moves: {b: [[s1, s2]]}")
    assert "the preferences of 'b' are not known" not in lacking(head + "moves: {a: [[s1, s2]]}")
    assert "states are listed, but nobody can move between them" in lacking(head)


def test_a_case_without_any_game() -> None:
    found = lacking("parties: {a: {}, b: {}}")
    assert "solve" in found["no party has options, and no states are listed"]


def test_nothing_is_missing_from_the_sketch_and_little_from_the_flagship() -> None:
    assert holes(load("harbour-2031")) == []
    assert [hole.analyses for hole in holes(load("geneva-2022"))] == [("bargain: packages",)]


def test_a_hole_reads_as_a_sentence() -> None:
    (first, *_) = holes(parse_case("parties: {a: {options: {x: X}}}"))
    assert str(first) == (
        "the preferences of 'a' are not known; not yet good for: "
        "solve, views, path, coalitions, inverse, levers, sure."
    )
    assert first.path == ("parties", "a")
