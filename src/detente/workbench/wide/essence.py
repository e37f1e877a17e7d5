"""What of a case bears on verdicts: equal essences have equal sets of states.

Titles, wording, evidence, marks and names of outcomes change no verdict. Nor does the present, but
where a view holds what it does not see at its present level.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from detente.case.model import Case
from detente.game.engines import beyond_listing

#: fields that say where an entry comes from, or what people read for it
_ASIDE = {"basis", "doubt", "because", "note", "audience", "does", "name", "voices"}


def essence(case: Case) -> str:
    """A digest of everything in a case that games are made from."""
    kept = {
        "parties": case.parties,
        "impossible": case.impossible,
        "same": case.same,
        "hypotheses": case.hypotheses,
        "views": case.views,
        "present": case.present if any(view.unseen for view in case.views.values()) else None,
    }
    return sha256(json.dumps(_plain(kept)).encode("utf-8")).hexdigest()


def wide(case: Case) -> bool:
    """Whether the case has more combinations of options than can be listed."""
    return not case.graph_form and beyond_listing(case)


def _plain(value: Any) -> Any:
    """Texts, numbers and lists, without what stands aside; the order of entries counts."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {key: _plain(getattr(value, key)) for key in fields if key not in _ASIDE}
    if isinstance(value, Mapping):
        return [[str(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
