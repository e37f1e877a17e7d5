"""Preferences told as weights, and dilemmas without anything to give in to, in the brief."""

from __future__ import annotations

from pathlib import Path

from detente import parse_case, write_brief

MILL = """
detente: 1
id: mill
title: A mill and a meadow (invented)
as_of: 2031-01-01
parties:
  miller: {name: Miller, options: {dam: Shut the dam}, ranking: [dam, none, sue, dam + sue]}
  farmer:
    name: Farmer
    options: {sue: Go to court}
    weights: {not dam: 3, not sue: 2, sue and dam: 1.5}
present: {dam: true}
views:
  miller: {farmer: {prefers: [not sue]}}
  farmer: {miller: {prefers: [dam]}}
"""


def brief(text: str, tmp_path: Path) -> str:
    target = tmp_path / "mill.md"
    write_brief(parse_case(text, "mill.yaml"), target)
    return target.read_text(encoding="utf-8")


def test_weights_are_not_told_as_places(tmp_path: Path) -> None:
    told = brief(MILL, tmp_path)
    assert "counts for most, among things weighed together" in told
    assert "“Shut the dam: no”, weight 3" in told and "| Line |" in told
    assert "wants first “Shut the dam”; in the base account, “Shut the dam”" not in told
    assert "wants first “Shut the dam: no”" not in told


def test_the_same_things_weighed_otherwise_are_said_to_be(tmp_path: Path) -> None:
    told = brief(
        MILL.replace(
            "{prefers: [not sue]}", "{weights: {not dam: 2, not sue: 2, sue and dam: 1.5}}"
        ),
        tmp_path,
    )
    assert "Farmer gives the same things other weights than in the base account" in told


def test_a_rival_account_is_not_told_as_places_either(tmp_path: Path) -> None:
    rival = "hypotheses: {tough: {farmer: {prefers: [sue]}}}\n"
    told = brief(MILL + rival, tmp_path)
    assert "For Farmer, “Go to court” comes before all else; in the base account, “Shut" in told


def test_nothing_is_rejected_where_what_is_asked_comes_anyway(tmp_path: Path) -> None:
    told = brief(MILL, tmp_path)
    assert "giving in would change nothing, so there is nothing to reject" in told
    assert "asks or announces something else than it asks" not in told
