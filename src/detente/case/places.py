"""From a path in the model to a place in the file.

The model has parts that the file does not spell out (a short form has no `is`, a view has no
`parties`); and where faulty entries were taken out, list positions have shifted. `Tree` is the
data as validated, and knows the way back.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from detente.case.document import Document, show
from detente.case.language import normal

Path = tuple[str | int, ...]


class Kept(list[Any]):
    """A list from which faulty entries were taken out, and where the rest stood."""

    def __init__(self, items: Iterable[Any], places: Iterable[int]) -> None:
        super().__init__(items)
        self.places = list(places)


@dataclass(frozen=True)
class Resolved:
    """A path of the model, as far as the file follows it."""

    tree: Path  # in the data as validated
    file: Path  # in the file as written


class Tree:
    """The data of a document, less the entries that could not be used.

    Attributes
    ----------
    lost : words that name something that was taken out; problems about them are secondary
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data = document.data
        self.lost: set[str] = set()

    def resolve(self, path: Iterable[str | int]) -> Resolved:
        """Follow a path, stepping over the parts that the file does not spell out."""
        here = self.data
        tree: list[str | int] = []
        file: list[str | int] = []
        for part in path:
            step = _step(here, part)
            if step is None:
                continue
            tree.append(step)
            placed = isinstance(here, Kept) and isinstance(step, int)
            file.append(here.places[step] if placed else step)
            here = here[step]
        return Resolved(tuple(tree), tuple(file))

    def __call__(self, path: Iterable[str | int]) -> str:
        """`file.yaml:line:column` of a path."""
        return self.document.where(self.resolve(path).file)

    def show(self, path: Iterable[str | int]) -> str:
        """The path as it stands in the file: `parties.union.prefers[2]`."""
        return show(self.resolve(path).file)

    def without(self, paths: Iterable[Path], strange: Container[Path] = ()) -> None:
        """Take entries out; what they name is lost from now on.

        A part that its surroundings cannot do without is replaced by a stand-in instead, so that
        they can still be checked; not so what is strange there altogether.
        """
        doomed: dict[str | int, Any] = {}
        for path in paths:
            node = doomed
            for part in path[:-1]:
                node = node.setdefault(part, {})
                if _GONE in node:
                    break
            else:
                node[path[-1]] = {_GONE: "strange" if path in strange else "faulty"}
            self.lost.update(normal(part) for part in path if isinstance(part, str))
        self.data = self._pruned(self.data, doomed)

    def _pruned(self, here: Any, doomed: dict[str | int, Any]) -> Any:
        gone = {part for part, node in doomed.items() if _GONE in node}
        for part in gone:
            self.lost.update(_named(here[part]))
        if isinstance(here, list):
            kept = [k for k in range(len(here)) if k not in gone]
            places = here.places if isinstance(here, Kept) else range(len(here))
            items = [self._next(here[k], k, doomed) for k in kept]
            return Kept(items, [places[k] for k in kept])
        spared = {
            part: _STAND_INS[part]
            for part in gone
            if part in _STAND_INS and doomed[part][_GONE] != "strange"
        }
        rest = {k: self._next(v, k, doomed) for k, v in here.items() if k not in gone}
        return {**rest, **spared}

    def _next(self, value: Any, part: str | int, doomed: dict[str | int, Any]) -> Any:
        return self._pruned(value, doomed[part]) if part in doomed else value


_STAND_INS: dict[str | int, Any] = {
    **dict.fromkeys(
        ("name", "title", "does", "gist", "kind", "event", "asks", "what", "word"), "?"
    ),
    **dict.fromkeys(("act", "of"), "position"),
    **dict.fromkeys(("date", "until"), "2000"),
    "weight": 1,
}
_GONE = -1  # no position in a list, and no key: keys are texts


def _step(here: Any, part: str | int) -> str | int | None:
    """Where a part of a path leads, or None when the file does not spell it out."""
    if isinstance(here, dict):
        return part if isinstance(part, str) and part in here else None
    if not isinstance(here, list):
        return None
    if isinstance(part, int):
        return part if 0 <= part < len(here) else None
    for place, item in enumerate(here):  # a mapping written in short as a list of names
        if part in _named(item):
            return place
    return None


def _named(item: Any) -> list[str]:
    """The names that an entry of a list introduces."""
    if isinstance(item, str):
        return [normal(item)]
    if isinstance(item, dict):
        return [normal(item[key]) for key in ("id", "is") if isinstance(item.get(key), str)]
    return []
