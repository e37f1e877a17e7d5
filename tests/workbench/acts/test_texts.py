"""Acts on what a case is called and what it asks."""

from __future__ import annotations

import pytest

from detente.errors import InputError
from tests.workbench.acts.acting import Sheet, shipped


def test_texts_are_set_where_they_stand() -> None:
    sheet = shipped("harbour-2031")
    sheet.do("case.title", title_text="Another: title")
    assert 'title: "Another: title"\n' in sheet.text
    sheet.do("case.question", question="Why?")
    sheet.do("case.as_of", as_of="2031-04")
    assert "as_of: 2031-04\n" in sheet.text
    sheet.do("case.handling", handling="")
    assert "handling" not in sheet.text.split("parties:")[0]
    sheet.do("case.handling", handling="for the mediator")
    assert sheet.text.endswith("handling: for the mediator\n")
    sheet.do("case.about", about="One.\nTwo.")
    assert sheet.case.about is not None
    assert sheet.case.about.value == "One. Two."
    sheet.do("case.id", id="harbour-2032")
    assert sheet.case.id == "harbour-2032"


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("case.title", {"title_text": ""}),
        ("case.title", {"title_text": "x" * 2000}),
        ("case.as_of", {"as_of": "soon"}),
        ("case.as_of", {"as_of": "2031-13"}),
        ("case.id", {"id": "a b"}),
        ("case.id", {"id": "../x"}),
        ("case.id", {"id": ""}),
    ],
)
def test_what_cannot_stand_there_is_refused(act: str, fields: dict[str, str]) -> None:
    with pytest.raises(InputError):
        Sheet("parties: {a: {}}\n").do(act, **fields)
