"""The whole of a case file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue as Schema

from detente.case.language import Names
from detente.case.model.base import (
    BareDate,
    Id,
    Marked,
    Model,
    Text,
    describe,
    renamed,
    without,
    wrong,
)
from detente.case.model.clock import Waiting
from detente.case.model.deal import Deal
from detente.case.model.parties import Party
from detente.case.model.sections import (
    Board,
    Deadline,
    Feeling,
    Grievance,
    Issue,
    IssueValue,
    Levers,
    Patience,
    SourceEntry,
    Statement,
    Story,
    Track,
    WalkAway,
)
from detente.case.model.views import Hypothesis, Outcome, Present, View
from detente.errors import Problem

FORMAT = 1
Path = tuple[str | int, ...]


def _nowhere(path: Path) -> str:
    return ""


@dataclass(frozen=True)
class Origin:
    """Where a case came from.

    Attributes
    ----------
    name : the file's name as the user gave it, or the id of a shipped case
    digest : SHA-256 of the bytes, in hexadecimal
    locate : from a path such as ("parties", "city", "prefers", 2) to "file.yaml:14:9"; a path
        that goes further than the file does is located at the nearest part that exists
    """

    name: str = ""
    digest: str = ""
    locate: Callable[[Path], str] = field(default=_nowhere, compare=False, repr=False)


def _format(value: object) -> int:
    if value == FORMAT and not isinstance(value, bool):
        return FORMAT
    hint = "This version reads the case format 1."
    raise wrong(f"the case format is not known: {describe(value)}", hint)


def _move(value: object) -> tuple[Any, Any]:
    if isinstance(value, list | tuple) and len(value) == 2:
        return (value[0], value[1])
    hint = "Write each move as a pair: [s1, s2]."
    found = f"a list of {len(value)}" if isinstance(value, list | tuple) else describe(value)
    raise wrong(f"a pair of states is expected, but {found} stands here", hint)


Format = Annotated[
    int, BeforeValidator(_format), WithJsonSchema({"$comment": "Format", "const": FORMAT})
]
Move = Annotated[tuple[Id, Id], BeforeValidator(_move)]


class GraphState(Marked):
    """A state of the graph form."""

    id: Id
    name: Text | None = None

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """An id, or a mapping with an id and a name."""
        if not isinstance(data, dict):
            return {"id": data}
        if "is" in data and "id" not in data:
            return {("id" if key == "is" else key): value for key, value in data.items()}
        return data

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """An id, or a mapping with it under `id` or `is`."""
        return [full["properties"]["id"], full, renamed(full, "id", "is")]


class Case(Model):
    """One negotiation as one analyst assumes it: parties, options, preferences, and the rest."""

    format: Format = Field(default=FORMAT, alias="detente")
    id: Id
    title: Text
    question: Text | None = None
    as_of: BareDate | None = None
    handling: Text | None = None
    about: Text | None = None

    parties: dict[Id, Party]
    states: list[GraphState] | None = None
    moves: dict[Id, list[Move]] = Field(default_factory=dict)
    present: Present | None = None
    impossible: list[Text] = Field(default_factory=list)
    same: list[Text] = Field(default_factory=list)
    outcomes: dict[Id, Outcome] = Field(default_factory=dict)

    hypotheses: dict[Id, Hypothesis] = Field(default_factory=dict)
    views: dict[Id, View] = Field(default_factory=dict)

    stories: dict[Id, Story] = Field(default_factory=dict)
    meanings: dict[Id, dict[Id, Text]] = Field(default_factory=dict)
    issues: dict[Id, Issue] = Field(default_factory=dict)
    values: dict[Id, dict[Id, IssueValue]] = Field(default_factory=dict)
    walk_away: WalkAway = Field(default_factory=dict)
    deal: Deal | None = None
    victory: dict[Id, Text] = Field(default_factory=dict)
    sells: dict[Id, Text] = Field(default_factory=dict)
    grievances: list[Grievance] = Field(default_factory=list)
    feelings: dict[Id, dict[Id, Feeling]] = Field(default_factory=dict)
    board: Board | None = None
    tracks: dict[Id, Track] = Field(default_factory=dict)
    deadlines: list[Deadline] = Field(default_factory=list)
    patience: dict[Id, Patience] = Field(default_factory=dict)
    clock: dict[Id, Waiting] = Field(default_factory=dict)
    levers: Levers | None = None
    statements: list[Statement] = Field(default_factory=list)
    sources: dict[Id, SourceEntry] = Field(default_factory=dict)

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """The id and the title may be left out: they are then the name of the file."""
        return [without(full, "id", "title")]

    _origin: Origin = PrivateAttr(default_factory=Origin)
    _warnings: tuple[Problem, ...] = PrivateAttr(default=())
    _names: Names | None = PrivateAttr(default=None)

    @property
    def origin(self) -> Origin:
        """Where the case came from."""
        return self._origin

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is odd about the case, though it can be used."""
        return self._warnings

    @property
    def graph_form(self) -> bool:
        """Whether the case lists its states instead of options."""
        return self.states is not None

    @property
    def kept_names(self) -> Names | None:
        """The names of the case that this one was cut from, so that codes stay what they are."""
        return self._names

    def knowing(self, names: Names) -> Case:
        """The same case, with the names (and so the codes) of another."""
        copy = self.model_copy()
        copy._names = names
        return copy

    def with_origin(self, origin: Origin, warnings: tuple[Problem, ...] = ()) -> Case:
        """The same case, knowing where it came from."""
        copy = self.model_copy()
        copy._origin = origin
        copy._warnings = warnings
        return copy
