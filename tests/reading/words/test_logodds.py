"""Log-odds against the definition written out, and a table worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.words.logodds import log_odds
from detente.reading.words.words import compare_words
from tests.reading.words.corpora import documents


def by_hand(y: int, n: int, y2: int, n2: int, a: float, a0: float) -> tuple[float, float]:
    """Monroe, Colaresi and Quinn's log-odds ratio with a Dirichlet prior, and its variance."""
    here = math.log((y + a) / (n + a0 - y - a))
    there = math.log((y2 + a) / (n2 + a0 - y2 - a))
    return here - there, 1 / (y + a) + 1 / (y2 + a)


@given(
    y=st.integers(0, 50),
    more=st.integers(1, 500),
    y2=st.integers(0, 50),
    more2=st.integers(1, 500),
    a=st.sampled_from([0.01, 0.5, 3.0]),
    a0=st.sampled_from([5.0, 80.0]),
)
def test_log_odds_is_its_definition(
    y: int, more: int, y2: int, more2: int, a: float, a0: float
) -> None:
    found = log_odds(
        np.array([y]), np.array([y + more]), np.array([y2]), np.array([y2 + more2]), a, a0
    )
    delta, variance = by_hand(y, y + more, y2, y2 + more2, a, a0)
    assert found.delta[0] == pytest.approx(delta)
    assert found.z[0] == pytest.approx(delta / math.sqrt(variance))
    assert found.low[0] == pytest.approx(delta - 1.959964 * math.sqrt(variance), abs=1e-5)
    assert found.high[0] == pytest.approx(delta + 1.959964 * math.sqrt(variance), abs=1e-5)


TEXTS = {
    "north": ["toll toll bridge", "toll road"],
    "south": ["bridge bridge road", "bridge road toll"],
}


def test_a_table_worked_by_hand() -> None:
    """north: toll 3, bridge 1, road 1 of 5; south: toll 1, bridge 3, road 2 of 6; prior 1 each."""
    found = compare_words(
        documents(TEXTS), "side", measures=["distinctive"], ngrams=1, prior=1.0, min_uses=1,
        min_docs=2,
    )  # fmt: skip
    rows = {(row["term"], row["side"]): row for row in found.to_rows()}
    toll = math.log(4 / 4) - math.log(2 / 7)  # 3 + 1 of 5 + 3 words; 1 + 1 of 6 + 3
    road = math.log(2 / 6) - math.log(3 / 6)
    assert rows["toll", "north"]["z"] == pytest.approx(toll / math.sqrt(1 / 4 + 1 / 2), abs=1e-6)
    assert rows["toll", "south"]["z"] == pytest.approx(-toll / math.sqrt(1 / 4 + 1 / 2), abs=1e-6)
    assert rows["road", "north"]["z"] == pytest.approx(road / math.sqrt(1 / 2 + 1 / 3), abs=1e-6)
    assert (rows["toll", "north"]["n"], rows["toll", "north"]["others"]) == (3, 1)
    half = 1.959964 * math.sqrt(1 / 4 + 1 / 2)
    assert rows["toll", "north"]["low"] == pytest.approx(toll - half, abs=1e-5)
    assert rows["toll", "north"]["high"] == pytest.approx(toll + half, abs=1e-5)
    assert [row["side"] for row in found.to_rows()] == ["north"] * 3 + ["south"] * 3
    assert rows["toll", "north"]["docs"] == 3


def test_the_prior_of_the_whole_corpus_by_hand() -> None:
    """11 words, two sides: the prior is worth 5.5 words, 2 of them toll."""
    found = compare_words(documents(TEXTS), "side", measures=["distinctive"], ngrams=1, min_uses=1)
    rows = {(row["term"], row["side"]): row for row in found.to_rows()}
    delta, variance = by_hand(3, 5, 1, 6, 5.5 * 4 / 11, 5.5)
    assert rows["toll", "north"]["z"] == pytest.approx(delta / math.sqrt(variance), abs=1e-6)
    strong = compare_words(
        documents(TEXTS), "side", measures=["distinctive"], ngrams=1, min_uses=1, prior_words=110
    )
    rows = {(row["term"], row["side"]): row for row in strong.to_rows()}
    delta, variance = by_hand(3, 5, 1, 6, 40, 110)
    assert rows["toll", "north"]["z"] == pytest.approx(delta / math.sqrt(variance), abs=1e-6)
