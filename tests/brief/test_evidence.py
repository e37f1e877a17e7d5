"""What was said: from the case alone, and from an evidence store beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from detente.brief import evidence as evidences
from detente.brief import write_brief
from detente.brief.document import Table, inlines_of, plain
from detente.brief.inputs import Input
from detente.brief.material import gather
from detente.brief.sections.same_words import _apart, _Shown, _use
from detente.brief.write import Brief
from detente.case import Case, load
from detente.reading.document import Document, Piece
from detente.reading.found import Found, Heading, ReadDocument
from detente.reading.store import change_store
from detente.reading.store.targets import targets

AT = "2031-03-01T10:00:00"
CASE = """detente: 1
id: quay
title: The quay
parties:
  town:
    name: The town
    voices: [Mayor Orlund]
    options: {sell: Sell the quay}
    prefers: [not strike, not sell]
  crew:
    name: The crew
    voices: [Ida Brandt]
    options: {strike: Strike}
    prefers: [not sell, not strike]
present: {strike: true}
issues: {pay: {asks: What is paid, positions: {town: low, crew: high}}}
statements:
  - id: s1
    by: Mayor Orlund
    party: town
    act: threat
    target: crew
    gist: We will sell the quay
    source: post
    at: p. 2
    basis: reported
  - {id: s2, party: crew, act: dismissal, target: town, gist: The books say nothing, basis: reading}
sources: {post: {title: Norrvik Post}}
"""
#: a word that both use for something else, in one article
TEXT = (
    'Mayor Orlund called for "restraint". '
    "Ida Brandt said the so-called restraint of the town was a threat. "
    '"A settlement means work again," Orlund said. '
    '"A settlement means higher pay, nothing less," Brandt said.\n\n'
    'Orlund called the figures "old stories". "We will sell the quay," the mayor said.\n\n'
    "Ida Brandt asked the town for ten crowns more.\n"
)


def statement(words: str, party: str, act: str, **more: Any) -> Found:
    """A statement as a reading would give it."""
    start = TEXT.index(words)
    base: dict[str, Any] = {
        "doc": "norrvik.txt",
        "start": start,
        "end": start + len(words),
        "text": words,
        "speaker": {"town": "Mayor Orlund", "crew": "Ida Brandt"}.get(party, "A passer-by"),
        "party": party if party in ("town", "crew") else None,
        "target": None,
        "act": act,
        "issue": None,
        "negated": False,
        "basis": "reported",
        "method": "pattern",
        "confidence": 0.9,
        "form": "indirect",
        "cue": None,
        "source": None,
        "reporter": None,
        "event": None,
        "mentioned": None,
        "place": "",
    }
    return Found(**{**base, **more})


def document() -> Document:
    """The article, with its paragraphs."""
    pieces = []
    at = 0
    for number, part in enumerate(TEXT.split("\n\n"), start=1):
        pieces.append(Piece(at, at + len(part), paragraph=number))
        at += len(part) + 2
    return Document("norrvik.txt", TEXT, tuple(pieces), title="No deal yet", date="2031-02-21")


def kept(folder: Path) -> Case:
    """The case with a store of one article beside it."""
    path = folder / "quay.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    case = load(path)
    one = document()
    found = (
        statement("A settlement means work again", "town", "position"),
        statement('"A settlement means higher pay, nothing less,"', "crew", "demand", issue="pay"),
        statement('"old stories"', "town", "dismissal", target="crew"),
        statement('"We will sell the quay,"', "town", "threat", target="crew"),
        statement("ten crowns more", "crew", "demand", issue="pay", basis="reading"),
    )
    with change_store(case, at=AT) as keeper:
        keeper.add(ReadDocument(Heading.of(one), found, one), coder="patterns", at=AT)
    return case


def briefed(case: Case, basis: str = "all") -> Brief:
    return write_brief(case, basis=basis)


def told(brief: Brief, key: str) -> str:
    section = next(one for one in brief.document.sections if one.key == key)
    return " ".join(plain(it) for block in section.blocks for it in inlines_of(block))


# ---------------------------------------------------------------------------- from the case alone


@pytest.mark.parametrize("name", ["geneva-2022", "harbour-2031"])
def test_a_case_without_a_store_speaks_from_its_own_statements(name: str) -> None:
    case = load(name)
    found = gather(case).evidence
    assert [one.id for one in found.said] == [one.id for one in case.statements]
    assert (found.store, found.trouble, found.sides) == ("", "", ())
    brief = briefed(case)
    last = told(brief, "method")
    assert "Same words?: left out; it needs an evidence store" in last
    for one in case.statements:
        assert one.gist.value.rstrip(".") in last
    assert "words" not in {section.key for section in brief.document.sections}


def test_entries_that_rest_on_no_evidence_are_counted() -> None:
    """By hand: neither party's options nor preferences, nor the present, give a reason."""
    bare = CASE[: CASE.index("statements:")]
    case = load_text(bare)
    assert "All" not in told(briefed(case), "sure")
    assert "Seven rest on no evidence" in told(briefed(case), "sure")
    cited = load_text(bare.replace("sell: Sell the quay", "sell: {does: Sell, because: [p. 3]}"))
    assert "Six rest on no evidence" in told(briefed(cited), "sure")


