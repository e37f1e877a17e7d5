"""What is done with words: speech acts, political events, targets, issues and dates."""

from detente.reading.acts.coding import Coder, code_attribution
from detente.reading.acts.compose import EVENTS
from detente.reading.acts.events import EventCoding, classify_event
from detente.reading.acts.find import Event, find_events
from detente.reading.acts.judging import ACTS, judge_act

__all__ = [
    "ACTS",
    "EVENTS",
    "Coder",
    "Event",
    "EventCoding",
    "classify_event",
    "code_attribution",
    "find_events",
    "judge_act",
]
