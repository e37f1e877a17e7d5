"""The small language of a case file: expressions over options, and names of states.

An expression is parsed against the *names* that a case knows and becomes a tree whose leaves
say "this option stands at one of these levels" (or, in the graph form, "the state is one of
these"). The tree holds no arrays and no text; `detente.game` evaluates it, `plain` writes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.errors import InputError, nearest

KEYWORDS = frozenset({"not", "and", "or", "if", "else", "iff"})
#: words that mean something in state notation and so cannot name an option
RESERVED_OPTIONS = KEYWORDS | {"none", "code"}
#: words that mean something as keys of views and hypotheses and so cannot name a party
VIEW_KEYS = (
    "unseen",
    "imagined",
    "one_way",
    "impossible",
    "possible",
    "present",
    "means",
    "aware",
    "values",
    "walk_away",
)
RESERVED_PARTIES = KEYWORDS | {*VIEW_KEYS, "expects", "base"}
MAX_EXPRESSION = 10_000  # characters
MAX_DEPTH = 50  # nested parentheses


class ExpressionError(InputError):
    """A text is no expression, or names something that the case does not have."""

    def __init__(self, what: str, hint: str = "", at: int = 0) -> None:
        super().__init__(f"{what}. {hint}".strip())
        self.what = what
        self.hint = hint
        self.at = at  # offset in the text, code points


def normal(name: str) -> str:
    """The form in which names are compared (Unicode NFC)."""
    return unicodedata.normalize("NFC", name)


def is_name(text: str) -> bool:
    """Letters of any script, digits and `_`, not beginning with a digit."""
    return normal(text).isidentifier()


# ---------------------------------------------------------------------------- names


@dataclass(frozen=True)
class OptionName:
    """One option as the language knows it: who owns it, and its levels in order."""

    party: str
    option: str
    levels: tuple[str, ...]

    @property
    def full(self) -> str:
        """`party.option`, which is never ambiguous."""
        return f"{self.party}.{self.option}"


class Names:
    """What an expression may name: options (by id or `party.option`) or, in the graph form, states.

    Parameters
    ----------
    options : the options in code order, imagined ones last
    states : ids of the states of the graph form; empty in the option form
    n_base : how many of the options the base has; the rest are imagined by views
    """

    def __init__(
        self,
        options: Sequence[OptionName] = (),
        states: Sequence[str] = (),
        n_base: int | None = None,
    ) -> None:
        self.options = tuple(options)
        self.states = tuple(states)
        self.n_base = len(self.options) if n_base is None else n_base
        self._by_full = {normal(o.full): k for k, o in enumerate(self.options)}
        self._by_short: dict[str, list[int]] = {}
        for k, o in enumerate(self.options):
            self._by_short.setdefault(normal(o.option), []).append(k)
        self._state_index = {normal(s): k for k, s in enumerate(self.states)}
        self.trees: dict[str, Expr] = {}  # what has been parsed already

    def find_option(self, name: str, at: int = 0) -> int:
        """Position of an option.

        Raises
        ------
        ExpressionError
            when there is none of that name, or more than one.
        """
        key = normal(name)
        if key in self._by_full:
            return self._by_full[key]
        found = self._by_short.get(key, [])
        # what a view imagines takes no name away from an option that exists
        found = [k for k in found if k < self.n_base] or found
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(self.options[k].full for k in found)
            raise ExpressionError(f"'{name}' is ambiguous", f"Write one of: {choices}.", at)
        known = [*self._by_short, *(self._by_full if "." in name else ())]
        raise ExpressionError(f"no party has an option called '{name}'", nearest(name, known), at)

    def find_level(self, option: int, level: str, at: int = 0) -> int:
        """Position of a level of an option, or an ExpressionError."""
        known = [normal(v) for v in self.options[option].levels]
        if normal(level) in known:
            return known.index(normal(level))
        folded = [v.casefold() for v in known]
        if set(known) == {"false", "true"} and level.casefold() in folded:
            return folded.index(level.casefold())
        what = f"option '{self.options[option].option}' has no level '{level}'"
        raise ExpressionError(what, nearest(level, self.options[option].levels), at)

    def find_state(self, name: str, at: int = 0) -> int:
        """Position of a state of the graph form, or an ExpressionError."""
        if normal(name) in self._state_index:
            return self._state_index[normal(name)]
        raise ExpressionError(f"there is no state called '{name}'", nearest(name, self.states), at)


# ---------------------------------------------------------------------------- the tree


@dataclass(frozen=True)
class Stands:
    """An option stands at one of these levels."""

    option: int
    levels: frozenset[int]


@dataclass(frozen=True)
class IsState:
    """The state is this one (graph form)."""

    state: int


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Expr


@dataclass(frozen=True)
class And:
    """All parts hold."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True)
