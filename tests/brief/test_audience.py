"""What a party or the public may see: from an allow-list, and nothing else in any file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.brief import bundle, pdf, write_brief
from detente.brief.allowed import case_for, data_for, share
from detente.brief.audience import AUDIENCES, SECTIONS, Reader, reader
from detente.case import load, parse_case, shipped_ids
from detente.case.model import Case, Entry, Marked
from detente.case.model import Path as Place
from detente.case.reader import read_document
from detente.case.walk import every_marked
from detente.errors import InputError
from tests.brief.marked import (
    SIGN,
    at,
    everything,
    marked_case,
    own_words,
    places,
    with_mark,
    words_in,
    written,
)

READERS = (Reader("public"), Reader("party-safe"), Reader("party-safe", "a"))
#: sections that no other reader gets, whatever the mark
NEVER = ("deal", "clock", "board", "levers")


def text_for(case: Case, audience: str = "public", party: str = "") -> str:
    return case_for(case, reader(case, audience, party))[1]


def test_the_case_of_the_tests_has_every_section_and_marks_every_entry() -> None:
    case = marked_case(everything("public"))
    assert case.warnings == ()
    given = {name for name in Case.model_fields if getattr(case, name)}
    assert set(Case.model_fields) - given <= {"states", "moves"}
    kept = {path[0] for path, one in every_marked(case) if one.audience == "public"}
    assert kept >= {"parties", "views", "hypotheses", "values", "statements", "sources", "issues"}


# ---------------------------------------------------------------------------- one entry at a time

OPEN = everything("public")
OPEN_CASE = marked_case(OPEN)
PLACES = places(OPEN_CASE)
PUBLIC = Reader("public")


@pytest.mark.parametrize("mark", [None, "mediator", "party-safe"])
def test_an_entry_that_is_not_marked_for_them_never_reaches_the_public(mark: str | None) -> None:
    """Each entry in turn is the only one that is not public; its words must not travel."""
    for place in PLACES:
        if mark is None and _covered(place):
            continue  # the entry around it is public, and its mark covers this one
        changed = with_mark(OPEN_CASE, place, mark)
        entry = at(changed, place)
        words = own_words(entry) if mark is None else words_in(entry)
        assert not words & words_in(data_for(changed, PUBLIC)), place


def _covered(place: Place) -> bool:
    """Whether an unmarked text stands in an entry, or in a mapping or list of that entry."""
    if not isinstance(at(OPEN_CASE, place), Entry):
        return False
    around = [at(OPEN_CASE, place[:-steps]) for steps in (1, 2) if len(place) > steps]
    return any(isinstance(one, Marked) for one in around)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_a_hidden_line_of_the_game_hides_the_game(place: Place) -> None:
    """Preferences and rules have no words of their own: what they belong to goes as a whole."""
    data = data_for(with_mark(OPEN_CASE, place, "mediator"), PUBLIC)
    match place:
        case ("parties", _, "options" | "prefers" | "weights" | "ranking", *_) | (
            "impossible" | "same",
            *_,
        ):
            beside = {"impossible", "same", "present", "views", "hypotheses", "victory"}
            assert not beside & set(data)
            for party in data["parties"].values():
                assert set(party) <= {"name", "voices", "at_table"}
        case ("views", party, *_):
            owner = str(party).split(".", maxsplit=1)[0]
            assert not any(key.split(".")[0] == owner for key in data.get("views", {}))
            assert "impossible" in data
        case ("hypotheses", *_):
            assert "hypotheses" not in data and "impossible" in data
        case ("outcomes", *_):
            assert "outcomes" not in data and "impossible" in data
        case ("present", *_):
            assert "present" not in data and "impossible" in data
        case ("values", party, *_):
            assert party not in data.get("values", {})
        case ("patience", _, "what"):
            assert "b" in data["patience"]
        case ("walk_away" | "victory" | "sells" | "patience" as section, party, *_):
            assert party not in data.get(section, {})
        case _:
            pass


def _data(text: str) -> dict[str, Any]:
    return dict(read_document(text, "t.yaml", "").data)


def test_notes_doubts_and_our_own_reckoning_never_travel() -> None:
    told = text_for(marked_case(OPEN))
    assert "note:" not in told and "doubt" not in told
    assert not words_in({key: OPEN[key] for key in NEVER}) & words_in(told)
    assert not set(NEVER) & set(_data(told))
    assert words_in(told)


def test_what_is_marked_for_them_reaches_them() -> None:
    told = words_in(data_for(OPEN_CASE, PUBLIC))
    for section in ("stories", "meanings", "issues", "grievances", "tracks", "statements"):
        values = [
            entry.value
            for place in PLACES
            if place[0] == section and isinstance(entry := at(OPEN_CASE, place), Entry)
        ]
        assert words_in(values) and words_in(values) <= told, section


# ---------------------------------------------------------------------------- all of it, every file


@cache
def files_for(mark: str | None, to: Reader) -> bytes:
    """Everything that can be written for a reader, in one heap of plain bytes."""
    return heap(marked_case(everything(mark)), to)


def heap(case: Case, to: Reader) -> bytes:
    made = write_brief(case, audience=to.audience, for_party=to.party)
    forms = ["docx", "md", "json"]
    zipped = bundle(case, audience=to.audience, for_party=to.party, forms=forms).to_bytes()
    found = [made.to_html().encode(), made.to_markdown().encode(), made.to_json().encode()]
    found += [str(made.made_from).encode(), json.dumps(list(made.to_rows())).encode()]
    found += _unzipped(zipped)
    if any(path.is_file() for path in pdf._candidates()):
        data = made.to_pdf()
        printed = pypdfium2.PdfDocument(data)
        found.append(data)
        found += [page.get_textpage().get_text_range().encode() for page in printed]
        found += [entry.get_title().encode() for entry in printed.get_toc()]
        found.append(json.dumps(printed.get_metadata_dict()).encode())
        printed.close()
    return b"\n".join(found)


def _unzipped(data: bytes) -> list[bytes]:
    """Names and contents of a zip, and of the zips in it."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        for name in read.namelist():
            inner = read.read(name)
            found += [name.encode(), inner]
            if name.endswith(".docx"):
                found += _unzipped(inner)
    return found


