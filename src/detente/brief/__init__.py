"""The brief: every analysis that a case allows, written up in one self-contained file."""

from detente.brief.write import BASES, Brief, write_brief

__all__ = ["BASES", "Brief", "write_brief"]
