"""Whether a file is what its name says: its first bytes against its ending."""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path
from typing import NoReturn

from detente.reading.documents.files import FOREIGN, SAVE_AS, STDIN
from detente.reading.documents.kinds import READERS, Reader, Refused, reader_for

GZIP = b"\x1f\x8b"
#: first bytes of what is no document of ours, and what people call it
_OTHERS = (
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (GZIP, "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"PAR1", "a Parquet file"),
)
_HEAD = 4096


def reader_of(path: str, file: BufferedReader) -> Reader:
    """The reader that a file's ending asks for, once its first bytes have been looked at.

    A file of no known ending is taken for what its first bytes say, else for plain text.

    Raises
    ------
    Refused
        where the bytes say that it is something else.
    """
    head = file.peek(_HEAD)[:_HEAD]
    start = head.lstrip()
    named = READERS["text"] if path == STDIN else reader_for(path)
    if named is not None and start.startswith(named.begins or (b"",)) and named.begins:
        return named
    looks = next((reader for reader in READERS.values() if reader.looks(head)), None)
    if named is None and looks is not None:
        return looks
    if looks is not None and looks is not named and looks.begins:
        _refuse(path, f"is {looks.title}", f"Rename it to end in {looks.endings[0]}.")
    for mark, what in _OTHERS:
        if head.startswith(mark) and not (mark == GZIP and named is not None and named.packed):
            _refuse(path, f"is {what}", SAVE_AS)
    if named is None:
        ending = Path(path).suffix.lower()
        if ending in FOREIGN:
            raise Refused(f"is {FOREIGN[ending]}, which cannot be read", SAVE_AS)
        return READERS["text"]
    if named.begins and start:
        _refuse(path, f"is not {named.title}", "It may be damaged, or be something else.")
    return named


def _refuse(path: str, what: str, hint: str) -> NoReturn:
    ending = Path(path).suffix
    raise Refused(f"{what}, though its name ends in {ending}" if ending else what, hint)