def load_text(text: str) -> Case:
    from tests.brief.cases import case

    return case(text)


@pytest.mark.parametrize(
    ("because", "path", "linked", "rests"),
    [
        ((), "", (), False),
        (("s1",), "", (), True),
        ((), "parties.town.prefers[0]", ("parties.town.prefers[0]",), True),
        ((), "parties.town.prefers[1]", ("parties.town.prefers[0]",), False),
        ((), "views.town.crew.prefers[0]", ("views.town",), True),
        ((), "views.towns.crew.prefers[0]", ("views.town",), False),
        ((), "parties.town.prefers[0]", ("parties.town",), False),
    ],
)
def test_what_rests_on_evidence(
    because: tuple[str, ...], path: str, linked: tuple[str, ...], rests: bool
) -> None:
    entry = Input("preferences", "town", "x", "assumed", None, because, path)
    assert entry.rests(frozenset(linked)) is rests


# ---------------------------------------------------------------------------- from a store


def test_statements_of_the_store_stand_beside_those_of_the_case(tmp_path: Path) -> None:
    found = gather(kept(tmp_path)).evidence
    assert found.store == "quay.evidence.sqlite" and found.documents == 1
    assert [one.coder for one in found.said] == ["", "", *["machine"] * 4]
    words = [one.words for one in found.said]
    assert words.count("We will sell the quay") == 1  # the case has it; the store's is the same
    assert '"We will sell the quay,"' not in words
    places = {one.words: one.place for one in found.said}
    assert places['"old stories"'] == "¶2"
    assert set(found.sides) == {"town", "crew"}


def test_the_sections_take_up_what_the_store_holds(tmp_path: Path) -> None:
    brief = briefed(kept(tmp_path))
    wants = told(brief, "wants")
    assert (
        '"A settlement means higher pay, nothing less,"' in wants
        and "No deal yet, ¶1, read by machine" in wants
    )
    hurts = told(brief, "hurts")
    assert '"old stories"' in hurts and "The books say nothing" in hurts
    method = told(brief, "method")
    assert "quay.evidence.sqlite holds one document" in method
    assert "No deal yet, ¶3, read by machine" in method
    assert "quay.evidence.sqlite beside it and version give the same brief" in method


def test_on_what_is_reported_readings_of_the_store_are_left_out(tmp_path: Path) -> None:
    case = kept(tmp_path)
    all_of_them = {one.words for one in gather(case).evidence.said}
    reported = {one.words for one in gather(case, "reported").evidence.said}
    assert all_of_them - reported == {"ten crowns more", "The books say nothing"}


def test_a_coding_by_hand_counts_and_is_said(tmp_path: Path) -> None:
    case = kept(tmp_path)
    with change_store(case, at=AT) as keeper:
        (one,) = [it for it in keeper.statements() if it.text == '"old stories"']
        keeper.code(one.id, act="dismissal", negated=True, coder="Noor", at=AT)
    found = gather(case).evidence
    (said,) = [it for it in found.said if it.words == '"old stories"']
    assert (said.coder, said.negated) == ("hand", True)
    assert said not in found.of("dismissal")
    assert "No dismissal" in told(briefed(case), "method")
    assert "coded by hand" in told(briefed(case), "method")


def test_a_linked_quotation_is_evidence(tmp_path: Path) -> None:
    case = kept(tmp_path)
    before = told(briefed(case), "sure")
    with change_store(case, at=AT) as keeper:
        (one,) = [it for it in keeper.statements() if it.text == "ten crowns more"]
        (part,) = [it for it in targets(case) if it.path == "parties.crew.prefers[1]"]
        keeper.link(one.id, part, coder="Noor", at=AT)
    after = told(briefed(case), "sure")
    assert "Seven rest on no evidence" in before
    assert "Six rest on no evidence" in after and "no linked quotation" in after


def test_contested_words_stand_side_by_side_and_the_rest_is_too_little(tmp_path: Path) -> None:
    brief = briefed(kept(tmp_path))
    section = next(one for one in brief.document.sections if one.key == "words")
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    heads = [plain(head) for head in table.columns]
    assert heads[:3] == ["Word", "The town", "The crew"]
    (line,) = [one for one in table.lines if plain(one.head).startswith("restraint")]
    assert "called for" in plain(line.cells[0].text)
    assert "the so-called restraint of the town" in plain(line.cells[1].text)
    assert "(No deal yet, ¶1)" in plain(line.cells[1].text)
    text = told(brief, "words")
    assert text.count("Too few uses to say") == 2
    assert "no count can settle" in text


