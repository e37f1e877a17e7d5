"""The case format as a JSON Schema, for editors that check while one types."""

from __future__ import annotations

import json
from typing import Any

from detente.case.model import Case

Schema = dict[str, Any]
#: what is said once, under its own name, wherever it stands
_NAMED = {"Bare", "Date", "Day", "Doubt", "Id", "LevelName", "Reasons", "Span"}


def schema() -> Schema:
    """The JSON Schema (2020-12) of the case format, short forms included.

    It admits every case file that loads. What no schema can say, such as whether an expression
    names options that exist, is checked on loading alone.
    """
    found = Case.model_json_schema(by_alias=True, mode="validation")
    definitions = found.pop("$defs")
    names = {key: _name(key, value) for key, value in definitions.items()}
    common: dict[str, Schema] = {}
    tidied: dict[str, Schema] = {}
    for key, value in definitions.items():
        tidied[names[key]] = _tidy(value, names, common)
    whole = _tidy(found, names, common)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case of Détente",
        **whole,
        "$defs": dict(sorted({**tidied, **common}.items())),
    }


def _name(key: str, definition: Schema) -> str:
    """A short name for a definition: that of the model, or `Marked` and the kind of value."""
    if "Entry_" not in key:
        return key
    value = definition["anyOf"][0]
    kinds = [part.get("$comment", "") for part in (value, *value.get("anyOf", ()))]
    kind = next(filter(None, kinds), "Value")
    optional = (
        "Optional" if any(part.get("type") == "null" for part in value.get("anyOf", ())) else ""
    )
    return f"{optional}Marked{kind}"


def _tidy(value: Any, names: dict[str, str], common: dict[str, Schema]) -> Any:
    """Without generated titles and defaults; references by the short names."""
    if isinstance(value, list):
        return [_tidy(item, names, common) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return {"$ref": "#/$defs/" + names[value["$ref"].rsplit("/", 1)[-1]]}
    kind = value.get("$comment")
    tidy: Schema = {}
    for key, item in value.items():
        if key == "properties":
            tidy[key] = {name: _tidy(part, names, common) for name, part in item.items()}
        elif key not in {"title", "default", "$comment"} or not isinstance(
            item, str | int | float | list | type(None)
        ):
            tidy[key] = _tidy(item, names, common)
    if not tidy.get("required", True):
        del tidy["required"]
    alone = tidy.get("anyOf", ())
    if len(alone) == 1:
        tidy = {**{k: v for k, v in tidy.items() if k != "anyOf"}, **alone[0]}
    if kind in _NAMED:
        common[kind] = tidy
        return {"$ref": f"#/$defs/{kind}"}
    return json.loads(json.dumps(tidy))
