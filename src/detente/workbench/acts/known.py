"""Which paths of a file the case format knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from detente.case.document import Path
from detente.case.schema import schema

Schema = dict[str, Any]


def knows(path: Path) -> bool:
    """Whether something may stand at a path, going by the schema of the format alone."""
    here = [_whole()]
    for part in path:
        here = [below for one in here for below in _below(one, part)]
        if not here:
            return False
    return True


@lru_cache(maxsize=1)
def _whole() -> Schema:
    return schema()


def _below(form: Schema, part: str | int) -> Iterator[Schema]:
    """The forms that may stand one step down."""
    for one in _forms(form):
        if isinstance(part, int):
            items = one.get("items")
            if part >= 0 and isinstance(items, dict):
                yield items
            continue
        properties = one.get("properties", {})
        if part in properties:
            yield properties[part]
        elif isinstance(one.get("additionalProperties"), dict):
            yield one["additionalProperties"]


def _forms(form: Schema) -> Iterator[Schema]:
    """A form itself, and those that it stands for."""
    if "$ref" in form:
        yield from _forms(_whole()["$defs"][form["$ref"].rsplit("/", 1)[-1]])
        return
    yield form
    for one in form.get("anyOf", ()):
        yield from _forms(one)
