"""The kinds of dilemma: what each says, the feelings it provokes, the ways out of it.

Ways out are named by the kind of edit that would take them; what an edit is, and whether it
works, is no concern of this room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Edit = Literal[
    "belief", "disclosure", "commitment", "guarantee", "concession", "option", "sequence"
]
Who = Literal["holder", "other", "third"]
EDITS: tuple[Edit, ...] = get_args(Edit)


@dataclass(frozen=True)
class Way:
    """One way out of a dilemma.

    Attributes
    ----------
    edit : the kind of change
    by : who would have to make it: whoever has the dilemma, the other party, or a third
    what : what it would do, in a few words
    """

    edit: Edit
    by: Who
    what: str


@dataclass(frozen=True)
class Kind:
    """One kind of dilemma.

    Attributes
    ----------
    says : when a party has it, comparing whole states; a sentence without its full stop
    on_option : the same for one option; None for the three that only compare whole states
    same : the same for those that compare a position with the threatened future, where both are one
        state and the rule holds for that reason alone: there is nothing to give in to
    feelings : what it tends to provoke, in the party that has it

    References
    ----------
    [murrayjones2001] for the six; [bryant2016] for the three; feelings and ways out as
    remembered from both.
    """

    key: str
    says: str
    feelings: tuple[str, ...]
    ways: tuple[Way, ...]
    on_option: str | None = None
    same: str | None = None


_ALL = (
    Kind(
        "cooperation",
        "it would gain by leaving its own position, were that agreed",
        ("goodwill",),
        (
            Way("commitment", "holder", "bind itself to what its position promises"),
            Way("guarantee", "third", "answer for what it promises"),
        ),
    ),
    Kind(
        "trust",
        "the other would gain by leaving what this party asks, were that agreed",
        ("suspicion", "goodwill"),
        (
            Way("commitment", "other", "bind itself to what it is asked"),
            Way("guarantee", "third", "verify it, or answer for it"),
            Way("sequence", "other", "take the step first that is doubted"),
            Way("concession", "holder", "ask for something that needs no trust"),
        ),
        on_option="the other asks or announces what this party asks, and is not believed",
    ),
    Kind(
        "persuasion",
        "the other likes the threatened future no less than what this party asks",
        ("anger", "a wish to win the other over"),
        (
            Way("belief", "other", "see what it misreads in the offer or in the threat"),
            Way("option", "holder", "offer what makes its position worth more to the other"),
            Way("concession", "holder", "ask for less, or give the position up"),
        ),
        on_option="the other asks or announces something else than this party asks, and is "
        "believed",
        same="what this party asks is the threatened future itself, so it needs nobody to give in",
    ),
    Kind(
        "rejection",
        "it likes what the other asks no less than the threatened future",
        ("fear", "resentment", "defiance"),
        (
            Way("commitment", "holder", "make its refusal one that it cannot take back"),
            Way("concession", "holder", "accept what the other asks"),
            Way("option", "holder", "find a better fallback"),
        ),
        on_option="this party asks or announces something else than the other asks, and is not "
        "believed",
        same="what the other asks is the threatened future itself, so giving in changes nothing",
    ),
    Kind(
        "threat",
        "it would gain by not carrying out its own part of the threatened future",
        ("anger", "recklessness"),
        (
            Way("commitment", "holder", "make its threat one that it cannot take back"),
            Way("option", "holder", "replace it by one that it would rather carry out"),
            Way("concession", "holder", "drop it"),
        ),
    ),
    Kind(
        "positioning",
        "it likes what the other asks better than what it asks itself",
        ("embarrassment",),
        (
            Way("concession", "holder", "move to the other's position"),
            Way("disclosure", "holder", "say why it does not ask for that"),
        ),
    ),
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in _ALL}
