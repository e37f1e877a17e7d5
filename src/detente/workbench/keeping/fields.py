"""What is being written into fields, kept from the first letter on, before it becomes a change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: characters of a field that is being written; the rest is not kept
_TYPED = 100_000
#: characters of a field's name, fields that are kept at once, and fields whose changes are known
_NAME, _AT_ONCE, _KNOWN = 300, 200, 10_000


@dataclass(eq=False)
class Fields:
    """Fields of pages by name.

    Attributes
    ----------
    texts : what stands in them
    """

    texts: dict[str, str] = field(default_factory=dict)
    _changed_at: dict[str, int] = field(default_factory=dict, repr=False)

    def takes(self, name: str, at: int) -> bool:
        """Whether a letter is kept: not one that comes after its field has become a change."""
        late = 0 < at <= self._changed_at.get(name, 0)
        return len(name) <= _NAME and len(self.texts) <= _AT_ONCE and not late

    def typed(self, name: str, text: str) -> dict[str, Any]:
        """Keep a field's text; gives the record for the journal."""
        self.texts[name] = text[:_TYPED]
        return {"do": "typed", "field": name, "text": text[:_TYPED]}

    def changed(self, name: str, at: int) -> dict[str, Any] | None:
        """A field, up to a letter's number, has become a change; the record, where there is one."""
        if at and name and len(self._changed_at) < _KNOWN:
            self._changed_at[name] = at
        if self.texts.pop(name, None) is None:
            return None
        return {"do": "typed", "field": name, "text": None}
