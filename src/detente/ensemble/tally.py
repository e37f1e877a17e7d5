"""What is counted over draws, outcome by outcome; tallies of parts add up to that of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from detente.result import Row

#: the choices an input can stand at: as written, or one of up to this many variants
WAYS = 3


@dataclass
class Count:
    """What was counted for one outcome.

    Attributes
    ----------
    holds : draws in which it holds in the base
    own : per party, draws in which it holds in that party's eyes
    expected : per party, draws in which that party expects it to last
    surprise : draws in which some party expects it to last and another, as it sees things, leaves
    steady : draws in which every party expects it to last, and it would
    by_choice : per input and choice, draws in which it holds in the base, (n_inputs, WAYS)
    """

    holds: int
    own: dict[str, int]
    expected: dict[str, int]
    surprise: int
    steady: int
    by_choice: np.ndarray

    def plus(self, other: Count) -> Count:
        """Both together."""
        return Count(
            self.holds + other.holds,
            {party: n + other.own.get(party, 0) for party, n in self.own.items()},
            {party: n + other.expected.get(party, 0) for party, n in self.expected.items()},
            self.surprise + other.surprise,
            self.steady + other.steady,
            self.by_choice + other.by_choice,
        )


@dataclass
class Tally:
    """Counts over some draws.

    Attributes
    ----------
    draws : how many draws gave a game
    lost : how many did not: states that count as the same were told apart, or none was left
    choices : how often each input stood at each choice, (n_inputs, WAYS), over `draws`
    outcomes : by code
    """

    draws: int
    lost: int
    choices: np.ndarray
    outcomes: dict[int, Count] = field(default_factory=dict)

    def plus(self, other: Tally) -> Tally:
        """Both together; an outcome that one of them never met was never feasible there."""
        outcomes = dict(self.outcomes)
        for code, count in other.outcomes.items():
            outcomes[code] = outcomes[code].plus(count) if code in outcomes else count
        return Tally(
            self.draws + other.draws,
            self.lost + other.lost,
            self.choices + other.choices,
            outcomes,
        )

    def to_row(self) -> Row:
        """As plain data, to be kept in a file."""
        return {
            "draws": self.draws,
            "lost": self.lost,
            "choices": self.choices.tolist(),
            "outcomes": {
                str(code): [
                    one.holds, one.own, one.expected, one.surprise, one.steady,
                    one.by_choice.tolist(),
                ]
                for code, one in self.outcomes.items()
            },
        }  # fmt: skip

    @classmethod
    def from_row(cls, row: Row) -> Tally:
        """The other way round."""
        return cls(
            row["draws"],
            row["lost"],
            _table(row["choices"]),
            {
                int(code): Count(holds, own, expected, surprise, steady, _table(by_choice))
                for code, (holds, own, expected, surprise, steady, by_choice) in row[
                    "outcomes"
                ].items()
            },
        )


def no_tally(n_inputs: int) -> Tally:
    """Nothing counted yet."""
    return Tally(0, 0, np.zeros((n_inputs, WAYS), dtype=np.int64))


def total(tallies: Iterable[Tally], n_inputs: int) -> Tally:
    """All of them together."""
    found = no_tally(n_inputs)
    for one in tallies:
        found = found.plus(one)
    return found


def _table(rows: list[list[int]]) -> np.ndarray:
    return np.array(rows, dtype=np.int64).reshape(-1, WAYS)
