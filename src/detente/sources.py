"""The literature that definitions and data come from, by key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.errors import InputError, nearest


@dataclass(frozen=True)
class Source:
    """One work of the literature."""

    key: str
    authors: str
    year: str
    title: str
    where: str
    doi: str = ""
    note: str = ""

    def __str__(self) -> str:
        doi = f" doi:{self.doi}" if self.doi else ""
        return f"{self.authors} ({self.year}). {self.title}. {self.where}.{doi}"


@cache
def load_sources() -> dict[str, Source]:
    """All sources, by key, in the order of the file."""
    from ruamel.yaml import YAML

    text = files("detente").joinpath("sources.yaml").read_text(encoding="utf-8")
    entries = YAML(typ="safe", pure=True).load(text)
    return {
        key: Source(key=key, **{name: str(value) for name, value in entry.items()})
        for key, entry in entries.items()
    }


def source(key: str) -> Source:
    """The source with this key.

    Raises
    ------
    InputError
        when no source has the key.
    """
    sources = load_sources()
    if key not in sources:
        raise InputError(f"there is no source '{key}'. {nearest(key, list(sources))}".strip())
    return sources[key]
