"""How long the talks can run, who binds, and what would change that."""

from detente.talks.known import as_known_on
from detente.talks.result import Talks
from detente.talks.talks import time_talks

__all__ = ["Talks", "as_known_on", "time_talks"]
