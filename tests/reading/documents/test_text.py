"""Plain text: the decoded file, and nothing else."""

from __future__ import annotations

import codecs
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.documents import Document, Unreadable, open_documents

SPEECH = "Café “Nørre” said: no.\n\nThe union – Ana Reis, ‘sorry’ – left.\n"


def read(path: Path) -> Document:
    (one,) = open_documents([path])
    assert isinstance(one, Document), one
    return one


def refused(path: Path) -> Unreadable:
    (one,) = open_documents([path])
    assert isinstance(one, Unreadable), one
    return one


def test_newlines_are_what_python_makes_of_them(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n\r\n\r\rfour\r")
    with path.open(encoding="utf-8", newline=None) as file:
        assert read(path).text == file.read()


@given(st.text(min_size=1).filter(str.strip))
def test_a_text_is_the_decoded_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    raw = text.encode("utf-8")
    path = tmp_path_factory.mktemp("text") / "a.txt"
    path.write_bytes(raw)
    (one,) = open_documents([path])
    if isinstance(one, Document):
        mark = raw.startswith(codecs.BOM_UTF8)
        expected = io.TextIOWrapper(io.BytesIO(raw), "utf-8", newline=None).read()
        assert one.text == expected[mark:]
    else:
        assert "binary" in one.what or "no text" in one.what or "is " in one.what


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_the_encoding_is_found_and_its_mark_left_out(
    tmp_path: Path, mark: bytes, encoding: str
) -> None:
    text = SPEECH + "The harbour stays shut until the wages are paid, and longer if not.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(mark + text.encode(encoding))
    one = read(path)
    assert one.text == text
    assert one.fields["encoding"] == encoding


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Порт закрыт до утра, сказала мэр города. Переговоры продолжатся в среду."),
        ("cp1251", "The harbour stays shut. Порт закрыт до утра, сказала мэр города."),
        ("cp1253", "Το λιμάνι μένει κλειστό ως το πρωί, είπε η δήμαρχος της πόλης."),
        ("cp1250", "Přístav zůstane zavřený až do rána, řekla starostka města."),
        ("cp1250", "Port pozostanie zamknięty, dopóki nie zostaną wypłacone płace."),
        ("cp1254", "Liman sabaha kadar kapalı, dedi başkan. İşçiler ücret istiyor."),
        ("cp1252", "Le maire a déjà refusé à l'été, même après l’accord."),
        ("cp1252", "Die Bürgermeisterin sagte, die Häfen müssten länger schließen."),
        ("cp1252", "The mayor said “no” – and left."),
    ],
)
def test_old_encodings_are_told_by_the_words_they_give(
    tmp_path: Path, encoding: str, words: str
) -> None:
    text = f"{words}\n" * 4
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read(path).text == text


def test_a_few_damaged_characters_do_not_change_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("é" * 20).encode() + b"\xff" + " über".encode())
    assert read(path).text == "é" * 20 + "\ufffd über"
