"""What waiting costs a party, and what leaving would give it."""

from __future__ import annotations

from detente.case.model.base import Entry, Marked, Number


class Waiting(Marked):
    """The worth of staying at the table, on the scale of a party's values; rates are a month.

    `deal` is what the deal it hopes for is worth, `chance` its own chance that staying brings it,
    `no_deal` what it has without one today (left out: its walk-away, where that is a number),
    `shift` how that changes, `cost` what waiting costs, `sunk` which part of what waiting has cost
    it holds against leaving (0 none, 1 all), `backing_down` what a deal without its public demand
    is worth, `public_cost` what giving that demand up costs at once and `public_growth` how that
    grows; `discount` is what a share is worth one round later, of what it is worth now.
    """

    deal: Entry[Number] | None = None
    chance: Entry[Number] | None = None
    no_deal: Entry[Number] | None = None
    shift: Entry[Number] | None = None
    cost: Entry[Number] | None = None
    sunk: Entry[Number] | None = None
    backing_down: Entry[Number] | None = None
    public_cost: Entry[Number] | None = None
    public_growth: Entry[Number] | None = None
    discount: Entry[Number] | None = None
