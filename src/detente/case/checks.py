"""What the parts of a case must agree on."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.model import Case
from detente.case.places import Tree
from detente.errors import Problem


def check(case: Case, tree: Tree) -> Iterator[Problem]:
    """Every disagreement between the parts of a case, errors and warnings."""
    yield from ()
