"""What ``--basis`` leaves out, done to the plain data of a case before anything else reads it.

Entries of weaker basis go; an entry without a mark counts as assumed. Options, their levels and
``impossible`` stay. A party all of whose preferences have gone is a hole.
"""

from __future__ import annotations

from typing import Any

STRENGTH = {"reported": {"reported"}, "reading": {"reported", "reading"}}
PREFERENCES = ("prefers", "ranking", "weights")


def stays(entry: Any, basis: str) -> bool:
    mark = entry.get("basis") if isinstance(entry, dict) else None
    return (mark or "assumed") in STRENGTH[basis]


def keep(raw: dict[str, Any], basis: str) -> dict[str, Any]:
    """The case without the entries of weaker basis."""
    if basis == "all":
        return raw
    kept = dict(raw)
    kept["parties"] = {
        party: keep_preferences(entry or {}, basis) for party, entry in raw["parties"].items()
    }
    kept["views"] = {
        path: keep_view(view or {}, basis, set(raw["parties"]))
        for path, view in (raw.get("views") or {}).items()
    }
    kept["hypotheses"] = {
        name: {
            party: change if party == "expects" else keep_preferences(change, basis)
            for party, change in hypothesis.items()
        }
        for name, hypothesis in (raw.get("hypotheses") or {}).items()
    }
    return kept


def keep_preferences(entry: dict[str, Any], basis: str) -> dict[str, Any]:
    kept = {key: value for key, value in entry.items() if key not in PREFERENCES}
    for key in PREFERENCES:
        if key not in entry:
            continue
        if key == "weights":
            left: Any = {text: value for text, value in entry[key].items() if stays(value, basis)}
        else:
            left = [item for item in entry[key] if stays(item, basis)]
        if left:
            kept[key] = left
    return kept


def keep_view(view: dict[str, Any], basis: str, parties: set[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in view.items():
        if key in parties:
            kept[key] = keep_preferences(value, basis)
        elif key == "unseen" and isinstance(value, list):
            kept[key] = [entry for entry in value if stays(entry, basis)]
        elif key in ("unseen", "one_way"):
            kept[key] = {name: entry for name, entry in value.items() if stays(entry, basis)}
        else:
            kept[key] = value
    return kept
