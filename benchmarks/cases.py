"""The cases that are measured: made from a seed, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SEED = 20220126
#: more options than these belong to nobody
LARGEST_BLOCK = 12
STATEMENTS = 12


@dataclass(frozen=True)
class Spec:
    """One case.

    Attributes
    ----------
    shape : "even" or "uneven"
    blocks : binary options of every party
    preferences : "statements", as a case file has them, or "random" rankings without ties
    """

    shape: str
    blocks: tuple[int, ...]
    preferences: str

    @property
    def exponent(self) -> int:
        """The table has two to the power of this many cells."""
        return sum(self.blocks)

    @property
    def name(self) -> str:
        """Short and without spaces; also the id of the case."""
        return f"{self.preferences}-" + "-".join(map(str, self.blocks))

    @classmethod
    def named(cls, name: str) -> Spec:
        """The inverse of `name`."""
        preferences, *blocks = name.split("-")
        sizes = tuple(map(int, blocks))
        return cls("even" if max(sizes) - min(sizes) <= 1 else "uneven", sizes, preferences)


def specs(exponents: Iterable[int]) -> Iterator[Spec]:
    """What is measured at every size: two to four parties, blocks even and uneven."""
    for exponent in exponents:
        even = [split(exponent, parties) for parties in (2, 3, 4)]
        largest = min(LARGEST_BLOCK, (exponent + 2) // 2 + 1)
        rest = exponent - largest
        uneven = (rest - rest // 3, largest, rest // 3)
        for blocks in even:
            if max(blocks) <= LARGEST_BLOCK:
                yield Spec("even", blocks, "statements")
        yield Spec("uneven", uneven, "statements")
        yield Spec("even", even[1], "random")
        yield Spec("uneven", uneven, "random")


def split(exponent: int, parties: int) -> tuple[int, ...]:
    """Options shared out as evenly as may be."""
    return tuple((exponent + k) // parties for k in reversed(range(parties)))


def case_text(spec: Spec) -> str:
    """A case file: every party with statements over everyone's options, one option of each
    one-way, and three combinations across parties impossible.
    """
    rng = random.Random(f"{SEED} {spec.name}")
    names = [f"o{p}_{k}" for p, count in enumerate(spec.blocks) for k in range(count)]
    lines = ["detente: 1", f"id: {spec.name}", "parties:"]
    for p, count in enumerate(spec.blocks):
        lines += [f"  p{p}:", f"    name: Party {p}", "    options:"]
        for k in range(count):
            one_way = ", one_way: up" if k == count - 1 and count > 1 else ""
            lines.append(f"      o{p}_{k}: {{does: Do {k}{one_way}}}")
        lines.append("    prefers:")
        lines += [f"      - {statement(rng, names)}" for _ in range(STATEMENTS)]
    lines.append("impossible:")
    lines += [f"  - {' and '.join(rng.sample(names, 3))}" for _ in range(3)]
    return "\n".join(lines) + "\n"


def statement(rng: random.Random, names: list[str]) -> str:
    """A statement of the kinds that analysts write, over one to three options."""
    a, b, c = rng.sample(names, 3)
    forms = ("{a}", "not {a}", "{a} if {b}", "{a} and not {b}", "{a} if {b} else not {c}")
    return rng.choice((*forms, "{a} or {b}")).format(a=a, b=b, c=c)
