"""What goes into the evidence store comes out of it, and every step can be taken back."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detente.case import load, parse_case
from detente.errors import InputError
from detente.reading.store import change_store, coverage, open_store, schema, store_path
from detente.reading.store.keeper import Keeper
from detente.reading.store.targets import find_target, targets
from tests.reading.store.harbour import (
    SAYS,
    TEXT,
    WANTS,
    both,
    case_file,
    document,
    read,
    statement,
)

THEN = "2031-03-01T10:00:00"
LATER = "2031-03-02T10:00:00"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return case_file(tmp_path)


def filled(case: Path) -> Keeper:
    keeper = change_store(case, at=THEN)
    keeper.add(both(document()), coder="patterns", at=THEN, settings="one")
    return keeper


def test_a_store_lies_beside_the_case_and_is_made_only_to_be_changed(case: Path) -> None:
    assert store_path(case) == case.with_name("quay.evidence.sqlite")
    assert open_store(case) is None
    assert open_store(load(case)) is None
    with filled(case):
        pass
    assert case.with_name("quay.evidence.sqlite").exists()
    found = open_store(load(case))
    assert found is not None
    found.close()


def test_a_shipped_case_has_no_store_even_beside_a_file_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = load("chicken")
    assert store_path(shipped) is None
    (tmp_path / "chicken.yaml").write_text("parties: {a: {}}\n", encoding="utf-8")
    assert store_path(shipped) is None
    assert store_path(parse_case("parties: {a: {}}\n", "nowhere.yaml")) is None
    with pytest.raises(InputError, match="shipped case"):
        change_store(shipped, at=THEN)


def test_what_was_read_comes_out_as_it_went_in(case: Path) -> None:
    sample = both(document())
    with filled(case) as store:
        (one,) = store.documents()
        assert (one.name, one.date, one.statements, one.words) == ("quay.txt", "2031-02-21", 2, 27)
        assert store.document("quay.txt") == sample.document
        known = store.finished("quay.txt", one.digest, "one")
        assert known == replace(sample, document=None, known=True)
        assert store.finished("quay.txt", one.digest, "two") is None
        assert store.finished("quay.txt", "other", "one") is None
        threat, demand = store.statements()
        assert (threat.text, threat.act, threat.place) == (SAYS, "threat", "¶2")
        assert (demand.text, demand.party, demand.issue) == (WANTS, "crew", "wages")
        assert [it.text for it in store.statements(party="crew")] == [WANTS]
        assert [it.text for it in store.statements(act="threat", document="quay.txt")] == [SAYS]
        assert list(store.statements(issue="dues")) == []


def test_the_raw_file_is_kept_while_it_is_the_one_that_was_read(case: Path) -> None:
    file = case.with_name("quay.txt")
    file.write_bytes(TEXT.encode())
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    with change_store(case, at=THEN) as store:
        one = replace(document(digest=digest), path=str(file))
        store.add(read(one), coder="patterns", at=THEN)
        assert store.raw("quay.txt") == TEXT.encode()
        store.add(read(replace(one, id="other", digest="00")), coder="patterns", at=THEN)
        assert store.raw("other") is None


def test_people_and_machine_are_kept_apart_and_people_count(case: Path) -> None:
    with filled(case) as store:
        store.code("e1", act="offer", coder="Ida", at=THEN)
        store.code("e1", act="condition", coder="Noor", at=LATER)
        store.code("e1", act="threat", coder="Pavel", at=THEN, note="a plain one")
        store.code("e1", act="threat", coder="Ida", at=THEN)
        one = store.statement("e1")
        assert one.act == "condition"
        assert [(it.coder, it.hand, it.act) for it in one.codings] == [
            ("patterns", False, "threat"),
            ("Ida", True, "threat"),
            ("Noor", True, "condition"),
            ("Pavel", True, "threat"),
        ]
        assert one.disagreement == ("act",)
        assert [it.id for it in store.disagreements()] == ["e1"]
        store.code("e1", act="threat", coder="Noor", at=LATER)
        assert store.statement("e1").disagreement == ()
        assert store.statement("e1").target == "crew"


def test_reading_again_changes_the_machines_coding_and_nobody_elses(case: Path) -> None:
    with filled(case) as store:
        store.code("e1", act="deadline", coder="Noor", at=LATER)
        one = document()
        again = read(one, statement(one, SAYS, "refusal"))
        store.add(again, coder="a model", at=LATER, settings="two")
        (kept,) = store.statements()
        assert kept.id == "e1"
        assert [(it.coder, it.act) for it in kept.codings] == [
            ("a model", "refusal"),
            ("Noor", "deadline"),
        ]
        assert store.finished("quay.txt", one.digest, "two") == replace(
            again, document=None, known=True
        )


def test_what_a_person_coded_stays_when_the_machine_no_longer_finds_it(case: Path) -> None:
    with filled(case) as store:
        store.code("e2", act="position", coder="Noor", at=LATER)
        store.add(read(document()), coder="patterns", at=LATER, settings="three")
        (kept,) = store.statements()
        assert (kept.id, kept.text, kept.act) == ("e2", WANTS, "position")
        known = store.finished("quay.txt", document().digest, "three")
        assert known is not None and known.statements == ()


def test_a_person_can_mark_a_statement_that_the_machine_missed(case: Path) -> None:
    with filled(case) as store:
        at = TEXT.index("if the strike")
        name = store.mark(
            "quay.txt", at, at + 13, act="condition", party="town", coder="Noor", at=LATER
        )
        one = store.statement(name)
        assert (one.text, one.act, one.found, one.basis) == (
            "if the strike",
            "condition",
            None,
            "reported",
        )
        with pytest.raises(InputError, match="no characters"):
            store.mark("quay.txt", 5, 5000, act="threat", coder="Noor", at=LATER)
        with pytest.raises(InputError, match="Did you mean 'threat'"):
            store.mark("quay.txt", 5, 9, act="thread", coder="Noor", at=LATER)


def test_an_edited_document_carries_its_statements_along(case: Path) -> None:
    with filled(case) as store:
        store.code("e1", act="condition", coder="Noor", at=LATER)
        edited = document("A new first paragraph.\n\n" + TEXT)
        found = store.add(both(edited), coder="patterns", at=LATER)
        assert (found.new_document, found.new_statements, found.anchors) == (False, 0, {"moved": 2})
        one = store.statement("e1")
        assert edited.text[one.start : one.end] == SAYS == one.text
        assert (one.anchor, one.place, one.act) == ("moved", "¶3", "condition")
        assert [it.name for it in store.documents()] == ["quay.txt"]


def test_words_that_are_gone_are_said_to_be_lost_with_their_last_place(case: Path) -> None:
    with filled(case) as store:
        store.code("e1", act="condition", coder="Noor", at=LATER)
        store.add(
            read(document("Nothing of the kind was said by anyone here.\n")),
            coder="patterns",
            at=LATER,
        )
        (lost,) = store.statements()  # e2 had no work of people on it, and is gone
        assert (lost.id, lost.anchor, lost.text, lost.place) == ("e1", "lost", SAYS, "¶2")
        assert store.document(lost.document).text[lost.start : lost.end] == SAYS


def test_two_statements_never_end_up_at_one_place(case: Path) -> None:
    may, june = "we will sign the deal in May at last", "we will sign the deal in June at last"
    told = "The envoy of the islands told the press that {}. The press took note of it and left.\n"
    old = document(told.format(may) + told.format(june))
    with change_store(case, at=THEN) as store:
        both_said = (statement(old, may), statement(old, june))
        store.add(read(old, *both_said), coder="patterns", at=THEN)
        for which in ("e1", "e2"):
            store.code(which, act="offer", coder="Noor", at=THEN)
        new = document(told.format(june))
        store.add(read(new), coder="patterns", at=LATER)
        found = {one.id: one.anchor for one in store.statements()}
        assert found == {"e1": "lost", "e2": "moved"}


def test_what_is_lost_supports_nothing(case: Path) -> None:
    with filled(case) as store:
        store.link("e1", find_target(load(case), "sell"), coder="Noor", at=LATER)
        assert coverage(load(case), store).of_kind("option") == (1, 3)
        store.add(read(document("Other words.\n")), coder="patterns", at=LATER)
        assert coverage(load(case), store).of_kind("option") == (0, 3)


def test_links_tell_what_rests_on_a_quotation(case: Path) -> None:
    told = load(case)
    with filled(case) as store:
        for target in ("sell", "issue:wages", "preference:town.2", "belief:town", "outcome:calm"):
            store.link("e1", find_target(told, target), coder="Noor", at=LATER)
        store.link("e1", find_target(told, "town.sell"), coder="Pavel", at=LATER)  # is there
        assert [(it.kind, it.path) for it in store.links(statement="e1")] == [
            ("option", "parties.town.options.sell"),
            ("issue", "issues.wages"),
            ("preference", "parties.town.prefers[1]"),
            ("belief", "views.town"),
            ("outcome", "outcomes.calm"),
        ]
        counted = coverage(told, store)
        assert counted.of_kind("option") == (1, 3)
        assert counted.of_kind("preference") == (1, 5)
        store.unlink("e1", "issues.wages", coder="Noor", at=LATER)
        assert coverage(told, store).of_kind("issue") == (0, 1)
        with pytest.raises(InputError, match="not linked"):
            store.unlink("e1", "issues.wages", coder="Noor", at=LATER)


def test_a_link_follows_a_preference_that_moves_and_lets_go_of_one_that_changes(case: Path) -> None:
    with filled(case) as store:
        store.link("e1", find_target(load(case), "preference:town.2"), coder="Noor", at=LATER)
        text = case.read_text(encoding="utf-8")
        case.write_text(text.replace("[not strike, sell]", "[sell, not strike]"), encoding="utf-8")
        moved = coverage(load(case), store)
        assert [part.name for part in moved.supported] == ["preference:town.1"]
        case.write_text(text.replace("[not strike, sell]", "[not strike]"), encoding="utf-8")
        gone = coverage(load(case), store)
        assert (dict(gone.supported), gone.adrift) == ({}, (("e1", "parties.town.prefers[1]"),))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("isue:wages", "no kind of target"),
        ("wagse", "Did you mean 'wages'"),
        ("town", "belief:town"),
        ("preference:town.9", "nothing called"),
    ],
)
def test_a_target_that_is_not_there_is_answered_with_the_nearest(
    case: Path, words: str, said: str
) -> None:
    if words == "town":
        assert find_target(load(case), words).name == said
        return
    with pytest.raises(InputError, match=said):
        find_target(load(case), words)


def test_a_name_that_two_parts_bear_has_to_be_written_in_full(tmp_path: Path) -> None:
    text = case_file(tmp_path).read_text(encoding="utf-8")
    told = case_file(tmp_path)
    told.write_text(text.replace("issues: {wages:", "issues: {strike:"), encoding="utf-8")
    with pytest.raises(InputError, match="several things: option:crew"):
        find_target(load(told), "strike")
    assert len({it.name for it in targets(load(told))}) == len(list(targets(load(told))))


def everything(store: Keeper) -> object:
    """All that a reader of the store can see."""
    return (
        [replace(it, added="") for it in store.documents()],
        list(store.statements()),
        list(store.links()),
        [store.finished(it.name, it.digest, key) for it in store.documents() for key in "123"],
    )


def test_every_step_can_be_undone_and_done_again(case: Path) -> None:
    told = load(case)
    steps: list[Callable[[Keeper], object]] = [
        lambda it: it.add(both(document()), coder="patterns", at=THEN, settings="1"),
        lambda it: it.code("e1", act="condition", coder="Noor", at=LATER),
        lambda it: it.link("e1", find_target(told, "wages"), coder="Noor", at=LATER),
        lambda it: it.mark("quay.txt", 0, 8, act="agenda", coder="Noor", at=LATER),
        lambda it: it.add(both(document("New.\n\n" + TEXT)), coder="m", at=LATER, settings="2"),
        lambda it: it.add(read(document("Other words.\n")), coder="m", at=LATER, settings="3"),
        lambda it: it.add(read(document("Other words.\n")), coder="m", at=LATER, settings="4"),
        lambda it: it.unlink("e1", "issues.wages", coder="Noor", at=LATER),
        lambda it: it.remove("quay.txt", at=LATER, who="Noor"),
    ]
    with change_store(case, at=THEN) as store:
        seen = [everything(store)]
        for make in steps:
            make(store)
            seen.append(everything(store))
        for before in reversed(seen[:-1]):
            assert len(store.undo()) == 1
            assert everything(store) == before
        assert store.undo() == []
        for after in seen[1:]:
            assert len(store.redo()) == 1
            assert everything(store) == after
        assert store.redo() == []
        assert [it.undone for it in store.history()] == [False] * len(steps)


def test_steps_made_together_are_undone_together_and_a_new_step_ends_redoing(case: Path) -> None:
    with change_store(case, at=THEN) as store:
        with store.together():
            for name in ("one.txt", "two.txt"):
                store.add(read(document(name=name)), coder="patterns", at=THEN)
        store.add(read(document(name="three.txt")), coder="patterns", at=THEN)
        assert len(store.undo()) == 1
        assert [it.name for it in store.documents()] == ["one.txt", "two.txt"]
        assert len(store.undo()) == 2
        assert list(store.documents()) == []
        store.add(read(document(name="four.txt")), coder="patterns", at=THEN)
        assert store.redo() == []
        assert [it.name for it in store.documents()] == ["four.txt"]


def test_a_step_that_fails_leaves_nothing_behind(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(case) as store:
        before = everything(store)

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("the machine stops")

        monkeypatch.setattr(store, "_merge", broken)
        with pytest.raises(RuntimeError):
            store.add(both(document("New.\n\n" + TEXT)), coder="patterns", at=LATER)
        assert everything(store) == before


@pytest.mark.parametrize("indexed", [True, False], ids=["with an index", "by reading"])
def test_a_search_finds_passages_by_words_and_phrases(
    case: Path, monkeypatch: pytest.MonkeyPatch, indexed: bool
) -> None:
    if not indexed:
        monkeypatch.setattr(schema, "has_fts5", lambda: False)
    with filled(case) as store:
        store.add(read(document("Çà et là, «strike» cafés.\n", "two.txt")), coder="p", at=THEN)
        tables = {name for (name,) in store._rows("SELECT name FROM sqlite_master")}
        assert ("passages_words" in tables) is indexed

        def found(words: str) -> set[tuple[str, str]]:
            return {(hit.doc, hit.place) for hit in store.search(words)}

        assert found("strike") == {("quay.txt", "¶2"), ("two.txt", "¶1")}
        assert found("STRIKE quay") == {("quay.txt", "¶2")}
        assert found('"higher wages"') == {("quay.txt", "¶3")}
        assert found('"wages higher"') == set()
        assert found("cafes") == {("two.txt", "¶1")}
        assert found('"; DROP TABLE documents; --') == set()
        assert found("sold OR NOT strike*)") == set()
        (hit,) = store.search("Brandt")
        assert hit.text == TEXT[hit.start : hit.end].strip()
        with pytest.raises(InputError, match="no word"):
            list(store.search(' "" -- '))
        store.remove("two.txt", at=LATER, who="Noor")
        assert found("cafes") == set()
    reader = open_store(case)
    assert reader is not None
    with reader:
        assert [hit.place for hit in reader.search("quay sold")] == ["¶2"]


def test_long_and_odd_texts_are_kept_and_found(case: Path) -> None:
    long = "word " * 5000 + "needle " + "word " * 5000
    odd = "half \ud83d a character, and NUL \0 too"
    with change_store(case, at=THEN) as store:
        store.add(read(document(long, "long.txt")), coder="p", at=THEN)
        store.add(read(document(odd, "odd.txt")), coder="p", at=THEN)
        (hit,) = store.search("needle")
        assert len(hit.text) <= 2000
        kept = store.document("odd.txt").text
        assert len(kept) == len(odd) and kept.replace("\ufffd", "\ud83d") == odd


def test_two_programs_at_once_do_not_spoil_the_store(case: Path) -> None:
    with filled(case) as store:
        other = open_store(case)
        assert other is not None
        with other:
            store.code("e1", act="refusal", coder="Noor", at=LATER)
            assert other.statement("e1").act == "refusal"


def test_a_store_is_brought_up_to_date(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(case):
        pass
    newer = {**schema.MIGRATIONS, 2: ("memos", ("CREATE TABLE memos (id INTEGER, words TEXT)",))}
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    with change_store(case, at=LATER) as store:
        assert [it.id for it in store.statements()] == ["e1", "e2"]
    path = store_path(case)
    assert path is not None
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT version, at FROM migrations").fetchall() == [(1, THEN), (2, LATER)]
    plain.close()
    monkeypatch.undo()
    with pytest.raises(InputError, match="newer version"):
        open_store(case)
    with pytest.raises(InputError, match="newer version"):
        change_store(case, at=LATER)


def test_what_was_added_without_an_index_is_indexed_when_there_is_one(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(case):
        pass
    with monkeypatch.context() as without:
        without.setattr(schema, "has_fts5", lambda: False)
        with change_store(case, at=LATER) as store:
            store.add(read(document("A second paper.\n", "two.txt")), coder="p", at=LATER)
    reader = open_store(case)
    assert reader is not None
    with reader:  # which may not write the index, and reads the texts instead
        assert [hit.doc for hit in reader.search("paper")] == ["two.txt"]
    with change_store(case, at=LATER) as store:
        assert schema.is_indexed(store._connection)
        assert [hit.doc for hit in store.search("paper")] == ["two.txt"]
        assert [hit.doc for hit in store.search("sold")] == ["quay.txt"]


def test_what_a_person_rejects_stays_in_the_store_and_counts_nowhere(case: Path) -> None:
    with filled(case) as keeper:
        target = find_target(load(case), "option:town.sell")
        keeper.link("e1", target, coder="Noor", at=LATER)
        keeper.reject("e1", coder="Noor", at=LATER)
        keeper.reject("e1", coder="Noor", at=LATER)
        assert [one.id for one in keeper.statements()] == ["e2"]
        assert [one.id for one in keeper.rejected()] == ["e1"]
        assert list(keeper.links()) == []
        assert keeper.statement("e1").text == SAYS
        keeper.add(both(document("Again.\n\n" + TEXT)), coder="patterns", at=LATER, settings="one")
        assert [one.id for one in keeper.statements()] == ["e2"]  # it is known wherever it moves
        keeper.restore("e1", coder="Noor", at=LATER)
        assert [one.id for one in keeper.statements()] == ["e1", "e2"]
        assert [one.path for one in keeper.links()] == [target.path]
        keeper.undo()
        assert [one.id for one in keeper.statements()] == ["e2"]


def test_a_statement_can_be_kept_and_what_it_could_become_rejected(case: Path) -> None:
    with filled(case) as keeper:
        keeper.reject("e1", path="deadline", coder="Noor", at=LATER)
        assert [one.id for one in keeper.statements()] == ["e1", "e2"]
        assert [(one.statement, one.path) for one in keeper.rejections()] == [("e1", "deadline")]
        assert not coverage(load(case), keeper).adrift


def test_the_raw_file_may_lie_elsewhere_than_the_document_says(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "spare"
    file.write_text(TEXT, encoding="utf-8", newline="\n")
    with change_store(case, at=THEN) as keeper:
        keeper.add(both(document()), coder="patterns", at=THEN, file=file)
        assert keeper.raw("quay.txt") == TEXT.encode("utf-8")
