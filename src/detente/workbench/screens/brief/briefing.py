"""The brief of what is on the screen: written in the background, shown, and taken along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.brief.audience import AUDIENCES
from detente.brief.outline import section_keys
from detente.case.model import Case
from detente.errors import InputError
from detente.progress import Progress
from detente.workbench.jobs import Job
from detente.workbench.keeping.line import MAIN
from detente.workbench.sheet import Sheet
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.essence import wide

if TYPE_CHECKING:
    from detente.brief import Brief

#: how each form is called, and what a browser should take it for
FORMS = {
    "html": ("Web page", "text/html; charset=utf-8"),
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": ("Markdown", "text/markdown; charset=utf-8"),
    "json": ("JSON", "application/json"),
}
#: seconds for which a download waits
_WAIT = 120.0
BASES = ("all", "reading", "reported")


@dataclass(frozen=True)
class Order:
    """What brief is asked for.

    Attributes
    ----------
    without : keys of sections that are left out
    """

    audience: str = "mediator"
    party: str = ""
    basis: str = "all"
    without: tuple[str, ...] = ()

    @classmethod
    def of(cls, sheet: Sheet, sent: Callable[[str], str]) -> Order:
        """As an address asks; what is not known falls back to the whole brief for mediators."""
        audience = sent("audience")
        audience = audience if audience in AUDIENCES else "mediator"
        party = sent("for") if audience == "party-safe" else ""
        basis = sent("basis")
        without = set(sent("without").split("."))
        return cls(
            audience,
            party if party in sheet.case.parties else "",
            basis if basis in BASES else "all",
            tuple(key for key in section_keys() if key in without),
        )


@dataclass(frozen=True)
class Ready:
    """A brief in every form that needs no browser, as a helper gives it.

    Attributes
    ----------
    stem : what its files are called
    """

    stem: str
    html: str
    docx: bytes
    markdown: str
    json: str

    def to_html(self) -> str:
        """The page."""
        return self.html

    def to_pdf(self) -> bytes:
        """The page as an installed browser prints it."""
        from detente.brief.pdf import find_browser, printed

        return printed(find_browser(), self.html)

    def to_docx(self) -> bytes:
        """The Word file."""
        return self.docx

    def to_markdown(self) -> str:
        """As text."""
        return self.markdown

    def to_json(self) -> str:
        """As data."""
        return self.json


def at_home(sheet: Sheet) -> Case:
    """The case, knowing where its file lies, so that the evidence beside it is found."""
    return placed(sheet.case, _where(sheet))


def placed(case: Case, name: str) -> Case:
    """The case, knowing where its file lies."""
    return case.with_origin(replace(case.origin, name=name), case.warnings)


def _where(sheet: Sheet) -> str:
    path = sheet.open.path
    return str(path) if path.exists() else path.name


def brief_for(sheet: Sheet, order: Order, wait: float = 0.15) -> Job:
    """The brief, written in the background and kept."""
    if wide(sheet.case):
        job = Asking(sheet, "base", None).whole("brief", "brief", order, _where(sheet)).job
        job.wait(wait)
        return job
    case = at_home(sheet)
    return sheet.job(("brief", order), lambda progress: written(case, order, progress), wait)


def written(case: Case, order: Order, progress: Progress) -> Brief:
    """The brief that an order asks for."""
    from detente.brief import write_brief

    return write_brief(
        case,
        basis=order.basis,
        audience=order.audience,
        for_party=order.party,
        without=order.without,
        progress=progress,
    )


def stem_of(brief: Brief | Ready) -> str:
    """What the files of a brief are called."""
    if isinstance(brief, Ready):
        return brief.stem
    return brief.material.case.id + brief.material.reader.suffix


def ready(case: Case, order: Order, progress: Progress) -> Ready:
    """The brief in every form that needs no browser."""
    made = written(case, order, progress)
    return Ready(stem_of(made), made.to_html(), made.to_docx(), made.to_markdown(), made.to_json())


def finished(sheet: Sheet, order: Order) -> Brief | Ready:
    """The brief, waited for.

    Raises
    ------
    InputError
        when it cannot be written.
    """
    job = brief_for(sheet, order, wait=_WAIT)
    if not job.ready:
        job.wait(_WAIT)
    if job.error or job.result is None:
        raise InputError(job.error or "the brief is still being written; ask again in a while")
    found: Brief | Ready = job.result
    return found


def in_form(brief: Brief | Ready, form: str) -> bytes:
    """The brief as a file of one form.

    Raises
    ------
    InputError
        for a form that is not known, or one that needs what is absent on this computer.
    """
    match form:
        case "html":
            return brief.to_html().encode("utf-8")
        case "pdf":
            return brief.to_pdf()
        case "docx":
            return brief.to_docx()
        case "md":
            return brief.to_markdown().encode("utf-8")
        case "json":
            return brief.to_json().encode("utf-8")
    raise InputError(f"a brief has no form '{form}'. Known: {', '.join(FORMS)}")


def bundled(sheet: Sheet, order: Order, evidence: bool, documents: bool) -> bytes:
    """Case, brief and, if asked for, evidence in one zip; the journal never.

    Raises
    ------
    InputError
        for a branch, and whatever `bundle` complains of.
    """
    if sheet.line.key != MAIN:
        raise InputError("a bundle holds the case's file; take the branch into the case first")
    sheet.open.save()
    if not wide(sheet.case):
        return packed(at_home(sheet), order, evidence, documents)
    asking = Asking(sheet, "base", None)
    job = asking.whole("brief", "bundle", order, _where(sheet), evidence, documents).job
    job.wait(_WAIT)
    if job.error or not job.ready:
        raise InputError(job.error or "the bundle is still being made; ask again in a while")
    found: bytes = job.result
    return found


def packed(case: Case, order: Order, evidence: bool, documents: bool) -> bytes:
    """Case, brief and, if asked for, evidence in one zip."""
    from detente.brief.bundling import bundle

    return bundle(
        case,
        audience=order.audience,
        for_party=order.party,
        basis=order.basis,
        without=order.without,
        evidence=evidence,
        documents=documents,
    ).to_bytes()
