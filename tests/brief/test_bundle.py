"""Bundles: what goes in, that two runs agree, and that a hostile zip does no harm."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detente.brief import bundle, check_bundle, unbundling
from detente.brief.bundling import MANIFEST
from detente.case import load, parse_case
from detente.case.shipped import shipped_bytes
from detente.cli import main
from detente.errors import InputError
from tests.brief.cases import TWO_BY_TWO

NAME = "prisoners-dilemma"
LETTER = "The mayor said on Monday: “We demand that the strike ends.” The union refused.\n"


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as read_:
        return {name: read_.read(name) for name in read_.namelist()}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A case of one's own with a journal, a lock and evidence beside it."""
    path = tmp_path / "talks.yaml"
    path.write_text(f"# a comment\r\n{TWO_BY_TWO}", encoding="utf-8", newline="")
    (tmp_path / "talks.journal").write_text("qzjournalqz", encoding="utf-8")
    (tmp_path / "talks.detente.journal.jsonl").write_text("qzjournalqz", encoding="utf-8")
    return path


@pytest.fixture
def with_store(own: Path) -> Path:
    letter = own.parent / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    kept = CliRunner().invoke(main, ["read", str(letter), "--case", str(own), "--keep"])
    assert kept.exit_code == 0, kept.output
    return own


def test_a_bundle_holds_the_file_itself_the_page_and_a_sum_of_each() -> None:
    made = bundle(load(NAME))
    found = contents(made.to_bytes())
    assert list(found) == [MANIFEST, f"{NAME}.html", f"{NAME}.yaml"]
    assert found[f"{NAME}.yaml"] == shipped_bytes(NAME)
    assert found[f"{NAME}.html"].startswith(b"<!DOCTYPE html>")
    manifest = json.loads(found.pop(MANIFEST))
    assert manifest["case"] == NAME and manifest["audience"] == "mediator"
    assert manifest["files"] == [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in found.items()
    ]


def test_a_file_of_ones_own_goes_in_byte_for_byte_and_nothing_beside_it(own: Path) -> None:
    found = contents(bundle(load(own)).to_bytes())
    assert found["pd.yaml"] == own.read_bytes()
    assert all(b"qzjournalqz" not in data for data in found.values())
    assert set(found) == {MANIFEST, "pd.yaml", "pd.html"}


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    forms = ("docx", "md", "json")
    first = bundle(load(NAME), tmp_path / "one.zip", forms=forms)
    again = bundle(load(NAME), forms=forms[::-1])
    assert (tmp_path / "one.zip").read_bytes() == again.to_bytes()
    assert first.path == tmp_path / "one.zip"
    assert [row["name"] for row in again.to_rows()] == [
        MANIFEST, *(f"{NAME}.{end}" for end in ("docx", "html", "json", "md", "yaml")),
    ]  # fmt: skip


def test_for_the_public_the_case_is_the_one_put_together_for_it() -> None:
    found = contents(bundle(load("geneva-2022"), audience="public").to_bytes())
    text = found["geneva-2022-public.yaml"].decode("utf-8")
    case = parse_case(text)
    assert "note" not in text and case.statements and not case.views
    manifest = json.loads(found[MANIFEST])
    assert manifest["audience"] == "public"
    assert load("geneva-2022").origin.digest.encode() not in b"".join(found.values())
    alone = bundle(load("geneva-2022"), audience="party-safe", for_party="us")
    assert json.loads(alone.members[0].data)["for"] == "us"
    assert alone.members[-1].name == "geneva-2022-for-us.yaml"


def test_evidence_goes_in_only_if_asked_and_documents_only_if_asked(with_store: Path) -> None:
    case = load(with_store)
    plain = contents(bundle(case).to_bytes())
    assert not any(name.startswith("evidence") for name in plain)
    some = contents(bundle(case, evidence=True).to_bytes())
    assert {name for name in some if name.startswith("evidence")} == {
        "evidence/documents.jsonl", "evidence/links.jsonl", "evidence/statements.jsonl",
    }  # fmt: skip
    statements = [json.loads(line) for line in some["evidence/statements.jsonl"].splitlines()]
    assert any("strike" in row["text"] for row in statements)
    everything = contents(bundle(case, documents=True).to_bytes())
    assert everything["evidence/documents/0001.raw"] == LETTER.encode()
    assert everything["evidence/documents/0001.txt"].decode() == LETTER
    (row,) = map(json.loads, everything["evidence/documents.jsonl"].splitlines())
    assert row["files"] == ["evidence/documents/0001.txt", "evidence/documents/0001.raw"]
    name = next(name for name in plain if name.endswith(".html"))
    said = next(row["text"] for row in statements if "strike" in row["text"])
    words = escape(said[:60]).encode()
    assert words in some[name] == everything[name]
    assert all(words not in data and said[:60].encode() not in data for data in plain.values())


