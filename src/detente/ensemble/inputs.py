"""The inputs of a case that may be otherwise, and in which ways.

A sampler finds inputs of one kind and makes the case in which one of them is otherwise. Choice 0 is
always the input as it is written; choices from 1 on are its variants, each as good as the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

from detente.case.model import Case, Path
from detente.registry import Registry

#: what an input bears on: one party's ranks, or who can do what
Part = Literal["ranks", "moves"]
Find = Callable[[Case, float], Iterator["Input"]]
Apply = Callable[[Case, Sequence[tuple["Input", int]]], Case]


@dataclass(frozen=True)
class Input:
    """One entry of the case that may be otherwise.

    Attributes
    ----------
    kind : key of its sampler
    path : where it stands in the case, down to the entry
    owner : for preferences, where the list stands that it belongs to
    place : for preferences, its place in that list
    what : the entry in the words of the case
    doubt : the chance that it is otherwise
    variants : what each variant says, in a clause
    basis : where the entry comes from; "assumed" where it is unmarked
    """

    kind: str
    path: Path
    what: str
    doubt: float
    variants: tuple[str, ...]
    basis: str
    owner: Path = ()
    place: int = 0

    @property
    def where(self) -> str:
        """The path as people write it."""
        return ".".join(str(step) for step in self.path)


@dataclass(frozen=True)
class Sampler:
    """One way in which inputs may be otherwise.

    Attributes
    ----------
    says : what is varied, and how, in a clause
    part : whether it changes ranks alone
    find : the inputs of this kind, given the doubt of those that bear no mark
    apply : the case in which some inputs of this kind stand at the choices beside them
    """

    key: str
    says: str
    part: Part
    find: Find
    apply: Apply


SAMPLERS: Registry[Sampler] = Registry("sampler")


def load_samplers() -> Registry[Sampler]:
    """The register, with every file of `samplers/` read."""
    from detente.ensemble import samplers

    for module in sorted(found.name for found in iter_modules(samplers.__path__)):
        import_module(f"{samplers.__name__}.{module}")
    return SAMPLERS


def find_inputs(case: Case, unmarked: float = 0.0) -> tuple[Input, ...]:
    """Every input of the case that may be otherwise, in the order of the samplers and the case.

    Parameters
    ----------
    unmarked : the doubt of entries that bear none
    """
    return tuple(
        one
        for sampler in load_samplers().values()
        for one in sampler.find(case, unmarked)
        if one.doubt > 0
    )


def applied(case: Case, inputs: Sequence[Input], choices: Sequence[int]) -> Case:
    """The case in which every input stands at its choice."""
    for key, sampler in load_samplers().items():
        chosen = [
            (one, int(choice))
            for one, choice in zip(inputs, choices, strict=True)
            if choice and one.kind == key
        ]
        if chosen:
            case = sampler.apply(case, chosen)
    return case
