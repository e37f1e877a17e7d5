"""Analyses of one version of a case, each done once and kept while the version is in use."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from detente.case.model import Case
from detente.charts import Palette
from detente.errors import InputError
from detente.stability import StabilityTable, default_concepts, solve_game
from detente.views.lens import Lens

if TYPE_CHECKING:
    from detente.game import Game

T = TypeVar("T")
#: versions whose analyses are kept
KEPT = 24


class Analyses:
    """What the library finds in a case; the same calls as the brief and the command line."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._found: dict[Hashable, Any] = {}
        self._lock = threading.RLock()

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """Do something once; a complaint is kept, too, and raised again."""
        with self._lock:
            if key not in self._found:
                try:
                    self._found[key] = (work(), None)
                except InputError as complaint:
                    self._found[key] = (None, complaint)
            value, refused = self._found[key]
        if refused is not None:
            raise refused
        result: T = value
        return result

    @cached_property
    def palette(self) -> Palette:
        """How each party looks."""
        return Palette.of(self.case)

    def lens(self, hypothesis: str | None = None, root: str = "base") -> Lens:
        """The case from one root, with every view below it."""
        return self.once(("lens", root, hypothesis), lambda: Lens(self.case, root, hypothesis))

    def game(self, view: str = "base", hypothesis: str | None = None) -> Game:
        """The game of a view.

        Raises
        ------
        InputError
            when the case allows no game there.
        """
        return self.lens(hypothesis).game(view)

    def solved(self, view: str = "base", hypothesis: str | None = None) -> StabilityTable:
        """Who would stay where, under the five concepts."""
        return self.once(
            ("solved", view, hypothesis),
            lambda: solve_game(self.game(view, hypothesis), default_concepts()),
        )


class Cache:
    """Analyses by digest; the longest unused go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Analyses] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, digest: str, case: Case) -> Analyses:
        """The analyses of a version."""
        with self._lock:
            found = self._kept.get(digest)
            if found is None:
                found = self._kept[digest] = Analyses(case)
            self._kept.move_to_end(digest)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return found
