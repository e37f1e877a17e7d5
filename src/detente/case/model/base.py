"""What every part of a case file shares: marks, shorthands, and the smallest kinds of value.

A file may say a thing in short (a text) or in full (a mapping with the text under `is:` and marks
beside it). Every model here knows how to `read` both; built from Python, it takes its fields as
keywords.
"""

from __future__ import annotations

import inspect
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeGuard, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from detente.case.language import normal

Basis = Literal["reported", "reading", "assumed"]
Audience = Literal["mediator", "party-safe", "public"]
MARKS = ("basis", "doubt", "because", "note", "audience")
DOUBTS = {"low": 0.1, "some": 0.25, "high": 0.5}
T = TypeVar("T")


class FromFile:
    """The validation context of data that came from a file, where shorthands are allowed."""


def wrong(what: str, hint: str = "") -> PydanticCustomError:
    """A problem with one value, in our own words; braces in the words stay braces."""
    return PydanticCustomError("detente", "{what}", {"what": what, "hint": hint})


def describe(value: object) -> str:
    """What stands in the file, short enough for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = written(value)
    short = text if len(text) <= 60 else text[:57] + "..."
    return f"'{short}'" if isinstance(value, str) else f"the number {short}"


def written(value: object) -> str:
    """A scalar as it was spelled in the file."""
    return str(getattr(value, "written", value))


# ---------------------------------------------------------------------------- kinds of value


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return written(value)
    hint = "Put it in quotes if it is meant as text." if isinstance(value, bool) else ""
    if isinstance(value, dict):
        hint = "A text with marks beside it stands under 'is:'."
    raise wrong(f"a text is expected, but {describe(value)} stands here", hint)


def bare(value: object) -> object:
    """The value without its marks, where only the value is used; the marks must make sense."""
    if not is_marked(value):
        return value
    try:
        Marked.model_validate(marks_of(value), context=FromFile(), by_name=False)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = first["loc"][0] if first["loc"] else "is"
        raise wrong(f"the mark '{key}' cannot be {describe(first['input'])}") from None
    return value["is"]


def _bare_words(value: object) -> str:
    return _words(bare(value))


def _identifier(value: object) -> str:
    return normal(_words(bare(value)))


def _bare_level(value: object) -> str:
    return _level(bare(value))


def _level(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return normal(_words(value))


def _state(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 0:
            raise wrong(f"a code is not negative, but {value} stands here")
        return f"code {value}"
    if isinstance(value, str):
        return value
    hint = "Write options joined by '+', 'none' or 'code N'."
    raise wrong(f"a state is expected, but {describe(value)} stands here", hint)


def _number(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if isinstance(value, Decimal) and not value.is_finite():
            raise wrong(f"a finite number is expected, but {written(value)} stands here")
        if isinstance(value, Decimal) and abs(value.adjusted()) > 300:
            raise wrong(f"the number {written(value)} is too large or too small to be used")
        return Fraction(value)
    raise wrong(f"a number is expected, but {describe(value)} stands here")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    hint = "YAML 1.2 knows only true and false." if isinstance(value, str) else ""
    raise wrong(f"true or false is expected, but {describe(value)} stands here", hint)


def _doubt(value: object) -> float:
    if isinstance(value, str) and value in DOUBTS:
        return DOUBTS[value]
    if isinstance(value, int | Decimal | float) and not isinstance(value, bool):
        number = float(value)  # which no comparison with NaN can upset
        if 0 <= number <= 1:
            return number
    what = f"a doubt is low, some, high or a number from 0 to 1, but {describe(value)} stands here"
    raise wrong(what)


def _reasons(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(_words(item) for item in listed)


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DATE_HINT = "Write a year, a month (2031-04) or a day (2031-04-15)."


def first_day(text: str) -> date | None:
    """The first day of a year, a month or a day written `2031`, `2031-04`, `2031-04-15`."""
    match = _DATE.fullmatch(text) if text.isascii() else None
    if not match:
        return None
    year, month, day = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """The last day of a year, a month or a day, written as for `first_day`."""
    first = first_day(text)
    if first is None:
        return None
    match text.count("-"):
        case 0:
            return first.replace(month=12, day=31)
        case 1:
            return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def _date(value: object) -> str:
    text = _words(value).strip()
    if first_day(text) is None:
        raise wrong(f"a date is expected, but {describe(value)} stands here", _DATE_HINT)
    return text


def _bare_date(value: object) -> str:
    return _date(bare(value))


def _span(value: object) -> str:
    text = _words(value).strip()
    ends = text.split("/")
    days = [first_day(end) for end in ends]
    if len(ends) > 2 or None in days:
        hint = _DATE_HINT + " A span is two of them: 2031-04/2031-06."
        raise wrong(f"a date or a span is expected, but {describe(value)} stands here", hint)
    first, last = days[0], days[-1]
    if first is not None and last is not None and last < first:
        raise wrong(f"the span {text} ends before it begins", "Write the earlier date first.")
    return text


def _schema(kind: str, **schema: Any) -> WithJsonSchema:
    """How JSON Schema sees a kind of value; the comment names its definition."""
    return WithJsonSchema({"$comment": kind, **schema})


def _bare_schema(kind: str, **schema: Any) -> WithJsonSchema:
    marked = {"type": "object", "properties": {"is": schema}, "required": ["is"]}
    return WithJsonSchema({"$comment": kind, "anyOf": [schema, marked]})


def word_of(*words: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """One of a few words, marked or not; the marks are not used."""
    return BeforeValidator(bare), _bare_schema("Word", enum=list(words))


_SCALAR = ["string", "number"]
_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
#: a text; a number is taken as it is spelled
Words = Annotated[str, BeforeValidator(_words), _schema("Text", type=_SCALAR)]
#: a text of which no analysis uses the marks
BareWords = Annotated[str, BeforeValidator(_bare_words), _bare_schema("Bare", type=_SCALAR)]
#: an id of this file (a party, an option, an issue), compared in Unicode NFC
Id = Annotated[str, BeforeValidator(_identifier), _bare_schema("Id", type=_SCALAR)]
#: a level of an option; true and false stand for the levels of that name
Level = Annotated[str, BeforeValidator(_level), _schema("Level", type=[*_SCALAR, "boolean"])]
#: a level in the list of an option's levels
LevelName = Annotated[
    str,
    BeforeValidator(_bare_level),
    _bare_schema("LevelName", type=[*_SCALAR, "boolean"]),
]
#: state notation; a bare integer stands for `code N`
StateText = Annotated[str, BeforeValidator(_state), _schema("State", type=["string", "integer"])]
#: an exact number
Number = Annotated[Fraction, PlainValidator(_number), _schema("Number", type="number")]
Flag = Annotated[bool, BeforeValidator(_flag), _schema("Flag", type="boolean")]
Doubt = Annotated[
    float,
    BeforeValidator(_doubt),
    _schema(
        "Doubt", anyOf=[{"enum": list(DOUBTS)}, {"type": "number", "minimum": 0, "maximum": 1}]
    ),
]
Reasons = Annotated[
    tuple[str, ...],
    BeforeValidator(_reasons),
    _schema("Reasons", anyOf=[{"type": _SCALAR}, {"type": "array", "items": {"type": _SCALAR}}]),
]
DateText = Annotated[
    str,
    BeforeValidator(_date),
    _schema("Date", anyOf=[{"type": "string", "pattern": f"^{_DAY}$"}, {"type": "integer"}]),
]
BareDate = Annotated[
    str,
    BeforeValidator(_bare_date),
    _bare_schema("Day", anyOf=[{"type": "string", "pattern": f"^{_DAY}$"}, {"type": "integer"}]),
]
SpanText = Annotated[
    str,
    BeforeValidator(_span),
    _schema(
        "Span", anyOf=[{"type": "string", "pattern": f"^{_DAY}(/{_DAY})?$"}, {"type": "integer"}]
    ),
]


# ---------------------------------------------------------------------------- models


class Model(BaseModel):
    """A part of a case file. Checked once on entry, read-only after."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,
        use_attribute_docstrings=False,
    )

    #: whether the part means nothing once some of it is left out
    whole: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, cls):
            return data
        if isinstance(data, dict) and not isinstance(info.context, FromFile):
            return data
        return cls.read(data)

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """Bring what a file says into the full form: a mapping from aliases to values."""
        if not isinstance(data, dict):
            raise wrong(f"a mapping is expected, but {describe(data)} stands here")
        return data

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Only what was said."""
        for name, value in super().__repr_args__():
            if name in self.model_fields_set:
                yield name, value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        full = handler.resolve_ref_schema(handler(core_schema))
        forms = cls.admit(full)
        return {"description": inspect.getdoc(cls) or "", "anyOf": forms}

    @classmethod
    def admit(cls, full: JsonSchemaValue) -> list[JsonSchemaValue]:
        """JSON Schemas of all the forms that `read` accepts, from that of the full form."""
        return [full]


class Marked(Model):
    """Anything that may say where it comes from and how far to trust it."""

    basis: Basis | None = None
    doubt: Doubt | None = None
    because: Reasons = ()
    note: Words | None = None
    audience: Audience | None = None

    @property
    def standing(self) -> Basis:
        """The basis, an unmarked entry counting as assumed."""
        return self.basis or "assumed"


class Entry(Marked, Generic[T]):
    """A value that may be marked: `low`, or `{is: low, basis: reading, doubt: high}`."""

    value: T = Field(alias="is")

    def __repr_name__(self) -> str:
        """Without the type of the value, which shows itself."""
        return "Entry"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by the kind of its value: the class itself has no name to be found by."""
        kind = type(self).__pydantic_generic_metadata__["args"][0]
        return _restored, (kind, self.__getstate__())

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        """A mapping carries its value under `is`; anything else is the value."""
        if not isinstance(data, dict):
            return {"is": data}
        if "is" not in data:
            raise wrong(
                "a value is expected, but a mapping without 'is:' stands here",
                "A value with marks beside it stands under 'is:'.",
            )
        return data

    @classmethod
    def admit(cls, full: JsonSchemaValue) -> list[JsonSchemaValue]:
        """Also the bare value."""
        return [full["properties"]["is"], full]


