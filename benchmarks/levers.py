"""The searches for levers that are measured."""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.cases import SEED

PARTIES = ("a", "b", "c")


@dataclass(frozen=True)
class Search:
    """One search: three parties that see one another's aims in another order.

    Attributes
    ----------
    options : binary options of every party
    statements : statements of every party
    size : the most changes in one set
    aim : seconds, or None where the time is only reported
    """

    options: int
    statements: int
    size: int
    aim: float | None

    @property
    def states(self) -> int:
        """All combinations are possible."""
        return 1 << self.options * len(PARTIES)

    @property
    def target(self) -> str:
        """Two things done, one left."""
        return "a0 and b0 and not c1"


SEARCHES = (Search(2, 6, 3, 5.0), Search(4, 26, 2, None))


def case_text(search: Search) -> str:
    """A case file, the same on every machine."""
    rng = random.Random(f"{SEED} levers {search.options}")
    options = {p: [f"{p}{k}" for k in range(search.options)] for p in PARTIES}
    every = [name for names in options.values() for name in names]

    def literal() -> str:
        return rng.choice(["", "not "]) + rng.choice(every)

    def statements() -> list[str]:
        found: list[str] = []
        while len(found) < search.statements:
            joint = rng.choice(
                [literal(), f"{literal()} and {literal()}", f"{literal()} iff {literal()}"]
            )
            if joint not in found:
                found.append(joint)
        return found

    aims = {p: statements() for p in PARTIES}
    lines = ["detente: 1", f"id: levers-{search.states}", "present: none", "parties:"]
    for p in PARTIES:
        lines += [f"  {p}:", f"    name: Party {p}", "    options:"]
        lines += [f"      {name}: Do {name}" for name in options[p]]
        lines.append(f"    prefers: [{', '.join(aims[p])}]")
    lines += ["  watch: {name: A watcher, at_table: false}", "views:"]
    for p in PARTIES:
        lines.append(f"  {p}:")
        for other in PARTIES:
            if other != p:
                seen = rng.sample(aims[other], len(aims[other]))
                lines.append(f"    {other}: {{prefers: [{', '.join(seen)}]}}")
    lines.append("levers: {guarantors: [watch]}")
    return "\n".join(lines) + "\n"
