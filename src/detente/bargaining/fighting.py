"""What both would rather have than a fight: the range of deals, and how it is lost.

Shares are the first party's, of a prize worth 1 to each; chances are that the first party wins.
[fearon1995] for the range and the three ways to lose it; [powell2006] for shifting power.
"""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True)
class Fight:
    """A fight over one prize, as each of two parties sees it.

    Attributes
    ----------
    chances : the first party's chance of winning, as the first and as the second party see it
    costs : what fighting costs each, in units of the prize; not negative
    """

    chances: tuple[float, float]
    costs: tuple[float, float]

    def range(self) -> Range | None:
        """The shares that both prefer to fighting, each by its own lights; None where none is.

        Cut to [0, 1]: nobody can get less than nothing or more than all.
        """
        low = max(self.chances[0] - self.costs[0], 0.0)
        high = min(self.chances[1] + self.costs[1], 1.0)
        return (low, high) if low <= high else None

    def too_hopeful(self) -> bool:
        """Whether the two expect so much together that no share is left that both would take."""
        return self.chances[0] - self.chances[1] > self.costs[0] + self.costs[1]

    def surplus(self) -> float:
        """What is saved by not fighting, in units of the prize."""
        return self.costs[0] + self.costs[1]

    def cannot_wait(self, loss: float) -> bool:
        """Whether a party that is to lose so much of its chances rather fights now.

        `loss` is how far its chance of winning falls, in units of the prize: where it is more than
        what a deal today saves, no deal today can make up for what it loses.
        """
        return loss > self.surplus()

    def parts_inside(self, shares: tuple[float, ...]) -> tuple[float, ...]:
        """Of the shares into which the prize can be cut, those that both prefer to fighting."""
        found = self.range()
        return tuple(s for s in shares if found is not None and found[0] <= s <= found[1])
