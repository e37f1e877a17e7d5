"""`detente words`: answers, refusals, exit codes."""

from __future__ import annotations

import gzip
import json
from math import log, sqrt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.cli.commands.words import KEYS
from detente.reading.words import MEASURES

CASE = """
detente: 1
id: pass
parties:
  varn: {name: Varn, voices: [Ilse Marrow], options: {open: Open the pass}, prefers: [not open]}
  coast: {name: The Coast, voices: [Petra Lunde], options: {lower: Lower tolls}, prefers: [open]}
issues:
  tolls: {asks: How high the tolls may be, options: [lower]}
"""
ARTICLE = (
    "“We will not open the pass,” said Ilse Marrow. Petra Lunde demanded lower tolls.\n\n"
    "The so-called truce holds."
)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["words", *args])


def rows(*args: str) -> list[dict[str, object]]:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    """Eight speeches of two sides, over two years, packed."""
    texts = {"north": "toll road toll gate toll", "south": "river road bridge river river"}
    entries = [
        {
            "id": f"{side}{k}",
            "date": f"203{k % 2}-05-01",
            "side": side,
            "text": f"{text} " * (k + 1),
        }
        for side, text in texts.items()
        for k in range(4)
    ]
    path = tmp_path / "speeches.jsonl.gz"
    lines = "".join(json.dumps(entry) + "\n" for entry in entries)
    path.write_bytes(gzip.compress(lines.encode()))
    return str(path)


def test_the_command_knows_every_measure() -> None:
    assert set(KEYS) == set(MEASURES)


def test_rows_and_text(corpus: str) -> None:
    found = rows(corpus, "--by", "side", "--measure", "distinctive")
    assert list(found[0])[:7] == ["term", "side", "n", "others", "z", "low", "high"]
    toll = [row for row in found if row["term"] == "toll"]
    assert [(row["side"], row["n"], row["others"]) for row in toll] == [
        ("north", 30, 0),
        ("south", 0, 30),
    ]
    text = run(corpus, "--by", "side").stdout
    assert "2 sides by side, 8 documents, 100 words" in text
    assert "█" in text and "95 %" in text


def test_windows_terms_and_sides(corpus: str) -> None:
    found = rows(corpus, "--by", "side", "--over", "year", "--term", "toll", "--side", "north")
    distinctive = [row for row in found if row["measure"] == "distinctive"]
    assert [(row["window"], row["n"]) for row in distinctive] == [("2030", 12), ("2031", 18)]
    assert {row["side"] for row in found} == {"north"}


def test_the_settings_of_published_tables(corpus: str) -> None:
    """Uniform prior, plain tokens, single words, a minimum of documents."""
    found = rows(
        corpus, "--by", "side", "--measure", "distinctive", "--prior", "0.01", "--tokens", "plain",
        "--ngrams", "1", "--min-docs", "4", "--min-uses", "1", "--all",
    )  # fmt: skip
    z = {(row["term"], row["side"]): row["z"] for row in found}
    assert len(z) == 10
    here, there = 10.01, 0.01  # gate: 10 of 50 words, and 0 of 50; five terms of 0.01 each
    delta = log(here / (50.05 - here)) - log(there / (50.05 - there))
    assert z["gate", "north"] == pytest.approx(delta / sqrt(1 / here + 1 / there), abs=1e-6)


def test_too_few_uses_are_said_and_the_answer_is_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    result = run(str(path), "--by", "doc")
    assert result.exit_code == 0
    assert "too few uses to say" in result.stdout
    assert "truce" in result.stdout
    assert "Distinctive terms: too few uses to say" in result.stderr
    assert all(row["z"] is None for row in rows(str(path), "--by", "doc"))


def test_an_article_with_a_case_is_cut_by_who_is_quoted(tmp_path: Path) -> None:
    path, case = tmp_path / "article.txt", tmp_path / "pass.yaml"
    path.write_text(ARTICLE, encoding="utf-8")
    case.write_text(CASE, encoding="utf-8")
    found = rows(str(path), "--by", "party", "--case", str(case))
    assert {row["side"] for row in found if row["measure"] == "acts"} == {"varn", "coast"}
    assert any(row["measure"] == "meanings" and row["term"] == "truce" for row in found)


def test_topics_of_ones_own(corpus: str) -> None:
    found = rows(corpus, "--by", "side", "--topic", "water=river,bridge*", "--measure", "salience")
    n = {row["side"]: row["n"] for row in found if row["measure"] == "salience"}
    assert n == {"north": 0, "south": 40}


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--by", "sied"], 1, "Did you mean 'side'"),
        (["--by", "side", "--side", "nord"], 1, "Did you mean 'north'"),
        (["--by", "side", "--over", "century"], 2, "century"),
        (["--by", "side", "--prior", "none"], 2, "--prior none"),
        (["--by", "side", "--prior", "corpus:0"], 2, "--prior corpus:0"),
        (["--by", "side", "--prior", "nan"], 2, "--prior nan"),
        (["--by", "side", "--topic", "water"], 2, "NAME=WORD"),
        (["--by", "side", "--measure", "keyness"], 2, "keyness"),
        (["--by", "side", "--case", "nowhere"], 1, "nowhere"),
        ([], 2, "--by"),
    ],
)
def test_mistakes(corpus: str, args: list[str], code: int, said: str) -> None:
    result = run(corpus, *args)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_files_that_cannot_be_read_are_named(corpus: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    result = run(missing, corpus, "--by", "side", "--measure", "distinctive")
    assert result.exit_code == 0
    assert "missing.txt" in result.stderr
    result = run(missing, "--by", "side")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
