"""Which language model reads along with the patterns; told without importing what would run it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec

from detente.errors import InputError, nearest

PREFERRED = "en_core_web_sm"
HOW = "pip install 'detente[nlp]' and python -m spacy download en_core_web_sm"


@dataclass(frozen=True, slots=True)
class Model:
    """An installed pipeline of spaCy, or none.

    Attributes
    ----------
    name : to load it by; None: patterns read alone
    version : of the package
    note : what a reader should know; empty: nothing
    """

    name: str | None
    version: str = ""
    note: str = ""


def installed_models() -> dict[str, str]:
    """The pipelines for English that are installed, with their versions; the preferred first."""
    found = {
        point.name: point.dist.version if point.dist else ""
        for point in entry_points(group="spacy_models")
        if point.name.startswith("en_") and find_spec("spacy") is not None
    }
    return dict(sorted(found.items(), key=lambda pair: (pair[0] != PREFERRED, pair[0])))


def choose_model(wanted: str) -> Model:
    """The model that "auto", "none" or a name asks for.

    Raises
    ------
    InputError
        when a model is asked for by its name and is not installed.
    """
    if wanted == "none":
        return Model(None)
    known = installed_models()
    if wanted == "auto":
        if not known:
            return Model(None, note=f"Patterns read alone; a language model finds more: {HOW}")
        name = next(iter(known))
        return Model(name, known[name])
    if wanted not in known:
        hint = nearest(wanted, [*known, "auto", "none"])
        raise InputError(f"there is no language model '{wanted}' here. {hint} To get one: {HOW}")
    return Model(wanted, known[wanted])
