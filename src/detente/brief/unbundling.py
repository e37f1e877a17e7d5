"""Whether a bundle is what its manifest says, looked at where it lies; nothing is unpacked."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.brief.bundling import FORMAT, MANIFEST
from detente.errors import InputError
from detente.result import MadeFrom, Result, Row

#: bytes of the zip itself, of the manifest, of all files together when unpacked
ZIPPED, LISTED, UNPACKED = 1 << 30, 4 << 20, 2 << 30
#: files in a zip, and how much larger unpacking may make one
FILES, RATIO = 10_000, 1_200
_CHUNK = 1 << 16
_HEX = re.compile(r"[0-9a-f]{64}")
#: faults that are told; the rest is counted
_TOLD = 20


@dataclass(frozen=True, eq=False)
class Checked(Result):
    """A bundle that was compared with its manifest.

    Attributes
    ----------
    files : name, bytes, sha256 and whether it is as listed, in the order of the zip
    faults : what is wrong, one sentence each; empty where nothing is
    """

    path: Path
    case_id: str
    audience: str
    files: tuple[Row, ...]
    faults: tuple[str, ...]
    made_from: MadeFrom

    @property
    def holds(self) -> bool:
        """Whether every file is as the manifest says, and no other is there."""
        return not self.faults

    def to_rows(self) -> Iterator[Row]:
        """One row per file."""
        yield from self.files

    def __str__(self) -> str:
        if self.holds:
            count = len(self.files)
            files = "1 file" if count == 1 else f"{count:,} files"
            return f"{self.path}: {files}, each as the manifest says ({self.audience})."
        more = len(self.faults) - _TOLD
        told = [f"    {fault}." for fault in self.faults[:_TOLD]]
        rest = [f"    and {more:,} more."] if more > 0 else []
        return "\n".join([f"{self.path}: not as the manifest says.", *told, *rest])


def check_bundle(path: str | os.PathLike[str]) -> Checked:
    """Compare every file of a bundle with the manifest. Nothing is written anywhere.

    The sums show that a bundle has not been damaged; whoever changes a file on purpose can change
    the manifest as well.

    Raises
    ------
    InputError
        where there is no such file, or it is no bundle, or larger than any of ours.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if not file.is_file():
            raise InputError(f"{path} is no file")
        if size > ZIPPED:
            raise InputError(f"{path} is larger than 1 GB: no bundle")
        with zipfile.ZipFile(file) as zipped:
            return _checked(file, zipped)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError):
        raise InputError(f"{path} is no zip file, or a damaged one") from None


def _checked(path: Path, zipped: zipfile.ZipFile) -> Checked:
    entries = zipped.infolist()
    if len(entries) > FILES:
        raise InputError(f"{path} holds more than {FILES:,} files: no bundle")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise InputError(f"{path} would unpack to more than 2 GB: no bundle")
    named = [entry for entry in entries if entry.filename == MANIFEST]
    if not named:
        raise InputError(f"{path} has no {MANIFEST}: no bundle")
    manifest = _manifest(path, zipped, named[0])
    listed = _listed(path, manifest)
    faults: list[str] = []
    files: list[Row] = []
    seen: set[str] = set()
    left = UNPACKED
    for entry in entries:
        name = entry.filename
        shown = _shown(name)
        if name in seen:
            faults.append(f"'{shown}' is there twice")
            continue
        seen.add(name)
        if why := _unsafe(entry):
            faults.append(f"'{shown}' {why}")
            continue
        if name == MANIFEST:
            continue
        if name not in listed:
            faults.append(f"'{shown}' is not in the manifest")
            continue
        found = _sum(zipped, entry, left)
        if found is None:
            faults.append(f"'{shown}' is damaged")
            continue
        size, digest = found
        left -= size
        as_listed = (size, digest) == (listed[name].get("bytes"), listed[name].get("sha256"))
        files.append({"name": name, "bytes": size, "sha256": digest, "as_listed": as_listed})
        if not as_listed:
            faults.append(f"'{shown}' is not what the manifest says")
    faults += [f"'{_shown(name)}' is missing" for name in listed if name not in seen]
    case_id, audience = (_shown(str(manifest.get(key, ""))) for key in ("case", "audience"))
    made = MadeFrom(case_id, "", settings={"check": path.name})
    return Checked(path, case_id, audience, tuple(files), tuple(faults), made)


def _manifest(path: Path, zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> dict[str, Any]:
    if entry.file_size > LISTED or _unsafe(entry):
        raise InputError(f"the manifest of {path} cannot be read")
    try:
        with zipped.open(entry) as stream:
            data = stream.read(LISTED + 1)
        if len(data) > LISTED:
            raise ValueError
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError, zlib.error, EOFError, RuntimeError, zipfile.BadZipFile):
        raise InputError(f"the manifest of {path} cannot be read") from None
    if not isinstance(found, dict) or found.get("bundle") != FORMAT:
        raise InputError(f"the manifest of {path} is not one that this version reads")
    return found


def _listed(path: Path, manifest: dict[str, Any]) -> dict[str, Row]:
    files = manifest.get("files")
    if not isinstance(files, list):
        raise InputError(f"the manifest of {path} lists no files")
    found: dict[str, Row] = {}
    for one in files:
        good = (
            isinstance(one, dict)
            and isinstance(one.get("name"), str)
            and isinstance(one.get("sha256"), str)
            and _HEX.fullmatch(one["sha256"])
        )
        if not good or one["name"] in found:
            raise InputError(f"the manifest of {path} is damaged")
        found[one["name"]] = one
    return found


def _unsafe(entry: zipfile.ZipInfo) -> str:
    """What is wrong with an entry before it is read; empty where nothing is."""
    name = entry.filename
    parts = name.split("/")
    if (
        not name
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or {"", ".", ".."} & {*parts}
    ):
        return "has a name that leads elsewhere"
    if any(ord(char) < 32 or ord(char) == 127 for char in name) or len(name) > 255:
        return "has a name that no file of ours has"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if (entry.external_attr >> 16) & 0o170000 not in {0, 0o100000}:
        return "is no plain file"
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "is packed in a way that ours are not"
    if entry.file_size > RATIO * max(entry.compress_size, 1):
        return "would unpack to far more than it is"
    return ""


def _sum(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> tuple[int, str] | None:
    """Length and digest of a file, read piece by piece; None where it cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with zipped.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > min(entry.file_size, left):
                    return None
                digest.update(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, NotImplementedError):
        return None
    return size, digest.hexdigest()


def _shown(text: str) -> str:
    """A name from outside, short and without what a terminal would obey."""
    plain = "".join(char if char.isprintable() else "?" for char in text)
    return plain if len(plain) <= 80 else plain[:79] + "…"
