"""The brief: every analysis that a case allows, written up in one self-contained file."""

from detente.brief.audience import AUDIENCES
from detente.brief.bundling import Bundle, bundle
from detente.brief.unbundling import Checked, check_bundle
from detente.brief.write import BASES, Brief, write_brief

__all__ = [
    "AUDIENCES",
    "BASES",
    "Brief",
    "Bundle",
    "Checked",
    "bundle",
    "check_bundle",
    "write_brief",
]