@pytest.mark.parametrize("to", READERS, ids=lambda to: to.suffix)
@pytest.mark.parametrize("mark", [None, "mediator", "party-safe"])
def test_nothing_hidden_is_in_any_file(mark: str | None, to: Reader) -> None:
    if mark == "party-safe" and to.audience == "party-safe":
        return
    found = files_for(mark, to)
    assert SIGN.encode() not in found
    assert b"0.37" not in found and b"walk_away" not in found
    digest = marked_case(everything(mark)).origin.digest
    assert digest[:10].encode() not in found
    assert b"A marked case" in found and b"Ana" in found


def test_for_one_party_the_others_keep_what_is_theirs() -> None:
    data = everything("party-safe")
    told = words_in(text_for(marked_case(data), "party-safe", "a"))
    for section in ("stories", "meanings", "feelings"):
        mine, theirs = _split(data[section])
        assert mine & told or section == "meanings"
        assert not theirs & told
    statements = {one["party"]: words_in(one["gist"]["is"]) for one in data["statements"]}
    assert statements["a"] <= told and not statements["b"] & told
    everyone = words_in(text_for(marked_case(data), "party-safe"))
    assert told < everyone
    assert words_in(data["tracks"]["port"]["name"]["is"]) <= told


def _split(section: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Words under party a, and those under the others."""
    if "peace" in section:
        section = section["peace"]
    mine = words_in(section.get("a", {}))
    theirs = {word for key, one in section.items() if key != "a" for word in words_in(one)}
    return mine, theirs


def test_the_heap_would_show_what_is_hidden() -> None:
    """The search itself finds words that are there: a mediator's brief has them in every form."""
    case = marked_case(everything("mediator"))
    brief = write_brief(case, sections=["stories", "wants", "time", "method"])
    assert SIGN in brief.to_html() and SIGN in brief.to_markdown() and SIGN in brief.to_json()
    assert any(SIGN.encode() in one for one in _unzipped(brief.to_docx()))
    assert SIGN in text_for(marked_case(everything("party-safe")), "party-safe")


def test_the_evidence_beside_a_file_and_its_place_stay(tmp_path: Path) -> None:
    from detente.reading.store import change_store

    folder = tmp_path / "qzfolderqz"
    folder.mkdir()
    path = folder / "marked.yaml"
    text = written(everything(None))
    path.write_text(f"# qzcommentqz\n{text}", encoding="utf-8")
    change_store(path, at="2031-01-01T00:00:00").close()
    case = load(path)
    assert (folder / "marked.evidence.sqlite").exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        found = heap(load("./marked.yaml"), Reader("public"))
    assert SIGN.encode() not in found
    assert b"marked.evidence" not in found
    assert SIGN.encode() not in heap(case, Reader("public"))


# ---------------------------------------------------------------------------- on record

RECORD = """
detente: 1
id: record
title: On record
parties: {{a: {{name: Ana}}, b: {{name: Bruno}}}}
issues:
  pay:
    asks: What is paid
    positions:
      a: {{is: much, basis: reported, because: [s1]}}
      b: {{is: little, basis: reading, because: [s1]}}
    priority: {{a: {{is: 1, basis: reported, because: [s1]}}}}
    basis: reported
    because: [s1]
stories: {{a: {{kind: a duel, basis: reported, because: [s1]}}}}
deadlines: [{{what: The end, date: 2031-05-01, basis: reported, because: [{because}]}}]
statements:
  - {{id: s1, party: a, act: demand, gist: wants much, source: paper, at: p. 1, basis: reported}}
  - {{id: s2, party: b, act: refusal, gist: gives little, source: notes, at: p. 2, basis: reported}}
  - {{id: s3, party: b, act: refusal, gist: seems tired, source: paper, basis: reading}}
  - {{id: s4, party: b, act: refusal, gist: said somewhere, basis: reported}}
sources:
  paper: {{title: The paper, {paper}}}
  notes: {{title: Talk in a corridor}}
"""


@pytest.mark.parametrize(
    ("paper", "open_"),
    [
        ("publisher: A house", True),
        ("url: https://example.org/a", True),
        ("audience: public", True),
        ("date: 2031-01-01", False),
        ("url: file:///home/a", False),
        ("audience: party-safe", False),
        ("audience: mediator, publisher: A house", False),
    ],
)
def test_unmarked_entries_are_shown_where_all_they_rest_on_is_published(
    paper: str, open_: bool
) -> None:
    told = text_for(parse_case(RECORD.format(paper=paper, because="s1")))
    assert ("wants much" in told) is open_
    assert ("What is paid" in told) is open_ and ("a: {is: much" in told) is open_
    assert ("The end" in told) is open_ and ("The paper" in told) is open_
    for never in ("gives little", "seems tired", "said somewhere", "corridor", "little", "duel"):
        assert never not in told
    assert "priority" not in told


@pytest.mark.parametrize(
    ("because", "open_"),
    [
        ("s1", True),
        ("paper", True),
        ("paper p. 4", True),
        ("'paper:¶4'", True),
        ("s1, paper", True),
        ("s2", False),
        ("s1, s2", False),
        ("notes", False),
        ("papers p. 4", False),
        ("p. 4", False),
        ("", False),
    ],
)
def test_an_entry_is_on_record_only_with_everything_it_rests_on(because: str, open_: bool) -> None:
    told = text_for(parse_case(RECORD.format(paper="publisher: A house", because=because)))
    assert ("The end" in told) is open_


def test_a_source_that_nothing_shown_leans_on_is_not_named() -> None:
    text = RECORD.format(paper="publisher: A house", because="s1")
    told = text_for(parse_case(text + "  uncited: {title: A rumour, publisher: A house}\n"))
    assert "The paper" in told and "rumour" not in told and "uncited" not in told


@pytest.mark.parametrize(
    ("place", "left"),
    [
        (("stories", "a", "kind"), ("stories", "b")),
        (("issues", "other", "asks"), ("issues", "wages")),
        (("patience", "b", "until"), ("deadlines",)),
        (("statements", 0, "gist"), ("statements", 1)),
        (("tracks", "port", "name"), ("deadlines",)),
        (("feelings", "a", "b", "word"), ("grievances",)),
        (("grievances", 0, "event"), ("deadlines",)),
        (("sources", "gazette", "title"), ("sources", "gazette")),
    ],
)
def test_a_hidden_text_that_an_entry_needs_takes_that_entry_alone(
    place: Place, left: Place
) -> None:
    told: Any = _data(text_for(with_mark(OPEN_CASE, place, "mediator")))
    for step in left[:1] if left[-1] == 1 else left:
        told = told[step]
    assert told


def test_a_place_that_names_no_source_is_one_of_the_only_source() -> None:
    text = RECORD.format(paper="publisher: A house", because="¶4")
    only = re.sub(r"  notes: .*\n", "", text.replace("source: notes, ", ""))
    assert "The end" in text_for(parse_case(only))
    assert "The end" not in text_for(parse_case(text))


def test_the_flagship_for_the_public_is_what_was_reported() -> None:
    """Of the flagship's statements those that the article reports, and none that it reads in."""
    case = load("geneva-2022")
    told = _data(text_for(case))
    assert {one["id"] for one in told["statements"]} == {
        one.id for one in case.statements if one.basis == "reported"
    }
    assert set(told) <= {
        "detente", "id", "title", "as_of", "handling", "parties", "issues", "grievances",
        "tracks", "deadlines", "statements", "sources",
    }  # fmt: skip
    assert all(
        "prefers" not in party and "options" not in party for party in told["parties"].values()
    )


# ---------------------------------------------------------------------------- laws


@pytest.mark.parametrize("name", shipped_ids())
@pytest.mark.parametrize("audience", ["party-safe", "public"])
def test_what_a_reader_may_see_is_seen_again_in_what_was_given(name: str, audience: str) -> None:
    """What was put together for a reader holds nothing else that this reader may not see."""
    case = load(name)
    seen, text = case_for(case, reader(case, audience))
    assert text_for(seen, audience) == text
    assert seen.origin.name == "" and parse_case(text).origin.digest == seen.origin.digest


@given(st.data())
def test_fewer_readers_never_see_more(data: st.DataObject) -> None:
    """With marks put anywhere: the public sees no more than a party, one party no more than all."""
    marks = st.sampled_from([None, *AUDIENCES, "public"])
    case = OPEN_CASE
    for place in data.draw(st.lists(st.sampled_from(PLACES), max_size=6)):
        case = with_mark(case, place, data.draw(marks))
    public, safe, alone = (words_in(data_for(case, to)) for to in READERS)
    assert public <= alone <= safe


def test_what_a_party_that_is_not_at_the_table_wants_needs_a_mark_too() -> None:
    data = everything("public")
    data["parties"]["d"] |= {"options": {"walk": {"does": "Walk", "audience": "public"}}}
    assert "options" in _data(text_for(marked_case(data)))["parties"]["d"]
    data["parties"]["d"]["prefers"] = ["not quit_b"]
    told = _data(text_for(marked_case(data)))
    assert told["parties"]["d"] == {"name": "Dora", "at_table": False}
    assert "options" not in told["parties"]["a"]


def test_a_hidden_party_is_named_by_no_view_and_no_list() -> None:
    data = everything("public")
    data["parties"]["z_d"] = {"name": "Zora", "at_table": False, "audience": "mediator"}
    data["stories"]["a"]["roles"]["z_d"] = {"is": "a shadow", "audience": "public"}
    data["tracks"]["port"]["parties"].append("z_d")
    data["deadlines"][0]["binds"] = ["z_d"]
    data["grievances"][0]["readings"]["z_d"] = {"is": "a shadow", "audience": "public"}
    data["statements"][0]["target"] = "z_d"
    told = text_for(marked_case(data))
    assert "z_d" not in told and "Zora" not in told and "shadow" not in told
    assert "options" in _data(told)["parties"]["a"]
    for view in ({"unseen": {"z_d": {"audience": "public"}}}, {"z_d": {"audience": "public"}}):
        data["views"]["b"] = view
        shown = _data(text_for(marked_case(data)))
        assert "z_d" not in str(shown) and "b" not in shown["views"] and "a" in shown["views"]


def test_moves_of_a_hidden_party_hide_a_game_of_listed_states() -> None:
    text = """
detente: 1
id: listed
title: Listed
parties:
  a: {name: Ana, ranking: [{is: s2, audience: public}, {is: s1, audience: public}]}
  z_b: {name: Bruno, at_table: false}
states: [{id: s1, audience: public}, {id: s2, name: {is: Done}, audience: public}]
moves: {a: [[s1, s2]], z_b: [[s2, s1]]}
"""
    assert "states" in _data(text_for(parse_case(text)))
    hidden = parse_case(text.replace("at_table: false", "at_table: false, audience: mediator"))
    assert "z_b" not in text_for(hidden) and "states" not in _data(text_for(hidden))


def test_a_party_meant_for_mediators_alone_is_not_there_at_all() -> None:
    data = everything("public")
    data["parties"]["c"]["audience"] = "mediator"
    told = text_for(marked_case(data))
    assert "Cleo" not in told and not re.search(r"\bc\b", told.replace("c: ", "c "))
    assert "options" not in told


def test_a_title_meant_for_mediators_alone_leaves_no_name() -> None:
    data = everything("public") | {"title": {"is": "qztitleqz", "audience": "mediator"}}
    data["id"] = "qzidqz"
    found = heap(marked_case(data), Reader("public"))
    assert b"qztitleqz" not in found and b"qzidqz" not in found


# ---------------------------------------------------------------------------- the brief


def test_the_head_says_for_whom_and_what_falls_away_has_no_name() -> None:
    case = load("geneva-2022")
    for audience, party, who in (
        ("public", "", "the public"),
        ("party-safe", "", "the parties"),
        ("party-safe", "us", "the United States alone"),
    ):
        brief = write_brief(case, audience=audience, for_party=party)
        text = brief.to_markdown()
        assert f"Written for: {who}" in text
        assert "Room for hope" not in text and "How sure" not in text
        assert "Parts of the case are not meant for this reader" in text
        assert {section.key for section in brief.document.sections} <= set(SECTIONS)
        assert brief.made_from.digest != case.origin.digest
    assert "Written for" not in write_brief(load("prisoners-dilemma")).to_markdown()


def test_how_much_a_reader_sees_is_counted() -> None:
    seen, every = share(OPEN_CASE, PUBLIC)
    assert share(OPEN_CASE, Reader()) == (every, every)
    less, same = share(marked_case(everything(None)), PUBLIC)
    assert 0 < less < seen < every == same


def test_links_in_a_brief_for_the_public_lead_somewhere() -> None:
    page = write_brief(load("geneva-2022"), audience="public").to_html()
    inside = set(re.findall(r'href="#([^"]+)"', page))
    assert inside - set(re.findall(r'id="([^"]+)"', page)) == set()


def test_a_whole_game_that_is_public_is_judged() -> None:
    brief = write_brief(marked_case(everything("public")), audience="public")
    assert {"games", "outcomes"} <= {section.key for section in brief.document.sections}


@pytest.mark.parametrize(
    ("audience", "party", "told"),
    [
        ("everyone", "", "no audience 'everyone'"),
        ("publik", "", "Did you mean 'public'"),
        ("public", "us", "for the audience 'party-safe'"),
        ("mediator", "us", "for the audience 'party-safe'"),
        ("party-safe", "usa", "no party 'usa'"),
    ],
)
def test_readers_that_are_not_known_are_refused(audience: str, party: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        write_brief(load("geneva-2022"), audience=audience, for_party=party)


def test_a_reader_who_may_see_no_party_is_refused() -> None:
    data = everything("public")
    for party in data["parties"].values():
        party["audience"] = "mediator"
    with pytest.raises(InputError, match="no party of this case may be named"):
        text_for(marked_case(data))


def test_sections_that_are_not_for_this_reader_are_refused() -> None:
    with pytest.raises(InputError, match="none of these sections"):
        write_brief(load("geneva-2022"), audience="public", sections=["hope", "summary"])
