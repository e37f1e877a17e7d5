"""One entry of a corpus: a JSON object with a text and whatever else it says of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from detente.reading.documents.decode import decode, whole
from detente.reading.documents.kinds import Extract, Refused
from detente.reading.documents.limits import Limits
from detente.reading.documents.names import as_text, fields_of, known, named
from detente.reading.documents.paragraphs import paragraphs


class _Number(str):
    """A number as it stands in the file: `1.10` stays so, and ten thousand digits cost nothing."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_float=_Number, parse_int=_Number, parse_constant=_Number)


def parse(raw: bytes) -> Mapping[str, Any]:
    """The JSON object of an entry; numbers stay the text that stands there.

    Raises
    ------
    Refused
        where it is none.
    """
    try:
        entry = _DECODER.decode(decode(raw)[0].strip())
    except ValueError as mistake:
        what = getattr(mistake, "msg", "unreadable")
        raise Refused(f"is no JSON ({what})", _WANTED) from None
    except RecursionError:
        raise Refused("nests too deeply", _WANTED) from None
    if not isinstance(entry, dict):
        raise Refused("is no JSON object", _WANTED)
    return entry


_WANTED = 'Each entry has to read {"text": "...", ...}.'


def text_name(entry: Mapping[str, Any]) -> str | None:
    """Under which name an entry holds its text; None where it holds none."""
    return next(named(entry, "text"), None)


def extract(entry: Mapping[str, Any], raw: bytes, number: int, limits: Limits) -> Extract:
    """The document that an entry holds; `raw` is what it was parsed from.

    Raises
    ------
    Refused
        where it holds no text.
    """
    name = text_name(entry)
    if name is None:
        names = ", ".join(f"'{whole(name[:40])}'" for name in list(entry)[:8])
        hint = f"It has {names}. " if names else ""
        raise Refused("has no field with a text", f"{hint}Call that field 'text'.")
    value = entry[name]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "\n\n".join(value)
    if not isinstance(value, str) or isinstance(value, _Number):
        raise Refused(f"has no text in its field '{whole(name[:40])}'", "Text is wanted there.")
    if not value.strip():
        raise Refused("is empty")
    if len(value) > limits.characters:
        raise Refused(f"has more than {limits.characters:,} characters", "Split it into parts.")
    text = whole(value)
    own = next(named(entry, "id"), None)
    return Extract(
        text,
        paragraphs(text, limits.paragraphs) if limits.detail else (),
        **known(entry),
        fields=fields_of(entry, name),
        id=as_text(entry[own]).strip() or None if own is not None else None,
        line=number,
        digest=sha256(raw).hexdigest(),
    )
