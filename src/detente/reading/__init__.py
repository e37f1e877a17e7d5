"""From documents to statements: what the sides say, where, and whether they speak alike."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente.reading.found import Found, Heading, ReadDocument, Reading
from detente.reading.read import Setup, read, read_documents, set_up
from detente.reading.store import change_store, open_store

if TYPE_CHECKING:
    from detente.reading.words import compare_words

__all__ = [
    "Found",
    "Heading",
    "ReadDocument",
    "Reading",
    "Setup",
    "change_store",
    "compare_words",
    "open_store",
    "read",
    "read_documents",
    "set_up",
]


def __getattr__(name: str) -> Any:
    if name == "compare_words":  # needs NumPy, which nothing else here does
        return import_module("detente.reading.words").compare_words
    raise AttributeError(f"module 'detente.reading' has no attribute '{name}'")
