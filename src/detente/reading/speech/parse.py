"""A language model's parser, where the reader has one: sentences as trees of dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from detente.errors import InputError, nearest

#: The model a reader gets with `python -m spacy download`.
OFFICIAL = "en_core_web_sm"
#: What we do not ask of a model.
UNUSED = ["ner", "lemmatizer", "attribute_ruler", "senter", "entity_linker", "textcat"]
#: Characters given to the model at once: bounds its memory.
PIECE = 2000
BATCH = 16


class Parser:
    """A parser of English, from a spaCy pipeline that is installed already.

    Nothing is downloaded. `Parser.load()` answers None where there is no spaCy or no English
    pipeline with a parser; the patterns then stand alone.
    """

    def __init__(self, model: Any, name: str) -> None:
        self.model = model
        self.name = name

    @classmethod
    def load(cls, name: str | None = None) -> Parser | None:
        """The pipeline of that name, else the official small one, else any for English.

        Raises
        ------
        InputError
            when a pipeline is asked for by name and is not there, or has no parser.
        """
        try:
            import spacy
            from spacy.util import get_installed_models
        except ImportError:
            if name is None:
                return None
            raise InputError(
                f"the model '{name}' needs spaCy. Try: pip install 'detente[nlp]'"
            ) from None
        installed = sorted(get_installed_models())
        if name is not None and name not in installed:
            hint = nearest(name, installed)
            raise InputError(
                f"there is no spaCy model called '{name}' here. {hint} "
                f"Try: python -m spacy download {name}".replace("  ", " ")
            )
        if name is not None:
            wanted = [name]
        else:
            wanted = sorted(
                (model for model in installed if model.startswith("en_")),
                key=lambda model: (model != OFFICIAL, not model.startswith(OFFICIAL), model),
            )
        for candidate in wanted:
            try:
                model = spacy.load(candidate, exclude=UNUSED)
            except Exception as error:
                if name is None:
                    continue
                raise InputError(
                    f"the spaCy model '{name}' cannot be loaded: {first_line(error)}"
                ) from None
            if model.lang == "en" and "parser" in model.pipe_names:
                return cls(model, candidate)
            if name is not None:
                raise InputError(
                    f"the spaCy model '{name}' is for '{model.lang}' and has "
                    f"{', '.join(model.pipe_names) or 'no parts'}; an English one with a parser "
                    "is needed"
                )
        return None

    def parse(self, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Any]]:
        """Each stretch of the text parsed: where it begins, and the model's document."""
        pieces = ((text[a:b], a) for start, end in spans for a, b in cut(text, start, end))
        for parsed, start in self.model.pipe(pieces, as_tuples=True, batch_size=BATCH):
            yield start, parsed


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces of bounded length, cut at ends of sentences or at spaces."""
    while end - start > PIECE:
        window = text[start : start + PIECE]
        stops = [m.end() for m in re.finditer(r"[.!?][\"”’']?\s", window)]
        at = stops[-1] if stops else window.rfind(" ") + 1
        at = at if at > 0 else PIECE
        yield start, start + at
        start += at
    if end > start:
        yield start, end


def first_line(error: BaseException) -> str:
    """The first line of what an exception says."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
