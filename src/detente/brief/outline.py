"""The order of the brief: a register of sections, each one file with one registration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from detente.brief.document import Block, Section
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material
from detente.errors import InputError
from detente.registry import Registry

Blocks = list[Block]
Write = Callable[[Material, Lexicon], Blocks]


@dataclass(frozen=True)
class Part:
    """One section as the register knows it.

    Attributes
    ----------
    place : where it stands; sections are ordered by it
    needs : what of the case feeds it, for the list of what is missing
    write : from material to blocks; no blocks, no section
    """

    key: str
    title: str
    place: int
    needs: str
    write: Write

    def __call__(self, material: Material, words: Lexicon) -> Section | None:
        """The section, or None where the case does not feed it."""
        blocks = self.write(material, words)
        return Section(self.key, self.title, tuple(blocks)) if blocks else None


PARTS: Registry[Part] = Registry("section")


def section(key: str, *, title: str, place: int, needs: str) -> Callable[[Write], Part]:
    """Register a section. That one file is the whole addition."""

    def register(write: Write) -> Part:
        return PARTS.add(key, Part(key, title, place, needs, write))

    return register


def section_keys() -> tuple[str, ...]:
    """The key of every section, in the order of the brief; the last is always there."""
    from detente.brief.colophon import KEY

    return (*(part.key for part in parts()), KEY)


def chosen(only: Iterable[str] = (), without: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys of the sections asked for.

    Parameters
    ----------
    only : these; without any, all
    without : less these

    Raises
    ------
    InputError
        for a key that no section has, and where nothing is left.
    """
    known = section_keys()
    wanted, unwanted = tuple(only), tuple(without)
    for key in (*wanted, *unwanted):
        if key not in known:
            raise InputError(f"there is no section '{key}'. Known: {', '.join(known)}.")
    kept = tuple(key for key in known if (key in wanted or not wanted) and key not in unwanted)
    if not kept:
        raise InputError("no section is left to write")
    return kept


def parts() -> list[Part]:
    """All sections in the order of the brief."""
    from detente.brief import sections

    for module in iter_modules(sections.__path__):  # each module registers itself
        import_module(f"{sections.__name__}.{module.name}")
    return sorted(PARTS.values(), key=lambda part: part.place)
