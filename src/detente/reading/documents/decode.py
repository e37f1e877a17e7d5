"""From bytes to text: which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from detente.reading.documents.kinds import Refused

#: byte order marks, the longer before the shorter that begins it
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONE = re.compile("[\0\ud800-\udfff]")
_NEWLINE = re.compile(r"\r\n?")
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27})
_HIGH = re.compile(rb"[\x80-\xff]+")
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257")
_SAMPLE = 65_536
_MARGIN = 8.0  # in natural logarithms: a foreign name alone decides nothing
_WORDS = 4_000  # bytes enough to tell a language by


def decode(raw: bytes) -> tuple[str, str]:
    """The text of some bytes, and the encoding found; a byte order mark is left out.

    A mark decides. Without one it is UTF-8 where the bytes are; else UTF-8 with a few damaged
    characters (shown as U+FFFD); else, where bytes beyond ASCII mostly stand alone, as accents do,
    that Windows encoding of Latin letters which gives the plainest words; else what
    charset-normalizer says.

    Raises
    ------
    Refused
        where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding
    wide = _wide(raw[:_SAMPLE])
    if wide:
        return raw.decode(wide, "replace"), wide
    if b"\0" in raw or _noise(raw[:_SAMPLE]):
        raise Refused(
            "holds binary data, not text", "Save it as text, Markdown, HTML, PDF or DOCX."
        )
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    return _legacy(raw)


def newlines(text: str) -> str:
    r"""The text with every `\r\n` and lone `\r` as `\n`."""
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def whole(text: str) -> str:
    """The text with NUL and with halves of surrogate pairs, which no file can hold, as U+FFFD."""
    return text if text.isascii() and "\0" not in text else _LONE.sub("\ufffd", text)


def _noise(sample: bytes) -> bool:
    """Whether more than one byte in fifty is a control character that no text uses."""
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 50


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every second byte of mostly Latin text is NUL."""
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _legacy(raw: bytes) -> tuple[str, str]:
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if bad * 5 <= beyond:
        return text, "utf-8"
    sample = raw[:_SAMPLE]
    runs = _HIGH.findall(sample)
    if sum(map(len, runs)) < 2 * len(runs):
        return _latin(raw, sample)
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is not None:
        try:
            return raw.decode(best.encoding), best.encoding
        except UnicodeError:
            pass
    return _latin(raw, sample)


def _latin(raw: bytes, sample: bytes) -> tuple[str, str]:
    """Latin letters with accents: of the encodings for them, that which gives the plainest words.

    Plain is what one language explains far better than the next; the Western encoding wins where
    little speaks for another.
    """
    from py3langid import rank

    best, found = float("-inf"), "latin-1"
    for encoding in _LATIN:
        try:
            (_, first), (_, second), *_ = rank(sample[:_WORDS].decode(encoding))
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if first - second > best + _MARGIN:
            best, found = first - second, encoding
    return raw.decode(found), found
