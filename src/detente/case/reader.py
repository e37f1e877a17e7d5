"""From YAML text to a document, through the events of ruamel.yaml.

Only `true` and `false` are booleans, dates stay text, decimals are exact. Size, depth and the
growth of aliases are bounded while reading, so that no file can exhaust the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.case.document import Document, Node, Path, show
from detente.case.files import MAX_SIZE, SIZE_HINT
from detente.case.language import normal
from detente.case.scalars import resolve_scalar
from detente.errors import CaseError, Problem

MAX_DEPTH = 60  # nested lists and mappings
MAX_VALUES = 200_000  # aliases written out
MAX_PROBLEMS = 200  # that are worth reading

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
    values: int = 0  # values read before it
    as_key: bool = False  # it stands where a key should


@dataclass
class _Anchor:
    data: Any
    size: int  # characters, aliases written out
    values: int  # itself and those inside it
    kind: str


class _Reader:
    """Builds a document from events, iteratively: depth costs no stack.

    Parameters
    ----------
    depth : lists and mappings around what is read
    """

    def __init__(self, document: Document, depth: int = 0) -> None:
        self.document = document
        self.depth = depth
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchor] = {}
        self.pending: set[str] = set()
        self.extra = 0  # characters that aliases add
        self.values = 0  # values so far, aliases written out
        self.documents = 0
        self.last = 0  # where the last value ended

    # -- problems

    def problem(self, offset: int, path: Path, what: str, hint: str = "") -> None:
        if len(self.document.problems) < MAX_PROBLEMS:
            where = self.document.at(offset)
            self.document.problems.append(Problem(where, show(path), what, hint))

    def stop(self, offset: int, what: str, hint: str = "") -> CaseError:
        where = self.document.at(offset)
        return CaseError([*self.document.problems, Problem(where, "", what, hint)])

    def count(self, values: int, offset: int) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            what = f"the file expands to more than {MAX_VALUES} values"
            raise self.stop(offset, what, "No case needs as many; split it.")

    # -- one event after another

    def read(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event).__name__
            match kind:
                case "DocumentStartEvent":
                    self.documents += 1
                    self.marked(event.explicit)
                    if self.documents > 1:
                        hint = "Keep one case in one file; remove the line '---'."
                        at = event.start_mark.index
                        raise self.stop(at, "a second document begins here", hint)
                case "DocumentEndEvent":
                    self.marked(event.explicit)
                case "ScalarEvent":
                    self.marked(event.anchor is not None or event.tag is not None)
                    self.scalar(event)
                case "AliasEvent":
                    self.marked(True)
                    self.alias(event)
                case "MappingStartEvent" | "SequenceStartEvent":
                    self.marked(event.anchor is not None or event.tag is not None)
                    self.begin(event, {} if kind[0] == "M" else [])
                case "MappingEndEvent" | "SequenceEndEvent":
                    self.end(event)

    def marked(self, found: bool) -> None:
        """Note what makes one part of a text depend on another."""
        if found:
            self.document.simple = False

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        tag = _tag(event)
        text = event.value
        plain = event.style is None or event.style == ""
        if self.wants_key():
            self.tagged(tag, _SCALAR_TAGS, start)
            if event.anchor is not None:
                self.anchors[event.anchor] = _Anchor(text, end - start, 1, "scalar")
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
        if self.depth + len(self.stack) >= MAX_DEPTH:
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
        opened.values = self.values
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
        inside = self.values - done.values
        self.add(
            done.data,
            done.start,
            end,
            done.anchor,
            flow=done.flow,
            extra=done.extra,
            inside=inside,
        )

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
            found = _Anchor(None, 0, 1, "scalar")
        self.extra += found.size
        self.count(found.values - 1, start)
        if len(self.document.text) + self.extra > MAX_SIZE:
            raise self.stop(start, "the aliases of this file expand beyond 4 MB", SIZE_HINT)
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

    def empty(self, start: int) -> int:
        """Where an absent value would stand: behind its colon or dash, not before what follows."""
        if not self.stack or self.stack[-1].flow:
            return start
        top = self.stack[-1]
        behind = _AFTER_DASH if isinstance(top.data, list) else _AFTER_KEY
        after = self.last if isinstance(top.data, list) else top.key_end
        found = behind.match(self.document.text, after)
        return min(start, found.end()) if found else start

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
        inside: int = 0,
    ) -> None:
        """Put a finished value where it belongs.

        Parameters
        ----------
        extra : characters that aliases inside it add
        inside : values inside it, aliases written out
        """
        self.count(1, start)
        if value is None and start == end and not alias:
            start = end = self.empty(start)
        shape = kind or _shape(value)
        if anchor is not None:
            self.anchors[anchor] = _Anchor(value, end - start + extra, inside + 1, shape)
        path = self.path_of_next()
        self.last = end
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


_AFTER_KEY = re.compile(r"\s*:")
_AFTER_DASH = re.compile(r"(?:\s|#[^\n]*)*-")


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


def read_part(text: str, depth: int) -> Document | None:
    """Some whole lines of a file, read by themselves.

    Parameters
    ----------
    depth : lists and mappings around them

    Returns
    -------
    None where they are faulty, empty, or would mean something else in their place.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    part = Document("", text, "")
    try:
        _Reader(part, depth).read(YAML(typ="safe", pure=True).parse(text))
    except (YAMLError, CaseError):
        return None
    return part if part.nodes and part.simple and not part.problems else None
