"""A YAML file as plain data that remembers where everything stands.

YAML 1.2's core schema, read from the events of ruamel.yaml: only `true` and `false` are
booleans, dates stay text, decimals are exact. Size, depth and the growth of aliases are bounded
while reading, so that no file can exhaust the machine.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path as FilePath
from typing import Any

from detente.case.language import is_name, normal
from detente.errors import CaseError, InputError, Problem

MAX_SIZE = 4 * 1024 * 1024  # bytes, of the file and of what its aliases expand to
MAX_DEPTH = 60  # nested lists and mappings
MAX_PROBLEMS = 200  # that are worth reading
_SIZE_HINT = "A case file holds at most 4 MB; long texts belong into the documents it cites."

Path = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, from 1


class Whole(int):
    """A whole number that remembers how it was spelled, such as 007."""

    written: str


class Exact(Decimal):
    """An exact decimal that remembers how it was spelled, such as 1e3."""

    written: str


@dataclass(frozen=True)
class Node:
    """One value of the file, where it stands, and what stands in it.

    Attributes
    ----------
    data : text, Whole or int, Decimal, bool, None, dict or list
    start, end : offsets in the text
    key_start : offset of the key, for an entry of a mapping
    flow : written with brackets or quotes
    alias : stands for a value written elsewhere
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
    """The data of one file and the place of every part of it."""

    name: str
    text: str
    digest: str
    data: Any = None
    nodes: dict[Path, Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[Path] = field(default_factory=set)  # values that stand for nothing
    _lines: list[int] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """Line and column of an offset, counted from 1."""
        if not self._lines:
            breaks = re.finditer(r"\r\n|[\n\r]", self.text)
            self._lines = [0, *(found.end() for found in breaks)]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

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

    def within(self, path: Path, offset: int) -> str:
        """`file.yaml:line:column` of an offset within a text; empty where escapes intervene."""
        node = self.nodes.get(path)
        if node is None or node.kind != "scalar" or node.alias:
            return ""
        begin = node.start + (self.text[node.start : node.start + 1] in {'"', "'"})
        if "\n" in self.text[node.start : node.end] or begin + offset >= node.end:
            return ""
        return self.at(begin + offset)

    def at(self, offset: int) -> str:
        """`file.yaml:line:column` of an offset."""
        line, column = self.place(offset)
        return f"{self.name}:{line}:{column}"


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


# ---------------------------------------------------------------------------- bytes


def read_bytes(path: FilePath) -> bytes:
    """The bytes of a file, refused before reading when there are too many.

    Raises
    ------
    InputError
        when there is no such file, it is a folder, it cannot be read, or it is too large.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder; a case is one file that ends in .yaml")
        with path.open("rb") as stream:
            data = stream.read(MAX_SIZE + 1)
    except FileNotFoundError:
        raise InputError(f"there is no file {path}") from None
    except PermissionError:
        raise InputError(f"{path} may not be read: permission denied") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be read: {reason}") from None
    if len(data) > MAX_SIZE:
        raise CaseError([Problem(str(path), "", "the file is larger than 4 MB", _SIZE_HINT)])
    return data


def decode(data: bytes, name: str) -> str:
    """The text of a file.

    Raises
    ------
    CaseError
        for anything but UTF-8 text; a byte order mark is let pass.
    """

    def refuse(what: str, hint: str) -> CaseError:
        return CaseError([Problem(name, "", what, hint)])

    if len(data) > MAX_SIZE:
        raise refuse("the text is larger than 4 MB", _SIZE_HINT)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse("the file is UTF-16 text", "Save it as UTF-8.")
    if b"\0" in data:
        half = data[:4096].count(0) * 3 >= len(data[:4096])
        hint = "Save it as UTF-8." if half else "A case is a text file that ends in .yaml."
        raise refuse("the file is UTF-16 or binary, not UTF-8 text", hint)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        line = good.count("\n") + 1
        column = len(good) - (good.rfind("\n") + 1) + 1
        what = f"the byte 0x{data[error.start]:02x} is not UTF-8 text"
        hint = "Save the file as UTF-8."
        raise CaseError([Problem(f"{name}:{line}:{column}", "", what, hint)]) from None


def digest(data: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


# ---------------------------------------------------------------------------- scalars

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_ODD = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolve_scalar(text: str) -> str | int | Decimal | bool | None:
    """What an unquoted scalar stands for in YAML 1.2's core schema, with exact decimals."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text[0] not in "+-.0123456789" or len(text) > 300:
        return text
    if _INT.fullmatch(text):
        prefix = text[:2]
        base = 8 if prefix == "0o" else 16 if prefix == "0x" else 10
        number = int(text if base == 10 else text[2:], base)
        return number if str(number) == text else _spelled(Whole(number), text)
    if _FLOAT.fullmatch(text):
        try:
            value = Decimal(text)
        except InvalidOperation:
            return text
        return value if str(value) == text else _spelled(Exact(value), text)
    if _ODD.fullmatch(text):
        return _spelled(Exact(text.replace(".", "")), text)
    return text


def _spelled(number: Whole | Exact, text: str) -> Whole | Exact:
    number.written = text
    return number


# ---------------------------------------------------------------------------- events to data

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {_CORE + name for name in ("str", "int", "float", "bool", "null")}


@dataclass
class _Open:
    """A list or mapping that is being read."""

    data: Any
    path: Path
    start: int
    flow: bool
    anchor: str | None
    key: str | None = None
    key_start: int = 0
    key_end: int = 0
    skip: bool = False  # the entry being read repeats a key, or has an unusable one
    extra: int = 0  # characters that aliases inside it add
    as_key: bool = False  # it stands where a key should


@dataclass
class _Anchor:
    data: Any
    size: int  # characters, aliases written out
    kind: str


class _Reader:
    """Builds a document from events, iteratively: depth costs no stack."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchor] = {}
        self.pending: set[str] = set()
        self.extra = 0
        self.documents = 0

    # -- problems

    def problem(self, offset: int, path: Path, what: str, hint: str = "") -> None:
        if len(self.document.problems) < MAX_PROBLEMS:
            where = self.document.at(offset)
            self.document.problems.append(Problem(where, show(path), what, hint))

    def stop(self, offset: int, what: str, hint: str = "") -> CaseError:
        where = self.document.at(offset)
        return CaseError([*self.document.problems, Problem(where, "", what, hint)])

    # -- one event after another

    def read(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event).__name__
            match kind:
                case "DocumentStartEvent":
                    self.documents += 1
                    if self.documents > 1:
                        hint = "Keep one case in one file; remove the line '---'."
                        at = event.start_mark.index
                        raise self.stop(at, "a second document begins here", hint)
                case "ScalarEvent":
                    self.scalar(event)
                case "AliasEvent":
                    self.alias(event)
                case "MappingStartEvent" | "SequenceStartEvent":
                    self.begin(event, {} if kind[0] == "M" else [])
                case "MappingEndEvent" | "SequenceEndEvent":
                    self.end(event)

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        tag = _tag(event)
        text = event.value
        plain = event.style is None or event.style == ""
        if self.wants_key():
            self.tagged(tag, _SCALAR_TAGS, start)
            self.key(normal(text), start, end, empty=plain and not text)
            return
        value: Any = text
        if (tag is None and plain) or (
            tag not in {None, "!", _CORE + "str"} and self.tagged(tag, _SCALAR_TAGS, start)
        ):
            value = resolve_scalar(text)
        self.add(value, start, end, event.anchor, flow=not plain)

    def begin(self, event: Any, data: Any) -> None:
        start = event.start_mark.index
        allowed = {_CORE + ("map" if isinstance(data, dict) else "seq"), "!"}
        self.tagged(_tag(event), allowed, start)
        if len(self.stack) >= MAX_DEPTH:
            raise self.stop(start, f"lists and mappings are nested more than {MAX_DEPTH} deep")
        path = self.path_of_next()
        as_key = self.wants_key()
        if as_key:
            self.problem(start, path, "a list or mapping cannot be a key", "Use a text as key.")
            self.unusable_key(start)
            path = self.path_of_next()
        if event.anchor is not None:
            self.pending.add(event.anchor)
            self.anchors.pop(event.anchor, None)
        opened = _Open(data, path, start, bool(event.flow_style), event.anchor, as_key=as_key)
        self.stack.append(opened)

    def end(self, event: Any) -> None:
        done = self.stack.pop()
        end = event.end_mark.index
        if done.anchor is not None:
            self.pending.discard(done.anchor)
        if self.stack:
            self.stack[-1].extra += done.extra
        if done.as_key:
            return
        self.add(done.data, done.start, end, done.anchor, flow=done.flow, extra=done.extra)

    def alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        name = event.anchor
        found = self.anchors.get(name)
        if found is None:
            what = f"the alias *{name} refers to itself"
            if name not in self.pending:
                what = f"the alias *{name} refers to nothing"
            hint = f"Mark the value that is meant with &{name}, before this line."
            self.problem(start, self.path_of_next(), what, hint)
            self.document.faulty.add(self.path_of_next())
            found = _Anchor(None, 0, "scalar")
        self.extra += found.size
        if len(self.document.text) + self.extra > MAX_SIZE:
            raise self.stop(start, "the aliases of this file expand beyond 4 MB", _SIZE_HINT)
        if self.stack:
            self.stack[-1].extra += found.size
        if self.wants_key():
            if isinstance(found.data, str):
                self.key(normal(found.data), start, end)
            else:
                self.problem(start, self.path_of_next(), f"the alias *{name} cannot be a key")
                self.unusable_key(start)
            return
        self.add(found.data, start, end, None, flow=True, alias=True, kind=found.kind)

    # -- the place where the next value goes

    def wants_key(self) -> bool:
        return (
            bool(self.stack)
            and isinstance(self.stack[-1].data, dict)
            and (self.stack[-1].key is None)
        )

    def path_of_next(self) -> Path:
        if not self.stack:
            return ()
        top = self.stack[-1]
        if isinstance(top.data, list):
            return (*top.path, len(top.data))
        if top.key is None:
            return top.path
        if top.skip:  # an entry that is left out gets paths of its own
            return (*top.path, f"\0{top.key_start}", top.key)
        return (*top.path, top.key)

    def key(self, key: str, start: int, end: int, *, empty: bool = False) -> None:
        top = self.stack[-1]
        top.key, top.key_start, top.key_end, top.skip = key, start, end, False
        if empty:
            self.problem(start, top.path, "a key is missing before ':'")
            top.skip = True
        elif key in top.data:
            first = self.document.nodes[(*top.path, key)].key_start or 0
            line = self.document.place(first)[0]
            what = f"the key '{key}' stands twice"
            self.problem(start, (*top.path, key), what, f"It first stands in line {line}.")
            top.skip = True

    def unusable_key(self, start: int) -> None:
        top = self.stack[-1]
        top.key, top.key_start, top.key_end, top.skip = "", start, start, True

    def tagged(self, tag: str | None, allowed: set[str], start: int) -> bool:
        if tag is None or tag in allowed or tag == "!":
            return True
        shown = tag.replace(_CORE, "!!")
        hint = "Case files need no tags; put a text in quotes instead."
        self.problem(start, self.path_of_next(), f"the tag {shown} has no meaning here", hint)
        return False

    def add(
        self,
        value: Any,
        start: int,
        end: int,
        anchor: str | None,
        *,
        flow: bool,
        alias: bool = False,
        kind: str = "",
        extra: int = 0,
    ) -> None:
        """Put a finished value where it belongs."""
        shape = kind or _shape(value)
        if anchor is not None:
            self.anchors[anchor] = _Anchor(value, end - start + extra, shape)
        path = self.path_of_next()
        if not self.stack:
            self.document.data = value
            self.document.nodes[()] = Node(start, end, flow=flow, kind=shape)
            return
        top = self.stack[-1]
        if isinstance(top.data, list):
            top.data.append(value)
            self.document.nodes[path] = Node(start, end, flow=flow, alias=alias, kind=shape)
            return
        if not top.skip:
            top.data[top.key] = value
            self.document.nodes[path] = Node(
                start, end, top.key_start, top.key_end, flow=flow, alias=alias, kind=shape
            )
        top.key = None


def _shape(value: object) -> str:
    return "map" if isinstance(value, dict) else "list" if isinstance(value, list) else "scalar"


def _tag(event: Any) -> str | None:
    tag = event.tag
    return None if tag is None else str(tag)


# ---------------------------------------------------------------------------- errors of YAML itself

_TABS = "Indent with spaces; a tab cannot indent."
_QUOTES = "Put the text in quotes."
_HINTS = (
    (r"'\\t' that cannot start", _TABS),
    (r"that cannot start any token", _QUOTES),
    (r"mapping values are not allowed", "Put a text that contains ': ' in quotes."),
    (r"could not find expected ':'", "A key ends with a colon and a space."),
    (r"while scanning a quoted scalar", "A quotation mark is not closed, or stands inside a text."),
    (r"expected ',' or", "A bracket is not closed, or a comma is missing."),
    (r"expected <block end>", "Entries of one list or mapping begin in the same column."),
    (r"while scanning an? (alias|anchor)", _QUOTES),
)


def _syntax(document: Document, error: Any) -> CaseError:
    """What ruamel.yaml says of a faulty text, as one located problem with a remedy."""
    what = " ".join(str(part) for part in (error.context, error.problem) if part)
    offset = getattr(error.problem_mark or error.context_mark, "index", 0)
    hint = next((hint for pattern, hint in _HINTS if re.search(pattern, what)), "")
    if error.context_mark is not None:
        begin = document.place(error.context_mark.index)[0]
        if begin != document.place(offset)[0]:
            hint = f"{hint} It begins in line {begin}.".strip()
    problem = Problem(document.at(offset), "", f"this is not YAML: {what}", hint)
    return CaseError([*document.problems, problem])


def read_document(text: str, name: str, digest_of: str = "") -> Document:
    """Read a YAML text into plain data with the place of every part.

    Problems that leave the rest readable (a repeated key, an unknown tag) are collected in
    `problems`.

    Raises
    ------
    CaseError
        when the text is no YAML, holds no or several documents, is nested too deeply, or its
        aliases expand too far.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    document = Document(name, text, digest_of)
    reader = _Reader(document)
    try:
        reader.read(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        raise _syntax(document, error) from None
    except ReaderError as error:
        what = f"the character U+{error.character:04X} may not stand in a text file"
        raise reader.stop(error.position, what, "Remove it, or write it as an escape.") from None
    except YAMLError as error:
        raise reader.stop(0, f"this is not YAML: {error}") from None
    if document.data is None and not document.problems:
        hint = "'detente new NAME' writes a file to start from."
        raise CaseError([Problem(name, "", "the file is empty", hint)])
    return document
