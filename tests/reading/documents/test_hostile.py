"""Files that are broken, of another kind, or out to harm: told, and the rest go on."""

from __future__ import annotations

import contextlib
import io
import os
import random
import socket
import sys
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.reading.documents import (
    READERS,
    Document,
    Extract,
    Limits,
    Refused,
    Unreadable,
    list_files,
    open_documents,
)
from detente.reading.documents import apart as apart_module
from detente.reading.documents.apart import Apart
from detente.reading.documents.serving import read_here
from tests.reading.documents.contract import check, refused
from tests.reading.documents.making import lines, pdf
from tests.reading.documents.test_html import PAGE

SAID = "The mayor of Nordhaven said no."
MARKED = f"# Talks\n\n{SAID} **No** [she](x) said.\n\n- one\n- two\n\n|a|b|\n|-|-|\n|c|d|\n"


def a_docx() -> bytes:
    file = docx.Document()
    file.add_heading("Talks")
    file.add_paragraph(SAID)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


VALID = {
    ".txt": SAID.encode(),
    ".md": MARKED.encode(),
    ".html": PAGE.encode(),
    ".pdf": pdf([lines(SAID, "And she left.", "", "Then all left."), lines("More.")]),
    ".docx": a_docx(),
    ".jsonl": b'{"text": "The mayor said no.", "n": [1, {"a": "b"}]}\n' * 4,
    ".json": b'[{"text": "The mayor said no.", "n": [1, {"a": "b"}]}, {"text": "x"}]',
}


@pytest.mark.parametrize("ending", VALID)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=400), data=st.data())
def test_no_bytes_whatever_raise(
    tmp_path_factory: pytest.TempPathFactory, ending: str, raw: bytes, data: st.DataObject
) -> None:
    reader = next(one for one in READERS.values() if ending in one.endings)
    start = (reader.begins or (b"",))[0] if data.draw(st.booleans()) else b""
    if reader.read is not None:
        with contextlib.suppress(Refused):
            mapped(read_here(reader, start + raw, Limits()))
        return
    path = tmp_path_factory.mktemp("junk") / f"a{ending}"
    path.write_bytes(raw)
    for one in open_documents([path], given={"language": "en"}):
        assert isinstance(one, Document | Unreadable)


def mapped(found: Extract) -> None:
    if found.text.strip():
        check(Document("x", found.text, found.pieces))


@pytest.mark.parametrize("ending", VALID)
def test_files_with_changed_bytes_are_read_or_told(tmp_path: Path, ending: str) -> None:
    chance = random.Random(ending)
    for number in range(150):
        raw = bytearray(VALID[ending])
        for _ in range(chance.randrange(1, 12)):
            raw = raw or bytearray(b"?")
            at = chance.randrange(len(raw))
            match chance.randrange(4):
                case 0:
                    raw[at] = chance.randrange(256)
                case 1:
                    del raw[at : at + chance.randrange(40)]
                case 2:
                    raw[at:at] = raw[: chance.randrange(60)]
                case _:
                    raw[at] ^= 1 << chance.randrange(8)
        (tmp_path / f"{number:03}{ending}").write_bytes(raw)
    seen = set()
    for one in open_documents([tmp_path], given={"language": "en"}):
        seen.add(Path(one.path.split("#")[0]).name)
        if isinstance(one, Document):
            check(one)
    assert len(seen) == 150


@pytest.mark.parametrize(
    ("name", "raw", "what"),
    [
        ("a.txt", b"%PDF-1.7 and so on", "is a PDF, though its name ends in .txt"),
        ("a.txt", VALID[".docx"], "is a DOCX, though its name ends in .txt"),
        ("a.docx", VALID[".pdf"], "is a PDF, though its name ends in .docx"),
        ("a.pdf", SAID.encode(), "is not a PDF, though its name ends in .pdf"),
        ("a.txt", b"\x7fELF\x02\x01" + bytes(200), "is a program"),
        ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(200), "is a picture"),
        ("a.html", b"{\\rtf1 hello}", "is an RTF file"),
        ("a.txt", b"PK\x03\x04" + bytes(100), "is a ZIP archive"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(100), "is a gzip archive"),
        ("a.txt", bytes(range(256)) * 20, "binary data"),
        ("a.txt", b"The mayor\0 said no.", "binary data"),
        ("a.rtf", b"The mayor said no.", "is an RTF file"),
        ("a.txt", b"", "is empty"),
        ("a.docx", b"  \n ", "is empty"),
        ("a.jsonl", b"", "is empty"),
        ("a.txt", "\ufeff \n".encode(), "holds no text"),
        ("a.html", b"<html><body></body></html>", "holds no text"),
    ],
)
def test_what_is_something_else_is_named(tmp_path: Path, name: str, raw: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert what in refused(path).what


def test_a_file_without_an_ending_is_what_it_looks_like(tmp_path: Path) -> None:
    kinds = {}
    for ending in (".txt", ".html", ".pdf", ".docx"):
        path = tmp_path / f"file{ending[1:]}"
        path.write_bytes(VALID[ending])
        (one,) = open_documents([path])
        assert isinstance(one, Document), one
        kinds[ending] = one.kind
    assert kinds == {".txt": "text", ".html": "html", ".pdf": "pdf", ".docx": "docx"}


def test_size_is_looked_at_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2000)
    (one,) = open_documents([path], limits=Limits(raw=1000))
    assert isinstance(one, Unreadable)
    assert one.what == "is larger than 1 kB"
    (one,) = open_documents([path], limits=Limits(characters=1000))
    assert isinstance(one, Unreadable)
    assert one.what == "holds more than 1,000 characters"


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.md", "a.html"])
def test_millions_of_paragraphs_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    said = {"a.html": "<p>a", "a.jsonl": "a\\n\\n"}.get(name, "a\n\n") * 3_000
    path.write_text(f'{{"text": "{said}"}}' if name == "a.jsonl" else said, encoding="utf-8")
    (one,) = open_documents([path], limits=Limits(paragraphs=2_000))
    assert isinstance(one, Unreadable)
    assert one.what == "has more than 2,000 paragraphs"


