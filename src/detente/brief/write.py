"""From a case to a brief: gather once, write every section, set it in the form asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detente.brief.allowed import case_for
from detente.brief.audience import SECTIONS, Reader, reader
from detente.brief.colophon import KEY as COLOPHON
from detente.brief.colophon import colophon
from detente.brief.document import Document, Section, without_dead_links
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material, gather
from detente.brief.outline import chosen, parts, section_keys
from detente.brief.wording import frame
from detente.brief.wording.grammar import own
from detente.case.model import Case
from detente.errors import InputError
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row

#: the bases that a brief can be computed on
BASES = ("reported", "reading", "all")


@dataclass(frozen=True, eq=False)
class Brief(Result):
    """The brief of one case, ready to be set as a page, as text or as data.

    Attributes
    ----------
    missing : sections that were left out, with what they would need
    path : where it was written, None where it was not
    """

    document: Document
    material: Material
    missing: tuple[tuple[str, str], ...]
    made_from: MadeFrom
    path: Path | None = None

    def to_html(self) -> str:
        """One self-contained page."""
        from detente.brief.html import to_html

        return to_html(self.document)

    def to_markdown(self) -> str:
        """Markdown, with figures told in words."""
        from detente.brief.markdown import to_markdown

        return to_markdown(self.document)

    def to_docx(self) -> bytes:
        """A Word file of what paper shows, the handling label at the head of every page."""
        from detente.brief.docx import to_docx

        handling = self.material.case.handling
        return to_docx(self.document, label=handling.value if handling else "")

    def to_pdf(self) -> bytes:
        """The page as an installed browser prints it."""
        from detente.brief.pdf import find_browser, printed

        return printed(find_browser(), self.to_html())

    def to_json(self) -> str:
        """The blocks as data."""
        from detente.brief.json import to_json

        said = [one.to_row() for one in self.material.evidence.said]
        return to_json(self.document, self.made_from, said)

    def to_rows(self) -> Iterator[Row]:
        """One row per section: its key, its title, how many blocks it has."""
        for section in self.document.sections:
            yield {"section": section.key, "title": section.title, "blocks": len(section.blocks)}

    def __str__(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        """For notebooks: the whole page in a frame, so that its style stays its own."""
        import html

        page = html.escape(self.to_html(), quote=True)
        return f'<iframe srcdoc="{page}" sandbox="" width="100%" height="800"></iframe>'


def write_brief(
    case: Case,
    path: str | os.PathLike[str] | None = None,
    *,
    basis: str = "all",
    audience: str = "mediator",
    for_party: str = "",
    sections: Iterable[str] | None = None,
    without: Iterable[str] = (),
    progress: Progress = silent,
) -> Brief:
    """Run every analysis that a case allows and write it up.

    Parameters
    ----------
    path : where to write; the ending chooses the form (.html .pdf .docx .md .json). None writes
        nothing
    basis : "reported", "reading" or "all": entries of weaker basis are left out
    audience : "mediator" (everything), "party-safe" or "public": what these may see is put
        together from a list of what is allowed, and the brief is written from that alone
    for_party : with "party-safe", the one party that it is for
    sections : keys of the sections to write, see `outline.section_keys`; None is all
    without : keys of sections to leave out

    Raises
    ------
    InputError
        for an ending that cannot be written, a basis, audience, party or section that is not
        known, a file that cannot be written, or a case with mistakes that show only when its base
        is put together.
    """
    if basis not in BASES:
        raise InputError(f"there is no basis '{basis}'. Known: {', '.join(BASES)}.")
    writer = None if path is None else writer_for(Path(path))
    to = reader(case, audience, for_party)
    keys = chosen(sections or (), without)
    if not to.sees_all:
        keys = tuple(key for key in keys if key in SECTIONS)
        if not keys:
            raise InputError(f"none of these sections is written for the audience '{audience}'")
        case, _ = case_for(case, to)
    material = gather(case, basis, progress, to)
    document, missing = _document(material, keys, progress)
    made = MadeFrom(case.id, case.origin.digest, settings=_settings(basis, to, keys))
    brief = Brief(document, material, tuple(missing), made)
    if path is None or writer is None:
        return brief
    target = Path(path)
    writer(brief, target)
    return replace(brief, path=target)


def _document(
    material: Material, keys: Sequence[str], progress: Progress
) -> tuple[Document, list[tuple[str, str]]]:
    """Every section asked for, and what the case does not feed."""
    case, words = material.case, Lexicon(material)
    sections: list[Section] = []
    missing: list[tuple[str, str]] = []
    found = [part for part in parts() if part.key in keys]
    for done, part in enumerate(found):
        progress(done, len(found), "sections")
        section = part(material, words)
        if section is None:
            missing.append((part.title, part.needs))
        else:
            sections.append(section)
    if COLOPHON in keys:
        sections.append(colophon(material, words, sections, missing))
    document = Document(
        title=own(case.title.value),
        facts=frame.facts(material, words),
        foreword=frame.foreword(material, words),
        sections=tuple(sections),
        foot=frame.foot(material),
    )
    return (document if keys == section_keys() else without_dead_links(document)), missing


def _settings(basis: str, to: Reader, keys: Sequence[str]) -> dict[str, object]:
    """What the brief was made with, beside the case; what is as usual goes without saying."""
    found: dict[str, object] = {"basis": basis}
    if not to.sees_all:
        found["audience"] = to.audience
    if to.party:
        found["for"] = to.party
    usual = section_keys() if to.sees_all else SECTIONS
    if set(keys) != set(usual):
        found["sections"] = list(keys)
    return found


Writer = Callable[[Brief, Path], None]


def writer_for(path: Path) -> Writer:
    """What writes a file of this ending.

    Raises
    ------
    InputError
        names the ending, and what is absent.
    """
    ending = path.suffix.casefold()
    if ending in {".html", ".htm"}:
        return lambda brief, to: save(to, brief.to_html())
    if ending in {".md", ".markdown"}:
        return lambda brief, to: save(to, brief.to_markdown())
    if ending == ".json":
        return lambda brief, to: save(to, brief.to_json())
    if ending == ".docx":
        return lambda brief, to: save(to, brief.to_docx())
    if ending == ".pdf":
        from detente.brief.pdf import find_browser

        find_browser()  # before the work, not after it
        return lambda brief, to: save(to, brief.to_pdf())
    known = "Endings that can be written: .html, .pdf, .docx, .md, .json."
    shown = f"the ending '{ending}'" if ending else "a name without an ending"
    raise InputError(f"'{path.name}' cannot be written: {shown} is not known. {known}")


def save(path: Path, content: str | bytes) -> None:
    """Write a file, line breaks as they are.

    Raises
    ------
    InputError
        where the system does not allow it.
    """
    try:
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    except OSError as error:
        raise InputError(f"'{path}' cannot be written: {error.strerror or error}") from None
