"""What every check needs: the case, its names, and a way to say what is wrong and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from detente.case.language import (
    Expr,
    ExpressionError,
    Names,
    is_name,
    normal,
    parse,
)
from detente.case.model import Case, Path
from detente.case.names import names
from detente.case.places import Tree
from detente.case.reader import MAX_PROBLEMS
from detente.errors import Problem, Severity, nearest


class EnoughError(Exception):
    """There are as many problems as anyone will read; the search ends."""


class Report:
    """Collects the problems of one case.

    What merely follows from another problem is not said: an unknown name that was taken out of
    the case with a faulty entry is known to the file, and so raises no second problem.
    """

    def __init__(self, case: Case, tree: Tree) -> None:
        self.case = case
        self.tree = tree
        self.names: Names = names(case)
        self.problems: list[Problem] = []

    def say(
        self,
        path: Path,
        what: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        at: int = -1,
        key: bool = False,
    ) -> None:
        """Note a problem.

        Parameters
        ----------
        at : offset within the text that stands at the path
        key : whether the problem is with the key at the path rather than with its value
        """
        found = self.tree.resolve(path)
        where = self.tree.document.where(found.file, key=key)
        if at >= 0:
            where = self.tree.document.within(found.file, at, key=key) or where
        self.problems.append(Problem(where, self.tree.show(path), what, hint, severity))
        if len(self.problems) >= MAX_PROBLEMS:
            raise EnoughError

    def warn(self, path: Path, what: str, hint: str = "") -> None:
        """Note something odd that does not stop the case from being used."""
        self.say(path, what, hint, severity="warning")

    def refer(self, path: Path, name: str, known: Collection[str], kind: str) -> bool:
        """Whether a name is known; an unknown one is a problem."""
        if name in known:
            return True
        if name not in self.tree.lost:
            hint = nearest(name, list(known))
            self.say(path, f"there is no {kind} called '{name}'", hint, key=path[-1] == name)
        return False

    def party(self, path: Path, name: str) -> bool:
        """Whether a party exists; an unknown one is a problem."""
        return self.refer(path, name, self.case.parties, "party")

    def expression(self, path: Path, text: str, *, key: bool = False) -> Expr | None:
        """A parsed expression; None, and a problem, when it is none."""
        try:
            return parse(text, self.names)
        except ExpressionError as error:
            self.unreadable(path if key else (*path, "is"), text, error, key=key)
            return None

    def unreadable(
        self, path: Path, text: str, error: ExpressionError, *, key: bool = False
    ) -> None:
        """Note why a text is no expression or no state, unless it follows from another problem."""
        if not self.follows(text, error.at):
            self.say(path, error.what, error.hint, at=error.at, key=key)

    def follows(self, text: str, at: int) -> bool:
        """Whether the words up to an offset name something that was taken out of the case."""
        if not self.tree.lost:
            return False
        words = (
            re.findall(r"[^\s()=!<>+]+", text[:at])[-1:]
            + re.findall(r"[^\s()=!<>+]+", text[at:])[:1]
        )
        parts = {normal(part) for word in words for part in (word, *word.split("."))}
        return bool(parts & self.tree.lost)

    def identifier(
        self, path: Path, name: str, kind: str, reserved: Sequence[str] | frozenset[str] = ()
    ) -> None:
        """Check that an id can stand in an expression and means nothing else there."""
        if not is_name(name):
            hint = "Use letters of any script, digits and '_', not beginning with a digit."
            self.say(path, f"'{name}' cannot be the id of {kind}", hint, key=path[-1] == name)
        elif name in reserved or name.casefold() in reserved:
            hint = "The word has a meaning of its own in case files; choose another."
            self.say(path, f"'{name}' cannot be the id of {kind}", hint, key=path[-1] == name)

    def label(self, path: Path, name: str, kind: str) -> None:
        """Check the id of something that no expression names: it may have hyphens."""
        if not name or not is_name("_" + name.replace("-", "_")):
            hint = "Use letters of any script, digits, '_' and '-'."
            self.say(path, f"'{name}' cannot be the id of {kind}", hint, key=path[-1] == name)
