"""What somebody says, thinks or wants: one trap a line of traps.txt, by patterns and joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.reading.speech import Parser, Who, find_attributions
from tests.reading.speech.scorer import same_person, unmark

LINES = [
    line
    for line in (Path(__file__).parent / "traps.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
#: These belong to the clause or do not; the measure does not mind, nor do we.
OPTIONAL = ("that ", "whether ")


@pytest.fixture(scope="session")
def parser() -> Parser:
    loaded = Parser.load()
    assert loaded is not None
    return loaded


def bare(text: str) -> str:
    for word in OPTIONAL:
        text = text.removeprefix(word)
    return text


def check(line: str, parser: Parser | None) -> None:
    document, gold = unmark("trap", line)
    found = find_attributions(document, Who.nobody(), parser)
    text = document.text
    assert [bare(text[slice(*a.span)]) for a in found] == [
        bare(text[g.start : g.end]) for g in gold
    ]
    for attribution, wanted in zip(found, gold, strict=True):
        if wanted.speaker == "-":
            continue
        assert same_person(wanted.speaker, attribution.speaker)


@pytest.mark.parametrize("line", LINES)
def test_patterns_alone_find_what_is_marked(line: str) -> None:
    check(line, None)


@pytest.mark.parametrize("line", LINES)
def test_patterns_and_parse_find_what_is_marked(line: str, parser: Parser) -> None:
    check(line, parser)
