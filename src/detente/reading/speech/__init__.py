"""Who says what: voices of the case, and what a text puts into somebody's mouth or mind."""

from detente.reading.speech.who import Who

__all__ = ["Who"]
