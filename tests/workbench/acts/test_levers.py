"""Trying a lever from a page: the changes go by their keys."""

from __future__ import annotations

from typing import Any

import pytest

from detente import find_levers
from detente.errors import InputError
from detente.levers.written import key_of
from tests.workbench.acts.acting import shipped

WANTED = "forces=stand_down and limits and not no_basing and pledge=kept"


def test_what_is_tried_holds_afterwards() -> None:
    sheet = shipped("geneva-2022")
    (lever, *_) = find_levers(sheet.case, WANTED, 2).levers
    keys = [key_of(change) for change in lever.changes]
    told = sheet.do("lever.try", change=keys, to=WANTED)
    assert told.startswith(f"Try: {lever.changes[0].what[:40]}") and told.endswith("(and 1 more)")
    assert find_levers(sheet.case, WANTED, 0).already


def test_what_the_case_does_not_offer_is_not_tried() -> None:
    sheet = shipped("arms-race-dilemma")
    refused: list[tuple[dict[str, Any], str]] = [
        ({"change": ["0" * 16], "to": "not us.arm"}, "look for levers again"),
        ({}, "no change to try"),
        ({"change": ["x"], "to": "us.arms"}, "no party has an option"),
        ({"change": ["x"], "concept": "magic"}, "concept"),
        ({"change": [str(k) for k in range(20)]}, "at most 12"),
    ]
    for fields, why in refused:
        with pytest.raises(InputError, match=why):
            sheet.do("lever.try", **fields)
