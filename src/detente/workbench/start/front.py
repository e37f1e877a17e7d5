"""The first page: cases of the folder, those that come with the program, and how one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from detente.case.render import scalar
from detente.case.shipped import Shipped, shipped
from detente.workbench.acts.places import derived_id

if TYPE_CHECKING:
    from detente.workbench.desk import Desk

#: cases of the folder that are shown at once; the others unfold
SHOWN = 8
#: how many parties a case may begin with, and those that it has where nobody is named
_MOST = 40
_NOBODY = ("First party", "Second party")


@dataclass(frozen=True)
class Recent:
    """A case file of the folder, as the first page shows it.

    Attributes
    ----------
    when, at : the last change in words, and in ISO form
    open : whether the workbench has it open
    """

    name: str
    title: str
    when: str
    at: str
    open: bool


@cache
def catalogue() -> tuple[Shipped, ...]:
    """The shipped cases; they do not change while the program runs."""
    return tuple(shipped())


def recent(desk: Desk, now: datetime | None = None) -> Sequence[Recent]:
    """Cases of the folder, the last changed first."""
    opened = {case.path.name for case in list(desk.cases.values()) if case.written}
    today = now or datetime.now()
    found = []
    for one in desk.files():
        at = datetime.fromtimestamp(one.changed)
        found.append(
            Recent(one.name, one.title, _when(at, today), at.isoformat("T", "minutes"),
                   one.name in opened)
        )  # fmt: skip
    return found


def _when(at: datetime, now: datetime) -> str:
    if at.date() == now.date():
        return f"today, {at:%H:%M}"
    if at.date() == (now - timedelta(days=1)).date():
        return f"yesterday, {at:%H:%M}"
    return f"{at.day} {at:%B %Y}"


def empty_case(title: str, parties: str) -> str:
    """The text of a case with its parties and nothing else.

    Parameters
    ----------
    parties : names, one a line; where there is none, two to be renamed
    """
    names = [" ".join(line.split())[:200] for line in parties.splitlines() if line.strip()]
    entries: dict[str, str] = {}
    for name in names[:_MOST] or _NOBODY:
        entries[derived_id(name, entries, "party")] = name
    lines = ["detente: 1", f"title: {scalar(' '.join(title.split())[:200])}", "parties:"]
    for key, name in entries.items():
        lines += [f"  {scalar(key)}:", f"    name: {scalar(name)}"]
    return "\n".join(lines) + "\n"
