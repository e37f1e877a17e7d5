"""Which files are meant: those named, and those in the folders named; nothing is opened here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.reading.document import Unreadable
from detente.reading.documents.kinds import reader_for

STDIN = "-"
#: what people keep beside documents and take for documents; told, while pictures are passed over
FOREIGN = {
    ".doc": "an old Word file",
    ".docm": "a Word file with macros",
    ".epub": "an e-book",
    ".mht": "a web archive",
    ".mhtml": "a web archive",
    ".odt": "an OpenDocument text",
    ".pages": "a Pages document",
    ".ppt": "a PowerPoint file",
    ".pptx": "a PowerPoint file",
    ".rtf": "an RTF file",
    ".xls": "an Excel file",
    ".xlsx": "an Excel file",
}
SAVE_AS = "Save it as DOCX, PDF, HTML or text."


def list_files(paths: Iterable[str | Path]) -> Iterator[str | Unreadable]:
    """The files behind some paths, each once, in the order named; `-` stands for stdin.

    A folder gives the files below it whose ending some reader knows, in order of their names.
    Hidden files and folders (`.name`, `~$name`) and links found in a folder are left out: a link
    leads out of the folder, back into it, or to a file that is there anyway.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _found(os.fspath(path)):
            key = found.path if isinstance(found, Unreadable) else _one(found)
            if key not in seen or found == STDIN:
                seen.add(key)
                yield found


def _one(path: str) -> str:
    return os.path.normcase(os.path.normpath(Path(path).absolute()))


def _found(path: str) -> Iterator[str | Unreadable]:
    if path == STDIN:
        yield path
        return
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as mistake:
        yield _missing(path, mistake)
        return
    if stat.S_ISDIR(mode):
        yield from _below(path)
    else:
        yield path


def _missing(path: str, mistake: Exception) -> Unreadable:
    if isinstance(mistake, FileNotFoundError):
        return Unreadable(path, "there is no such file", "Look at the spelling of the path.")
    why = getattr(mistake, "strerror", None) or str(mistake)
    return Unreadable(path, f"cannot be looked up ({why})")


def _below(folder: str) -> Iterator[str | Unreadable]:
    """Depth first, by a stack of our own: folders may lie deeper than calls may."""
    waiting: list[Iterator[str | Unreadable]] = [_inside(folder)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
        elif isinstance(found, str) and found.endswith("/"):
            waiting.append(_inside(found))
        else:
            yield found


def _inside(folder: str) -> Iterator[str | Unreadable]:
    """Files and folders right below a folder; a folder's path ends in a slash."""
    start = Path(folder).as_posix()
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as mistake:
        yield Unreadable(start, f"cannot be opened ({mistake.strerror})")
        return
    for entry in found:
        path = entry.name if start == "." else f"{start.rstrip('/')}/{entry.name}"
        if _is_hidden(entry) or entry.is_symlink():
            continue
        if entry.is_dir(follow_symlinks=False):
            yield path + "/"
        elif reader_for(entry.name) is not None:
            yield path
        elif what := FOREIGN.get(Path(entry.name).suffix.lower()):
            yield Unreadable(path, f"is {what}, which cannot be read", SAVE_AS)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", "~$")):
        return True
    marks = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(marks & stat.FILE_ATTRIBUTE_HIDDEN)
