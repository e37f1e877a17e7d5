"""Statements found again in a changed document: at the right place, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.store.anchors import Anchor, find_again

OLD = """The ferry talks opened at noon. The harbour board said that it cannot pay more this year.

Asked twice, Lena Voss answered: "We agree." The board took note of that and went to lunch.

The pilots were less brief. "We agree." So ended the second session, an hour late.
"""


def again(words: str, new: str, occurrence: int = 0) -> tuple[str, str]:
    """How some words of OLD are found in a new text, and the words that stand there."""
    start = -1
    for _ in range(occurrence + 1):
        start = OLD.index(words, start + 1)
    place = find_again(Anchor.of(OLD, start, start + len(words)), OLD, new)
    text = OLD if place.how == "lost" else new
    return place.how, text[place.start : place.end]


CANNOT = "it cannot pay more this year"


@pytest.mark.parametrize(
    ("new", "how", "words"),
    [
        (OLD, "exact", CANNOT),
        ("A headline\n\n" + OLD, "moved", CANNOT),
        (OLD.replace("opened at noon", "began"), "moved", CANNOT),
        (OLD.replace("cannot pay", "can not pay"), "near", "it can not pay more this year"),
        (
            OLD.replace("more this year", "any more this year"),
            "near",
            "it cannot pay any more this year",
        ),
        (OLD.replace(CANNOT, "a storm is coming up from the west"), "lost", CANNOT),
        ("Nothing of that.", "lost", CANNOT),
        ("", "lost", CANNOT),
        # between the same neighbours, but much of it is new
        (OLD.replace("cannot pay more", "will pay much more"), "lost", CANNOT),
        # the sentence has become its opposite, and half of it is new
        (OLD.replace(CANNOT, "money is no object and wages may rise"), "lost", CANNOT),
    ],
)
def test_words_are_found_again(new: str, how: str, words: str) -> None:
    assert again(CANNOT, new) == (how, words)


AGREE = '"We agree."'


@pytest.mark.parametrize("occurrence", [0, 1])
def test_words_said_twice_keep_to_their_own_places(occurrence: int) -> None:
    new = "Minutes.\n\n" + OLD
    start = [OLD.index(AGREE), OLD.rindex(AGREE)][occurrence]
    place = find_again(Anchor.of(OLD, start, start + len(AGREE)), OLD, new)
    assert (place.how, place.start) == ("moved", start + len("Minutes.\n\n"))


def test_words_said_twice_of_which_one_goes_do_not_take_the_others_place() -> None:
    first, second, third = OLD.strip().split("\n\n")
    without_first = f"{first}\n\n{third}\n"
    assert again(AGREE, without_first, 0)[0] == "lost"
    assert again(AGREE, without_first, 1) == ("moved", AGREE)
    without_second = f"{first}\n\n{second}\n"
    assert again(AGREE, without_second, 0) == ("exact", AGREE)
    assert again(AGREE, without_second, 1)[0] == "lost"


def test_passages_alike_in_every_way_change_places_only_with_their_order() -> None:
    line = 'The clerk read it out. "No." The clerk sat down again and waited for a while. '
    old = line * 3
    starts = [at for at in range(len(old)) if old.startswith('"No."', at)]
    for start in starts:
        anchor = Anchor.of(old, start, start + 5)
        assert find_again(anchor, old, "An hour later. " + old).start == start + 15
        assert find_again(anchor, old, line * 2).how in {"lost", "exact"}
    assert find_again(Anchor.of(old, starts[1], starts[1] + 5), old, line * 2).how == "lost"


def test_a_short_word_elsewhere_is_not_the_same_statement() -> None:
    old = "Would they sign? Yes. That was all there was to it, the envoy told us."
    new = "Yes. It rained the whole day long and nobody came to the quay."
    start = old.index("Yes.")
    assert find_again(Anchor.of(old, start, start + 4), old, new).how == "lost"


SENTENCES = st.lists(
    st.sampled_from(["We agree. ", "No. ", "The board met. ", "Rain fell on the quay. ", "\n\n"]),
    max_size=12,
)


@given(SENTENCES, SENTENCES, st.data())
def test_what_is_found_is_what_was_sought(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    old, new = "".join(before), "".join(after)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = find_again(Anchor.of(old, start, end), old, new)
    if place.how in {"exact", "moved"}:
        assert new[place.start : place.end] == old[start:end]
        assert (place.start == start) is (place.how == "exact")
    elif place.how == "lost":
        assert (place.start, place.end) == (start, end)
    else:
        assert 0 <= place.start < place.end <= len(new)


@given(SENTENCES, st.integers(0, 12), st.text("abc ", max_size=30), st.data())
def test_an_edit_elsewhere_never_leads_to_another_place(
    sentences: list[str], at: int, put: str, data: st.DataObject
) -> None:
    """Whatever is put into a text, words before and after it are found where they are, or not."""
    old = "".join(sentences)
    at = min(at, len(sentences))
    cut = len("".join(sentences[:at]))
    new = old[:cut] + put + old[cut:]
    side = data.draw(st.booleans())
    low, high = (0, cut) if side else (cut, len(old))
    start = data.draw(st.integers(low, high))
    end = data.draw(st.integers(start, high))
    place = find_again(Anchor.of(old, start, end), old, new)
    if place.how in {"exact", "moved"}:
        assert place.start == (start if side else start + len(put))
