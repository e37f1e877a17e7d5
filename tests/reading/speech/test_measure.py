"""How much is found in invented articles that a person annotated first; see scorer.py.

The floors lie a little below what was measured, so that a change for the worse is noticed.
"""

from __future__ import annotations

import pytest

import detente
from detente.reading.speech import Parser, Who, find_attributions
from tests.reading.speech.scorer import HERE, covered, read_marked, score_set, tokens

OF = {"Ivo Brankov": "ostmark", "Lev Dorn": "ostmark", "Maren Holt": "league", "League": "league"}


@pytest.mark.parametrize(("joined", "floor"), [(False, 0.90), (True, 0.92)])
def test_the_articles_written_for_development(joined: bool, floor: float) -> None:
    parser = Parser.load() if joined else None
    score = score_set("dev", lambda d: find_attributions(d, Who.nobody(), parser))
    assert score.gold >= 250
    assert score.f >= floor, str(score)
    assert score.recall_of("direct") >= 0.95
    assert score.source_right >= 0.90


@pytest.mark.parametrize("name", ["kept", "fresh"])
@pytest.mark.parametrize(("joined", "floor"), [(False, 0.80), (True, 0.82)])
def test_the_articles_kept_apart(name: str, joined: bool, floor: float) -> None:
    """Written and annotated before any program had read them."""
    parser = Parser.load() if joined else None
    score = score_set(name, lambda d: find_attributions(d, Who.nobody(), parser))
    assert score.f >= floor, str(score)
    assert score.recall_of("direct") >= 0.95
    assert score.source_right >= 0.85


@pytest.mark.parametrize("joined", [False, True])
def test_an_opinion_article_on_talks(joined: bool) -> None:
    """Span and party right in at least four of five statements."""
    parser = Parser.load() if joined else None
    folder = HERE / "talks"
    who = Who.from_case(detente.load(folder / "straits-2034.yaml"))
    document, gold = read_marked(folder / "article.txt")
    found = find_attributions(document, who, parser)
    spans = tokens(document.text)
    right = 0
    for wanted in gold:
        want = covered(spans, wanted.start, wanted.end)
        right += any(
            len(want & have) * 2 >= len(want | have)
            and attribution.party == OF.get(wanted.speaker, wanted.speaker)
            for attribution in found
            if (have := covered(spans, *attribution.span))
        )
    assert right >= 0.8 * len(gold)


@pytest.mark.parametrize("joined", [False, True])
def test_who_is_quoted_in_wire_reports(joined: bool) -> None:
    """Invented reports from Washington and the trail: speaker, and the words that name them."""
    parser = Parser.load() if joined else None
    score = score_set("wire", lambda d: find_attributions(d, Who.nobody(), parser))
    assert score.recall_of("direct") == 1
    assert score.recall_of("mixed") == 1
    assert score.source_right >= 0.95, score.strangers
    assert score.worded >= 0.95 * score.asked > 0
