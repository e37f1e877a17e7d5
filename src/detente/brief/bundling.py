"""A bundle: one zip with the case, the brief and, if asked for, the evidence, each with its sum.

Nothing goes in that was not asked for, and the journal of the workbench never does. Two runs over
the same case give the same bytes. For a party or the public the case is the one put together for
them; what lies beside the file is the mediators' and stays.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.brief.allowed import case_for
from detente.brief.audience import Reader, reader
from detente.brief.write import Brief, save, write_brief
from detente.case.model import Case
from detente.errors import InputError
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row, package_version

if TYPE_CHECKING:
    from detente.reading.store.store import Store

MANIFEST = "manifest.json"
FORMAT = 1
#: forms of the brief that can be added to the page
FORMS = ("pdf", "docx", "md", "json")
#: the first day that a file in a zip can have
_DAY = (1980, 1, 1, 0, 0, 0)
_NOTE = (
    "Made by Détente. Each file with its length and its SHA-256; `detente bundle --check FILE` "
    "compares them."
)


@dataclass(frozen=True)
class Member:
    """One file of a bundle."""

    name: str
    data: bytes

    def to_row(self) -> Row:
        """Name, length, digest."""
        digest = hashlib.sha256(self.data).hexdigest()
        return {"name": self.name, "bytes": len(self.data), "sha256": digest}


@dataclass(frozen=True, eq=False)
class Bundle(Result):
    """What was put together, and where it was written.

    Attributes
    ----------
    members : the files in the order of the zip, the manifest first
    path : None where nothing was written
    """

    members: tuple[Member, ...]
    made_from: MadeFrom
    path: Path | None = None

    def to_bytes(self) -> bytes:
        """The zip."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as into:
            for member in self.members:
                entry = zipfile.ZipInfo(member.name, _DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                entry.create_system = 3
                into.writestr(entry, member.data)
        return stream.getvalue()

    def to_rows(self) -> Iterator[Row]:
        """One row per file: name, bytes, sha256."""
        for member in self.members:
            yield member.to_row()

    def __str__(self) -> str:
        return "\n".join(f"{len(one.data):>12,}  {one.name}" for one in self.members)


def bundle(
    case: Case,
    path: str | os.PathLike[str] | None = None,
    *,
    audience: str = "mediator",
    for_party: str = "",
    forms: Iterable[str] = (),
    basis: str = "all",
    sections: Iterable[str] | None = None,
    without: Iterable[str] = (),
    evidence: bool = False,
    documents: bool = False,
    progress: Progress = silent,
) -> Bundle:
    """Put a case and its brief into one zip.

    Parameters
    ----------
    path : where to write; None writes nothing
    audience, for_party : for whom, see `write_brief`; others than mediators get the case that was
        put together for them, in the place of the file
    forms : of the brief, beside the page: any of `FORMS`
    basis, sections, without : of the brief, see `write_brief`
    evidence : whether what the evidence store holds goes in, as JSON lines, without documents
    documents : whether the raw documents and their texts go in too

    Raises
    ------
    InputError
        for words that are not known, evidence for others than mediators or where there is none,
        and a file that cannot be read or written.
    """
    to = reader(case, audience, for_party)
    wanted = tuple(dict.fromkeys(forms))
    for form in wanted:
        if form not in FORMS:
            raise InputError(f"a brief has no form '{form}'. Known: {', '.join(FORMS)}.")
    if (evidence or documents) and not to.sees_all:
        raise InputError("evidence and documents are the mediators'; no other bundle holds them")
    if "pdf" in wanted:
        from detente.brief.pdf import find_browser

        find_browser()  # before the work, not after it
    # the brief quotes from the store beside the file: without the store, it is written without it
    told = case if evidence or documents else case.with_origin(replace(case.origin, name=""))
    brief = write_brief(
        told,
        basis=basis,
        audience=audience,
        for_party=for_party,
        sections=sections,
        without=without,
        progress=progress,
    )
    stem = brief.material.case.id + to.suffix
    members = [_case_file(case, to, stem), *_briefs(brief, stem, wanted)]
    if evidence or documents:
        members += _evidence(case, documents)
    members.sort(key=lambda one: one.name)
    made = MadeFrom(brief.made_from.case_id, brief.made_from.digest, settings=_settings(brief))
    whole = (_manifest(members, made, to), *members)
    found = Bundle(whole, made)
    if path is None:
        return found
    target = Path(path)
    save(target, found.to_bytes())
    return Bundle(whole, made, target)


def _settings(brief: Brief) -> dict[str, Any]:
    return dict(brief.made_from.settings)


def _case_file(case: Case, to: Reader, stem: str) -> Member:
    """The case: byte for byte for a mediator, put together for everyone else."""
    if to.sees_all:
        return Member(f"{stem}.yaml", source_bytes(case))
    _, text = case_for(case, to)
    return Member(f"{stem}.yaml", text.encode("utf-8"))


def source_bytes(case: Case) -> bytes:
    """The bytes that a case was read from.

    Raises
    ------
    InputError
        where it was not read from a file, or the file has changed since.
    """
    from detente.case.files import digest, read_bytes
    from detente.case.shipped import shipped_bytes, shipped_ids

    name = case.origin.name
    file = Path(name)
    if name and file.is_file():
        data = read_bytes(file)
        if digest(data) == case.origin.digest:
            return data
    stem = name.removesuffix(".yaml")
    if stem in shipped_ids() and digest(shipped_bytes(stem)) == case.origin.digest:
        return shipped_bytes(stem)
    if name and file.is_file():
        raise InputError(f"'{name}' has changed since it was read; load it again")
    raise InputError("the case was not read from a file, so there is none to put into a bundle")


def _briefs(brief: Brief, stem: str, forms: Iterable[str]) -> Iterator[Member]:
    """The page, and other forms."""
    yield Member(f"{stem}.html", brief.to_html().encode("utf-8"))
    for form in forms:
        match form:
            case "pdf":
                yield Member(f"{stem}.pdf", brief.to_pdf())
            case "docx":
                yield Member(f"{stem}.docx", brief.to_docx())
            case "md":
                yield Member(f"{stem}.md", brief.to_markdown().encode("utf-8"))
            case "json":
                yield Member(f"{stem}.json", brief.to_json().encode("utf-8"))


def _manifest(members: Iterable[Member], made: MadeFrom, to: Reader) -> Member:
    content = {
        "bundle": FORMAT,
        "note": _NOTE,
        "detente": package_version(),
        "case": made.case_id,
        "audience": to.audience,
        **({"for": to.party} if to.party else {}),
        "files": [member.to_row() for member in members],
    }
    return Member(MANIFEST, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


# ---------------------------------------------------------------------------- evidence


def _evidence(case: Case, documents: bool) -> list[Member]:
    """What the store beside the case holds."""
    from detente.reading.store import open_store

    store = open_store(case)
    if store is None:
        raise InputError("there is no evidence store beside this case")
    with store:
        listed = [one.to_row() for one in store.documents()]
        numbers = {int(row["id"]): k for k, row in enumerate(listed, start=1)}
        found = [
            _lines("statements", (one.to_row() for one in store.statements())),
            _lines("links", (one.to_row() for one in store.links())),
        ]
        files: list[Member] = []
        for row in listed:
            row["path"] = ""  # where it lay on this computer is nobody's business
            if documents:
                made = _document(store, int(row["id"]), numbers[int(row["id"])])
                row["files"] = [one.name for one in made]
                files += made
        return [_lines("documents", listed), *found, *files]


def _lines(name: str, rows: Iterable[Row]) -> Member:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Member(f"evidence/{name}.jsonl", text.encode("utf-8", "replace"))


def _document(store: Store, which: int, number: int) -> list[Member]:
    """A document's text and raw file, by number: its own name could be any."""
    document = store.document(which)
    stem = f"evidence/documents/{number:04}"
    found = [Member(f"{stem}.txt", document.text.encode("utf-8", "replace"))]
    raw = store.raw(which)
    return found if raw is None else [*found, Member(f"{stem}.raw", raw)]
