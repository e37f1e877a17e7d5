"""Markdown: the words without the marks, each with the line that it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.documents.contract import read, stretches

NOTES = """---
title: "The harbour"
Date: 21 February 2031
author: Ana Reis
tags: [docks, wages]
lang: en
nonsense
---
# Talks *stall* in `Nordhaven`

The mayor said “**no**” to [the union](http://example.invalid/x "title").[^1]
Then   she left &amp; slept.

<!-- a note
to myself -->
<div>Some <b>more</b> words.</div>
<script>spy()</script>

What next
---------

1. one item
2. two
   items

> She said:
> “Never.”

| who | what |
|-----|------|
| she | **no** |

    code stays

![a picture](x.png)

***

[^1]: Said on Monday.
"""


def test_marks_go_and_places_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(NOTES, encoding="utf-8")
    one = read(path)
    assert stretches(one) == [
        ("headline", "Talks stall in Nordhaven"),
        ("¶1", "The mayor said “no” to the union. Then she left & slept."),
        ("¶2", "Some more words."),
        ("heading above ¶3", "What next"),
        ("¶3", "one item"),
        ("¶4", "two items"),
        ("¶5", "She said: “Never.”"),
        ("table 1 row 1", "who | what"),
        ("table 1 row 2", "she | no"),
        ("code", "code stays"),
        ("note 1", "Said on Monday."),
    ]
    assert [piece.line for piece in one.pieces] == [9, 11, 16, 19, 22, 23, 26, 29, 31, 33, 39]
    assert (one.title, one.author, one.date) == ("The harbour", "Ana Reis", "2031-02-21")
    assert one.language == "en"
    assert one.fields["tags"] == "docks, wages"


@pytest.mark.parametrize(
    "raw",
    ["---\ntitle: x\n", "---\n---\n", "--- \nNo front matter here.\n", "---\n" * 500],
)
def test_what_only_looks_like_front_matter(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(raw + "\nThe mayor said no.\n", encoding="utf-8")
    assert read(path).text.endswith("The mayor said no.")