def test_a_sparse_file_of_a_terabyte_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        try:
            file.truncate(10**12)
        except OSError:
            file.truncate(10**9)
    assert refused(path).what == "is larger than 50 MB"


def test_what_is_no_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> int:
        raise AssertionError("it was opened")

    monkeypatch.setattr(os, "open", never)
    assert refused(tmp_path / "nothing.txt").what == "there is no such file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        assert "pipe" in refused(tmp_path / "pipe.txt").what
        assert "device" in refused(Path("/dev/zero")).what
    if hasattr(socket, "AF_UNIX") and len(str(tmp_path)) < 90:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(tmp_path / "s.txt"))
            assert isinstance(refused(tmp_path / "s.txt"), Unreadable)


@pytest.mark.parametrize("path", ["", "a\0b.txt", "x" * 5000, "\udcff.txt"])
def test_odd_paths_are_told(path: str) -> None:
    (one,) = open_documents([path])
    assert isinstance(one, Unreadable)


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SAID, encoding="utf-8")

    def denied(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert "Permission denied" in refused(path).what


def a_folder(folder: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        ".hidden.txt",
        "~$draft.docx",
        "x.png",
        "old.doc",
        "sub/c.txt",
        ".git/d.txt",
        "sub/deep/e.TXT",
        "B.txt",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SAID, encoding="utf-8")
    return folder


def test_a_folder_gives_what_can_be_read_in_order(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "texts")
    found = list(list_files([folder]))
    names = [
        Path(one.path if isinstance(one, Unreadable) else one).relative_to(folder).as_posix()
        for one in found
    ]
    assert names == sorted(names)
    assert set(names) >= {"a.md", "b.txt", "old.doc", "sub/c.txt", "sub/deep/e.TXT"}
    assert not {".hidden.txt", "~$draft.docx", "x.png", ".git/d.txt"} & set(names)
    (told,) = (one for one in found if isinstance(one, Unreadable))
    assert told.what == "is an old Word file, which cannot be read"


def test_each_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = a_folder(tmp_path / "texts")
    monkeypatch.chdir(tmp_path)
    named: list[str | Path] = ["texts/b.txt", "texts", folder / "b.txt", "texts/../texts/sub"]
    files = [one for one in list_files(named) if isinstance(one, str)]
    assert files[0] == "texts/b.txt"
    assert len(files) == len({Path(one).resolve() for one in files})


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "texts")
    outside = tmp_path / "outside.txt"
    outside.write_text(SAID, encoding="utf-8")
    before = list(list_files([folder]))
    try:
        (folder / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "out.txt").symlink_to(outside)
        (folder / "self.txt").symlink_to(folder / "self.txt")
    except OSError:
        return  # a system that lets nobody make links
    assert list(list_files([folder])) == before
    assert "cannot be looked up" in refused(folder / "self.txt").what
    (one,) = open_documents([folder / "out.txt"])
    assert isinstance(one, Document)


def test_folders_deeper_than_calls_may_be(tmp_path: Path) -> None:
    here = Path.cwd()
    depth = sys.getrecursionlimit() + 50
    os.chdir(tmp_path)
    try:
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
    except OSError:
        pass  # a system with short paths
    finally:
        os.chdir(here)
    assert all(isinstance(one, Unreadable) for one in list_files([tmp_path]))
    os.chdir(tmp_path)
    try:  # what tidies up after tests cannot reach that deep
        while Path("d").is_dir():
            os.chdir("d")
        while not Path().samefile(tmp_path):
            os.chdir("..")
            Path("d").rmdir()
    finally:
        os.chdir(here)


