"""The two small languages of a case file: expressions, and the notation for one state."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

Tree = tuple[Any, ...]
"""("not", x) ("and", x, y) ("or", x, y) ("if", x, y) ("choose", x, y, z) ("iff", x, y) or
("atom", name, comparison or None, level or None)."""

KEYWORDS = {"not", "and", "or", "if", "else", "iff"}
COMPARISONS = ("==", "!=", "<=", ">=", "=", "<", ">")


class Unreadable(ValueError):
    """A text that the grammar does not produce."""


@cache
def in_a_name(char: str) -> bool:
    """Letters of any script with the marks that belong to them, digits, the underscore."""
    return char == "_" or unicodedata.category(char)[0] in "LM" or char.isdigit()


def tokens(text: str) -> list[str]:
    """Names, numbers, comparisons, parentheses; a name may hold one dot between two parts."""
    found: list[str] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()+":
            found.append(char)
            at += 1
        elif text[at : at + 2] in COMPARISONS:
            found.append(text[at : at + 2])
            at += 2
        elif char in "=<>":
            found.append(char)
            at += 1
        elif in_a_name(char):
            end = at
            while end < len(text) and (in_a_name(text[end]) or text[end] == "."):
                end += 1
            found.append(text[at:end])
            at = end
        else:
            raise Unreadable(f"{char!r} in {text!r}")
    return found


class Reader:
    """Recursive descent, one method a rule of the grammar."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = tokens(text)

    def next_is(self, *words: str) -> bool:
        return bool(self.left) and self.left[0].lower() in words

    def take(self) -> str:
        if not self.left:
            raise Unreadable(f"{self.text!r} ends too early")
        return self.left.pop(0)

    def expr(self) -> Tree:
        tree = self.cond()
        while self.next_is("iff"):
            self.take()
            tree = ("iff", tree, self.cond())
        return tree

    def cond(self) -> Tree:
        then = self.either()
        if not self.next_is("if"):
            return then
        self.take()
        when = self.either()
        if not self.next_is("else"):
            return ("if", then, when)
        self.take()
        return ("choose", then, when, self.cond())

    def either(self) -> Tree:
        tree = self.both()
        while self.next_is("or"):
            self.take()
            tree = ("or", tree, self.both())
        return tree

    def both(self) -> Tree:
        tree = self.negation()
        while self.next_is("and"):
            self.take()
            tree = ("and", tree, self.negation())
        return tree

    def negation(self) -> Tree:
        if self.next_is("not"):
            self.take()
            return ("not", self.negation())
        return self.atom()

    def atom(self) -> Tree:
        word = self.take()
        if word == "(":
            tree = self.expr()
            if self.take() != ")":
                raise Unreadable(f"no closing parenthesis in {self.text!r}")
            return tree
        if word.lower() in KEYWORDS or not in_a_name(word[0]) or word[0].isdigit():
            raise Unreadable(f"{word!r} stands where a name should, in {self.text!r}")
        if self.left and self.left[0] in COMPARISONS:
            sign = self.take()
            return ("atom", word, "==" if sign == "=" else sign, self.take())
        return ("atom", word, None, None)


@cache
def parse(text: str) -> Tree:
    """The tree of an expression."""
    reader = Reader(text)
    tree = reader.expr()
    if reader.left:
        raise Unreadable(f"{reader.left[0]!r} is left over in {text!r}")
    return tree


def truth(tree: Tree, holds: Callable[[str, str | None, str | None], bool]) -> bool:
    """Whether an expression holds, given what its atoms say."""
    kind = tree[0]
    if kind == "atom":
        return holds(tree[1], tree[2], tree[3])
    if kind == "not":
        return not truth(tree[1], holds)
    if kind == "and":
        return truth(tree[1], holds) and truth(tree[2], holds)
    if kind == "or":
        return truth(tree[1], holds) or truth(tree[2], holds)
    if kind == "if":
        return not (truth(tree[2], holds) and not truth(tree[1], holds))
    if kind == "choose":
        then, when, otherwise = (truth(part, holds) for part in tree[1:])
        return (when and then) or (not when and otherwise)
    if kind == "iff":
        return truth(tree[1], holds) == truth(tree[2], holds)
    raise Unreadable(f"no such tree: {kind}")


def read_state(text: str) -> int | dict[str, str | None]:
    """One state: a code, or the options that do not stand at their first level.

    A bare option maps to None: it stands at its second level, of two.
    """
    words = tokens(text)
    if len(words) == 2 and words[0].lower() == "code" and words[1].isdigit():
        return int(words[1])
    if len(words) == 1 and words[0].lower() == "none":
        return {}
    named: dict[str, str | None] = {}
    while words:
        name = words.pop(0)
        level = None
        if words and words[0] in ("=", "=="):
            words.pop(0)
            level = words.pop(0)
        if name in named:
            raise Unreadable(f"{name!r} twice in {text!r}")
        named[name] = level
        if words and words.pop(0) != "+":
            raise Unreadable(f"no '+' between options in {text!r}")
    return named
