"""What people write: the case file, its typed model, and everything that reads or edits it."""

from detente.case.basis import restrict
from detente.case.load import load, parse_case
from detente.case.model import Case
from detente.case.names import names
from detente.case.schema import schema
from detente.case.shipped import shipped, shipped_ids

__all__ = ["Case", "load", "names", "parse_case", "restrict", "schema", "shipped", "shipped_ids"]
