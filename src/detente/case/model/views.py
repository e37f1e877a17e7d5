"""Rival bases and views: what may be otherwise, and what each side may think is so."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field, ValidationInfo, model_validator
from pydantic.json_schema import JsonSchemaValue as Schema

from detente.case.language import VIEW_KEYS
from detente.case.model.base import (
    BareWords,
    Entry,
    Flag,
    FromFile,
    Id,
    Level,
    Marked,
    Model,
    StateText,
    Text,
    is_marked,
    marked_form,
    without,
)
from detente.case.model.parties import OneWay, Option, PartyChange
from detente.case.model.sections import Values, WalkAway


class Present(Marked):
    """The state in which things stand: by option, or as state notation, or as a code."""

    text: StateText | None = None
    levels: dict[Id, Entry[Level]] = Field(default_factory=dict)

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A mapping of levels, or a state (which may be marked)."""
        if is_marked(data):
            return {("text" if key == "is" else key): value for key, value in data.items()}
        if isinstance(data, dict):
            return {"levels": data}
        return {"text": data}

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """A state, a marked state, or a mapping of levels."""
        state = full["properties"]["text"]
        return [state, marked_form(full, state), full["properties"]["levels"]]


class Outcome(Marked):
    """A name for the states where an expression holds."""

    when: Text
    name: Text

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """The name may be left out: it is then the id."""
        return [without(full, "name")]


class Expectation(Marked):
    """What would speak for or against a hypothesis."""

    what: Text
    weight: BareWords | None = None

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A text says what is expected; a mapping may weigh it."""
        if is_marked(data):
            return {("what" if key == "is" else key): value for key, value in data.items()}
        return {"what": data} if not isinstance(data, dict) else data

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """A text, plain or marked, or the full form."""
        text = full["properties"]["what"]
        return [text, marked_form(full, text), full]


class _ByParty(Model):
    """A mapping whose keys are reserved words or party ids."""

    reserved: ClassVar[tuple[str, ...]] = ()

    parties: dict[Id, PartyChange] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict) or not isinstance(info.context, FromFile):
            return data
        full = {key: value for key, value in data.items() if key in cls.reserved}
        full["parties"] = {key: value for key, value in data.items() if key not in cls.reserved}
        return full

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """Party ids stand beside the reserved words."""
        parties = full["properties"].pop("parties")
        return [{**full, "additionalProperties": parties["additionalProperties"]}]


class Hypothesis(_ByParty):
    """A rival base: what it replaces, and what one would see if it held."""

    reserved: ClassVar[tuple[str, ...]] = ("expects",)

    expects: list[Expectation] = Field(default_factory=list)


class View(_ByParty):
    """One party's idea of the game, as differences from the parent view."""

    reserved: ClassVar[tuple[str, ...]] = VIEW_KEYS

    unseen: dict[Id, Entry[Level | None]] = Field(default_factory=dict)
    imagined: dict[Id, dict[Id, Option]] = Field(default_factory=dict)
    one_way: dict[Id, OneWay] = Field(default_factory=dict)
    impossible: list[Text] = Field(default_factory=list)
    possible: list[Text] = Field(default_factory=list)
    present: Present | None = None
    means: dict[Id, Text] = Field(default_factory=dict)
    values: Values = Field(default_factory=dict)
    walk_away: WalkAway = Field(default_factory=dict)
    awareness: Entry[Flag] | None = Field(default=None, alias="aware")

    @property
    def aware(self) -> bool | None:
        """Whether the party knows that the others see another game; None: by nesting alone."""
        return self.awareness.value if self.awareness else None

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """What is unseen may be a list of names, or marks without a level."""
        unseen = full["properties"]["unseen"]
        marks_only = {"type": "object", "not": {"required": ["is"]}}
        loose = {"anyOf": [unseen["additionalProperties"], marks_only]}
        named = {"type": "array", "items": {"type": ["string", "object"]}}
        mapping = {**unseen, "additionalProperties": loose}
        full["properties"]["unseen"] = {"anyOf": [named, mapping]}
        return super().admit(full)

    @model_validator(mode="before")
    @classmethod
    def _list_of_unseen(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict) or not isinstance(info.context, FromFile):
            return data
        unseen = data.get("unseen")
        if isinstance(unseen, list):
            return {**data, "unseen": dict(map(_unseen_item, unseen))}
        if isinstance(unseen, dict):
            return {**data, "unseen": {key: _presumed(value) for key, value in unseen.items()}}
        return data


def _unseen_item(item: Any) -> tuple[Any, Any]:
    """One entry of the list form: a name, or a marked name."""
    if is_marked(item):
        return str(item["is"]), {**item, "is": None}
    return item if isinstance(item, str) else str(item), {"is": None}


def _presumed(value: Any) -> Any:
    """One value of the mapping form; a mapping of marks alone presumes no level."""
    if isinstance(value, dict) and "is" not in value:
        return {**value, "is": None}
    return value
