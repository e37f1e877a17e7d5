"""A YAML file as plain data that remembers where everything stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from detente.case.language import is_name
from detente.errors import Problem

Path = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, from 1


class Node(NamedTuple):
    """Where one value of the file stands, and how it is written.

    Attributes
    ----------
    start, end : offsets in the text
    key_start, key_end : offsets of the key, for an entry of a mapping
    flow : a list or mapping in brackets, a text in quotes or as a block
    alias : stands for a value that is written elsewhere
    kind : "scalar", "list" or "map"
    """

    start: int
    end: int
    key_start: int | None = None
    key_end: int | None = None
    flow: bool = False
    alias: bool = False
    kind: str = "scalar"


@dataclass
class Document:
    """The data of one file and the place of every part of it.

    Attributes
    ----------
    digest : SHA-256 of the file's bytes, in hexadecimal
    data : texts, whole numbers, decimals, booleans, None, lists, and mappings with texts as keys
    nodes : the place of the value at every path
    problems : what is wrong but leaves the rest readable
    faulty : paths of values that stand for nothing
    simple : without anchors, aliases, tags and marks between documents, so that every entry of a
        block means by itself what it means in its place
    """

    name: str
    text: str
    digest: str
    data: Any = None
    nodes: dict[Path, Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[Path] = field(default_factory=set)
    simple: bool = True
    _lines: list[int] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """Line and column of an offset, counted from 1."""
        if not self._lines:
            breaks = re.finditer(r"\r\n|[\n\r]", self.text)
            self._lines = [0, *(found.end() for found in breaks)]
        line = bisect_right(self._lines, offset)
        marked = line == 1 and self.text.startswith("\ufeff")  # a byte order mark is no column
        return line, offset - self._lines[line - 1] + 1 - marked

    def begins(self, path: Path) -> int:
        """Offset of an entry of a block: of its key, or of the dash of an item."""
        node, block = self.nodes[path], self.nodes[path[:-1]]
        if node.key_start is not None:
            return node.key_start
        if path[-1] == 0:
            return block.start
        column = block.start - line_start(self.text, block.start)
        dash = line_start(self.text, node.start) + column
        while self.text[dash : dash + 1] != "-" or self.text[dash - column : dash].strip(" "):
            dash = line_start(self.text, dash - column - 1) + column  # its value stands below it
        return dash

    def where(self, path: Path, *, key: bool = False) -> str:
        """`file.yaml:line:column` of the nearest part of a path that exists.

        A value that begins on a later line than its key is located at the key.
        """
        while path and path not in self.nodes:
            path = path[:-1]
        node = self.nodes.get(path)
        if node is None:
            return self.name
        line, column = self.place(node.start)
        if node.key_start is not None:
            at_key = self.place(node.key_start)
            if key or at_key[0] != line:
                line, column = at_key
        return f"{self.name}:{line}:{column}"

    def within(self, path: Path, offset: int, *, key: bool = False) -> str:
        """`file.yaml:line:column` of an offset within a text; empty where that cannot be told."""
        node = self.nodes.get(path)
        if node is None or node.alias or (node.kind != "scalar" and not key):
            return ""
        start, end = (node.key_start, node.key_end) if key else (node.start, node.end)
        if start is None or end is None or "\n" in self.text[start:end]:
            return ""
        begin = start + (self.text[start : start + 1] in {'"', "'"})
        return self.at(min(begin + offset, end))

    def at(self, offset: int) -> str:
        """`file.yaml:line:column` of an offset."""
        line, column = self.place(offset)
        return f"{self.name}:{line}:{column}"


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset starts; a byte order mark is no part of it."""
    found = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return found + (found == 0 and text.startswith("\ufeff"))


def show(path: Path) -> str:
    """A path as people read it: `parties.union.prefers[2]`."""
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part}]"
        elif is_name(part.replace("-", "_")):
            shown += f".{part}" if shown else part
        else:
            shown += f'["{part}"]'
    return shown
