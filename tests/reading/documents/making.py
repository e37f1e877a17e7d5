"""Files made by hand, byte by byte where need be, so that what they hold is known beforehand."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5


@dataclass(frozen=True)
class Line:
    """A line of text on a page: from the left and from the bottom, in points."""

    text: str
    y: float
    x: float = 72
    size: float = 11
    font: str = "F1"


def lines(*texts: str, top: float = 720, pitch: float = 14, x: float = 72) -> list[Line]:
    """Lines below one another; an empty one leaves a gap."""
    return [Line(text, top - pitch * at, x) for at, text in enumerate(texts) if text]


def pdf(pages: Sequence[Sequence[Line]], *, info: dict[str, str] | None = None) -> bytes:
    """A PDF of some pages, in one of the fonts that every reader has."""
    objects: list[bytes] = [b"", b"", b"", b"", b""]
    kids = []
    for page in pages:
        stream = zlib.compress(b"\n".join(map(_shown, page)))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects[2:5] = [font % name for name in (b"Helvetica", b"Helvetica-Bold", b"Courier")]
    trailer = b"/Root 1 0 R"
    if info:
        entries = b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in info.items())
        objects.append(b"<< %s >>" % entries)
        trailer += b" /Info %d 0 R" % len(objects)
    return assembled(objects, trailer)


def assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    """Numbered objects, the table of where they begin, and the trailer."""
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + tail % (len(objects) + 1, trailer, len(out))


def _shown(line: Line) -> bytes:
    place = b"1 0 0 1 %.2f %.2f Tm" % (line.x, line.y)
    return b"BT /%s %.1f Tf %s (%s) Tj ET" % (
        *(line.font.encode(), line.size, place),
        _escaped(line.text),
    )


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def encrypted_pdf(pages: Sequence[Sequence[Line]], password: str) -> bytes:
    """A PDF under the oldest standard lock: revision 2, RC4 with 40 bits."""
    user, rights = (password.encode() + _PAD)[:32], struct.pack("<i", -4)
    owner = _rc4(md5(_PAD).digest()[:5], user)
    identity = b"0123456789abcdef"
    key = md5(user + owner + rights + identity).digest()[:5]
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
        owner.hex().encode(),
        _rc4(key, _PAD).hex().encode(),
    )
    plain = pdf(pages)
    objects = [
        _locked(body, key, number)
        for number, body in re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", plain, re.DOTALL)
    ]
    objects.append(lock)
    trailer = b"/Root 1 0 R /Encrypt %d 0 R /ID [<%s> <%s>]" % (
        len(objects),
        *(identity.hex().encode(),) * 2,
    )
    return assembled(objects, trailer)


def _locked(body: bytes, key: bytes, number: bytes) -> bytes:
    head, mark, rest = body.partition(b"stream\n")
    if not mark:
        return body
    held = rest.removesuffix(b"\nendstream")
    own = md5(key + struct.pack("<I", int(number))[:3] + b"\0\0").digest()[:10]
    return head + mark + _rc4(own, held) + b"\nendstream"


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
