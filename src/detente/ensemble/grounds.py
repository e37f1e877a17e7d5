"""The same verdicts on fewer grounds: reported inputs alone, reported and read, and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.case import restrict
from detente.case.basis import GROUNDS
from detente.case.model import Case
from detente.errors import DetenteError
from detente.stability.solve import solve


@dataclass(frozen=True)
class Ground:
    """What holds in one account on inputs of some basis.

    Attributes
    ----------
    basis : "reported", "reading" (and reported), or "all"
    holds : codes of the outcomes that hold; None where what is left says too little
    missing : parties whose preferences are then missing
    """

    hypothesis: str | None
    basis: str
    holds: tuple[int, ...] | None
    missing: tuple[str, ...]


def on_grounds(case: Case, concept: str, hypotheses: Sequence[str | None]) -> Iterator[Ground]:
    """Every account on each basis."""
    for basis in GROUNDS:
        fewer = restrict(case, basis)
        for hypothesis in hypotheses:
            try:
                table = solve(fewer, hypothesis=hypothesis, concepts=concept, engine="explicit")
            except DetenteError:
                yield Ground(hypothesis, basis, None, ())
                continue
            game = table.game
            lacking = tuple(p for k, p in enumerate(game.parties) if game.lacks(k))
            missing = lacking if table.open_questions() else ()
            codes = tuple(row["code"] for row in table.to_equilibria_rows())
            yield Ground(hypothesis, basis, None if missing else codes, missing)