def test_a_file_that_takes_too_long_is_told_and_the_rest_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "import time; time.sleep(60)"
    with Apart() as apart:
        monkeypatch.setattr(apart_module, "_START", slow)
        with pytest.raises(Refused, match=r"longer than 0\.3 seconds"):
            apart.read("markdown", b"Slow.", Limits(seconds=0.3))
        monkeypatch.undo()
        assert apart.read("markdown", b"Quick.", Limits()).text == "Quick."


@pytest.mark.parametrize(
    "dying",
    [
        "import os; os._exit(3)",
        "import os; os.abort()",
        "import sys; sys.stdout.write('x' * 100)",
        "import sys, struct; sys.stdout.buffer.write(struct.pack('>Q', 1 << 60))",
        "import sys, struct; sys.stdout.buffer.write(struct.pack('>Q', 2) + b'[]')",
        "import sys, struct; sys.stdout.buffer.write(struct.pack('>Q', 2) + b'{}')",
    ],
)
def test_a_file_that_the_library_dies_of_is_told_and_the_rest_go_on(
    dying: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Apart() as apart:
        monkeypatch.setattr(apart_module, "_START", dying)
        with pytest.raises(Refused, match="made the library that reads it fail"):
            apart.read("markdown", b"Deadly.", Limits())
        monkeypatch.undo()
        apart.close()
        assert apart.read("markdown", b"Harmless.", Limits()).text == "Harmless."


def test_the_second_python_takes_nothing_from_the_folder_we_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart_module.close_idle()
    (tmp_path / "json.py").write_text("open('harm.txt', 'w').write('x')", encoding="utf-8")
    (tmp_path / "a.md").write_text(SAID, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (one,) = open_documents(["a.md"])
    assert isinstance(one, Document)
    assert not (tmp_path / "harm.txt").exists()


def test_one_second_python_serves_all_and_none_is_left_behind(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(SAID, encoding="utf-8")
    apart_module.close_idle()
    for name in ("a.md", "b.md"):
        assert len(list(open_documents([tmp_path / name]))) == 1
    (one,) = apart_module._idle
    process = one._process
    assert process is not None and process.poll() is None
    reading = open_documents([tmp_path])
    next(reading)
    assert not apart_module._idle
    reading.close()  # type: ignore[attr-defined]
    assert apart_module._idle == [one] and one._process is process
    apart_module.close_idle()
    assert process.poll() is not None


def test_one_that_ended_while_it_waited_is_replaced() -> None:
    with Apart() as apart:
        assert apart.read("markdown", b"One.", Limits()).text == "One."
        process = apart._process
        assert process is not None
        process.poll = lambda: None  # type: ignore[method-assign]
        process.kill()
        process.wait()
        assert apart.read("markdown", b"Two.", Limits()).text == "Two."


def test_an_interruption_ends_the_second_python(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Apart() as apart:
        apart.read("markdown", b"One.", Limits())
        process = apart._process
        monkeypatch.setattr(Apart, "_asked", interrupted)
        with pytest.raises(KeyboardInterrupt):
            apart.read("markdown", b"Two.", Limits())
        assert process is not None and process.poll() is not None


def test_what_the_analyst_states_stands_above_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Talks stall again\n\nBy Ana Reis\n\n{SAID}", encoding="utf-8")
    stated = {"author": "Nobody", "date": "21 Feb 2031", "source": "Gazette", "language": "de-AT"}
    (one,) = open_documents([path], given=stated)
    assert isinstance(one, Document)
    assert (one.author, one.date, one.source) == ("Nobody", "2031-02-21", "Gazette")
    assert (one.language, one.title) == ("de", "Talks stall again")


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"autor": "x"}, "Did you mean 'author'"),
        ({"date": "soon"}, "A day, a month or a year"),
        ({"language": "English"}, "Two letters"),
        ({"author": " "}, "A word is wanted"),
    ],
)
def test_a_statement_that_means_nothing_is_a_mistake_at_once(
    stated: dict[str, str], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        open_documents([], given=stated)


def test_stdin_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for raw, what in ((SAID.encode(), SAID), (b"%PDF-1.4", "is a PDF"), (b"", "is empty")):
        stdin = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stdin)
        (one,) = open_documents(["-"])
        if isinstance(one, Document):
            assert (one.id, one.text) == ("-", what)
        else:
            assert (one.path, one.what) == ("-", what)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    told: list[tuple[int, int | None, str]] = []
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SAID, encoding="utf-8")
    list(open_documents([tmp_path], progress=lambda *facts: told.append(facts)))
    total = 2 * len(SAID)
    assert told == [(len(SAID), total, "a.txt"), (total, total, "b.txt")]
