"""Which outcomes would hold: rows of outcomes against columns of rival accounts and views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sign = Literal["nash", "answer", "any", "some", "left", "hidden", "absent", "open"]


@dataclass(frozen=True)
class Column:
    """One account of the game.

    Attributes
    ----------
    key : short, unique; "base", a hypothesis, or "view us"
    name : in words; shown in the head where it fits and in the key below
    group : columns with one group stand under a common head ("If this account holds")
    party : whose view it is; None for an account of the case
    """

    key: str
    name: str
    group: str = ""
    party: str | None = None


@dataclass(frozen=True)
class Cell:
    """What one account says of one outcome.

    Attributes
    ----------
    sign : "nash" holds, no better move for anyone; "answer" holds, a credible answer deters
        whoever would gain; "any" holds only if any answer counts; "some" some of the states of
        the row hold; "left" somebody would leave; "hidden" impossible as this account has it;
        "absent" no state of the row exists here; "open" the case does not say enough
    leavers : ids of the parties that would leave
    locked : holds only because something cannot be undone
    reached : whether improvements lead there from the present; None where it is not asked
    text : a few letters beside the sign, such as "2 of 3"
    note : a sentence for those who point at the cell
    """

    sign: Sign
    leavers: tuple[str, ...] = ()
    locked: bool = False
    reached: bool | None = None
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """One outcome, or a group of states that go by one name; cells in the order of the columns.

    Attributes
    ----------
    group : rows with one group stand under a common head
    present : whether the present is among its states
    """

    key: str
    name: str
    cells: tuple[Cell, ...]
    note: str = ""
    group: str = ""
    present: bool = False


@dataclass(frozen=True)
class Matrix:
    """The table behind the figure: which outcome would hold in which account."""

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row '{row.key}' has {len(row.cells)} cells for {len(self.columns)} columns"
                )
