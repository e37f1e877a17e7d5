"""Reading: rows that point at their words, the same for whoever does the work."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.case import Case, load, parse_case
from detente.errors import InputError
from detente.reading import ReadDocument, Setup, read, read_documents, set_up
from detente.reading.document import Document, Unreadable
from detente.reading.found import Found
from detente.reading.passages import Attribution, Coding
from detente.reading.work import ReadTask
from tests.reading.quay import ARTICLE, NOTHING, SAID, article, corpus, line
from tests.reading.store.harbour import CASE

#: the keys of DESIGN §6 in their order, and ours after them
KEYS = [
    "doc", "start", "end", "text", "speaker", "party", "target", "act", "issue", "negated",
    "basis", "method", "confidence",
    "form", "cue", "source", "reporter", "event", "mentioned", "place",
]  # fmt: skip


@pytest.fixture(scope="module")
def case() -> Case:
    return parse_case(CASE, "quay.yaml")


def test_rows_have_their_keys_and_point_at_their_words(tmp_path: Path, case: Case) -> None:
    path = article(tmp_path)
    rows = list(read(path, case, model="none").to_rows())
    assert [(row["text"], row["speaker"], row["party"]) for row in rows] == list(SAID)
    for row in rows:
        assert list(row) == KEYS
        assert row["doc"] == str(path)
        assert ARTICLE[row["start"] : row["end"]] == row["text"]
        assert row["basis"] == "reported"
        assert row["method"] == "pattern"
        assert 0 <= row["confidence"] <= 1
        start, end = row["source"]
        assert ARTICLE[start:end] in {"Ida Brandt", "Mayor Orlund", "the mayor"}
        json.dumps(row)
    assert [row["place"] for row in rows] == ["¶1", "¶2", "¶2"]
    assert rows[0]["act"] == "demand"
    assert rows[0]["issue"] == "wages"


def test_a_view_that_the_author_ascribes_is_a_reading() -> None:
    document = Document("d", "In her eyes the quay is lost.")
    said = Attribution((12, 28), "viewpoint", speaker="Ida Brandt", confidence=0.9)
    from detente.reading.found import found

    one = found(document, said, Coding("position", confidence=0.4))
    assert (one.text, one.basis, one.confidence) == ("the quay is lost", "reading", 0.4)
    assert found(document, replace(said, form="mixed"), Coding("position")).basis == "reported"


def test_a_row_can_be_made_into_what_it_was_made_from() -> None:
    one = Found("d", 0, 3, "abc", None, "a", "b", "threat", None, True, "reported", "both", 0.5,
                "direct", (4, 6), None, "b", "THREATEN", "2031", "p. 1")  # fmt: skip
    assert Found.from_row(json.loads(json.dumps(one.to_row()))) == one


def test_files_folders_and_corpora_are_read_in_the_order_named(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    second, first = article(folder, "b.txt"), article(folder, "a.txt", NOTHING)
    lines = corpus(tmp_path, 2)
    found = read([lines, folder, tmp_path / "nowhere.txt"], model="none")
    assert [one.id for one in found.documents] == ["d0", "d1", str(first), str(second)]
    assert found.documents[0].date == "2031-02-21"
    assert [one.path for one in found.unreadable] == [str(tmp_path / "nowhere.txt")]
    assert "5 statements in 4 documents; 1 could not be read." in str(found)
    assert found.to_dict()["unreadable"][0]["what"] == "there is no such file"


def test_what_the_analyst_states_stands_above_what_a_file_says(tmp_path: Path) -> None:
    found = read(corpus(tmp_path, 1), model="none", given={"date": "2031-03", "author": "N. N."})
    assert (found.documents[0].date, found.documents[0].author) == ("2031-03", "N. N.")
    with pytest.raises(InputError, match="date"):
        read(corpus(tmp_path, 1), given={"date": "soon"})
    with pytest.raises(InputError, match="nothing to read"):
        read([])


def test_documents_of_two_corpora_never_share_an_id(tmp_path: Path) -> None:
    found = read([corpus(tmp_path, 2), corpus(tmp_path, 2, "other.jsonl")], model="none")
    ids = [one.id for one in found.documents]
    assert ids == ["d0", "d1", f"{tmp_path / 'other.jsonl'}#1", f"{tmp_path / 'other.jsonl'}#2"]
    assert [one.doc for one in found.statements] == ids


def test_the_rows_are_the_same_for_any_number_of_workers(tmp_path: Path, case: Case) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(70):
        article(folder, f"{number:03}.txt", ARTICLE.replace("Monday", f"day {number}"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 no more than that")
    files = [folder, corpus(tmp_path, 100)]
    alone = read(files, case, model="none")
    shared = read(files, case, model="none", workers=2)
    assert list(shared.to_rows()) == list(alone.to_rows())
    assert shared.documents == alone.documents
    assert shared.unreadable == alone.unreadable
    assert len(alone.statements) == 3 * 70 + 100
    assert shared.made_from == alone.made_from


def test_a_language_model_reads_the_same_in_any_process(tmp_path: Path, case: Case) -> None:
    files = [article(tmp_path, f"{k}.txt", ARTICLE.replace("Monday", f"day {k}")) for k in range(3)]
    alone = read(files, case)
    assert list(read(files, case, workers=2).to_rows()) == list(alone.to_rows())
    assert len(alone.statements) >= 9


def test_a_corpus_is_read_as_a_stream(tmp_path: Path) -> None:
    many = read_documents(corpus(tmp_path, 1000), set_up(model="none"))
    first = next(many)
    assert isinstance(first, ReadDocument) and first.heading.id == "d0"
    with (tmp_path / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write(line(1000))  # what is added while it is read is read as well
    assert sum(1 for _ in many) == 1000


def test_a_fault_of_ours_in_one_document_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.reading import speech

    real = speech.find_attributions

    def broken(document: Document, *rest: object) -> object:
        if document.id == "d1":
            raise RuntimeError("a fault")
        return real(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(speech, "find_attributions", broken)
    found = read(corpus(tmp_path, 3), model="none")
    assert [one.id for one in found.documents] == ["d0", "d2"]
    assert "fault in Détente itself (RuntimeError: a fault)" in str(found.unreadable[0])


def test_a_model_that_is_not_there_is_answered_with_how_to_get_one() -> None:
    with pytest.raises(InputError, match="python -m spacy download en_core_web_sm"):
        set_up(model="en_core_web_huge")


def test_without_a_model_a_note_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.reading import models

    monkeypatch.setattr(models, "installed_models", dict)
    setup = set_up()
    assert (setup.model, setup.coder) == (None, "patterns")
    assert "python -m spacy download en_core_web_sm" in setup.note
    assert set_up(model="none").note == ""
    monkeypatch.setattr(models, "installed_models", lambda: {"en_one": "1.2"})
    assert (set_up().model, set_up().coder) == ("en_one", "patterns, en_one 1.2")


def test_the_setup_changes_when_what_reading_depends_on_changes(case: Case) -> None:
    setup = set_up(case, "none")
    assert setup.digest == Setup(case, None).digest
    others = [
        Setup(None, None),
        Setup(case, None, {"author": "N. N."}),
        Setup(case, None, coder="patterns, en_one 1.2"),
        Setup(case, None, events=True),
        Setup(parse_case(CASE.replace("Ida Brandt", "Ida Brand")), None),
    ]
    assert len({it.digest for it in [setup, *others]}) == 6
    grown = parse_case(CASE + "statements: [{id: s1, party: town, act: threat, gist: x}]\n")
    assert Setup(grown, None).digest == setup.digest


def test_events_are_told_sentence_by_sentence(tmp_path: Path, case: Case) -> None:
    path = article(tmp_path, text="It rained. The crew accused the town of lying on Monday.\n")
    (one,) = read_documents(path, set_up(case, events=True))
    assert isinstance(one, ReadDocument)
    (told,) = one.events
    assert told.event == "ACCUSE"
    assert told.text == "The crew accused the town of lying on Monday."
    assert list(told.to_row()) == [
        "doc", "start", "end", "text", "event", "source", "source_party", "target",
        "target_party", "confidence", "place",
    ]  # fmt: skip


def test_a_shipped_case_can_be_read_with(tmp_path: Path) -> None:
    path = article(tmp_path, text='"We will talk," said Sergei Ryabkov.\n')
    (one,) = detente.read(path, load("geneva-2022"), model="none").statements
    assert (one.speaker, one.party) == ("Sergei Ryabkov", "russia")


def test_a_task_is_sent_to_workers_without_what_was_prepared_here(case: Case) -> None:
    import pickle

    task = ReadTask(case, None, {"author": "N."}, keep_text=True, events=True)
    task.read(Document("d", "It rained."))
    sent = pickle.loads(pickle.dumps(task))
    assert sent == task and not hasattr(sent._own, "coder")


@given(st.text(max_size=300))
def test_no_text_whatever_raises(text: str) -> None:
    one = ReadTask(None, None, {}).read(Document("d", text))
    assert not isinstance(one, Unreadable), str(one)
    for said in one.statements:
        assert text[said.start : said.end] == said.text
