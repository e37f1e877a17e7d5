"""What a screen gives: values for its template, figures and tables that can be taken along."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.charts import Figure


@dataclass(frozen=True)
class Grid:
    """A table as it is taken along: heads, and lines of texts and numbers."""

    heads: Sequence[str]
    lines: Sequence[Sequence[Any]]

    def to_csv(self) -> str:
        """Comma-separated values that a spreadsheet opens as text, never as a formula."""
        sheet = io.StringIO()
        writer = csv.writer(sheet, lineterminator="\r\n")
        writer.writerow([_harmless(head) for head in self.heads])
        for line in self.lines:
            writer.writerow([_harmless(cell) for cell in line])
        return sheet.getvalue()


def _harmless(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if cell is None:
        return ""
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{cell}"
    return cell


@dataclass(frozen=True)
class Page:
    """One drawn screen.

    Attributes
    ----------
    values : for the template of the screen
    figures, tables : by name; each can be downloaded from the page's own address
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    tables: Mapping[str, Grid] = field(default_factory=dict)
