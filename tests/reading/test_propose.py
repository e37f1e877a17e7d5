"""Proposals: a patch that leaves the rest of a case alone, and a case after it is applied."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import Case, load, parse_case, shipped_ids
from detente.case.shipped import shipped_bytes
from detente.errors import CaseError, InputError
from detente.reading.found import Found, Heading
from detente.reading.patches import apply_patch, unified
from detente.reading.propose import Proposal, accept, case_text, propose, read_proposal
from detente.result import MadeFrom
from tests.reading.store.harbour import CASE

HEADING = Heading(
    "papers/norrvik.txt", "The quay at Norrvik", "N. Holm", "2031-02-21", "Norrvik Post", "en",
    "papers/norrvik.txt", "text", "00", 40,
)  # fmt: skip
#: a case with statements and sources in block form, comments and odd spacing
GROWN = (
    CASE
    + """
statements:   # as we have them
  - {id: s4, party: crew, act: demand, gist: the crew wants higher wages, source: post}

  - id: s7
    party: town
    act:   threat
    gist: the quay is for sale   # overheard
sources: {post: {title: Norrvik Post}}
# the end
"""
)


def said(text: str, party: str | None = "town", **others: Any) -> Found:
    fields: dict[str, Any] = {
        "doc": HEADING.id, "start": 10, "end": 10 + len(text), "text": text, "speaker": None,
        "party": party, "target": None, "act": "position", "issue": None, "negated": False,
        "basis": "reported", "method": "pattern", "confidence": 0.9, "form": "direct",
        "cue": None, "source": None, "reporter": None, "event": None, "mentioned": None,
        "place": "¶2",
    }  # fmt: skip
    return Found(**{**fields, **others})


def made(text: str, *statements: Found, heading: Heading = HEADING) -> Proposal:
    case = parse_case(text, "quay.yaml")
    return propose(case, text, [(heading, statements)], MadeFrom(case.id, case.origin.digest))


def test_an_entry_says_who_what_where_and_that_a_machine_proposes_it() -> None:
    one = said('"We will sell the quay."', speaker="Mayor Orlund", target="crew", act="threat",
               confidence=0.7, reporter="crew")  # fmt: skip
    proposal = made(CASE, one)
    (entry,) = proposal.to_rows()
    assert entry == {
        "id": "s1",
        "by": "Mayor Orlund",
        "party": "town",
        "act": "threat",
        "target": "crew",
        "gist": "We will sell the quay.",
        "text": "We will sell the quay.",
        "date": "2031-02-21",
        "source": "norrvik",
        "at": "¶2",
        "basis": "reported",
        "doubt": "some",
        "note": "Proposed by detente read; the gist is the document's words. Reported by crew.",
    }
    assert proposal.sources == {
        "norrvik": {
            "title": "The quay at Norrvik",
            "author": "N. Holm",
            "date": "2031-02-21",
            "publisher": "Norrvik Post",
            "language": "en",
            "note": "Read from norrvik.txt.",
        }
    }


@pytest.mark.parametrize(
    "text", [CASE, GROWN, GROWN.replace("\n", "\r\n")], ids=["new", "old", "crlf"]
)
def test_a_patch_adds_lines_and_gives_a_case(text: str, tmp_path: Path) -> None:
    proposal = made(
        text, said("We will not talk before June: never, ever."), said("Enough! # said he")
    )
    patch = proposal.to_patch()
    lines = patch.split("\n")[2:]
    gone = [it for it in lines if it.startswith("-")]  # a list in brackets grows on its own line
    assert all(it.startswith("-sources: {") for it in gone) and len(gone) <= 1
    new = apply_patch(text, patch, "x.patch")
    assert new == proposal.new_text()
    case = parse_case(new, "quay.yaml")
    assert [one.text.value for one in case.statements if one.text] == [
        "We will not talk before June: never, ever.",
        "Enough! # said he",
    ]
    if shutil.which("patch"):
        file = tmp_path / "quay.yaml"
        file.write_bytes(text.encode())
        (tmp_path / "x.patch").write_bytes(patch.encode())
        command = ["patch", "-p1", "--binary", "-s", "-i", "x.patch"]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
        assert file.read_bytes() == new.encode()


@pytest.mark.parametrize(
    ("name", "path", "source", "title"),
    [
        ("papers/a b.txt", "papers/a b.txt", "a-b", "a b.txt"),
        ("Holm 3", "papers/all.jsonl.gz", "Holm-3", "Holm 3"),
        ("papers/all.jsonl.gz#12", "papers/all.jsonl.gz", "all-12", "all-12"),
    ],
)
def test_a_document_without_a_title_is_named_by_its_file_or_its_id(
    name: str, path: str, source: str, title: str
) -> None:
    proposal = made(CASE, said("one two three"), heading=Heading(name, path=path))
    assert {key: entry["title"] for key, entry in proposal.sources.items()} == {source: title}
    assert proposal.sources[source]["note"] == f"Read from {path.rpartition('/')[2]}."


def test_ids_go_on_where_the_case_stops() -> None:
    proposal = made(GROWN, said("one two three"), said("four five six"))
    assert [one["id"] for one in proposal.statements] == ["s8", "s9"]


def test_ids_do_not_take_the_shape_of_a_place_in_a_source() -> None:
    text = CASE.replace("[not strike, sell]", "[{is: not strike, because: [s3]}, sell]")
    proposal = made(text, said("one two three"))
    assert [one["id"] for one in proposal.statements] == ["q1"]
    parse_case(proposal.new_text())


@pytest.mark.parametrize(
    ("one", "left"),
    [
        (said("The crew wants HIGHER wages!", "crew"), "repeated"),
        (said("“the quay is for sale”"), "repeated"),
        (said("anything", None), "nameless"),
        (said("anything", "pilots"), "nameless"),
    ],
)
def test_what_the_case_has_and_what_nobody_says_is_left_out(one: Found, left: str) -> None:
    proposal = made(GROWN, one)
    assert (proposal.statements, dict(proposal.sources)) == ((), {})
    assert getattr(proposal, left) == 1
    assert proposal.to_patch() == ""


def test_nearly_the_same_words_in_the_same_source_are_the_same_statement() -> None:
    post = Heading("post.txt", path="post.txt")
    longer = said("the whole crew wants higher wages", "crew")
    assert made(GROWN, longer, heading=post).repeated == 1
    assert made(GROWN, longer).repeated == 0  # another source says so, too


def test_a_few_words_of_a_longer_statement_are_a_statement_of_their_own() -> None:
    post = Heading("post.txt", path="post.txt")
    assert made(GROWN, said("higher wages", "crew"), heading=post).repeated == 0


def test_words_quoted_twice_are_proposed_once() -> None:
    proposal = made(CASE, said('"No talks."'), said("no talks"))
    assert (len(proposal.statements), proposal.repeated) == (1, 1)


@pytest.mark.parametrize(
    ("act", "proposed"),
    [("threat", "assurance"), ("condition", "position"), ("demand", "position")],
)
def test_an_act_that_is_denied_is_not_proposed_as_that_act(act: str, proposed: str) -> None:
    (entry,) = made(CASE, said("We do not say so.", act=act, negated=True)).statements
    assert entry["act"] == proposed
    assert f"The words deny: no {act}." in entry["note"]


def test_a_gist_is_without_what_only_the_sentence_around_it_needs() -> None:
    (one, two) = made(
        CASE, said('"We will sell the quay,"'), said("that talks are over")
    ).statements
    assert (one["gist"], one["text"]) == ("We will sell the quay", "We will sell the quay,")
    assert (two["gist"], two["text"]) == ("talks are over", "that talks are over")


def test_long_words_are_cut_short_and_said_to_be() -> None:
    (entry,) = made(CASE, said("word " * 1000)).statements
    assert len(entry["gist"]) <= 100 and entry["gist"].endswith("word …")
    assert len(entry["text"]) <= 1500 and entry["text"].endswith("word …")
    assert "cut short" in entry["note"]


def test_some_can_be_chosen_and_a_wrong_choice_is_answered() -> None:
    proposal = made(CASE, said("one two three"), said("four five six"))
    chosen = proposal.only(["s2"])
    assert [one["id"] for one in chosen.statements] == ["s2"]
    with pytest.raises(InputError, match="there is no proposal 's9'"):
        proposal.only(["s9"])


# accepting -----------------------------------------------------------------------------------


def kept(folder: Path, text: str = GROWN) -> Case:
    path = folder / "quay.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return load(path)


@pytest.mark.parametrize("ending", ["yaml", "patch"])
def test_what_is_accepted_is_in_the_case_and_once_only(tmp_path: Path, ending: str) -> None:
    case = kept(tmp_path)
    proposal = made(GROWN, said("one two three"), said("four five six"))
    file = tmp_path / f"proposal.{ending}"
    file.write_text(
        proposal.to_yaml() if ending == "yaml" else proposal.to_patch(), encoding="utf-8"
    )
    assert load(tmp_path / "quay.yaml").statements == case.statements  # nothing without a yes
    taken = accept(case, file, ["s9"])
    assert [one["id"] for one in taken.statements] == ["s9"]
    now = load(tmp_path / "quay.yaml")
    assert [one.id for one in now.statements] == ["s4", "s7", "s9"]
    assert "norrvik" in now.sources
    if ending == "yaml":
        accept(now, file)
        last = load(tmp_path / "quay.yaml")
        assert [one.id for one in last.statements] == ["s4", "s7", "s9", "s8"]
        assert accept(last, file).statements == ()
    else:
        with pytest.raises(InputError, match="does not fit the case as it is now"):
            accept(now, file)


@pytest.mark.parametrize("name", shipped_ids())
def test_every_shipped_case_can_gain_a_statement(name: str, tmp_path: Path) -> None:
    text = shipped_bytes(name).decode("utf-8")
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    case = load(path)
    party = next(iter(case.parties))
    told = [said("Nothing of the kind was said before.", party), said("[odd]: {words} #1", party)]
    proposal = propose(case, text, [(HEADING, told)], MadeFrom(case.id, case.origin.digest))
    file = tmp_path / "p.patch"
    file.write_text(proposal.to_patch(), encoding="utf-8", newline="")
    accept(case, file)
    after = load(path)
    assert len(after.statements) == len(case.statements) + 2
    assert len(after.warnings) == len(case.warnings)
    without: dict[str, Any] = {"statements": [], "sources": {}}
    assert repr(after.model_copy(update=without)) == repr(case.model_copy(update=without))


def test_an_id_that_the_case_has_given_otherwise_meanwhile_is_changed(tmp_path: Path) -> None:
    proposal = made(CASE, said("one two three"))
    file = tmp_path / "p.yaml"
    file.write_text(proposal.to_yaml(), encoding="utf-8")
    case = kept(tmp_path, CASE + "statements: [{id: s1, party: town, act: offer, gist: other}]\n")
    taken = accept(case, file)
    assert [one["id"] for one in taken.statements] == ["s2"]


@pytest.mark.parametrize(
    ("content", "said_so"),
    [
        ("x: 1\n", "holds no proposals"),
        ("proposes: other\nstatements: []\n", "made for the case 'other'"),
        ("proposes: quay\nstatements: [{party: town}]\n", "without an id"),
        ("proposes: quay\nstatements: 7\n", "that can be used"),
        ("proposes: quay\nstatements: [{id: n1, party: nobody, act: offer, gist: x}]\n", "nobody"),
        ("proposes: quay\nstatements: [{id: n1, party: town, act: x, gist: x}]\n", "act"),
        ("proposes: [\n", "problem"),
        ("@@ -1,1 +1,1 @@\n-nothing of the kind\n+x\n", "does not fit"),
        ("@@ -900,2 +1,1 @@\n a\n-b\n", "does not fit"),
        ("\0\0", "binary"),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(
    tmp_path: Path, content: str, said_so: str
) -> None:
    case = kept(tmp_path)
    file = tmp_path / "p.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises((InputError, CaseError), match=said_so):
        accept(case, file)
    assert (tmp_path / "quay.yaml").read_text(encoding="utf-8") == GROWN


def test_a_shipped_case_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--copy"):
        accept(load("chicken"), tmp_path / "p.yaml")


def test_a_case_that_someone_else_has_changed_is_left_alone(tmp_path: Path) -> None:
    case = kept(tmp_path)
    file = tmp_path / "p.yaml"
    file.write_text(made(GROWN, said("one two three")).to_yaml(), encoding="utf-8")
    (tmp_path / "quay.yaml").write_text(GROWN + "# more\n", encoding="utf-8")
    with pytest.raises(InputError, match="changed by another program"):
        accept(case, file)
    with pytest.raises(InputError, match="changed by another program"):
        case_text(case)


LINES = st.lists(
    st.sampled_from(["a\n", "b\n", "-c\n", "+\n", " \n", "\n", "\\ x\n", "é\r\n", "@@\n"]),
    max_size=12,
)


@given(LINES, LINES, st.sampled_from(["", "end"]), st.sampled_from(["", "end", "other"]))
def test_a_patch_of_any_two_texts_leads_from_one_to_the_other(
    old: list[str], new: list[str], tail: str, other: str
) -> None:
    before, after = "".join(old) + tail, "".join(new) + other
    assert apply_patch(before, unified(before, after, "x"), "x.patch") == after


@settings(max_examples=30)
@given(st.text(max_size=80), st.sampled_from(["crew", "town"]))
def test_whatever_was_said_the_case_stays_a_case(words: str, party: str) -> None:
    proposal = made(GROWN, said(words, party), heading=Heading(words or "x", words or None))
    case = parse_case(proposal.new_text(), "quay.yaml")
    assert len(case.statements) == 2 + len(proposal.statements)
    text = proposal.to_yaml()
    again = read_proposal(text.encode(), "p.yaml", parse_case(GROWN, "quay.yaml"), GROWN)
    assert again.statements == proposal.statements
