"""A belief put right: one misperception of one view, or one step of it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.levers.beliefs import errors
from detente.levers.edits import BELIEFS, Edit, Ground, kind
from detente.levers.inherited import inherited
from detente.levers.steps import steps


@kind("belief", says="a party comes to see one thing, or a part of it, as it is in this case")
def beliefs(ground: Ground) -> Iterator[Edit]:
    """Every misperception, then single steps where a misperception is more than one step."""
    for error in (*errors(ground), *inherited(ground)):
        holder = error.path[0]
        yield ground.edit(
            "belief",
            holder,
            error.told,
            error.touches,
            error.corrected,
            phase=BELIEFS + 2 * len(error.path),
            options=error.options,
            whole=True,
            view=error.path,
        )
        for step in steps(ground, error):
            yield ground.edit(
                "belief",
                holder,
                step.told,
                error.touches,
                step.corrected,
                phase=BELIEFS + 2 * len(error.path) - 1,
                view=error.path,
            )
