"""`detente evidence` as an analyst meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.case import load
from detente.cli import main
from tests.reading.quay import ARTICLE, article
from tests.reading.store.harbour import case_file


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETENTE_CODER", "Noor")
    case_file(tmp_path)
    article(tmp_path)
    return tmp_path


def run(*args: str, case: str = "quay.yaml") -> Result:
    result = CliRunner().invoke(main, ["evidence", case, *args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Something is wrong in Détente itself" not in result.stderr
    return result


def done(*args: str) -> str:
    result = run(*args)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*args: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in done(*args, "--json").splitlines()]


def filled() -> None:
    done("--add", "norrvik.txt", "--model", "none")


def test_documents_are_added_and_counted() -> None:
    assert done("--add", "norrvik.txt", "--model", "none") == "3 statements in 1 document.\n"
    said = done()
    assert said.startswith("3 statements in 1 document, 0 coded by hand")
    assert "Of the case, resting on a quotation: 0 of 3 options" in said
    assert done("--documents").startswith(
        "norrvik.txt: The quay at Norrvik; 31 words, 3 statements"
    )
    again = run("--add", "norrvik.txt", "--model", "none")
    assert again.exit_code == 0
    assert len(rows("--statements")) == 3
    assert [row["id"] for row in rows("--statements", "--party", "crew")] == ["e1"]


def test_statements_are_coded_marked_and_linked_by_name() -> None:
    filled()
    assert done("--code", "e2", "refusal", "--issue", "wages").startswith(
        "e2  norrvik.txt ¶2  town"
    )
    done("--mark", "norrvik.txt", "the mayor told\nthe council", "agenda", "--party", "town")
    done("--link", "e2", "issue:wages", "--note", "plainly")
    done("--link", "e3", "sell")
    (coded,) = rows("--statements", "--act", "refusal", "--issue", "wages")
    assert coded["id"] == "e2"
    marked = rows("--statements", "--act", "agenda")[0]
    start, end = marked["start"], marked["end"]
    assert isinstance(start, int) and isinstance(end, int)
    assert ARTICLE[start:end] == marked["text"] == "the mayor told\nthe council"
    resting = {row["name"]: row["statements"] for row in rows("--coverage")}
    assert resting["issue:wages"] == ["e2"]
    assert resting["option:town.sell"] == ["e3"]
    assert resting["option:crew.strike"] == []
    done("--unlink", "e3", "sell")
    assert {row["name"]: row["statements"] for row in rows("--coverage")}["option:town.sell"] == []


def test_disagreement_is_shown_with_how_much_it_rests_on() -> None:
    filled()
    done("--code", "e1", "threat", "--by", "Pavel")
    said = done("--disagreements")
    assert "the machine (patterns): act demand" in said
    assert "Pavel: act threat" in said
    assert "act      n 1  0 %" in said
    found = rows("--disagreements")
    assert found[0]["id"] == "e1"
    agreement = [row["agreement"] for row in found[1:]]
    assert agreement[0] == {"field": "act", "n": 1, "percent": 0.0, "alpha": 0.0}


def test_passages_are_found_by_words_and_phrases() -> None:
    filled()
    assert [row["place"] for row in rows("--search", "SELL quay")] == ["¶2"]
    assert [row["place"] for row in rows("--search", '"higher wages"')] == ["¶1"]
    nothing = run("--search", "gulls")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "Nothing holds all of: gulls" in nothing.stderr


def test_changes_are_undone_one_command_at_a_time() -> None:
    article(Path(), "second.txt", '"We refuse," said Ida Brandt.\n')
    done("--add", "norrvik.txt", "--add", "second.txt", "--model", "none")
    done("--code", "e1", "threat")
    assert len(rows("--history")) == 3
    assert done("--undo") == "Undone: coded e1: act threat\n"
    assert done("--undo").count("Undone: added ") == 2
    assert rows("--documents") == []
    assert "nothing to undo" in run("--undo").stderr
    assert done("--redo").count("Done again: added ") == 2
    assert len(rows("--documents")) == 2
    assert done("--redo") == "Done again: coded e1: act threat\n"
    done("--remove", "second.txt")
    assert [row["name"] for row in rows("--documents")] == ["norrvik.txt"]


def test_an_edited_document_keeps_codings_at_their_words(folder: Path) -> None:
    filled()
    done("--code", "e3", "threat")
    done("--code", "e1", "appeal")
    text = "A new first paragraph.\n\n" + ARTICLE.replace('"We demand higher wages," said', "Thus")
    article(folder, text=text)
    filled()
    (threat,) = rows("--statements", "--act", "threat")
    assert (threat["id"], threat["anchor"], threat["text"]) == (
        "e3",
        "moved",
        '"We will sell the quay,"',
    )
    (lost,) = rows("--statements", "--anchor", "lost")
    assert (lost["id"], lost["act"]) == ("e1", "appeal")
    assert "LOST" in done("--statements", "--anchor", "lost")
    assert "1 statement lost (--anchor lost)" in done()


def test_proposals_are_accepted_by_id(folder: Path) -> None:
    read = ["read", "norrvik.txt", "--case", "quay.yaml", "--model", "none", "-o", "p.yaml"]
    assert CliRunner().invoke(main, read).exit_code == 0
    before = load("./quay.yaml")
    assert before.statements == []
    assert "1 statement added" in done("--accept", "p.yaml", "--only", "s2")
    assert [one.id for one in load("./quay.yaml").statements] == ["s2"]
    assert "2 statements added to quay.yaml. 1 stood there already." in done("--accept", "p.yaml")
    assert len(load("./quay.yaml").statements) == 3


def test_a_shipped_case_is_copied_before_it_is_worked_on(folder: Path) -> None:
    for args in (["--add", "norrvik.txt"], ["--accept", "p.yaml"]):
        refused = run(*args, case="chicken")
        assert refused.exit_code == 1
        assert "shipped case" in refused.stderr and "--copy my-chicken.yaml" in refused.stderr
    copied = run("--copy", "my-chicken.yaml", case="chicken")
    assert (copied.exit_code, copied.stdout) == (0, "my-chicken.yaml\n")
    assert load("./my-chicken.yaml").parties == load("chicken").parties
    again = run("--copy", "my-chicken.yaml", case="chicken")
    assert again.exit_code == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--undo", "--redo"], 2, "exclude each other"),
        (["--only", "s1"], 2, "goes with --accept"),
        (["--code", "e1", "thread"], 1, "Did you mean 'threat'"),
        (["--code", "e99", "threat"], 1, "no statement 'e99'"),
        (["--code", "x", "threat"], 1, "'x' is no statement"),
        (["--code", "e1", "threat", "--party", "twon"], 1, "Did you mean 'town'"),
        (["--code", "e1", "threat", "--issue", "weather"], 1, "no issue 'weather'"),
        (["--code", "e1", "threat", "--by", " "], 2, "--by NAME"),
        (["--link", "e1", "wagse"], 1, "Did you mean"),
        (["--link", "e99", "wages"], 1, "no statement 'e99'"),
        (["--unlink", "e1", "wages"], 1, "not linked"),
        (["--mark", "norrvik.txt", "no such words", "threat"], 1, "are not in norrvik.txt"),
        (["--mark", "norrvik.txt", "the", "threat"], 1, "times in norrvik.txt"),
        (["--mark", "norvik.txt", "the", "threat"], 1, "Did you mean 'norrvik.txt'"),
        (["--remove", "norvik.txt"], 1, "Did you mean 'norrvik.txt'"),
        (["--search", "--"], 1, "no word"),
        (["--add", "nowhere.txt", "--model", "none"], 1, "there is no such file"),
        (["--accept", "nowhere.yaml"], 1, "there is no file nowhere.yaml"),
        (["--accept", "norrvik.txt"], 1, "norrvik.txt"),
    ],
)
def test_mistakes_are_answered_with_the_right_code(args: list[str], code: int, said: str) -> None:
    filled()
    before = rows("--history")
    result = run(*args)
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert rows("--history") == before


def test_who_codes_has_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    filled()
    monkeypatch.delenv("DETENTE_CODER")
    result = run("--code", "e1", "threat")
    assert result.exit_code == 2
    assert "--by NAME" in result.stderr


def test_without_a_store_it_says_how_to_begin() -> None:
    result = run()
    assert result.exit_code == 1
    assert "detente evidence quay.yaml --add FILE" in result.stderr


def test_a_damaged_store_is_said_plainly(folder: Path) -> None:
    filled()
    (folder / "quay.evidence.sqlite").write_bytes(b"no store at all " * 1000)
    for args in ([], ["--add", "norrvik.txt", "--model", "none"], ["--undo"]):
        result = run(*args)
        assert result.exit_code == 1
        assert "quay.evidence.sqlite is damaged" in result.stderr
