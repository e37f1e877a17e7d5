"""Parties: what each can do, and what it prefers."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import JsonSchemaValue as Schema

from detente.case.model.base import (
    Entry,
    Flag,
    Id,
    LevelName,
    Marked,
    Model,
    Number,
    StateText,
    Text,
    describe,
    is_marked,
    marked_form,
    marks_of,
    renamed,
    without,
    wrong,
)

Direction = Literal["both", "up", "down", "locked"]
LEVELS = ("false", "true")


class OneWay(Marked):
    """In which directions an option's level may change."""

    kind: Direction = "both"
    locked: tuple[LevelName, ...] = ()
    """Levels that cannot be left, when `kind` is `locked`."""

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """`up` (or true), `down`, `both` (or false), or a list of levels that cannot be left."""
        marks: dict[str, Any] = {}
        if isinstance(data, dict):
            if "is" not in data:
                raise wrong(
                    "a direction is expected, but a mapping without 'is:' stands here",
                    "Write up, down, false, or a list of levels that cannot be left.",
                )
            marks = {key: value for key, value in data.items() if key != "is"}
            data = data["is"]
        if isinstance(data, bool):
            return {"kind": "up" if data else "both", **marks}
        if isinstance(data, list):
            return {"kind": "locked", "locked": data, **marks}
        if data in ("both", "up", "down"):
            return {"kind": data, **marks}
        raise wrong(
            f"a direction is expected, but {describe(data)} stands here",
            "Write up, down, false, or a list of levels that cannot be left.",
        )

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """A direction, plain or marked."""
        levels = full["properties"]["locked"]
        value = {"anyOf": [{"type": "boolean"}, {"enum": ["both", "up", "down"]}, levels]}
        return [value, marked_form(full, value)]


class Option(Marked):
    """Something that one party can do, with two or more levels in order."""

    does: Text
    levels: tuple[LevelName, ...] = LEVELS
    one_way: OneWay = Field(default_factory=OneWay)

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A text says what the option does; a mapping may say more."""
        if not isinstance(data, dict):
            return {"does": data}
        if "is" in data and "does" not in data:
            return {("does" if key == "is" else key): value for key, value in data.items()}
        return data

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """A text, or a mapping with the text under `does` or `is`."""
        text = full["properties"]["does"]
        return [text, without(full, "does"), renamed(full, "does", "is")]

    @property
    def named(self) -> bool:
        """Whether the file names the levels."""
        return "levels" in self.model_fields_set


class Preference(Marked):
    """One statement of preference: a text, or alternatives that count once."""

    any: list[Text]

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """An expression; or a mapping with one under `is`, or several under `any`."""
        if not isinstance(data, dict):
            return {"any": [data]}
        if "is" in data and "any" not in data:
            return {"any": [data["is"]], **{k: v for k, v in data.items() if k != "is"}}
        if "any" not in data:
            raise wrong(
                "a preference is expected, but a mapping without 'is:' or 'any:' stands here",
                "Write an expression, or {is: ...} with marks, or {any: [..., ...]}.",
            )
        return data

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """An expression, plain or marked, or alternatives."""
        text = full["properties"]["any"]["items"]
        return [text, marked_form(full, text), full]

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The expressions of which one must hold."""
        return tuple(entry.value for entry in self.any)


class Prefers(Model):
    """Statements of preference, most important first; lexicographic."""

    statements: list[Preference]

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A list of preferences."""
        if not isinstance(data, list):
            hint = "Write a list: prefers: [not strike, sell]."
            raise wrong(
                f"a list of preferences is expected, but {describe(data)} stands here", hint
            )
        return {"statements": data}

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """The list alone."""
        return [full["properties"]["statements"]]


class Ranking(Model):
    """States from best to worst; those on one rung are tied."""

    rungs: list[tuple[Entry[StateText], ...]]

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A list of states; a nested list is a tie."""
        if not isinstance(data, list):
            hint = "Write a list, best first: ranking: [a + b, [none, code 3]]."
            raise wrong(f"a list of states is expected, but {describe(data)} stands here", hint)
        rungs = []
        for rung in data:
            if isinstance(rung, list):
                rungs.append(rung)
            elif is_marked(rung) and isinstance(rung["is"], list):
                rungs.append([{"is": state, **marks_of(rung)} for state in rung["is"]])
            else:
                rungs.append([rung])
        return {"rungs": rungs}

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """A list whose items are states, ties, or marked ties."""
        tie = full["properties"]["rungs"]["items"]
        state = tie["items"]
        marked_tie = {"type": "object", "properties": {"is": tie}, "required": ["is"]}
        return [{"type": "array", "items": {"anyOf": [state, tie, marked_tie]}}]


class Weight(Marked):
    """How much one expression counts."""

    expr: str
    weight: Number


class Weights(Model):
    """Expressions and how much each counts; a state's worth is the sum over those that hold."""

    entries: dict[str, Entry[Number]]

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A mapping from expression to number."""
        if not isinstance(data, dict):
            hint = "Write a mapping: weights: {strike: -2, offer == full: 1.5}."
            raise wrong(f"a mapping of weights is expected, but {describe(data)} stands here", hint)
        return {"entries": data}

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """The mapping alone."""
        return [full["properties"]["entries"]]

    @cached_property
    def terms(self) -> list[Weight]:
        """The expressions with their weights, in file order."""
        return [
            Weight(
                expr=expr,
                weight=entry.value,
                basis=entry.basis,
                doubt=entry.doubt,
                because=entry.because,
                note=entry.note,
                audience=entry.audience,
            )
            for expr, entry in self.entries.items()
        ]


class PartyChange(Marked):
    """What a view or a hypothesis says of a party; what it leaves out stays as it was.

    Marks beside the preferences hold for every entry that has no basis of its own.
    """

    name: Text | None = None
    options: dict[Id, Option] | None = None
    prefers: Prefers | None = None
    ranking: Ranking | None = None
    weights: Weights | None = None

    @property
    def preferences(self) -> Prefers | Ranking | Weights | None:
        """What the party prefers, in whichever form the file says it."""
        return self.prefers or self.ranking or self.weights


class Party(Marked):
    """Someone with options and preferences, or affected without being at the table."""

    name: Text
    voices: list[Text] = Field(default_factory=list)
    seat: Entry[Flag] = Field(default_factory=lambda: Entry[Flag](value=True), alias="at_table")
    options: dict[Id, Option] = Field(default_factory=dict)
    prefers: Prefers | None = None
    ranking: Ranking | None = None
    weights: Weights | None = None

    @classmethod
    def admit(cls, full: Schema) -> list[Schema]:
        """The name may be left out: it is then the id."""
        return [without(full, "name")]

    @property
    def at_table(self) -> bool:
        """Whether the party takes part in verdicts."""
        return self.seat.value

    @property
    def preferences(self) -> Prefers | Ranking | Weights | None:
        """What the party prefers; None is a hole."""
        return self.prefers or self.ranking or self.weights


__all__ = [
    "LEVELS",
    "OneWay",
    "Option",
    "Party",
    "PartyChange",
    "Preference",
    "Prefers",
    "Ranking",
    "Weight",
    "Weights",
]
