"""How far conclusions survive what is not known: variations of the inputs that bear a doubt."""

from detente.ensemble.result import Sure
from detente.ensemble.vary import vary

__all__ = ["Sure", "vary"]
