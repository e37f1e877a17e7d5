"""The sections that tell the story around the game; each is read by the analyses that need it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue as Schema

from detente.case.model.base import (
    MARKS,
    BareWords,
    DateText,
    Entry,
    Id,
    Level,
    LevelName,
    Marked,
    Model,
    Number,
    Span,
    Text,
    When,
    describe,
    is_marked,
    marked_form,
    word_of,
    wrong,
)

Act = Literal[
    "demand",
    "offer",
    "refusal",
    "threat",
    "assurance",
    "accusation",
    "condition",
    "deadline",
    "appeal",
    "acknowledgement",
    "assessment",
    "agenda",
    "position",
    "dismissal",
]
Wish = Literal["ill", "nothing", "well"]
Urgency = Literal["low", "some", "high"]
LeverKind = Literal[
    "belief", "disclosure", "commitment", "guarantee", "concession", "option", "sequence"
]


def _rank(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    hint = "1 is the most important issue, 2 the next; ties are allowed."
    raise wrong(f"a rank is expected, but {describe(value)} stands here", hint)


def _urgency(value: object) -> object:
    return "some" if value == "medium" else value


def _reserve(value: object) -> object:
    """A number stays a number, a text is an expression."""
    if isinstance(value, str):
        return value
    return Entry[Number].model_validate({"is": value}, by_alias=True).value


ActWord = Annotated[Act, *word_of(*get_args(Act))]
WishWord = Annotated[Wish, *word_of(*get_args(Wish))]
Rank = Annotated[
    int,
    BeforeValidator(_rank),
    WithJsonSchema({"$comment": "Rank", "type": "integer", "minimum": 1}),
]
UrgencyWord = Annotated[
    Urgency,
    BeforeValidator(_urgency),
    WithJsonSchema({"$comment": "Urgency", "enum": ["low", "some", "medium", "high"]}),
]


class _TextFirst(Marked):
    """A mapping whose short form is the text of one field."""

    first: ClassVar[str] = ""

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A text, or a marked text, stands for the first field."""
        if is_marked(data):
            return {(cls.first if key == "is" else key): value for key, value in data.items()}
        return data if isinstance(data, dict) else {cls.first: data}

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """A text, plain or marked, or the full form."""
        text = full["properties"][cls.first]
        return [text, marked_form(full, text), full]


class Story(_TextFirst):
    """The kind of situation that a party thinks this is, and who plays which role in it."""

    first: ClassVar[str] = "kind"

    kind: Text
    roles: dict[Id, Text] = Field(default_factory=dict)
    says: Text | None = None
    """How this side would put it, in a sentence."""


class Issue(Marked):
    """What is negotiated: its levels, and where each side stands."""

    asks: Text
    levels: list[LevelName] = Field(default_factory=list)
    positions: dict[Id, Text] = Field(default_factory=dict)
    priority: dict[Id, Entry[Rank]] = Field(default_factory=dict)
    urgency: dict[Id, Entry[UrgencyWord]] = Field(default_factory=dict)
    options: list[Id] = Field(default_factory=list)


class IssueValue(Marked):
    """What one party makes of an issue: its weight, and the worth of each level."""

    whole: ClassVar[bool] = True

    weight: Entry[Number]
    levels: dict[Level, Entry[Number]] = Field(default_factory=dict)

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """Keys beside `weight` and the marks are levels."""
        full = super().read(data)
        own = {"weight", *MARKS}
        levels = {key: value for key, value in full.items() if key not in own}
        return {**{key: full[key] for key in full if key in own}, "levels": levels}

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """Levels stand beside the weight."""
        levels = full["properties"].pop("levels")
        return [{**full, "additionalProperties": levels["additionalProperties"]}]


class Grievance(Marked):
    """A past event, and how each side reads it."""

    event: Text
    when: Span | None = None
    readings: dict[Id, Text] = Field(default_factory=dict)


class Feeling(_TextFirst):
    """What one party feels towards another."""

    first: ClassVar[str] = "word"

    word: Text
    wishes: WishWord | None = None


class Doubted(Marked):
    """Whom one party does not believe, and in what."""

    by: Id
    option: Id
    of: Annotated[Literal["position", "intention"], *word_of("position", "intention")]


class Board(Model):
    """An options board: what each asks for, what each says it will do otherwise, who doubts it."""

    positions: dict[Id, dict[Id, Entry[Level]]] = Field(default_factory=dict)
    intentions: dict[Id, Entry[Level]] = Field(default_factory=dict)
    doubted: list[Doubted] = Field(default_factory=list)


class Session(Marked):
    """One meeting of a track."""

    date: Span
    name: Text | None = None
    place: Text | None = None
    parties: list[Id] = Field(default_factory=list)
    mood: dict[Id, Text] = Field(default_factory=dict)
    result: Text | None = None


class Track(Marked):
    """A venue of the talks."""

    name: Text
    place: Text | None = None
    parties: list[Id] = Field(default_factory=list)
    about: Text | None = None
    sessions: list[Session] = Field(default_factory=list)


class Deadline(Marked):
    """A date that presses someone."""

    what: Text
    date: Span
    binds: list[Id] = Field(default_factory=list)


class Patience(_TextFirst):
    """How long a party can wait."""

    first: ClassVar[str] = "until"

    until: Span
    what: Text | None = None


class Levers(Model):
    """What binds the search for levers."""

    never: list[Text] = Field(default_factory=list)
    cost: dict[LeverKind, Entry[Number]] = Field(default_factory=dict)
    guarantors: list[Id] = Field(default_factory=list)
    restores: dict[Id, list[Id]] = Field(default_factory=dict)
    """What a guarantor could bring back by itself: options of others."""


class Statement(Marked):
    """Something a party said."""

    id: Id
    by: Text | None = None
    party: Id
    act: ActWord
    target: Id | None = None
    issue: Id | None = None
    gist: Text
    text: Text | None = None
    date: When | None = None
    place: Text | None = None
    track: Id | None = None
    source: Id | None = None
    at: BareWords | None = None


class SourceEntry(_TextFirst):
    """A document that statements and marks lean on."""

    first: ClassVar[str] = "title"

    title: Text
    author: Text | None = None
    date: When | None = None
    publisher: Text | None = None
    kind: Text | None = None
    url: Text | None = None
    language: Text | None = None


Worth = Annotated[
    Number | str,
    BeforeValidator(_reserve),
    WithJsonSchema({"$comment": "Worth", "type": ["number", "string"]}),
]
Values = dict[Id, dict[Id, IssueValue]]
WalkAway = dict[Id, Entry[Worth]]

__all__ = [
    "Act",
    "Board",
    "DateText",
    "Deadline",
    "Doubted",
    "Feeling",
    "Grievance",
    "Issue",
    "IssueValue",
    "LeverKind",
    "Levers",
    "Patience",
    "Session",
    "SourceEntry",
    "Statement",
    "Story",
    "Track",
    "Values",
    "WalkAway",
    "Wish",
]
