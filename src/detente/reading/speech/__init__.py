"""Who says what: voices of the case, and what a text puts into somebody's mouth or mind."""

from detente.reading.speech.find import find_attributions, scare_quotes
from detente.reading.speech.parse import Parser
from detente.reading.speech.who import Who

__all__ = ["Parser", "Who", "find_attributions", "scare_quotes"]
