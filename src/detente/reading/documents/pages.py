"""Lines on pages: what repeats on each page goes, the rest is joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.reading.documents.building import Para, Run

_OFTEN = 3  # pages on which a running line stands
_EDGE = 3  # rows from the top and from the bottom that may be running ones
_SENTENCE = re.compile(r"[.!?…:]['\"”’»)\]]*(?:\d{1,2})?$")
_BULLET = re.compile(r"(?:[•‣▪●◦*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|\s]*(\d{1,4})[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_NOTE = re.compile(r"[\d*†‡]")
_ROMAN = re.compile(r"[ivxl]{1,6}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_KEEPS = frozenset({"non", "self", "well", "vice"})  # "self-defence", however it is broken


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it lies on its page, in points; `hyphen` where it ends inside a word."""

    text: str
    page: int
    y: float
    left: float
    right: float
    size: float
    bold: bool = False
    hyphen: bool = False


def without_running(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without headers, footers and page numbers, and what these said.

    A line at the top or at the bottom of its page, set apart from the rest by a gap or by its
    size, is one if the same words, whatever their numbers, stand there on three pages, or in a
    shorter document on half of them and on two. So is a page number that counts as the pages do.
    """
    shape = Shape([line for page in pages for line in page])
    places: Counter[str] = Counter()
    edges = [_edges(page, shape) for page in pages]
    for page, edge in zip(pages, edges, strict=True):
        places.update({_shape(page[at]) for at in edge})
    needed = max(2, min(_OFTEN, (len(pages) + 1) // 2))
    ahead = Counter(
        found - number
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1)
        for found in {_page_number(page[at].text, number) for at in edge}
        if found is not None
    )
    kept, gone = [], dict[str, None]()
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1):
        running = set()
        for at in edge:
            found = _page_number(page[at].text, number)
            counts = found is not None and (found == number or ahead[found - number] > 1)
            if counts or places[_shape(page[at])] >= needed:
                running.add(at)
        gone |= {page[at].text: None for at in sorted(running)}
        kept.append([line for at, line in enumerate(page) if at not in running])
    return kept, list(gone)


def _edges(page: Sequence[Line], shape: Shape) -> set[int]:
    """Lines of the first and the last few rows of a page that are set apart from the rest."""
    rows: dict[int, list[int]] = {}
    for at, line in enumerate(page):
        rows.setdefault(round(line.y / 3), []).append(at)
    heights = sorted(rows, reverse=True)
    most = min(_EDGE, max(1, len(rows) // 3))  # on a page of few rows they are the text
    found: set[int] = set()
    for ordered in (heights, heights[::-1]):
        held: list[int] = []
        for above, below in pairwise(ordered[: most + 1]):
            held += rows[above]
            gap = 3 * abs(above - below) > 1.35 * shape.pitch
            if gap or all(shape.is_small(page[at]) for at in held):
                found.update(held)
    return found


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold()) + f"@{round(line.y / 12)}"


def _page_number(words: str, page: int) -> int | None:
    """The number of a page, where a line is nothing else; a Roman one is taken at its word."""
    if match := _NUMBER.fullmatch(words):
        return int(match[1])
    return page if _ROMAN.fullmatch(words) else None


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Para]:
    """Lines in the order of the pages, joined into paragraphs.

    A paragraph may run on over a page; notes at the foot of the first page then follow it.
    """
    shape = Shape([line for page in pages for line in page])
    paras: list[Para] = []
    notes: list[Para] = []
    body: list[Line] = []

    def close() -> None:
        if body:
            paras.append(shape.joined(body))
        paras.extend(notes)
        body.clear()
        notes.clear()

    for page in pages:
        main, small = shape.split_notes(page)
        for at, line in enumerate(main):
            if body and not shape.continues(body, line, turned=at == 0):
                close()
            body.append(line)
        notes += [replace(one, part="note") for one in _on_one_page(small, shape)]
    close()
    return paras


def _on_one_page(lines: Sequence[Line], shape: Shape) -> Iterator[Para]:
    held: list[Line] = []
    for line in lines:
        if held and not shape.continues(held, line, turned=False):
            yield shape.joined(held)
            held = []
        held.append(line)
    if held:
        yield shape.joined(held)


class Shape:
    """What is usual in a document: size of letters, distance of lines, where columns end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        weights: Counter[bool] = Counter()
        self._rights: dict[tuple[int, int], float] = {}
        self._words: Counter[str] = Counter()
        for line in lines:
            sizes[round(2 * line.size) / 2] += len(line.text)
            weights[line.bold] += len(line.text)
            self._words.update(word.lower() for word in _WORD.findall(line.text))
            for column in _columns(line):
                self._rights[column] = max(self._rights.get(column, 0.0), line.right)
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._bold = weights[True] > weights[False]
        steps = [above.y - below.y for above, below in pairwise(lines) if above.page == below.page]
        usual = [step for step in steps if 0.8 * self.size < step < 2.6 * self.size]
        self.pitch = sorted(usual)[len(usual) // 4] if usual else 1.2 * self.size

    def is_small(self, line: Line) -> bool:
        """Whether a line is in smaller letters than the text."""
        return line.size <= 0.92 * self.size

    def split_notes(self, page: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
        """The lines of a page, and the small print at its foot."""
        at = len(page)
        while at > 0 and self.is_small(page[at - 1]):
            at -= 1
        if at in (0, len(page)):
            return page, ()
        apart = page[at - 1].y - page[at].y > 1.35 * self.pitch or _NOTE.match(page[at].text)
        return (page[:at], page[at:]) if apart else (page, ())

    def continues(self, held: Sequence[Line], line: Line, *, turned: bool) -> bool:
        """Whether a line goes on with the paragraph held so far."""
        last = held[-1]
        step = last.y - line.y
        if abs(line.size - last.size) > 0.12 * max(line.size, last.size):
            return False
        if last.hyphen:
            return True
        if _BULLET.match(line.text):
            return False
        if turned or step <= 0:  # the next page, or the next column
            return line.text[0].islower() or not (self._ends_early(last, line) or _ends(last))
        if step > 1.35 * self.pitch:
            return False
        if step < 0.3 * self.size:  # parts of one line, such as the cells of a table
            return True
        if line.left > last.left + 0.8 * self.size and not _BULLET.match(held[0].text):
            return False
        if line.bold and not last.bold and _ends(last):
            return False
        if not self._ends_early(last, line):
            return True
        if line.bold != last.bold:
            return False
        far = last.right < last.left + 0.75 * (self._right(last) - last.left)
        return not (_ends(last) or (far and not line.text[0].islower()))

    def joined(self, lines: Sequence[Line]) -> Para:
        """Lines as one paragraph, with a run for each page."""
        runs: list[Run] = []
        texts: list[str] = []
        opening = glue = " "
        for at, line in enumerate(lines):
            following = lines[at + 1] if at + 1 < len(lines) else None
            stays = following is None or self._keeps_hyphen(line.text, following.text)
            texts.append(line.text + ("-" if line.hyphen and stays else ""))
            glue = "" if line.hyphen else " "
            if following is not None and following.page == line.page:
                texts.append(glue)
                continue
            runs.append(Run("".join(texts), line.page, glue=opening))
            texts, opening = [], glue
        return Para(tuple(runs), "heading" if self._is_heading(lines) else "")

    def _right(self, line: Line) -> float:
        return max(self._rights.get(column, 0.0) for column in _columns(line))

    def _ends_early(self, last: Line, line: Line) -> bool:
        """Whether the next line's first word would have had room at the end of the last."""
        letter = (line.right - line.left) / max(len(line.text), 1)
        word = len(line.text.split(maxsplit=1)[0]) + 1
        return last.right + word * letter < self._right(last)

    def _is_heading(self, lines: Sequence[Line]) -> bool:
        if sum(len(line.text) for line in lines) > 200:
            return False
        if all(line.size > 1.12 * self.size for line in lines):
            return True
        bold = all(line.bold for line in lines) and not self._bold
        return bold and not _ends(lines[-1])

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line belongs to the word."""
        left, right = _LAST.search(before), _FIRST.match(after)
        if left is None or right is None or not right[0][0].islower():
            return True
        first, second = left[0].lower(), right[0].lower()
        kept, dropped = self._words[f"{first}-{second}"], self._words[first + second]
        return kept > dropped or (kept == dropped and first in _KEEPS)


def _columns(line: Line) -> tuple[tuple[int, int], tuple[int, int]]:
    """Names of the columns that a line may stand in: an indented line shares one with the rest."""
    at = int(line.left // 36)
    return (line.page, at), (line.page, at + 1)


def _ends(line: Line) -> bool:
    return not line.hyphen and _SENTENCE.search(line.text) is not None
