"""A bridge that could be opened for money, and what is offered in a small case."""

from __future__ import annotations

from typing import Any

from detente import find_levers, parse_case
from detente.levers import Lever, Plan
from detente.levers.edits import Edit

BRIDGE = """
detente: 1
id: bridge
parties:
  north: {name: North, options: {open: Open the bridge}, prefers: [pay, not open]}
  south:
    name: South
    options: {pay: {does: Pay for repairs, one_way: up}}
    prefers: [open, not pay]
  town: {name: The town, at_table: false, options: {ferry: Run a ferry}}
present: none
levers: {guarantors: [town]}
"""
DEAL = "open and pay"


def offered(text: str, to: str = DEAL, **settings: Any) -> tuple[Plan, list[Edit]]:
    plan = Plan(parse_case(text, "case.yaml"), to, **settings)
    return plan, [edit for edit in plan.edits if edit.assumes]


def lever_of(text: str, deed: str, to: str = DEAL, **settings: Any) -> Lever:
    """The one set that is a single change of that deed."""
    found = find_levers(parse_case(text, "case.yaml"), to, size=1, **settings)
    (lever,) = [one for one in found.levers if [c.about.deed for c in one.changes] == [deed]]
    return lever
