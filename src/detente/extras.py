"""Optional libraries: imported where they are needed, and explained where they are missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from detente.errors import InputError

#: library -> the extra of this package that brings it
EXTRAS = {
    "dd": "symbolic",
    "distributed": "cluster",
    "joblib": "cluster",
    "pandas": "frames",
    "spacy": "nlp",
}


def needs(library: str) -> ModuleType:
    """Import an optional library.

    Raises
    ------
    InputError
        when it is not installed; the message says which command installs it.
    """
    try:
        return import_module(library)
    except ImportError:
        extra = EXTRAS.get(library)
        how = f"pip install 'detente[{extra}]'" if extra else f"pip install {library}"
        raise InputError(f"this needs {library}, which is not installed. Try: {how}") from None
