"""What variations of doubtful inputs leave of the conclusions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.case.model import Case
from detente.ensemble.breaking import Breaking
from detente.ensemble.grounds import Ground
from detente.ensemble.inputs import Input
from detente.ensemble.numbers import Deals, Leaving
from detente.ensemble.remedies import Remedies
from detente.ensemble.rivals import Apart, Evidence
from detente.ensemble.tally import Count, Tally
from detente.ensemble.weights import Weight
from detente.game.game import Game
from detente.result import MadeFrom, Result, Row

#: the share of draws that have to agree with a verdict for it to be called firm
FIRM = 0.9
#: fewer draws say nothing of how firm a verdict is
FEW = 30


@dataclass(frozen=True, eq=False)
class Account:
    """One account of the case, the base or a rival, under variation.

    Attributes
    ----------
    inputs : what was varied; indices of weights and changes count these
    written : per code, whether it holds in the base as the case is written
    weights : how much each input decides, for the outcomes looked at closely
    breaking : how easily each of their verdicts turns
    remedies : how far levers survive; None where that was not asked, or there is no target
    missing : parties whose preferences are missing, so that nothing can be judged for all
    """

    hypothesis: str | None
    game: Game
    inputs: tuple[Input, ...]
    tally: Tally
    written: Mapping[int, bool]
    weights: tuple[Weight, ...]
    breaking: tuple[Breaking, ...]
    remedies: Remedies | None = None
    missing: tuple[str, ...] = ()

    def share(self, code: int) -> float | None:
        """In which share of the draws an outcome holds; None where there was no draw."""
        count = self.tally.outcomes.get(code)
        if count is None or not self.tally.draws or self.missing:
            return None
        return count.holds / self.tally.draws

    def outcomes(self) -> list[int]:
        """Codes of outcomes that hold in some draw, or as written; those that hold most first."""
        found = [
            code
            for code, count in self.tally.outcomes.items()
            if count.holds or self.written.get(code)
        ]
        return sorted(found, key=lambda code: (-self.tally.outcomes[code].holds, code))

    def standing(self, code: int) -> str:
        """Whether the verdict as written is firm, leans, or is fragile.

        Firm where at least nine draws in ten agree with it, fragile where fewer than half do; open
        where draws are too few to say, or preferences are missing.
        """
        share = self.share(code)
        if share is None or self.tally.draws < FEW:
            return "open"
        agrees = share if self.written.get(code) else 1 - share
        if agrees >= FIRM:
            return "firm"
        return "leans" if agrees >= 0.5 else "fragile"

    def label(self, code: int) -> str:
        """The outcome in words."""
        index = self.game.index(code)
        return str(code) if index is None else self.game.label(index)


@dataclass(frozen=True, eq=False)
class Sure(Result):
    """How far conclusions survive what the case marks as doubtful.

    Shares count variations of the case's own doubts; they are no probabilities of anything.

    Attributes
    ----------
    accounts : the base and its rivals
    apart : what sets each rival apart from the base
    evidence : what the case has for and against each account, and what each expects
    grounds : what holds in each account on reported inputs alone, on those and readings, on all
    deals : whether a deal is left where its numbers are otherwise; None without values
    leaving : who leaves first; None where the case says nothing of anybody's days
    """

    case: Case
    accounts: tuple[Account, ...]
    apart: tuple[Apart, ...]
    evidence: tuple[Evidence, ...]
    grounds: tuple[Ground, ...]
    deals: Deals | None
    leaving: Leaving | None
    made_from: MadeFrom

    def to_rows(self) -> Iterator[Row]:
        """One row per finding, each with its `kind`; account by account."""
        for account in self.accounts:
            yield from _rows(account)
        for one in self.apart:
            yield {
                "kind": "apart",
                "hypothesis": one.hypothesis,
                "party": one.party,
                "only_here": list(one.only_here),
                "only_base": list(one.only_base),
                "reordered": one.reordered,
            }
        for piece in self.evidence:
            yield {
                "kind": "evidence",
                "hypothesis": piece.hypothesis,
                "of": piece.kind,
                "what": piece.what,
                "weight": piece.weight,
                "at": piece.locator or None,
            }

        for ground in self.grounds:
            yield {
                "kind": "ground",
                "hypothesis": ground.hypothesis,
                "basis": ground.basis,
                "holds": None if ground.holds is None else list(ground.holds),
                "missing": list(ground.missing),
            }
        if self.deals is not None:
            n = self.deals.draws
            yield {
                "kind": "deals",
                "draws": n,
                "numbers": self.deals.numbers,
                "some": self.deals.some / n,
                "levels": {
                    issue: {level: times / n for level, times in counts.items()}
                    for issue, counts in self.deals.levels.items()
                },
            }
        if self.leaving is not None:
            n = self.leaving.draws
            yield {
                "kind": "leaving",
                "draws": n,
                "first": {party: times / n for party, times in self.leaving.first.items()},
                "days": [day.isoformat() for day in self.leaving.days],
            }

    def __str__(self) -> str:
        from detente.ensemble.text import sure_text

        return sure_text(self)


def _rows(account: Account) -> Iterator[Row]:
    head: Row = {"hypothesis": account.hypothesis}
    draws = account.tally.draws
    yield {
        "kind": "draws",
        **head,
        "draws": draws,
        "lost": account.tally.lost,
        "inputs": len(account.inputs),
        "missing": list(account.missing),
    }
    for k, one in enumerate(account.inputs):
        yield {
            "kind": "input",
            **head,
            "input": k,
            "path": one.where,
            "what": one.what,
            "doubt": one.doubt,
            "basis": one.basis,
            "variants": list(one.variants),
            "otherwise": int(account.tally.choices[k, 1:].sum()),
        }
    for code in sorted(account.tally.outcomes):
        yield _outcome(head, account, code, account.tally.outcomes[code], draws)
    for weight in account.weights:
        yield {
            "kind": "weight",
            **head,
            "code": weight.code,
            "input": weight.input,
            "path": account.inputs[weight.input].where,
            "as_written": weight.as_written,
            "otherwise": weight.otherwise,
            "first": weight.first,
            "total": weight.total,
            "exact": weight.exact,
        }
    for breaking in account.breaking:
        yield {
            "kind": "turns",
            **head,
            "code": breaking.code,
            "holds": breaking.holds,
            "size": breaking.size,
            "searched": breaking.searched,
            "sets": [
                [
                    {
                        "path": account.inputs[k].where,
                        "becomes": account.inputs[k].variants[way - 1],
                    }
                    for k, way in one
                ]
                for one in breaking.sets
            ],
        }
    if account.remedies is not None:
        found = account.remedies
        for remedy in found.found:
            yield {
                "kind": "lever",
                **head,
                "target": found.target,
                "draws": found.draws,
                "changes": [change.to_row() for change in remedy.changes],
                "works": remedy.works / found.draws,
                "already": found.already / found.draws,
            }


def _outcome(head: Row, account: Account, code: int, count: Count, draws: int) -> Row:
    def share(n: int) -> float | None:
        return n / draws if draws else None

    index = account.game.index(code)
    return {
        "kind": "outcome",
        **head,
        "code": code,
        "state": None if index is None else account.game.state(index),
        "written": None if account.missing else account.written.get(code),
        "holds": None if account.missing else share(count.holds),
        "standing": account.standing(code),
        "own": {party: share(n) for party, n in count.own.items()},
        "expected": {party: share(n) for party, n in count.expected.items()},
        "surprise": share(count.surprise),
        "steady": share(count.steady),
    }
