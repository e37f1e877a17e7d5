"""What can be wrong with a store itself."""

from __future__ import annotations

from detente.errors import InputError


class Faulty(InputError):
    """The store cannot be used; whoever opened it puts its path before this."""
