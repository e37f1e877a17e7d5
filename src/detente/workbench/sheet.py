"""One request for a screen: which case, line, view and account, and the way to analyses."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from starlette.datastructures import UploadFile

from detente.brief.document import plain
from detente.brief.wording.grammar import party_name
from detente.brief.wording.things import as_seen
from detente.case.model import Case
from detente.errors import InputError
from detente.progress import Progress
from detente.workbench.analysis import Analyses
from detente.workbench.desk import Desk
from detente.workbench.jobs import Job
from detente.workbench.keeping.line import MAIN, Line
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.keeping.version import Version

if TYPE_CHECKING:
    from detente.game import Game
    from detente.stability import StabilityTable

#: what every address keeps while one goes from tab to tab
_KEPT = ("line", "view", "hypothesis")


@dataclass(eq=False)
class Sheet:
    """What a screen is drawn from.

    Attributes
    ----------
    open, line : the case and which of its lines; the version is taken once, at the beginning
    screen : key of the screen
    params : the fields of the address
    uploads : files that were sent along
    """

    desk: Desk
    open: OpenCase
    line: Line
    screen: str
    params: Mapping[str, str]
    uploads: tuple[UploadFile, ...] = ()
    version: Version = field(init=False)
    revision: int = field(init=False)

    def __post_init__(self) -> None:
        with self.open.lock:
            self.version, self.revision = self.line.version, self.line.revision

    # ------------------------------------------------------------------ the case

    @property
    def case(self) -> Case:
        """The case of this line.

        Raises
        ------
        InputError
            when its text has mistakes.
        """
        if self.version.case is None:
            raise InputError("the file has mistakes; mend them first")
        return self.version.case

    @cached_property
    def analyses(self) -> Analyses:
        """Everything that is found in this version."""
        return self.desk.cache.of(self.version.digest, self.case)

    @cached_property
    def view(self) -> str:
        """Whose idea of the game the page shows: "base", or a path that the case can have."""
        asked = self.params.get("view") or "base"
        parties = [key for key, party in self.case.parties.items() if party.at_table]
        known = asked == "base" or all(part in parties for part in asked.split("."))
        return asked if known and asked.count(".") < 4 else "base"

    @cached_property
    def hypothesis(self) -> str | None:
        """Under which rival account, if any."""
        asked = self.params.get("hypothesis")
        return asked if asked in self.case.hypotheses else None

    @property
    def where(self) -> str:
        """What acts on preferences and rules change: "", a view, or "hypothesis:ID"."""
        if self.view != "base":
            return self.view
        return f"hypothesis:{self.hypothesis}" if self.hypothesis else ""

    @property
    def game(self) -> Game:
        """The game of the chosen view and account.

        Raises
        ------
        InputError
            when the case allows none there.
        """
        return self.analyses.game(self.view, self.hypothesis)

    @property
    def solved(self) -> StabilityTable:
        """Who would stay where in that game, under the five concepts."""
        return self.analyses.solved(self.view, self.hypothesis)

    @cached_property
    def views(self) -> list[tuple[str, str]]:
        """What the view switch offers: the base, each side's view, and the nested ones given."""
        case = self.case
        parties = [key for key, party in case.parties.items() if party.at_table]
        nested = [path for path in case.views if "." in path and path.count(".") < 2]
        paths = [*parties, *(one for one in nested if set(one.split(".")) <= set(parties))]
        if self.view not in {"base", *paths}:
            paths.append(self.view)
        return [("base", "As assumed"), *((path, self._seen_by(path)) for path in paths)]

    def _seen_by(self, path: str) -> str:
        names = [party_name(self.case.parties[step].name.value) for step in path.split(".")]
        told = plain(as_seen(names))
        return told[0].upper() + told[1:]

    def name(self, party: str) -> str:
        """What a party is called."""
        return self.analyses.palette.name(party)

    def account(self, key: str) -> str:
        """What a hypothesis is called: its name for what it changes, else its id in words."""
        changes = self.case.hypotheses[key].parties.values()
        names = [change.name.value for change in changes if change.name is not None]
        return "; ".join(names) or key.replace("_", " ")

    def colour(self, party: str) -> str:
        """The class that gives a party its colours."""
        known = list(self.analyses.palette)
        return f"party-{known.index(party) % 8}" if party in known else "party-none"

    # ------------------------------------------------------------------ addresses

    @property
    def root(self) -> str:
        """The address that all of this case's addresses begin with."""
        return f"/case/{quote(self.open.slot)}"

    def url(self, screen: str | None = None, **changes: Any) -> str:
        """The address of a screen, with the line, view and account kept; None drops a field.

        On the same screen all other fields are kept, too.
        """
        same = screen is None or screen == self.screen
        fields = {k: v for k, v in self.params.items() if same or k in _KEPT}
        for key, value in changes.items():
            fields[key] = "" if value is None else str(value)
        query = urlencode({k: v for k, v in fields.items() if v and (k, v) != ("line", MAIN)})
        return f"{self.root}/{screen or self.screen}" + (f"?{query}" if query else "")

    def take(self, kind: str, name: str) -> str:
        """Where a figure or table of this page can be downloaded: `take("figure", "graph.svg")`."""
        query = urlencode({k: v for k, v in self.params.items() if v})
        path = f"{self.root}/{kind}/{self.screen}/{quote(name)}"
        return path + (f"?{query}" if query else "")

    # ------------------------------------------------------------------ work

    def once(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """Do something once for this version."""
        return self.analyses.once(key, work)

    def job(self, key: Hashable, work: Callable[[Progress], Any], wait: float = 0.15) -> Job:
        """Long work on this version, done in the background."""
        return self.desk.jobs.start((self.version.digest, key), work, wait)

    def typed(self, field: str, value: object = "") -> str:
        """What a field shows: what was being written into it, else its value."""
        return self.open.typed.get(field, "" if value is None else str(value))
