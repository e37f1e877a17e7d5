"""Which games are drawn as a graph while a page waits."""

from __future__ import annotations

from detente.game.game import Game

#: improvements are looked for state by state, so that this bounds the time
MANY = 1 << 16


def too_large(game: Game) -> bool:
    """Whether a game has so many states that not even the few worth showing are drawn."""
    return game.n_states > MANY
