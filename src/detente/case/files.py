"""The bytes of a case file: bounded, and UTF-8 text or nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path as FilePath

from detente.errors import CaseError, InputError, Problem

MAX_SIZE = 4 * 1024 * 1024  # bytes, of the file and of what its aliases expand to
SIZE_HINT = "A case file holds at most 4 MB; long texts belong into the documents it cites."


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
        raise CaseError([Problem(str(path), "", "the file is larger than 4 MB", SIZE_HINT)])
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
        raise refuse("the text is larger than 4 MB", SIZE_HINT)
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