def test_a_damaged_store_is_named_and_everything_else_is_there(tmp_path: Path) -> None:
    path = tmp_path / "quay.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    (tmp_path / "quay.evidence.sqlite").write_bytes(b"no store at all" * 100)
    brief = briefed(load(path))
    assert "evidence store beside the case was left out" in told(brief, "method")
    assert "The books say nothing" in told(brief, "hurts")


def test_long_stores_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = kept(tmp_path)
    monkeypatch.setattr(evidences, "MOST", 2)
    monkeypatch.setattr(evidences, "WORDS", 10)
    brief = briefed(case)
    assert sum(bool(one.coder) for one in brief.material.evidence.said) == 2
    assert "2 more: detente evidence quay.yaml --statements" in told(brief, "method")
    assert "takes longer than a brief should" in told(brief, "words")


def test_json_has_a_row_for_every_statement(tmp_path: Path) -> None:
    data = json.loads(briefed(kept(tmp_path)).to_json())
    rows = data["statements"]
    assert [row["from"] for row in rows] == ["case", "case", *["store"] * 4]
    assert rows[0]["words"] == "We will sell the quay" and rows[0]["place"] == "p. 2"
    assert {row["coder"] for row in rows} == {None, "machine"}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2031", "2031"),
        ("2031-02", "2031-02"),
        ("2031-02-21", "2031-02-21"),
        ("2031-13-01", ""),
        ("21 February", ""),
        ("2031-02-21T10:00", ""),
        ("", ""),
    ],
)
def test_a_date_that_is_none_is_left_out(given: str, shown: str) -> None:
    assert evidences._day(given) == shown


def test_hostile_words_of_a_document_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "quay.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    case = load(path)
    words = "<script>alert(1)</script> | *stars* & more"
    one = Document("a<b>.txt", words, (Piece(0, len(words), paragraph=1),), title="<i>T</i>")
    said = replace(statement("ten crowns more", "crew", "demand"), doc=one.id, start=0,
                   end=len(words), text=words)  # fmt: skip
    with change_store(case, at=AT) as keeper:
        keeper.add(ReadDocument(Heading.of(one), (said,), one), coder="patterns", at=AT)
    page = briefed(case).to_html()
    assert "<script>" not in page and "<i>T" not in page and "alert(1)" in page


# ---------------------------------------------------------------------------- enough uses


def _row(term: str, side: str, **more: Any) -> dict[str, Any]:
    base = {"term": term, "side": side, "n": 30, "others": 3, "z": 3.0, "low": 0.4, "passages": []}
    return {**base, "q": None, "words": [], "distance": None, "expected": None, **more}


def _shown(tmp_path: Path) -> _Shown:
    from detente.brief.lexicon import Lexicon

    material = gather(kept(tmp_path))
    return _Shown(material.evidence, Lexicon(material), {"town": 900, "crew": 800})


def test_only_words_of_content_above_the_minimum_set_a_side_apart(tmp_path: Path) -> None:
    rows = [
        _row("quay", "town"),
        _row("the", "town"),
        _row("pay", "crew", low=-0.1),
        _row("crane", "crew", z=None, low=None),
    ]
    text = " ".join(
        plain(it) for block in _apart(_shown(tmp_path), rows, 5) for it in inlines_of(block)
    )
    assert "The town: quay (30 : 3)." in text
    assert "crew" not in text and "pay" not in text and "crane" not in text


def test_words_in_different_use_are_told_only_beyond_chance(tmp_path: Path) -> None:
    class Least:
        use_uses, use_docs = 20, 5

    passage = {"doc": "norrvik.txt", "start": 0, "end": 10, "text": "A settlement means work again"}
    apart = [
        _row(
            "settlement", side, q=0.01, distance=0.5, expected=0.2, words=[near], passages=[passage]
        )
        for side, near in (("town", "work"), ("crew", "pay"))
    ]
    chance = [_row("week", side, q=0.6, distance=0.3, expected=0.3) for side in ("town", "crew")]
    blocks = list(_use(_shown(tmp_path), [*apart, *chance], Least()))
    text = " ".join(plain(it) for block in blocks for it in inlines_of(block))
    assert "One word of two that two sides use often enough stands among other words" in text
    assert "near it: work." in text and "near it: pay." in text and "week" not in text
    (none,) = _use(_shown(tmp_path), chance, Least())
    assert "Of one word that two sides use often enough" in " ".join(map(plain, inlines_of(none)))
