"""What a page sends: fields with one or more texts each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.errors import InputError, nearest


class Form:
    """The fields of one request, read with plain complaints.

    Parameters
    ----------
    fields : name -> its values, in the order in which the page sent them
    """

    def __init__(self, fields: Mapping[str, Sequence[str] | str]) -> None:
        self._fields = {
            name: (values,) if isinstance(values, str) else tuple(values)
            for name, values in fields.items()
        }

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def get(self, name: str, default: str = "") -> str:
        """A text without blanks around it; the default where the page sent none."""
        values = self._fields.get(name, ())
        return values[-1].strip() if values else default

    def text(self, name: str) -> str:
        """A text that must be there.

        Raises
        ------
        InputError
            when the page sent none, or an empty one.
        """
        value = self.get(name)
        if not value:
            raise InputError(f"the field '{name}' is empty; write something into it")
        return value

    def all(self, name: str) -> tuple[str, ...]:
        """Every text of a field that may come more than once."""
        return self._fields.get(name, ())

    def choice(self, name: str, known: Iterable[str]) -> str:
        """A text that must be one of those known.

        Raises
        ------
        InputError
            names what was sent and the nearest that is known.
        """
        value, choices = self.text(name), list(known)
        if value not in choices:
            hint = nearest(value, choices)
            raise InputError(f"'{value}' is not known here. {hint}".strip())
        return value

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number of at most 18 digits.

        Raises
        ------
        InputError
            when the field holds anything else, or nothing and there is no default.
        """
        value = self.get(name)
        if not value and default is not None:
            return default
        if not value.removeprefix("-").isdecimal() or not value.isascii() or len(value) > 19:
            raise InputError(f"the field '{name}' must be a whole number; it holds '{value[:40]}'")
        return int(value)

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.get(name).casefold() in {"on", "yes", "true", "1"}