@pytest.mark.parametrize("audience", ["party-safe", "public"])
@pytest.mark.parametrize("asked", ["evidence", "documents"])
def test_evidence_is_for_mediators_alone(with_store: Path, audience: str, asked: str) -> None:
    with pytest.raises(InputError, match="the mediators'"):
        bundle(
            load(with_store),
            audience=audience,
            evidence=asked == "evidence",
            documents=asked == "documents",
        )


@pytest.mark.parametrize("audience", ["party-safe", "public"])
def test_the_words_of_the_store_are_in_no_other_bundle(with_store: Path, audience: str) -> None:
    forms = ("docx", "md", "json")
    made = bundle(load(with_store), audience=audience, forms=forms)
    told = b"".join(contents(made.to_bytes()).values())
    word = contents(made.members[1].data)["word/document.xml"]
    assert made.members[1].name.endswith(".docx")
    for data in (told, word):
        assert b"strike" not in data and b"letter" not in data and b"sqlite" not in data
    mine = bundle(load(with_store), forms=["md"], evidence=True)
    assert any(b"strike" in one.data for one in mine.members)


def test_what_cannot_be_put_together_is_said_plainly(own: Path) -> None:
    with pytest.raises(InputError, match="no evidence store"):
        bundle(load(own), evidence=True)
    with pytest.raises(InputError, match="no form 'odt'"):
        bundle(load(own), forms=["odt"])
    with pytest.raises(InputError, match="not read from a file"):
        bundle(parse_case(TWO_BY_TWO))
    case = load(own)
    own.write_text(own.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    with pytest.raises(InputError, match="has changed since"):
        bundle(case)
    with pytest.raises(InputError, match="cannot be written"):
        bundle(load(own), own.parent / "no" / "such.zip")


# ---------------------------------------------------------------------------- checking


def written(tmp_path: Path, change: Callable[[dict[str, bytes]], Any] | None = None) -> Path:
    """A bundle whose files were changed."""
    files = contents(bundle(load(NAME), sections=["wants", "method"]).to_bytes())
    if change is not None:
        change(files)
    path = tmp_path / "changed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in files.items():
            into.writestr(name, data)
    return path


def test_a_bundle_as_it_was_made_holds(tmp_path: Path) -> None:
    found = check_bundle(written(tmp_path))
    assert found.holds and found.case_id == NAME and found.audience == "mediator"
    assert "2 files, each as the manifest says" in str(found)
    assert [row["as_listed"] for row in found.to_rows()] == [True, True]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda files: files.update({f"{NAME}.yaml": b"other"}), "is not what the manifest says"),
        (lambda files: files.pop(f"{NAME}.yaml"), "is missing"),
        (lambda files: files.update({"more.txt": b"x"}), "is not in the manifest"),
        (lambda files: files.update({"../x.txt": b"x"}), "leads elsewhere"),
        (lambda files: files.update({"/etc/x": b"x"}), "leads elsewhere"),
        (lambda files: files.update({"C:/x": b"x"}), "leads elsewhere"),
        (lambda files: files.update({"a/./x": b"x"}), "leads elsewhere"),
        (lambda files: files.update({"a\x1b[2Jb": b"x"}), "no file of ours has"),
        (lambda files: files.update({"bomb": b"\0" * (1 << 24)}), "unpack to far more"),
    ],
)
def test_a_bundle_that_was_changed_does_not_hold(
    change: Callable[[dict[str, bytes]], Any],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unbundling, "RATIO", 500)
    path = written(tmp_path, change)
    before = sorted(tmp_path.parent.iterdir())
    found = check_bundle(path)
    assert not found.holds
    assert any(told in fault for fault in found.faults), found.faults
    assert "\x1b" not in str(found)
    assert sorted(tmp_path.parent.iterdir()) == before and list(tmp_path.iterdir()) == [path]


