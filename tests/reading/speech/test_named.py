"""Who is named beside a quotation, in sentences whose shape misleads."""

from __future__ import annotations

import pytest

from detente.reading.document import Document
from detente.reading.speech import Parser, Who, find_attributions

CASES = [
    ("“He likes winners,” according to a person close to him.", "a person close to him"),
    (
        "The Maddox camp does not believe that the paper wants a fair hearing, and regards its "
        "coverage as “a donation in kind.”",
        "The Maddox camp",
    ),
    (
        "Rep. Marcy Doane, R-N.Y., whose seat was decided by 900 votes, called the fight "
        "“political malpractice.”",
        "Rep. Marcy Doane",
    ),
    ("“She picks fights,” one voter, Bill Reyes, 54, of Akron, said.", "one voter, Bill Reyes"),
    (
        "Jane Roe of the Brandt Center, a think tank, said the order “will not survive a week.”",
        "Jane Roe of the Brandt Center",
    ),
    ("“Burn it all,” Pell wrote to his aide, Joe Marsh, according to court papers.", "Pell"),
    ("Mary Dell held up a sign. “Where is the money?” it read.", "it"),
    ("“I will not resign” was all Voss would say.", "Voss"),
    ("Tamm, for the first time, acknowledged that “they also have children.”", "Tamm"),
    ("One memo, dated Feb. 9, describes the withdrawal as “a settled matter.”", "One memo"),
]


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize(("text", "words"), CASES)
def test_the_words_that_name_who_is_quoted(text: str, words: str, joined: bool) -> None:
    parser = Parser.load() if joined else None
    found = find_attributions(Document(id="one", text=text), Who.nobody(), parser)
    quoted = [a for a in found if a.form in {"direct", "mixed"}]
    assert [text[slice(*a.source)] for a in quoted if a.source is not None] == [words]


def test_a_name_that_only_owns_something_is_not_meant_by_a_pronoun() -> None:
    text = (
        "Rep. Ashby Doane spoke first. Her rival answered.\n\n"
        "Doane's opponent, Luis Farrell, seized on the dispute. Renner's members, he said, "
        "“couldn't run a lemonade stand,” and voters had noticed."
    )
    found = find_attributions(Document(id="one", text=text), Who.nobody())
    assert [a.speaker for a in found if a.form in {"direct", "mixed"}] == ["Luis Farrell"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Larch's rival, Sen. Ivy Cole, is running for president and said she would win. Bo "
            "Larch said he was not surprised.\n\nIn a tweet, the president called Cole “a "
            "lightweight.” “Nobody has heard of her!” he wrote.",
            "the president",
        ),
        ("Cole's campaign raised money. “He's scared,” it said in an email.", "Cole's campaign"),
    ],
)
def test_whom_a_pronoun_behind_a_quotation_means(text: str, speaker: str) -> None:
    found = find_attributions(Document(id="one", text=text), Who.nobody())
    assert [a.speaker for a in found if a.form == "direct"] == [speaker]
