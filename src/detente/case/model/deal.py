"""What stands around the packages: values that hang together, homes, references, a fight."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from detente.case.model.base import Entry, Flag, Id, Level, Marked, Model, Number, Text
from detente.case.model.sections import IssueValue


class JointValue(Marked):
    """A worth that comes only where issues stand so together."""

    when: Text = Field(alias="if")
    """An expression whose names are issues."""
    worth: Entry[Number]


class Constituent(Marked):
    """Somebody at home who has a say in whether a deal is ratified.

    Accepts what an expression over issues says, or what its own values put no lower than its own
    walk-away.
    """

    name: Text | None = None
    weight: Entry[Number] | None = None
    veto: Entry[Flag] | None = None
    accepts: Text | None = None
    values: dict[Id, IssueValue] = Field(default_factory=dict)
    walk_away: Entry[Number] | None = None

    @property
    def votes(self) -> Fraction:
        """Its weight: 1 where none is given."""
        return self.weight.value if self.weight else Fraction(1)

    @property
    def may_refuse(self) -> bool:
        """Whether nothing is ratified without it."""
        return bool(self.veto and self.veto.value)


class Home(Marked):
    """Who must say yes at home before a party is bound.

    `quota` is the weight that must agree; left out, more than half of all. `latitude` is how far,
    on the scale of a constituent's values, the leader can talk a concession up as a success.
    """

    quota: Entry[Number] | None = None
    latitude: Entry[Number] | None = None
    constituents: dict[Id, Constituent] = Field(default_factory=dict)


class Fight(Marked):
    """What two parties expect of a fight over one prize that is worth 1 to each.

    `chances` are each party's chance of winning, as it sees that itself; `costs` are in units of
    the prize; `shift` is how far the first party's chance is going to change (less than nothing:
    it falls); `parts` are the shares of the first party into which the prize can be
    cut, where it cannot be cut anywhere.
    """

    between: list[Id]
    chances: dict[Id, Entry[Number]]
    costs: dict[Id, Entry[Number]]
    shift: Entry[Number] | None = None
    parts: list[Entry[Number]] = Field(default_factory=list)


class Division(Marked):
    """One divisible thing between two parties.

    `worth` is what all of it is worth to each (1 where left out), `power` how a share is valued
    (1: in proportion; 0.5: its square root), `walk_away` what each has without a deal.
    """

    between: list[Id]
    what: Text | None = None
    worth: dict[Id, Entry[Number]] = Field(default_factory=dict)
    power: dict[Id, Entry[Number]] = Field(default_factory=dict)
    walk_away: dict[Id, Entry[Number]] = Field(default_factory=dict)


class Deal(Model):
    """What the analysis of packages needs beside issues, values and walk-aways."""

    joint: dict[Id, list[JointValue]] = Field(default_factory=dict)
    ruled_out: list[Text] = Field(default_factory=list)
    """Expressions over issues: packages that cannot be."""
    on_table: dict[Id, Entry[Level]] = Field(default_factory=dict)
    """The package that is on the table, or signed."""
    references: dict[Id, dict[Id, Entry[Level]]] = Field(default_factory=dict)
    """For a party, the level of each issue that feels like neither gain nor loss."""
    homes: dict[Id, Home] = Field(default_factory=dict)
    fight: Fight | None = None
    division: Division | None = None
