"""Markdown, JSON, files: the other forms of the same document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from detente.brief import pdf, write_brief
from detente.brief.document import Folded, Heading, Paragraph, Picture, Table, all_inlines
from detente.brief.figures import or_table
from detente.brief.html import _runs
from detente.brief.markdown import escaped, to_markdown
from detente.brief.wording.grammar import own
from detente.case import load
from detente.errors import InputError
from tests.brief.cases import HOSTILE, LISTED, TWO_BY_TWO, case, hostile, shipped_brief

ONE_RUN = """
import hashlib, sys
from detente.brief import write_brief
from detente.case import load
brief = write_brief(load(sys.argv[1]))
text = brief.to_html() + brief.to_markdown() + brief.to_json()
print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.parametrize("name", ["geneva-2022", "harbour-2031", "prisoners-dilemma"])
def test_two_runs_give_the_same_bytes(name: str) -> None:
    def digest(seed: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", ONE_RUN, name],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        )
        return run.stdout.strip()

    assert digest("1") == digest("2")


def test_hostile_texts_mean_nothing_to_markdown() -> None:
    tokens = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .parse(write_brief(hostile()).to_markdown())
    )
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in [*tokens, *inner]}
    assert "html_block" not in kinds and "html_inline" not in kinds and "link_open" not in kinds
    assert any(HOSTILE in "".join(c.content for c in token.children or ()) for token in tokens)


def test_a_text_at_the_head_of_a_line_starts_no_list() -> None:
    document = write_brief(case(TWO_BY_TWO.replace("Can cooperation last?", "'1. - + what?'")))
    assert (
        "1\\. - + what?" in to_markdown(document.document) or "1. - + what?" in document.to_json()
    )
    assert escaped("a\n\nb") == "a b"


@pytest.mark.parametrize("name", LISTED)
def test_data_is_json_and_says_what_it_was_made_from(name: str) -> None:
    brief = shipped_brief(name)
    data = json.loads(brief.to_json())
    assert data["made_from"]["case"] == name
    assert data["made_from"]["digest"] == load(name).origin.digest
    keys = [section["key"] for section in data["sections"]]
    assert keys == [section.key for section in brief.document.sections]
    assert [row["section"] for row in brief.to_rows()] == keys


def test_the_ending_of_the_name_chooses_the_form(tmp_path: Path) -> None:
    one = case(TWO_BY_TWO)
    for ending, start in (("html", "<!DOCTYPE html>"), ("md", "# "), ("json", "{")):
        path = tmp_path / f"brief.{ending}"
        brief = write_brief(one, path)
        assert brief.path == path
        assert path.read_text(encoding="utf-8").startswith(start)
        assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("name", ["brief.doc", "brief.odt", "brief"])
def test_an_ending_that_cannot_be_written_is_refused_by_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_brief(case(TWO_BY_TWO), tmp_path / name)
    assert name in str(caught.value)
    assert ".html" in str(caught.value)
    assert not (tmp_path / name).exists()


def test_a_place_that_cannot_be_written_is_an_answer_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_brief(case(TWO_BY_TWO), tmp_path / "no" / "such" / "folder.html")


def test_a_basis_that_is_not_known_is_refused() -> None:
    with pytest.raises(InputError, match="no basis 'hearsay'"):
        write_brief(case(TWO_BY_TWO), basis="hearsay")


def test_without_a_browser_pdf_is_refused_plainly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf, "_candidates", lambda: iter([tmp_path / "none"]))
    with pytest.raises(InputError, match="Chromium, Chrome or Edge, and none was found"):
        write_brief(case(TWO_BY_TWO), tmp_path / "brief.pdf")


def test_a_browser_that_does_not_print_is_told_plainly() -> None:
    with pytest.raises(InputError, match="did not print"):
        pdf.printed(Path(sys.executable), "<p>page</p>")


def test_a_page_in_print_does_not_say_when_and_on_what_it_was_printed() -> None:
    made = b"1 (/Creator (Moz/5.0 \\(X11; Some\\) x) /ModDate (D:20310102030405+01'00')>>"
    left = pdf.without_place_and_hour(made)
    assert len(left) == len(made)
    assert b"X11" not in left and b"2031" not in left
    assert b"/ModDate (D:20000101000000+01'00')" in left


def test_progress_is_told_in_facts() -> None:
    told: list[tuple[int, int | None, str]] = []
    write_brief(
        case(TWO_BY_TWO), progress=lambda done, total, what: told.append((done, total, what))
    )
    assert {what for _, _, what in told} >= {"accounts", "sections"}
    assert all(total is None or done <= total for done, total, _ in told)


def test_a_notebook_shows_the_page_in_a_closed_frame() -> None:
    shown = write_brief(case(TWO_BY_TWO))._repr_html_()
    assert shown.startswith("<iframe srcdoc=") and 'sandbox=""' in shown


def test_spans_know_whose_words_they_hold() -> None:
    texts = all_inlines(write_brief(hostile()).document)
    assert "alert" not in "".join(span.text for text in texts for span in text if not span.own)


# ---------------------------------------------------------------------------- on paper


def _drawn(height: int, printed: bool = True) -> Picture:
    svg = f'<svg viewBox="0 0 350 {height}"></svg>'
    return Picture(svg, svg, "A figure", "", "", printed)


def test_a_figure_too_tall_for_a_column_stands_across_with_what_leads_to_it() -> None:
    text, head = Paragraph(own("Before.")), Heading(own("A head"))
    short, tall = _drawn(400), _drawn(900)
    told = [(run.shape, run.blocks) for run in _runs([text, short, head, tall, text])]
    assert told == [
        ("columns", [text, short]),
        ("across", [head, tall]),
        ("columns", [text]),
    ]
    assert [run.shape for run in _runs([text, tall])] == ["across"]
    assert [run.shape for run in _runs([text, _drawn(900, printed=False)])] == ["columns"]
    assert _runs([]) == []


def test_on_paper_a_table_takes_the_place_of_a_figure_that_has_one() -> None:
    table = Table((), (own("Head"),), ())
    picture, folded = or_table(own("The same"), [table], [_drawn(900)])
    assert isinstance(picture, Picture) and not picture.printed
    assert isinstance(folded, Folded) and folded.paper
    assert list(or_table(own("The same"), [], [_drawn(900)])) == [_drawn(900)]
    assert list(or_table(own("The same"), [table], [])) == [table]
