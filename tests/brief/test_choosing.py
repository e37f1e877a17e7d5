"""Sections to choose: by key, in the brief and on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.brief import write_brief
from detente.brief.document import (
    Cell,
    Document,
    Folded,
    Item,
    Items,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Section,
    Span,
    Table,
    anchors_of,
    spans_of,
    without_dead_links,
)
from detente.brief.outline import chosen, parts, section_keys
from detente.brief.wording.grammar import own
from detente.case import load
from detente.cli import main
from detente.errors import InputError


def test_the_keys_are_those_of_the_register_and_the_last_section() -> None:
    assert section_keys() == (*(part.key for part in parts()), "method")
    assert chosen() == section_keys()
    assert chosen(["time", "wants"]) == ("wants", "time")
    assert chosen((), ["method", "summary"]) == section_keys()[1:-1]
    assert chosen(["wants", "time"], ["time"]) == ("wants",)


@pytest.mark.parametrize("keys", [{"only": ["wnats"]}, {"without": ["x"]}])
def test_a_section_that_is_not_known_is_refused(keys: dict[str, list[str]]) -> None:
    with pytest.raises(InputError, match="Known: summary"):
        chosen(**keys)


def test_no_section_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="no section is left"):
        chosen(["time"], ["time"])


@pytest.mark.parametrize("only", [["wants"], ["summary"], ["time", "outcomes"], ["method"]])
def test_only_what_was_asked_for_is_written_and_every_link_leads_somewhere(only: list[str]) -> None:
    brief = write_brief(load("geneva-2022"), sections=only)
    assert {section.key for section in brief.document.sections} == set(only)
    page = brief.to_html()
    inside = set(re.findall(r'href="#([^"]+)"', page))
    assert inside - set(re.findall(r' id="([^"]+)"', page)) == set()
    assert list(brief.made_from.settings["sections"]) == list(chosen(only))


def test_all_sections_but_one() -> None:
    brief = write_brief(load("prisoners-dilemma"), without=["hope"])
    assert "hope" not in {section.key for section in brief.document.sections}
    assert "hope" not in dict(brief.missing)
    whole = write_brief(load("prisoners-dilemma"))
    assert "sections" not in whole.made_from.settings
    assert len(whole.document.sections) == len(brief.document.sections) + 1


def test_links_without_a_place_become_words() -> None:
    def link(to: str) -> tuple[Span, ...]:
        return (Span("x", to=to),)

    spans = link("#a") + link("#b") + link("#gone") + link("https://example.org/#gone")
    table = Table((), (own("h"), own("k")), (Line(spans, (Cell(spans),), "b"),))
    blocks = (
        Items((Item(spans, (spans,), "a"),)),
        Folded(spans, (Paragraph(spans), table)),
        Pairs((Pair(spans, (spans,), "c"),)),
    )
    document = Document(spans, (), (spans,), (Section("s", "S", blocks),), foot=link("#s"))
    assert anchors_of(document) == {"a", "b", "c", "s"}
    changed = without_dead_links(document)
    kept = ["#a", "#b", "", "https://example.org/#gone"]
    assert [span.to for span in changed.title] == kept
    for block in changed.sections[0].blocks:
        told = [span.to for span in spans_of(block) if not span.own]
        assert told and told == kept * (len(told) // 4)
    assert changed.foot == link("#s")
    assert without_dead_links(changed) == changed


def test_the_command_chooses_sections_and_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    result = run(main, ["brief", "geneva-2022", "--only", "WANTS", "-o", "a.md"])
    assert result.exit_code == 0, result.output
    text = Path("a.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["What each says and wants"]
    result = run(main, ["brief", "geneva-2022", "--only", "wnats"])
    assert result.exit_code == 2 and "Did you mean 'wants'?" in result.output
    result = run(main, ["brief", "geneva-2022", "--audience", "party-safe", "--for", "us"])
    assert result.stdout.strip() == "./geneva-2022-for-us.html"
    assert re.search(r"\d+ of \d+ entries of the case may be seen", result.stderr)
    result = run(main, ["brief", "geneva-2022", "--for", "us"])
    assert result.exit_code == 1 and "party-safe" in result.output
    result = run(main, ["brief", "geneva-2022", "--audience", "all"])
    assert result.exit_code == 2
