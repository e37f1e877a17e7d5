"""How many random cases a test draws, and from what chance.

Each draw has a seed of its own. That is many times faster than letting hypothesis make every
choice, and the seed that a failure prints draws the same case again. Nothing is shrunk: a smaller
seed is no smaller case.
"""

from __future__ import annotations

import os
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

#: how many times as many draws: DETENTE_EXAMPLES=20 pytest tests/laws
LONGER = float(os.environ.get("DETENTE_EXAMPLES", "1"))


class Seeded(Random):
    """Chance that says which seed it began with."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.began = seed

    def __repr__(self) -> str:
        return f"Seeded({self.began})"


RANDOM = st.integers(0, 2**63 - 1).map(Seeded)


def examples(count: int) -> settings:
    """So many draws, or a multiple of them."""
    return settings(
        max_examples=max(1, int(count * LONGER)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
