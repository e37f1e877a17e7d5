"""Corpora: names of fields, entries that fail, packing, and memory that does not grow."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from detente.reading.documents import (
    Document,
    Limits,
    Unreadable,
    count_documents,
    open_documents,
)

Entry = dict[str, Any]


def written(path: Path, entries: Iterable[Entry | str]) -> Path:
    lines = (one if isinstance(one, str) else json.dumps(one) for one in entries)
    raw = "".join(f"{line}\n" for line in lines).encode("utf-8")
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def both(found: Iterable[Document | Unreadable]) -> tuple[list[Document], list[str]]:
    documents, told = [], []
    for one in found:
        if isinstance(one, Document):
            documents.append(one)
        else:
            told.append(str(one))
    return documents, told


@pytest.mark.parametrize(
    "name", ["text", "Text", "body", "content", "speech", "full_text", "Body-Text"]
)
def test_the_text_under_its_usual_names(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.jsonl", [{"n": 1, name: "The mayor said no."}])
    (one,), told = both(open_documents([path]))
    assert (one.text, one.fields, told) == ("The mayor said no.", {"n": "1"}, [])


def test_what_an_entry_says_of_itself(tmp_path: Path) -> None:
    entry = {
        "doc_id": "speech-7",
        "Speech": "The mayor said no.",
        "Speaker": "Ana Reis",
        "Date": "Feb. 21, 2031",
        "headline": "On talks",
        "publication": "Harbour Gazette",
        "lang": "en-GB",
        "party": None,
        "tags": ["docks", "wages"],
        "votes": 12.50,
        "final": True,
        "place": {"town": "Nordhaven"},
    }
    (one,), _ = both(open_documents([written(tmp_path / "a.jsonl", [entry])]))
    assert (one.id, one.author, one.date) == ("speech-7", "Ana Reis", "2031-02-21")
    assert (one.title, one.source, one.language) == ("On talks", "Harbour Gazette", "en")
    assert one.fields["tags"] == "docks, wages"
    assert one.fields["votes"] == "12.5"
    assert one.fields["final"] == "true"
    assert json.loads(one.fields["place"]) == {"town": "Nordhaven"}
    assert "party" not in one.fields
    assert one.get("Speaker") == "Ana Reis"
    assert one.line == 1


def test_a_date_that_is_none_gives_way_to_the_next_field(tmp_path: Path) -> None:
    entry = {"date": "-51158.0", "year": 1829, "text": "The mayor said no."}
    (one,), _ = both(open_documents([written(tmp_path / "a.jsonl", [entry])]))
    assert one.date == "1829"
    assert one.fields["date"] == "-51158.0"


def test_numbers_stay_as_they_stand(tmp_path: Path) -> None:
    line = '{"text": "The mayor said no.", "a": 1e400, "b": 1.10, "c": %s}' % ("9" * 6000)
    (one,), _ = both(open_documents([written(tmp_path / "a.jsonl", [line])]))
    assert (one.fields["a"], one.fields["b"]) == ("1e400", "1.10")
    assert one.fields["c"] == "9" * 6000


def test_text_in_parts_is_joined(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", [{"text": ["The mayor said no.", "The union left."]}])
    (one,), _ = both(open_documents([path]))
    assert one.text == "The mayor said no.\n\nThe union left."
    assert [one.place(at) for at in (0, 20)] == ["¶1", "¶2"]


def test_what_no_file_can_hold_is_replaced(tmp_path: Path) -> None:
    line = '{"text": "The \\ud800 mayor\\u0000 said \\ud83d\\ude00 no.", "x": "\\udfff"}'
    (one,), _ = both(open_documents([written(tmp_path / "a.jsonl", [line])]))
    assert one.text == "The \ufffd mayor\ufffd said \U0001f600 no."
    assert one.fields == {"x": "\ufffd"}


BAD = {
    '{"text": ': "no JSON",
    "[1, 2]": "no JSON object",
    '{"n": 1}': "no field with a text. It has 'n'.",
    '{"text": 7}': "has no text in its field 'text'",
    '{"text": "  "}': "is empty",
    '{"a":' * 100_000: "nests too deeply",
    '{"text": "' + "x" * 2_000 + '"}': "longer than 1 kB",
}


@pytest.mark.parametrize("line", BAD, ids=lambda line: line[:12])
def test_a_faulty_line_is_told_and_the_next_go_on(tmp_path: Path, line: str) -> None:
    good = {"text": "The mayor said no."}
    path = written(tmp_path / "a.jsonl", [good, line, good])
    limits = Limits(line=1_000 if "x" * 2_000 in line else 1_000_000)
    documents, (told,) = both(open_documents([path], limits=limits))
    assert [one.line for one in documents] == [1, 3]
    assert told.startswith(f"{path}#2: ")
    assert BAD[line] in told


def test_many_faults_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", ["{"] * 100 + [{"text": "The mayor said no."}])
    documents, told = both(open_documents([path], limits=Limits(faults=3)))
    assert len(documents) == 1
    assert len(told) == 4
    assert told[-1] == f"{path}: has 97 more entries that cannot be read."


def test_ids_are_unique(tmp_path: Path) -> None:
    entries = [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}, {"text": "Three."}]
    first, second = (written(tmp_path / f"{name}.jsonl", entries) for name in "xy")
    documents, _ = both(open_documents([first, second]))
    assert [one.id for one in documents] == [
        *("a", f"{first}#2", f"{first}#3"),
        *(f"{second}#1", f"{second}#2", f"{second}#3"),
    ]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.gz", "a.jsonl", "a.NDJSON"])
def test_packed_or_not(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, [{"text": "The mayor said no."}] * 3)
    documents, told = both(open_documents([path]))
    assert ([one.text for one in documents], told) == (["The mayor said no."] * 3, [])
    assert count_documents([path]) == 3


def test_damaged_packing_is_told_after_what_came_before(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl.gz", [{"text": f"The mayor said {n}."} for n in range(5000)])
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    documents, (told,) = both(open_documents([path]))
    assert len(documents) > 100
    assert "is damaged" in told


def test_a_packed_corpus_that_bursts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress((b" " * 999_999 + b"\n") * 50))
    documents, (told,) = both(open_documents([path]))
    assert not documents
    assert "unpacks from" in told


ARRAYS = {
    '[{"text": "One."}, {"text": "Two."}]': ["One.", "Two."],
    '{"text": "One."}\n{"text": "Two."}': ["One.", "Two."],
    '{"text": "One."},\n{"text": "Two."},': ["One.", "Two."],
    '\ufeff [\n{"text": "O\\"n]e}."}]': ['O"n]e}.'],
    '{"meta": {"n": 2}, "articles": [{"body": "One."}, {"body": "Two."}]}': ["One.", "Two."],
    '[{"text": "One.", "held": [{"text": "x"}]}, 7, null]': ["One."],
}


@pytest.mark.parametrize("source", ARRAYS)
@pytest.mark.parametrize("chunk", [1, 7, 1 << 18])
def test_one_json_value(
    tmp_path: Path, source: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.reading.documents.readers.array._CHUNK", chunk)
    path = tmp_path / "a.json"
    path.write_text(source, encoding="utf-8")
    documents, told = both(open_documents([path]))
    assert [one.text for one in documents] == ARRAYS[source]
    assert told == []


def test_faulty_entries_of_an_array(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "One."}, "two", [3], {"n": 4}, {"text": "Five."', encoding="utf-8")
    documents, told = both(open_documents([path]))
    assert [one.text for one in documents] == ["One."]
    assert [line.split(": ", 1)[1].split(".")[0] for line in told] == [
        "is no JSON object",
        "is no JSON object",
        "has no field with a text",
        "ends in the middle of an entry",
    ]
    path.write_text('[{"text": "%s"}, {"text": "Two."}]' % ("x" * 5000), encoding="utf-8")
    documents, told = both(open_documents([path], limits=Limits(line=1000)))
    assert [one.text for one in documents] == ["Two."]
    assert "longer than 1 kB" in told[0]


def test_an_array_called_jsonl_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('[\n {"text": "One."},\n {"text": "Two."}\n]', encoding="utf-8")
    documents, told = both(open_documents([path]))
    assert ([one.text for one in documents], told) == (["One.", "Two."], [])
    assert count_documents([path]) == 2


MEASURE = """
import sys, tracemalloc
from detente.reading.documents import open_documents
tracemalloc.start()
peaks = []
for number, one in enumerate(open_documents([sys.argv[1]], given={"language": "en"})):
    assert one.text
    if number in (1_000, 9_999):
        peaks.append(tracemalloc.get_traced_memory()[1])
print(*peaks)
"""


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(10_000):
            file.write(json.dumps({"n": number, "text": f"The mayor said {number}. " * 150}) + "\n")
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    early, late = map(int, run.stdout.split())
    assert path.stat().st_size > 30_000_000
    assert late - early < 1_000_000  # the ids, at most 32 bytes each
