"""Every dilemma of a case, in the base and in each party's view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case
from detente.case.names import names
from detente.dilemmas.confrontation import Confrontation, confront
from detente.dilemmas.kinds import KINDS
from detente.dilemmas.rules import alone, between, per_option
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.result import MadeFrom, Result, Row

#: who acts where a way out needs a third party and the case names none
THIRD = "a third party"


@dataclass(frozen=True)
class Dilemma:
    """One dilemma of one party, as one view has it.

    Attributes
    ----------
    view : "base", or the path of the view
    kind : key in `KINDS`
    party : who has it
    other : with whom; None for those that a party has alone
    option : "party.option" where it is about one option, else None
    mode : "position" or "threat" for persuasion and rejection on one option, else None
    code : the state that it is about, where it compares whole states
    same : whether it compares a position with the threatened future, and both are one state
    """

    view: str
    kind: str
    party: str
    other: str | None
    option: str | None = None
    mode: str | None = None
    code: int | None = None
    same: bool = False

    @property
    def feelings(self) -> tuple[str, ...]:
        """What it tends to provoke; nothing where there is nothing to give in to."""
        return () if self.same else KINDS[self.kind].feelings


@dataclass(frozen=True, eq=False)
class Account:
    """The dilemmas of one view, and the confrontation that they come from."""

    view: str
    confrontation: Confrontation
    items: tuple[Dilemma, ...]

    @property
    def game(self) -> Game:
        """The game of the view."""
        return self.confrontation.game


@dataclass(frozen=True, eq=False)
class Dilemmas(Result):
    """Who is caught in what, as the base has it and as each party does.

    Attributes
    ----------
    accounts : the root first, then each party's view of it
    guarantors : third parties that the case names for ways out
    """

    accounts: tuple[Account, ...]
    hypothesis: str | None
    guarantors: tuple[str, ...]
    made_from: MadeFrom

    @property
    def items(self) -> tuple[Dilemma, ...]:
        """All dilemmas, view by view."""
        return tuple(item for account in self.accounts for item in account.items)

    def ways(self, item: Dilemma) -> Iterator[Row]:
        """Ways out of a dilemma: the kind of edit, who would act, and what it would do.

        Where what is asked is the threatened future itself, only a better fallback leads out.
        """
        for way in KINDS[item.kind].ways:
            if item.same and (item.kind, way.edit) != ("rejection", "option"):
                continue
            actors = {
                "holder": (item.party,),
                "other": (item.other or item.party,),
                "third": self.guarantors or (THIRD,),
            }[way.by]
            for actor in actors:
                yield {"kind": way.edit, "actor": actor, "what": way.what}

    def to_rows(self) -> Iterator[Row]:
        """One row per dilemma: those on whole states first, then those on options."""
        for item in self.items:
            yield {
                "view": item.view,
                "hypothesis": self.hypothesis,
                "kind": item.kind,
                "mode": item.mode,
                "party": item.party,
                "with": item.other,
                "option": item.option,
                "code": item.code,
                "feelings": list(item.feelings),
                "ways": list(self.ways(item)),
                "same": item.same,
            }

    def to_position_rows(self) -> Iterator[Row]:
        """One row per view and position, the threatened future last: what, and where from."""
        for account in self.accounts:
            game, found = account.game, account.confrontation
            head = {"view": account.view, "hypothesis": self.hypothesis}
            for position in found.positions.values():
                yield {
                    **head,
                    "what": "position",
                    "party": position.party,
                    "from": position.origin,
                    "asks": {
                        game.options[k].name: game.options[k].word(level)
                        for k, level in sorted(position.asks.items())
                    },
                    **_state(game, position.index),
                }
            yield {
                **head,
                "what": "threatened future",
                "party": None,
                "from": found.threat_origin,
                "asks": {
                    game.options[k].name: game.options[k].word(found.intended[k])
                    for k in found.seen
                },
                **_state(game, found.threat),
            }

    def __str__(self) -> str:
        from detente.dilemmas.text import dilemmas_text

        return dilemmas_text(self)


def _state(game: Game, index: int | None) -> Row:
    if index is None:
        return {"code": None, "state": None}
    return {"code": game.code(index), "state": game.state(index)}


def find_dilemmas(case: Case, view: str = "base", hypothesis: str | None = None) -> Dilemmas:
    """Find who is caught in which dilemma, in the base and in each party's view.

    Positions, the threatened future and doubts come from the board of the case; where it gives
    none they follow from preferences, as `detente.dilemmas.confrontation` says. Each view judges
    by its own idea of what everyone prefers and can do.

    Parameters
    ----------
    view : "base", or a path of party ids that stands in for it

    Raises
    ------
    InputError
        for an unknown view or hypothesis, or a case with neither a board nor preferences.
    """
    base = compile_game(case, view, hypothesis)
    below = [party if view == "base" else f"{view}.{party}" for party in base.parties]
    accounts = [_account(case, base)]
    if not accounts[0].confrontation.positions:
        raise InputError(
            "dilemmas need positions, and this case has none: its board is missing or empty, and "
            "nobody's preferences are known. Add `board: {positions: {PARTY: {OPTION: LEVEL}}, "
            "intentions: {OPTION: LEVEL}}`, or say what the parties prefer (`prefers`, `ranking`)"
        )
    accounts += [_account(case, compile_game(case, path, hypothesis)) for path in below]
    return Dilemmas(
        tuple(accounts),
        hypothesis,
        tuple(case.levers.guarantors) if case.levers else (),
        MadeFrom(case.id, case.origin.digest, settings={"view": view, "hypothesis": hypothesis}),
    )


def _account(case: Case, game: Game) -> Account:
    found = confront(case, game)
    items = (*_on_states(game, found), *_on_options(case, game, found))
    return Account(game.view, found, items)


def _on_states(game: Game, found: Confrontation) -> Iterator[Dilemma]:
    """The six that compare whole states."""
    at = {party: position.index for party, position in found.positions.items()}
    for p, party in enumerate(game.parties):
        own = at.get(party)
        apart = own is not None and any(index is not None and index != own for index in at.values())
        if game.known[p]:
            for kind, index in alone(game, p, own, found.threat if apart else None):
                yield Dilemma(game.view, kind, party, None, code=game.code(index))
        for q, other in enumerate(game.parties):
            if q == p:
                continue
            for kind, index in between(game, p, q, own, at.get(other), found.threat):
                same = index == found.threat and KINDS[kind].same is not None
                yield Dilemma(game.view, kind, party, other, code=game.code(index), same=same)


def _on_options(case: Case, game: Game, found: Confrontation) -> Iterator[Dilemma]:
    """The three that look at one option."""
    known = names(case)
    asks = {party: position.asks for party, position in found.positions.items()}
    for k in found.seen:
        owner = known.options[k].party
        for other in game.parties:
            if other == owner:
                continue
            for holder, kind, mode in per_option(
                asks.get(owner, {}).get(k),
                asks.get(other, {}).get(k),
                found.intended[k],
                (other, k, "position") in found.doubts,
                (other, k, "intention") in found.doubts,
            ):
                party, against = (owner, other) if holder == "owner" else (other, owner)
                yield Dilemma(game.view, kind, party, against, known.options[k].full, mode)
