"""What the parts of a case must agree on, checked without computing any game."""

from __future__ import annotations

from contextlib import suppress

from detente.case.checks.deal import check_deal
from detente.case.checks.references import check_references
from detente.case.checks.report import EnoughError, Report
from detente.case.checks.structure import check_structure
from detente.case.checks.views import check_views
from detente.case.model import Case
from detente.case.places import Tree
from detente.errors import Problem


def check(case: Case, tree: Tree) -> list[Problem]:
    """Every disagreement between the parts of a case, errors and warnings.

    Whether the states that the case names are feasible is checked where games are compiled.
    """
    report = Report(case, tree)
    with suppress(EnoughError):
        check_structure(report)
        check_views(report)
        check_references(report)
        check_deal(report)
    return report.problems
