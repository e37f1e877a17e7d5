"""What reading is measured on: articles about invented disputes, made from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import SEED

CASE = """\
detente: 1
id: quay
title: The quay (invented)
parties:
  town: {name: The town, voices: [Mayor Orlund, Town Hall], options: {sell: Sell the quay}}
  crew: {name: The crew, voices: [Ida Brandt, the dockers], options: {strike: Strike}}
issues: {wages: {asks: What is paid}, season: {asks: When the season opens}}
"""
_WHO = ("Mayor Orlund", "Ida Brandt", "Town Hall", "The dockers", "Lars Holm", "A harbour official")
_WANTS = (
    "the crew wants higher wages before the season opens", "the town cannot pay more this year",
    "no talks are planned before June", "the quay will be sold if the strike goes on",
    "both sides have moved closer than they admit", "nobody gains from another lost summer",
)  # fmt: skip
_DULL = (
    "It rained on the harbour for most of the morning, and the gulls sat on the idle cranes.",
    "The ferry to the islands left an hour late because of the wind, with few people on board.",
    "Trade through the port has grown by a tenth since the new road was opened two years ago.",
    "A committee of the council met on Tuesday and looked at the figures of the past quarter.",
    "Shops along the front have taken down their summer signs earlier than in other years.",
)
_SAID = (
    '"{What}," {who} said on Monday.', '{who} said: "{What}."', "{who} told reporters that {what}.",
    "According to {who}, {what}.", '{who} warned that "{what}" and left the room.',
    "In the eyes of {who}, {what}.", "{What}, {who} insisted.",
)  # fmt: skip


@dataclass(frozen=True)
class Corpus:
    """A corpus to be read.

    Attributes
    ----------
    model : what `--model` says
    documents : how many, of some 400 words each
    aim : words a second of processor time
    """

    name: str
    model: str
    documents: int
    aim: int

    #: megabytes that reading may take
    megabytes = 300

    def write(self, path: Path) -> int:
        """Write the corpus; how many words it has."""
        rng = random.Random(SEED)
        words = 0
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for number in range(self.documents):
                text = "\n\n".join(" ".join(paragraph(rng)) for _ in range(6))
                words += len(text.split())
                file.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")
        return words


def paragraph(rng: random.Random) -> Iterator[str]:
    """Some five sentences, two of them of what somebody says."""
    for _ in range(3):
        yield rng.choice(_DULL)
    for _ in range(2):
        what = rng.choice(_WANTS)
        form, who = rng.choice(_SAID), rng.choice(_WHO)
        yield form.format(who=who, what=what, What=what[0].upper() + what[1:])


CORPORA = (
    Corpus("reading, patterns alone", "none", 1200, 40_000),
    Corpus("reading, with a language model", "auto", 150, 5_000),
)
