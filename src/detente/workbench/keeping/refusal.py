"""Changes that are not made: they would leave mistakes, or what they change is not as it was."""

from __future__ import annotations

from typing import Any

from detente.case.document import Path as Place
from detente.case.document import show
from detente.case.draft import Draft
from detente.errors import InputError, Problem
from detente.workbench.keeping.line import Line


class Refused(InputError):
    """A change that would leave the case with mistakes.

    Attributes
    ----------
    problems : what the case would be told
    """

    def __init__(self, label: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        told = "; ".join(f"{one.what}. {one.hint}".strip() for one in problems[:3])
        super().__init__(f"{label} is not possible: {told}")


class Stale(InputError):
    """A change of something that has been changed elsewhere since the page was drawn.

    Attributes
    ----------
    was, now : what stood there on the page, and what stands there now
    """

    def __init__(self, place: str, was: Any, now: Any) -> None:
        self.was, self.now = was, now
        super().__init__(
            f"{place} has been changed elsewhere since this page was drawn; nothing was "
            "overwritten. Look at what stands there now and change it again if you still want to"
        )


def check_fresh(line: Line, seen: int | None, draft: Draft) -> None:
    """A page drawn from an older text may change only what is still as it showed it.

    Parameters
    ----------
    seen : the number of the text that the page was drawn from

    Raises
    ------
    Stale
        when something that the draft changes has been changed since.
    """
    if seen is None or seen == line.revision:
        return
    old, now = line.as_of(seen), line.version
    if old is None or old.document is None or now.document is None:
        raise Stale("The case", "", "")
    for change in draft.changes:
        place = _listed(change.path)
        was, stands = _at(old.document.data, place), _at(now.document.data, place)
        if was != stands:
            raise Stale(show(place) or "The case", was, stands)


def _listed(path: Place) -> Place:
    """The list that a path leads into, or the path itself where it leads into none."""
    for place, part in enumerate(path):
        if isinstance(part, int):
            return path[:place]
    return path


def _at(data: Any, path: Place) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