def test_links_twins_and_damage_are_seen(tmp_path: Path) -> None:
    path = written(tmp_path)
    with zipfile.ZipFile(path, "a") as into:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        link.create_system = 3
        into.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            into.writestr(f"{NAME}.yaml", b"another")
    faults = " ".join(check_bundle(path).faults)
    assert "'link' is no plain file" in faults and "is there twice" in faults
    data = bytearray(written(tmp_path).read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        entry = zipped.getinfo(f"{NAME}.yaml")
    data[entry.header_offset + 60 + len(entry.filename)] ^= 0xFF
    path.write_bytes(data)
    assert not check_bundle(path).holds


def test_a_file_that_is_longer_than_it_says_is_not_read_on(tmp_path: Path) -> None:
    path = written(tmp_path, lambda files: files.update({"long": b"a" * 100_000}))
    data = path.read_bytes()
    length = struct.pack("<L", 100_000)
    assert data.count(length) == 2
    path.write_bytes(data.replace(length, struct.pack("<L", 10)))
    found = check_bundle(path)
    assert not found.holds
    assert all(row["bytes"] <= 100_000 for row in found.to_rows())


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"\xff",
        b"{" * 100_000,
        b'{"bundle": 2, "files": []}',
        b'{"bundle": 1}',
        b'{"bundle": 1, "files": [{"name": 3}]}',
        b'{"bundle": 1, "files": [{"name": "a", "sha256": "zz"}]}',
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(manifest: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="manifest"):
        check_bundle(written(tmp_path, lambda files: files.update({MANIFEST: manifest})))


def test_what_is_no_bundle_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in (("text.zip", b"no zip"), ("empty.zip", b""), ("cut.zip", b"PK\x03\x04")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match="no zip file"):
            check_bundle(tmp_path / name)
    with pytest.raises(InputError, match="cannot be read"):
        check_bundle(tmp_path / "none.zip")
    with pytest.raises(InputError, match=r"no file|cannot be read"):
        check_bundle(tmp_path)
    with pytest.raises(InputError, match=f"has no {MANIFEST}"):
        check_bundle(written(tmp_path, lambda files: files.pop(MANIFEST)))
    for limit, told in (("FILES", "files"), ("UNPACKED", "unpack"), ("ZIPPED", "larger")):
        with monkeypatch.context() as patch:
            patch.setattr(unbundling, limit, 1)
            with pytest.raises(InputError, match=told):
                check_bundle(written(tmp_path))


# ---------------------------------------------------------------------------- the command


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["bundle", *args])


def test_the_command_writes_checks_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(NAME, "--with", "md", "--only", "wants", "--only", "method")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == f"./{NAME}.zip"
    checked = run("--check", f"{NAME}.zip")
    assert checked.exit_code == 0 and "3 files" in checked.stdout
    rows = [
        json.loads(line) for line in run("--check", f"{NAME}.zip", "--json").stdout.splitlines()
    ]
    assert all(row["as_listed"] for row in rows)
    public = run(NAME, "--audience", "public", "--json")
    assert public.exit_code == 0
    assert (tmp_path / f"{NAME}-public.zip").exists()
    names = [json.loads(line)["name"] for line in public.stdout.splitlines()]
    assert names == [MANIFEST, f"{NAME}-public.html", f"{NAME}-public.yaml"]


def test_the_command_refuses_plainly(tmp_path: Path) -> None:
    bad = written(tmp_path, lambda files: files.update({"more.txt": b"x"}))
    result = run("--check", str(bad))
    assert result.exit_code == 1 and "'more.txt' is not in the manifest" in result.stderr
    assert run().exit_code == 2
    assert run(NAME, "--check", str(bad)).exit_code == 2
    assert run("--check", str(tmp_path / "none.zip")).exit_code == 1
    assert run(NAME, "--evidence", "-o", str(tmp_path / "a.zip")).exit_code == 1
    assert not (tmp_path / "a.zip").exists()
