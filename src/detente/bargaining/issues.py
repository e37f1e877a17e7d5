"""Which issues are on the table, and expressions over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.bargaining.packages import Axis
from detente.case.issue_names import OWNER, issue_names, parse_issues
from detente.case.language import Expr, Names, OptionName, Stands, leaves
from detente.case.model import Case, Values


def axes_of(case: Case, values: Values) -> tuple[Axis, ...]:
    """The issues that someone values, or that a rule or a home names, in file order.

    Issues that make no difference to anyone are left out: they would only multiply packages.
    """
    known = issue_names(case)
    named = {issue for worths in values.values() for issue in worths}
    named |= {
        issue
        for home in (case.deal.homes.values() if case.deal else ())
        for one in home.constituents.values()
        for issue in one.values
    }
    for text in _expressions(case):
        named |= {
            known.options[leaf.option].option
            for leaf in leaves(parse_issues(text, known))
            if isinstance(leaf, Stands)
        }
    return tuple(
        Axis(option.option, option.levels) for option in known.options if option.option in named
    )


def over_issues(text: str, axes: Sequence[Axis]) -> Expr:
    """An expression whose leaves name issues by their place among the axes."""
    return parse_issues(text, Names([OptionName(OWNER, axis.issue, axis.levels) for axis in axes]))


def _expressions(case: Case) -> Iterator[str]:
    if case.deal is None:
        return
    for joints in case.deal.joint.values():
        yield from (joint.when.value for joint in joints)
    yield from (rule.value for rule in case.deal.ruled_out)
    for home in case.deal.homes.values():
        yield from (one.accepts.value for one in home.constituents.values() if one.accepts)
