"""Everything in a case that carries marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.case.model import Marked, Model, Path


def every_marked(part: Model, path: Path = ()) -> Iterator[tuple[Path, Marked]]:
    """Every part of a model that can carry marks, itself included, with its path."""
    if isinstance(part, Marked):
        yield path, part
    for name, field in type(part).model_fields.items():
        yield from _inside(getattr(part, name), (*path, field.alias or name))


def _inside(value: Any, path: Path) -> Iterator[tuple[Path, Marked]]:
    if isinstance(value, Model):
        yield from every_marked(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*path, key))
    elif isinstance(value, list | tuple):
        for k, item in enumerate(value):
            yield from _inside(item, (*path, k))
