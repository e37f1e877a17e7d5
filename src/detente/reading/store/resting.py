"""What of a case rests on a quotation, and what on none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.case.model import Case
from detente.reading.store.targets import KINDS, Target, find_moved, targets
from detente.result import Row

if TYPE_CHECKING:
    from detente.reading.store.store import Store


@dataclass(frozen=True)
class Coverage:
    """The parts of a case, each with the statements of the store that speak to it.

    Attributes
    ----------
    supported : part -> ids of statements
    adrift : links whose part the case no longer has: statement and path
    """

    parts: tuple[Target, ...]
    supported: dict[Target, tuple[str, ...]]
    adrift: tuple[tuple[str, str], ...]

    def of_kind(self, kind: str) -> tuple[int, int]:
        """How many parts of a kind rest on a quotation, and how many there are."""
        parts = [part for part in self.parts if part.kind == kind]
        return sum(part in self.supported for part in parts), len(parts)

    def to_rows(self) -> Iterator[Row]:
        """One row a part."""
        for part in self.parts:
            yield {
                "kind": part.kind,
                "name": part.name,
                "path": part.path,
                "label": part.label,
                "statements": list(self.supported.get(part, ())),
            }

    def __str__(self) -> str:
        said = []
        for kind in KINDS:
            resting, all_parts = self.of_kind(kind)
            if all_parts:
                plural = kind + "s" if all_parts != 1 else kind
                said.append(f"{resting} of {all_parts} {plural}")
        return "resting on a quotation: " + ", ".join(said) if said else ""


def coverage(case: Case, store: Store) -> Coverage:
    """Lay the links of a store beside the parts of a case; lost statements support nothing."""
    lost = {one.id for one in store.statements(anchor="lost")}
    supported: dict[Target, list[str]] = {}
    adrift = []
    for link in store.links():
        if link.statement in lost:
            continue
        part = find_moved(case, link.kind, link.path, link.label)
        if part is None:
            adrift.append((link.statement, link.path))
        else:
            supported.setdefault(part, []).append(link.statement)
    return Coverage(
        tuple(targets(case)),
        {part: tuple(ids) for part, ids in supported.items()},
        tuple(adrift),
    )
