"""What every analysis returns: rows, a table, a page fragment, and what it was made from."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from detente.extras import needs

Row = dict[str, Any]


@cache
def package_version() -> str:
    """The version of Détente that is running."""
    try:
        return version("detente")
    except PackageNotFoundError:  # a source tree that was never installed
        return "0+source"


@dataclass(frozen=True)
class MadeFrom:
    """Enough to make a result again: which case, which version, which settings."""

    case_id: str
    digest: str
    version: str = field(default_factory=package_version)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> Row:
        """The same as plain data."""
        return {
            "case": self.case_id,
            "digest": self.digest,
            "version": self.version,
            "settings": dict(self.settings),
        }


class Result(ABC):
    """Base of all results: frozen, named, and able to say what it holds in rows."""

    made_from: MadeFrom

    @abstractmethod
    def to_rows(self) -> Iterator[Row]:
        """One plain mapping a row, in the order DESIGN §6 gives; streamed."""

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame (extra `frames`)."""
        return needs("pandas").DataFrame(list(self.to_rows()))

    def to_dict(self) -> Row:
        """The rows together with what they were made from."""
        return {"made_from": self.made_from.to_dict(), "rows": list(self.to_rows())}

    def _repr_html_(self) -> str:
        """For notebooks: the terminal text, kept in columns."""
        return f"<pre>{html.escape(str(self))}</pre>"
