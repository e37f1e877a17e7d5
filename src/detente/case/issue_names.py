"""Expressions over issues: the same language, with issues where options stand elsewhere."""

from __future__ import annotations

from detente.case.language import Expr, ExpressionError, Names, OptionName, parse
from detente.case.model import Case

#: the owner under which issues stand among the names
OWNER = "issue"


def issue_names(case: Case) -> Names:
    """The issues of a case that have levels, in file order."""
    found = [
        OptionName(OWNER, key, tuple(issue.levels))
        for key, issue in case.issues.items()
        if issue.levels
    ]
    return Names(found)


def parse_issues(text: str, names: Names) -> Expr:
    """Parse an expression over issues.

    Raises
    ------
    ExpressionError
        in the words of issues.
    """
    try:
        return parse(text, names)
    except ExpressionError as error:
        what = error.what.replace("no party has an option called", "there is no issue called")
        raise ExpressionError(what.replace("option '", "issue '"), error.hint, error.at) from None
