"""The language model: found where it is installed, explained where it is not, bounded in memory."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from detente.errors import InputError
from detente.reading.document import Document
from detente.reading.speech import Parser, Who, find_attributions
from detente.reading.speech.parse import PIECE, UNUSED, cut


def test_the_model_that_is_installed_is_found_and_parts_not_needed_stay_out() -> None:
    parser = Parser.load()
    assert parser is not None
    assert parser.name.startswith("en_")
    assert "parser" in parser.model.pipe_names
    assert not set(UNUSED) & set(parser.model.pipe_names)


def test_a_model_that_is_not_there_is_explained() -> None:
    with pytest.raises(InputError, match="python -m spacy download en_core_web_xx"):
        Parser.load("en_core_web_xx")


def test_without_spacy_there_is_no_parser_and_a_name_is_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert Parser.load() is None
    with pytest.raises(InputError, match=r"detente\[nlp\]"):
        Parser.load("en_core_web_sm")


def test_without_a_model_there_is_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy.util

    monkeypatch.setattr(spacy.util, "get_installed_models", list)
    assert Parser.load() is None


def test_the_official_small_model_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy
    import spacy.util

    class Model:
        lang = "en"
        pipe_names = ("tok2vec", "parser")

    asked: list[str] = []

    def load(name: str, exclude: list[str]) -> Any:
        asked.append(name)
        return Model()

    names = ["de_core_news_sm", "en_a_model", "en_core_web_lg", "en_core_web_sm"]
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: names)
    monkeypatch.setattr(spacy, "load", load)
    parser = Parser.load()
    assert parser is not None
    assert asked == [parser.name] == ["en_core_web_sm"]


def test_a_model_that_cannot_be_loaded_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy
    import spacy.util

    def load(name: str, exclude: list[str]) -> Any:
        raise OSError("[E053] Could not read config file\nand more")

    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["en_core_web_sm"])
    monkeypatch.setattr(spacy, "load", load)
    assert Parser.load() is None
    with pytest.raises(InputError, match="Could not read config file"):
        Parser.load("en_core_web_sm")


@pytest.mark.parametrize(
    "text", ["One sentence. " * 600, "word " * 3000, "x" * (3 * PIECE), "short", ""]
)
def test_long_paragraphs_are_cut_without_loss(text: str) -> None:
    pieces = list(cut(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in pieces) == text
    assert all(b - a <= PIECE for a, b in pieces)


def test_what_both_paths_find_is_said_to_be_from_both() -> None:
    text = "Reis said that the docks would stay shut."
    [found] = find_attributions(Document("both", text), Who.nobody(), Parser.load())
    assert found.method == "both"
    assert found.confidence > 0.9


def test_other_languages_do_not_ask_the_english_model() -> None:
    class Silent(Parser):
        def parse(self, text: str, spans: Any) -> Any:
            raise AssertionError("the English model was asked")

    document = Document("fr", "« Nous restons », a dit Anne Lind.", language="fr")
    [found] = find_attributions(document, Who.nobody(), Silent(None, "none"))
    assert (found.speaker, found.form) == ("Anne Lind", "direct")
