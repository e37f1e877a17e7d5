"""A changed text read anew, at the cost of what has changed.

The entries of a block mapping or block list stand on lines of their own. Where a text differs
from a document only inside some of them, those lines alone are read; everything else is taken
over, with its places shifted. The outcome is that of reading the whole text: wherever one part
could depend on another (anchors, tags, several documents) or the lines do not stand by
themselves, the whole text is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.case.document import Document, Node, Path, line_start
from detente.case.files import MAX_SIZE
from detente.case.reader import MAX_VALUES, read_document, read_part

_TRIES = 3  # before the whole text is read


def reread(document: Document, text: str, digest_of: str = "") -> Document:
    """What `read_document` makes of a text that differs a little from one already read.

    Parameters
    ----------
    document : the text as it was; it stays as it is
    digest_of : of the new text

    Raises
    ------
    CaseError
        as `read_document`.
    """
    if document.simple and not document.problems and len(text) <= MAX_SIZE:
        change = _change(document.text, text)
        runs = list(_runs(document, change))[-_TRIES:]
        for run in reversed(runs):
            found = _spliced(document, text, run, digest_of)
            if found is not None:
                return found
    return read_document(text, document.name, digest_of)


@dataclass(frozen=True)
class _Change:
    """Where two texts begin to differ, and where in the old one they are alike again."""

    start: int
    end: int


def _change(old: str, new: str) -> _Change:
    most = min(len(old), len(new))
    start = _alike(old, new, most)
    margin = line_start(old, start)
    if not old[margin:start].strip(" "):  # that two lines are indented alike says nothing
        start = margin
    behind = _alike(old[start:][::-1], new[start:][::-1], most - start)
    return _Change(start, len(old) - behind)


def _alike(old: str, new: str, most: int) -> int:
    """How many characters two texts have in common at their beginning."""
    known = 0
    while known < most:
        step = (most - known + 1) // 2
        if old[known : known + step] == new[known : known + step]:
            known += step
        else:
            most = known + step - 1
    return known


# ---------------------------------------------------------------------------- which lines


@dataclass(frozen=True)
class _Run:
    """Neighbouring entries of one block, on whole lines of the old text.

    Attributes
    ----------
    around : path of the block
    first, last : positions of the entries in it
    start, end : offsets of their lines
    """

    around: Path
    first: int
    last: int
    start: int
    end: int


def _runs(document: Document, change: _Change) -> Iterator[_Run]:
    """Every run of entries that holds a change, the widest first."""
    text = document.text
    path: Path = ()
    end = len(text)
    while (block := document.nodes[path]).kind != "scalar" and not block.flow:
        keys = _keys(_at(document.data, path))
        starts = [_begins(document, (*path, key)) for key in keys]
        if not starts or change.start < starts[0]:
            return
        first = max(bisect_left(starts, change.start) - 1, 0)
        last = max(bisect_left(starts, change.end) - 1, first)
        ends = [*starts[1:], end]
        if change.start == starts[first] and change.end == ends[last] and last + 1 < len(ends):
            last += 1  # should all before it have gone, it tells their column
        if not (ends[last] == len(text) or _opens_line(text, ends[last])):
            return
        if _opens_line(text, starts[first]):
            yield _Run(path, first, last, starts[first], ends[last])
        if first != last:
            return
        path, end = (*path, keys[first]), ends[last]


def _keys(block: Any) -> list[Any]:
    return list(range(len(block))) if isinstance(block, list) else list(block)


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _begins(document: Document, path: Path) -> int:
    """Where an entry begins: its line, or itself where something else stands before it there."""
    text, begin = document.text, document.begins(path)
    start = line_start(text, begin)
    return begin if text[start:begin].strip(" ") else start


def _opens_line(text: str, offset: int) -> bool:
    return offset == line_start(text, offset)


# ---------------------------------------------------------------------------- what they say


def _spliced(document: Document, text: str, run: _Run, digest_of: str) -> Document | None:
    """The document with the entries of a run read from the new text; None where that fails."""
    longer = len(text) - len(document.text)
    lines = text[run.start : run.end + longer]
    at_end = run.end == len(document.text)
    if not (at_end or lines.endswith(("\n", "\r"))):
        return None
    column = _indent(document.text, run.start)
    part = read_part(lines, len(run.around))
    if part is None or _indent(lines, 0) != column or part.nodes[()].start != column:
        return None
    block = _at(document.data, run.around)
    if type(part.data) is not type(block) or part.nodes[()].flow:
        return None
    keys = _keys(block)
    before, behind = keys[: run.first], keys[run.last + 1 :]
    if isinstance(block, list):
        block = block[: run.first] + part.data + block[run.last + 1 :]
    elif part.data.keys().isdisjoint([*before, *behind]):
        pairs = [{key: block[key] for key in some} for some in (before, behind)]
        block = {**pairs[0], **part.data, **pairs[1]}
    else:
        return None
    next_token = len(lines) + (0 if at_end else _indent(document.text, run.end))
    nodes = _nodes(document, run, _placed(part, run, next_token), longer)
    if len(nodes) > MAX_VALUES:
        return None
    data = _replaced(document.data, run.around, block)
    return Document(document.name, text, digest_of, data, nodes)


def _indent(text: str, start: int) -> int:
    """How many blanks stand at an offset."""
    place = start
    while text.startswith(" ", place):
        place += 1
    return place - start


def _replaced(value: Any, path: Path, block: Any) -> Any:
    """The data with another block at a path; what does not change is shared."""
    if not path:
        return block
    copy = value.copy()
    copy[path[0]] = _replaced(value[path[0]], path[1:], block)
    return copy


def _placed(part: Document, run: _Run, next_token: int) -> dict[Path, Node]:
    """The nodes of entries read by themselves, as they stand in the whole text.

    A block ends where something new begins; there, too, stands the value of a '?' without one.
    """
    last = len(part.text)
    placed = {}
    for path, node in part.nodes.items():
        if not path:
            continue
        key = path[0] if isinstance(path[0], str) else path[0] + run.first
        if node.end == last and (node.start == last or (node.kind != "scalar" and not node.flow)):
            start = next_token if node.start == last else node.start
            node = node._replace(start=start, end=next_token)
        placed[*run.around, key, *path[1:]] = _moved(node, run.start)
    return placed


def _moved(node: Node, by: int) -> Node:
    start, end, key_start, key_end, flow, alias, kind = node
    if key_start is None or key_end is None:
        return Node(start + by, end + by, None, None, flow, alias, kind)
    return Node(start + by, end + by, key_start + by, key_end + by, flow, alias, kind)


def _nodes(
    document: Document, run: _Run, placed: dict[Path, Node], longer: int
) -> dict[Path, Node]:
    """The places of everything, in the order in which a reader finds them.

    Parameters
    ----------
    placed : those of the entries in the run
    longer : characters that the new text has more
    """
    around, depth = run.around, len(run.around)
    gone = set(_keys(_at(document.data, around))[run.first : run.last + 1])
    more = len({path[depth] for path in placed}) - len(gone)
    nodes: dict[Path, Node] = {}
    for path, node in document.nodes.items():
        if len(path) > depth and path[:depth] == around:
            key = path[depth]
            if key in gone:
                nodes |= placed
                placed = {}
                continue
            if isinstance(key, int) and key > run.last:
                path = (*around, key + more, *path[depth + 1 :])
        if node.start >= run.end:
            node = _moved(node, longer)
        elif node.end >= run.end:  # it holds the run
            node = node._replace(end=node.end + longer)
        nodes[path] = node
    return nodes
