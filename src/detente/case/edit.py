"""Edits of a case file's text that leave every line they do not touch byte for byte as it was.

A change is made by cutting and pasting text at the places that the document reader knows. The
result is read again and compared with what the change should give; a change that would not come
out exactly so is refused rather than written.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path as FilePath
from typing import Any

from detente.case.amend import (
    AddItem,
    AddItems,
    AddKey,
    AddKeys,
    Change,
    Move,
    Remove,
    SetValue,
    applied,
    moved,
    normal_path,
    same,
)
from detente.case.document import Document, Node, Path, line_start, show
from detente.case.files import MAX_SIZE, SIZE_HINT, decode, digest, read_bytes
from detente.case.language import normal
from detente.case.reader import read_document
from detente.case.render import block, fits, inline, literal, plain_data, scalar
from detente.case.reread import reread
from detente.errors import CaseError, InputError

__all__ = [
    "AddItem",
    "AddItems",
    "AddKey",
    "AddKeys",
    "Change",
    "Move",
    "Path",
    "Remove",
    "SetValue",
    "edit",
    "edit_file",
    "edited",
    "same",
    "save",
]


def edit(text: str, *changes: Change, name: str = "case.yaml") -> str:
    """The text with changes made, one after another.

    Raises
    ------
    CaseError
        when the text is no YAML.
    InputError
        when a path leads nowhere, or the change cannot be made without touching other parts.
    """
    document = read_document(text, name)
    for change in changes:
        document = edited(document, change)
    return document.text


def edited(document: Document, change: Change) -> Document:
    """The document with one change made; the one given stays as it is.

    Raises
    ------
    InputError
        as `edit`.
    """
    return _Edit(document).made(change)


def edit_file(path: FilePath, *changes: Change) -> str:
    """Make changes to a file, all or none, and return the new text."""
    data = read_bytes(path)
    text = edit(decode(data, str(path)), *changes, name=str(path))
    save(path, text, replaces=digest(data))
    return text


def save(path: FilePath, text: str, *, replaces: str | None = None) -> None:
    """Write a file whole or not at all: to a neighbour first, then moved into place.

    Parameters
    ----------
    replaces : digest of the content to be replaced; a file that has changed since is left alone

    Raises
    ------
    InputError
        when the file has changed meanwhile or cannot be written.
    """
    target = path.resolve()
    if replaces is not None and digest(read_bytes(target)) != replaces:
        raise InputError(f"{path} has been changed by another program; nothing was written")
    spare = ""
    try:
        handle, spare = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        FilePath(spare).chmod(mode)
        FilePath(spare).replace(target)
    except OSError as error:
        if spare:
            with suppress(OSError):
                FilePath(spare).unlink()
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from None


# ---------------------------------------------------------------------------- one change


class _Edit:
    """One change to one document."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.document = document
        found = re.search(r"\r\n|\n|\r", document.text)
        self.newline = found[0] if found else "\n"

    def made(self, change: Change) -> Document:
        path = normal_path(change.path)
        wanted = applied(self.document.data, change, path)
        match change:
            case SetValue(value=value):
                new = self.set(path, plain_data(value))
            case AddKey(key=key, value=value):
                new = self.add_keys(path, {normal(key): plain_data(value)})
            case AddKeys(values=values):
                new = self.add_keys(path, plain_data(values))
            case AddItems(values=values):
                count = len(self.value(path) or ())
                new = self.add_items(path, plain_data(values), count)
            case AddItem(value=value, at=at):
                count = len(self.value(path) or ())
                new = self.add_items(path, [plain_data(value)], count if at is None else at)
            case Remove():
                new = self.remove(path)
            case Move(to=to):
                new = self.move(path, to)
        return self.verified(new, wanted, path)

    def verified(self, new: str, wanted: Any, path: Path) -> Document:
        """The new text read: it must say what it should, and nothing else."""
        shown = show(path) or "the file"
        data = new.encode("utf-8")
        if len(data) > MAX_SIZE:
            raise InputError(f"the file would be larger than 4 MB. {SIZE_HINT}")
        try:
            found = reread(self.document, new, digest(data))
        except CaseError:
            found = None
        if (
            found is None
            or len(found.problems) > len(self.document.problems)
            or not same(found.data, wanted)
        ):
            what = "cannot be changed without touching other parts of the file"
            raise InputError(f"{shown} {what}; change it by hand")
        return found

    # -- where things are

    def node(self, path: Path) -> Node:
        found = self.document.nodes.get(path)
        if found is None:
            raise InputError(f"there is nothing at {show(path) or 'the top'} to change")
        return found

    def value(self, path: Path) -> Any:
        here = self.document.data
        for part in path:
            here = here[part]
        return here

    def children(self, path: Path) -> list[Path]:
        value = self.value(path)
        keys = range(len(value)) if isinstance(value, list) else value
        return [(*path, key) for key in keys]

    def is_block(self, path: Path) -> bool:
        node = self.node(path)
        return node.kind != "scalar" and not node.flow and not node.alias

    def in_flow(self, path: Path) -> bool:
        """Whether an entry stands inside brackets."""
        return bool(path) and self.node(path[:-1]).flow

    def end(self, path: Path) -> int:
        """Where the value at a path ends, without comments and blank lines behind it."""
        while self.is_block(path) and (children := self.children(path)):
            path = children[-1]
        node = self.node(path)
        written = self.text[node.start : node.end]
        header = re.match(r"(?:[&!]\S*\s+)*[|>]([-+\d]*)", written)
        if node.kind == "scalar" and header and "+" not in header[1] and "\n" in written:
            kept = written.rstrip(" \t\r\n")
            line = re.match(r"[ \t]*(\r\n|\n|\r|\Z)", written[len(kept) :])
            return node.start + len(kept) + (line.end() if line else 0)
        return node.end

    def start(self, path: Path) -> int:
        """Where an entry starts: its key, or the dash of an item of a block list."""
        node = self.node(path)
        if path and not self.in_flow(path):
            return self.document.begins(path)
        return node.start if node.key_start is None else node.key_start

    def column(self, offset: int) -> int:
        """How far an offset is from the start of its line."""
        return offset - line_start(self.text, offset)

    def line_end(self, offset: int) -> int:
        """The start of the next line, or the end of the text."""
        if offset > 0 and self.text[offset - 1] in "\r\n":
            return offset
        found = re.compile(r"\r\n|\n|\r").search(self.text, offset)
        return found.end() if found else len(self.text)

    def past_comment(self, offset: int) -> int:
        """Past a comment behind an offset, up to the end of its line."""
        found = re.compile(r"[ \t]+#[^\r\n]*").match(self.text, offset)
        return found.end() if found else offset

    def put(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    # -- changes

    def set(self, path: Path, value: Any) -> str:
        node = self.node(path)
        if self.is_block(path):
            return self.set_block(path, value)
        end = self.end(path)
        old = self.text[node.start : end]
        broken = bool(old) and old[-1] in "\r\n"
        ending = self.newline if broken else ""
        space = " " if node.start > 0 and self.text[node.start - 1] in ":-" else ""
        if isinstance(value, str) and old[:1] in {"|", ">"}:
            margin = re.search(r"[\r\n]( +)\S", old)
            written = literal(value, len(margin[1]), self.newline) if margin else None
            if written is not None:
                return self.put(node.start, end, written + ending)
        if not self.in_flow(path) and not fits(value, self.column(node.start)):
            start, stop = node.start - self.gap(node.start), self.past_comment(end)
            comment = self.text[end:stop].rstrip()
            return self.put(start, stop, comment + self.below(path, value) + ending)
        quote = old[:1] if old[:1] in {"'", '"'} and isinstance(value, str) else ""
        if isinstance(value, dict | list):
            written = inline(value)
        else:
            written = scalar(value, flow=self.in_flow(path), quote=quote)
        return self.put(node.start, end, space + written + ending)

    def gap(self, offset: int) -> int:
        """How many blanks stand before an offset."""
        before = self.text[:offset]
        return len(before) - len(before.rstrip(" "))

    def below(self, path: Path, value: Any) -> str:
        """A long list or mapping, to stand behind a key's colon or an item's dash."""
        column = self.column(self.start(path)) if path else 0
        lines = block(value, column + 2)
        if path and isinstance(path[-1], int):
            return " " + self.newline.join(lines).lstrip(" ")
        return self.newline + self.newline.join(lines)

    def set_block(self, path: Path, value: Any) -> str:
        """Replace a block list or mapping, with the comments inside it."""
        node = self.node(path)
        end = self.past_comment(self.end(path))
        ending = self.newline if end > 0 and self.text[end - 1] in "\r\n" else ""
        if node.key_end is None:
            if not path:
                lines = (
                    block(value, 0) if isinstance(value, dict | list) and value else [inline(value)]
                )
                return self.put(node.start, end, self.newline.join(lines) + ending)
            if fits(value, self.column(node.start)):
                return self.put(node.start, end, inline(value, flow=False) + ending)
            lines = block(value, self.column(node.start))
            return self.put(node.start, end, self.newline.join(lines).lstrip(" ") + ending)
        colon = self.text.index(":", node.key_end) + 1
        rest = self.text[colon : self.line_end(colon)].rstrip("\r\n")
        if fits(value, self.column(colon) + 1):
            new = f" {inline(value, flow=False)}{rest}"
        else:
            new = rest + self.below(path, value)
        return self.put(colon, end, new + ending)

    def add_keys(self, path: Path, pairs: dict[str, Any]) -> str:
        node = self.node(path)
        if self.value(path) is None:
            return self.set(path, pairs)
        if node.flow:
            written = inline(pairs)[1:-1]
            return self.into_brackets(path, len(self.value(path)), written)
        indent = self.column(self.start(self.children(path)[0]))
        return self.below_line(self.end(path), block(pairs, indent))

    def below_line(self, offset: int, lines: Sequence[str]) -> str:
        """Put lines below the line of an offset."""
        at = self.line_end(offset)
        written = self.newline.join(lines)
        if at == len(self.text) and not (at > 0 and self.text[at - 1] in "\r\n"):
            return self.put(at, at, self.newline + written)
        return self.put(at, at, written + self.newline)

    def into_brackets(self, path: Path, at: int, written: str) -> str:
        """Put an entry into a list or mapping in brackets."""
        node = self.node(path)
        children = self.children(path)
        if not children:
            opening = self.text.index("{" if node.kind == "map" else "[", node.start) + 1
            return self.put(opening, opening, written)
        if at < len(children):
            start = self.start(children[at])
            return self.put(start, start, f"{written}, ")
        end = self.node(children[-1]).end
        return self.put(end, end, f", {written}")

    def add_items(self, path: Path, values: list[Any], at: int) -> str:
        node = self.node(path)
        if self.value(path) is None:
            return self.set(path, values)
        if node.flow:
            return self.into_brackets(path, at, inline(values)[1:-1])
        children = self.children(path)
        dash = self.start(children[0])
        indent = self.column(dash)
        lines = block(values, indent)
        if at > 0:
            return self.below_line(self.end(children[at - 1]), lines)
        written = self.newline.join(lines).lstrip(" ") + self.newline + " " * indent
        return self.put(dash, dash, written)

    def remove(self, path: Path) -> str:
        if not path:
            raise InputError("the whole file cannot be taken out")
        self.node(path)
        around = path[:-1]
        children = self.children(around)
        place = children.index(path)
        if len(children) == 1:
            if self.node(around).flow:
                return self.put(self.start(path), self.end(path), "")
            return self.set_block(around, {} if isinstance(self.value(around), dict) else [])
        start = self.start(path)
        if self.node(around).flow:
            if place + 1 < len(children):
                return self.put(start, self.start(children[place + 1]), "")
            return self.put(self.node(children[place - 1]).end, self.end(path), "")
        begin = line_start(self.text, start)
        if self.text[begin:start].strip(" "):  # it shares its line with the entry around it
            return self.put(start, self.start(children[place + 1]), "")
        return self.put(begin, self.line_end(self.end(path)), "")

    def move(self, path: Path, to: int) -> str:
        """The entries change places; each takes along what stands on its own lines."""
        children = self.children(path[:-1])
        slots = [self.slot(child) for child in children]
        order = moved(slots, children.index(path), to)
        pieces, done = [], 0
        for (start, end), (begin, stop) in zip(slots, order, strict=True):
            pieces += [self.text[done:start], self.text[begin:stop]]
            done = end
        return "".join([*pieces, self.text[done:]])

    def slot(self, path: Path) -> tuple[int, int]:
        """Where an entry stands, without the end of its last line."""
        end = self.end(path)
        end = end if self.in_flow(path) else self.past_comment(end)
        start = self.start(path)
        return start, start + len(self.text[start:end].rstrip(" \r\n"))