def _restored(kind: Any, state: dict[Any, Any]) -> Entry[Any]:
    entry = Entry[kind].__new__(Entry[kind])
    entry.__setstate__(state)
    return entry


Text = Entry[Words]
When = Entry[DateText]
Span = Entry[SpanText]


def marks_of(data: dict[str, Any]) -> dict[str, Any]:
    """The marks among the keys of a mapping."""
    return {key: data[key] for key in MARKS if key in data}


def is_marked(data: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a mapping is a marked value: `is` and nothing but marks beside it."""
    return isinstance(data, dict) and "is" in data and set(data) <= {"is", *MARKS}


def marked_form(full: JsonSchemaValue, value: JsonSchemaValue) -> JsonSchemaValue:
    """The JSON Schema of a value under `is`, with the marks of a full form beside it."""
    marks = {key: full["properties"][key] for key in MARKS}
    return {
        "type": "object",
        "properties": {"is": value, **marks},
        "required": ["is"],
        "additionalProperties": False,
    }


def without(full: JsonSchemaValue, *keys: str) -> JsonSchemaValue:
    """The JSON Schema of a mapping that need not have these keys."""
    required = [key for key in full.get("required", ()) if key not in keys]
    return {**{k: v for k, v in full.items() if k != "required"}, "required": required}


def renamed(full: JsonSchemaValue, old: str, new: str) -> JsonSchemaValue:
    """The JSON Schema of a mapping with one key under another name."""
    properties = {(new if k == old else k): v for k, v in full["properties"].items()}
    required = [new if key == old else key for key in full.get("required", ())]
    return {**full, "properties": properties, "required": required}