class Or:
    """At least one part holds."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True)
class If:
    """`left if right`: false only where `right` holds and `left` does not."""

    left: Expr
    right: Expr


@dataclass(frozen=True)
class IfElse:
    """`left if test else right`: `left` where the test holds, `right` where it does not."""

    left: Expr
    test: Expr
    right: Expr


@dataclass(frozen=True)
class Iff:
    """Both hold or neither does."""

    left: Expr
    right: Expr


Expr = Stands | IsState | Not | And | Or | If | IfElse | Iff


def leaves(expr: Expr) -> Iterator[Stands | IsState]:
    """The leaves of a tree, left to right, without recursion."""
    waiting: list[Expr] = [expr]
    while waiting:
        node = waiting.pop()
        match node:
            case Stands() | IsState():
                yield node
            case Not(part):
                waiting.append(part)
            case IfElse(left, test, right):
                waiting += [right, test, left]
            case And(parts) | Or(parts):
                waiting += reversed(parts)
            case If(left, right) | Iff(left, right):
                waiting += [right, left]


def holds(expr: Expr, levels: Callable[[int], int], state: int = -1) -> bool:
    """Whether an expression holds at one state.

    Parameters
    ----------
    levels : the level (position) at which an option stands
    state : the position of the state, in the graph form
    """
    match expr:
        case Stands(option, allowed):
            return levels(option) in allowed
        case IsState(wanted):
            return state == wanted
        case Not(part):
            return not holds(part, levels, state)
        case And(parts):
            return all(holds(part, levels, state) for part in parts)
        case Or(parts):
            return any(holds(part, levels, state) for part in parts)
        case If(left, right):
            return holds(left, levels, state) or not holds(right, levels, state)
        case IfElse(left, test, right):
            return holds(left if holds(test, levels, state) else right, levels, state)
        case Iff(left, right):
            return holds(left, levels, state) == holds(right, levels, state)


# ---------------------------------------------------------------------------- parsing

_TOKEN = re.compile(r"\s*(?:(==|!=|<=|>=|=|<|>|\(|\)|\+)|([^\s()=!<>+]+)|(\S))")
_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "==": lambda a, b: a == b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


@dataclass(frozen=True)
class _Token:
    kind: str  # "mark", "word" or "end"
    text: str
    at: int


def _tokens(text: str) -> list[_Token]:
    if len(text) > MAX_EXPRESSION:
        raise ExpressionError(f"the expression is longer than {MAX_EXPRESSION} characters")
    found = []
    at = 0
    while match := _TOKEN.match(text, at):
        mark, word, other = match.groups()
        start = match.end() - len(mark or word or other)
        if other:
            raise ExpressionError(f"'{other}' has no meaning in an expression", at=start)
        found.append(_Token("mark" if mark else "word", mark or word, start))
        at = match.end()
    found.append(_Token("end", "", len(text)))
    return found


class _Parser:
    """Recursive descent over the grammar of the case format, one method a rule."""

    def __init__(self, text: str, names: Names) -> None:
        self.tokens = _tokens(text)
        self.names = names
        self.place = 0
        self.depth = 0

    @property
    def here(self) -> _Token:
        return self.tokens[self.place]

    def keyword(self, word: str) -> bool:
        """Step over a keyword if it stands here."""
        if self.here.kind == "word" and self.here.text.casefold() == word:
            self.place += 1
            return True
        return False

    def expr(self) -> Expr:
        tree = self.cond()
        chained = 0
        while self.keyword("iff"):
            chained += 1
            if chained > MAX_DEPTH:
                raise ExpressionError("too many 'iff' in a row", at=self.here.at)
            tree = Iff(tree, self.cond())
        return tree

    def cond(self) -> Expr:
        tree = self.either()
        if not self.keyword("if"):
            return tree
        test = self.either()
        if not self.keyword("else"):
            return If(tree, test)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError("too many 'else' in a row", at=self.here.at)
        tree = IfElse(tree, test, self.cond())  # what follows 'else' may have its own 'if'
        self.depth -= 1
        return tree

    def either(self) -> Expr:
        parts = [self.both()]
        while self.keyword("or"):
            parts.append(self.both())
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]

    def both(self) -> Expr:
        parts = [self.negation()]
        while self.keyword("and"):
            parts.append(self.negation())
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def negation(self) -> Expr:
        times = 0
        while self.keyword("not"):
            times += 1
        tree = self.atom()
        return Not(tree) if times % 2 else tree

    def atom(self) -> Expr:
        token = self.here
        if token.kind == "mark" and token.text == "(":
            self.place += 1
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise ExpressionError("parentheses are nested too deeply", at=token.at)
            tree = self.expr()
            if self.here.text != ")" or self.here.kind != "mark":
                raise ExpressionError("a closing parenthesis is missing", at=token.at)
            self.place += 1
            self.depth -= 1
            return tree
        if token.kind != "word" or token.text.casefold() in KEYWORDS:
            found = f"'{token.text}'" if token.text else "the end"
            wanted = "a state" if self.names.states else "an option"
            raise ExpressionError(f"{wanted} is expected, but {found} stands here", at=token.at)
        self.place += 1
        if self.names.states:
            return IsState(self.names.find_state(token.text, token.at))
        option = self.names.find_option(token.text, token.at)
        count = len(self.names.options[option].levels)
        mark = self.here
        if mark.kind != "mark" or mark.text not in _COMPARE:
            return Stands(option, frozenset(range(1, count)))
        self.place += 1
        word = self.here
        if word.kind != "word" or word.text.casefold() in KEYWORDS:
            hint = "Levels: " + ", ".join(self.names.options[option].levels) + "."
            raise ExpressionError(f"a level is expected after '{mark.text}'", hint, word.at)
        self.place += 1
        level = self.names.find_level(option, word.text, word.at)
        test = _COMPARE[mark.text]
        return Stands(option, frozenset(k for k in range(count) if test(k, level)))


def parse(text: str, names: Names) -> Expr:
    """Read an expression.

    Raises
    ------
    ExpressionError
        says what was found and expected, where, and the nearest name.
    """
    known = names.trees.get(text)
    if known is not None:
        return known
    parser = _Parser(text, names)
    tree = parser.expr()
    if parser.here.kind != "end":
        rest = parser.here
        hint = ""
        if rest.text.casefold() == "else":
            hint = "'else' needs an 'if' before it."
        elif rest.text == "+":
            hint = "'+' joins options in a state; in an expression write 'and'."
        raise ExpressionError(f"'{rest.text}' is not expected here", hint, rest.at)
    names.trees[text] = tree
    return tree


# ---------------------------------------------------------------------------- state notation

_CODE = re.compile(r"\s*code\s+(\d{1,40})\s*\Z", re.IGNORECASE)
_BARE_CODE = re.compile(r"\s*\d{1,40}\s*\Z")


@dataclass(frozen=True)
class Code:
    """A state by its number."""

    number: int


@dataclass(frozen=True)
class Levels:
    """A state by the level of every option, in code order."""

    levels: tuple[int, ...]


@dataclass(frozen=True)
class NamedState:
    """A state of the graph form, by its position."""

    state: int


def parse_state(text: str, names: Names, *, bare_code: bool = False) -> Code | Levels | NamedState:
    """Read state notation: `a + b=level`, `none`, `code N`, or a state id in the graph form.

    Raises
    ------
    ExpressionError
        for unknown names and levels, an option named twice, or a bare option with more than two
        levels.
    """
    match = _CODE.match(text)
    if match:
        return Code(int(match.group(1)))
    if bare_code and _BARE_CODE.match(text):
        return Code(int(text))
    if names.states:
        return NamedState(names.find_state(text.strip()))
    levels = [0] * len(names.options)
    if text.strip().casefold() == "none":
        return Levels(tuple(levels))
    seen: set[int] = set()
    tokens = _tokens(text)
    place = 0
    while True:
        token = tokens[place]
        if token.kind != "word" or token.text.casefold() in RESERVED_OPTIONS:
            found = f"'{token.text}'" if token.text else "the end"
            raise ExpressionError(f"an option is expected, but {found} stands here", at=token.at)
        option = names.find_option(token.text, token.at)
        if option in seen:
            raise ExpressionError(f"option '{token.text}' stands twice in one state", at=token.at)
        seen.add(option)
        place += 1
        if tokens[place].text in {"=", "=="} and tokens[place].kind == "mark":
            word = tokens[place + 1]
            if word.kind != "word":
                hint = "Levels: " + ", ".join(names.options[option].levels) + "."
                raise ExpressionError(f"a level is expected after '{token.text}='", hint, word.at)
            levels[option] = names.find_level(option, word.text, word.at)
            place += 2
        elif len(names.options[option].levels) > 2:
            hint = f"Write {token.text}=… with one of: " + ", ".join(names.options[option].levels)
            what = f"option '{token.text}' has more than two levels"
            raise ExpressionError(what, hint + ".", token.at)
        else:
            levels[option] = 1
        if tokens[place].kind == "end":
            return Levels(tuple(levels))
        if tokens[place].text != "+":
            rest = tokens[place]
            hint = "Join the options of a state with '+'."
            raise ExpressionError(f"'{rest.text}' is not expected here", hint, rest.at)
        place += 1
