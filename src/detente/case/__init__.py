"""What people write: the case file, its typed model, and everything that reads or edits it."""

from detente.case.model import Case
from detente.case.names import names

__all__ = ["Case", "names"]
