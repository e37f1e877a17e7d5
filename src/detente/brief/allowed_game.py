"""The game as a reader may see it: whole or not at all, and so are views and rival accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.brief.allowed_parts import Data, Parts
from detente.brief.audience import Reader
from detente.case.model import (
    Case,
    Hypothesis,
    Marked,
    OneWay,
    Option,
    Party,
    PartyChange,
    Prefers,
    Present,
    Ranking,
    View,
    Weights,
)


class GameParts(Parts):
    """What can be done, what is wanted, and who sees it otherwise.

    Attributes
    ----------
    playable : whether everything that a verdict rests on may be shown
    """

    def __init__(self, case: Case, to: Reader) -> None:
        super().__init__(case, to)
        self.playable = self._whole_game()

    def _whole_game(self) -> bool:
        """Whether everything that a verdict rests on may be shown."""
        case, gate = self.case, self.gate
        players = {key for key, one in case.parties.items() if _plays(one)} | set(case.moves)
        if not players <= set(gate.parties):
            return False
        if not any(map(_plays, case.parties.values())) and not case.states:
            return False
        rules = [*case.impossible, *case.same, *(case.states or [])]
        names = [one.name for one in case.states or [] if one.name]
        return (
            all(gate.shows(one) for one in rules)
            and not any(map(gate.hidden, names))
            and all(self._plays_openly(key, one) for key, one in case.parties.items())
        )

    def _plays_openly(self, key: str, party: Party) -> bool:
        needed = party.at_table and (bool(party.options) or self.case.states is not None)
        if needed and party.preferences is None:
            return False
        return self.options_open(party.options, key) and self.preferences_open(party, key)

    def options_open(self, options: Mapping[str, Option], owner: str, record: bool = True) -> bool:
        """Whether all of these may be shown; those that only a view imagines need a mark."""
        return all(
            self.gate.shows(one, owner=owner, record=record)
            and not self.gate.hidden(one.does, owner)
            and not self.gate.hidden(one.one_way, owner)
            for one in options.values()
        )

    def preferences_open(
        self, of: Party | PartyChange, owner: str, covered: Marked | None = None
    ) -> bool:
        above = () if covered is None else (covered,)
        return all(self.gate.shows(*above, *chain, owner=owner) for chain in _preference_chains(of))

    def game(self) -> Data:
        """What can be done and what is impossible; views and hypotheses that are whole."""
        case = self.case
        found: Data = {}
        if case.states is not None:
            found["states"] = [
                {"id": one.id, "name": self.text(one.name), **self.marks(one)}
                if one.name
                else {"id": one.id, **self.marks(one)}
                for one in case.states
            ]
            found["moves"] = {key: [list(pair) for pair in it] for key, it in case.moves.items()}
        found["present"] = self.present(case.present)
        found["impossible"] = [self.text(one) for one in case.impossible]
        found["same"] = [self.text(one) for one in case.same]
        outcomes = list(case.outcomes.values())
        if all(self.gate.shows(one) and not self.inside(one.when, one.name) for one in outcomes):
            found["outcomes"] = {
                key: {"when": self.text(one.when), "name": self.text(one.name), **self.marks(one)}
                for key, one in case.outcomes.items()
            }
        found["hypotheses"] = {
            key: self.hypothesis(one)
            for key, one in case.hypotheses.items()
            if self.hypothesis_open(one)
        }
        closed = {
            key.split(".")[0] for key, one in case.views.items() if not self.view_open(key, one)
        }
        found["views"] = {
            key: self.view(key, one)
            for key, one in case.views.items()
            if key.split(".")[0] not in closed
        }
        for name in ("victory", "sells"):
            found[name] = self.by_party(getattr(case, name), needed=True)
        return found

    def present(self, present: Present | None, owner: str = "") -> Any:
        """Where things stand, if all of it may be shown."""
        if present is None:
            return None
        if present.text is not None:
            shown = self.gate.shows(present, owner=owner, record=True)
            return {"is": present.text, **self.marks(present)} if shown else None
        levels = present.levels
        shows = (self.gate.shows(one, owner=owner, record=True) for one in levels.values())
        return (
            {key: self.text(one, owner=owner) for key, one in levels.items()}
            if all(shows)
            else None
        )

    def party(self, key: str, party: Party) -> Data:
        """Its name; what it can do and wants where the game may be shown."""
        found: Data = {"name": self.text(party.name) or key}
        if not party.at_table:
            found["at_table"] = False
        voices = [
            self.text(one, owner=key)
            for one in party.voices
            if self.gate.shows(one, owner=key, record=True)
        ]
        if voices:
            found["voices"] = voices
        if self.playable:
            if party.options:
                found["options"] = self.options(party.options, key)
            found |= self.preferences(party, key)
        return found

    def options(self, options: Mapping[str, Option], owner: str) -> Data:
        """Options with their levels and directions."""
        found: Data = {}
        for key, one in options.items():
            made: Data = {"does": self.text(one.does, owner=owner), **self.marks(one)}
            if one.named:
                made["levels"] = list(one.levels)
            if one.one_way.kind != "both":
                made["one_way"] = self.direction(one.one_way)
            found[key] = made
        return found

    def direction(self, one: OneWay) -> Any:
        """In which directions a level may change."""
        said: Any = list(one.locked) if one.kind == "locked" else one.kind
        marks = self.marks(one)
        return {"is": said, **marks} if marks else said

    def preferences(self, of: Party | PartyChange, owner: str) -> Data:
        """What a party prefers, in the form in which the case says it."""
        match of.preferences:
            case Prefers(statements=statements):
                told = []
                for one in statements:
                    texts = [self.text(it, owner=owner) for it in one.any]
                    marks = self.marks(one)
                    if len(texts) == 1 and not isinstance(texts[0], dict):
                        told.append({"is": texts[0], **marks} if marks else texts[0])
                    else:
                        told.append({"any": texts, **marks})
                return {"prefers": told}
            case Ranking(rungs=rungs):
                ties = [[self.text(it, owner=owner) for it in rung] for rung in rungs]
                return {"ranking": [tie[0] if len(tie) == 1 else tie for tie in ties]}
            case Weights(entries=entries):
                return {"weights": {k: self.text(it, owner=owner) for k, it in entries.items()}}
        return {}

    # ------------------------------------------------------------------ views and hypotheses

    def change_open(self, change: PartyChange, owner: str) -> bool:
        options = change.options or {}
        if not (change.audience or change.name or options or any(_preference_chains(change))):
            return False
        return (
            not self.gate.hidden(change, owner)
            and not self.gate.hidden(change.name, owner)
            and (change.name is None or self.gate.shows(change, change.name, owner=owner))
            and self.options_open(options, owner)
            and self.preferences_open(change, owner, change)
        )

    def change(self, change: PartyChange, owner: str) -> Data:
        """What is said of a party otherwise."""
        found: Data = {**self.marks(change)}
        if change.name is not None:
            found["name"] = self.text(change.name, owner=owner)
        if change.options:
            found["options"] = self.options(change.options, owner)
        return {**found, **self.preferences(change, owner)}

    def hypothesis_open(self, one: Hypothesis) -> bool:
        expected = all(self.gate.shows(it) and not self.gate.hidden(it.what) for it in one.expects)
        return (
            expected
            and bool(one.parties)
            and all(
                party in self.gate.parties and self.change_open(change, party)
                for party, change in one.parties.items()
            )
        )

    def hypothesis(self, one: Hypothesis) -> Data:
        """A rival account."""
        expects = []
        for it in one.expects:
            made: Data = {"what": self.text(it.what), **self.marks(it)}
            expects.append({**made, "weight": it.weight} if it.weight else made)
        changes = {party: self.change(change, party) for party, change in one.parties.items()}
        return {**changes, "expects": expects} if expects else changes

    def view_open(self, key: str, view: View) -> bool:
        owner = key.split(".")[0]
        entries: list[Marked] = [
            *view.unseen.values(),
            *view.one_way.values(),
            *view.impossible,
            *view.possible,
            *view.means.values(),
            *([view.awareness] if view.awareness else []),
        ]
        named = {*key.split("."), *view.imagined, *(set(view.unseen) & set(self.case.parties))}
        return (
            named <= set(self.gate.parties)
            and all(self.gate.shows(one, owner=owner) for one in entries)
            and all(self.options_open(it, owner, False) for it in view.imagined.values())
            and all(
                party in self.gate.parties and self.change_open(change, owner)
                for party, change in view.parties.items()
            )
            and (view.present is None or self.present(view.present, owner) is not None)
        )

    def view(self, key: str, view: View) -> Data:
        """A view, whole, without what serves our reckoning."""
        owner = key.split(".")[0]
        found: Data = {party: self.change(it, owner) for party, it in view.parties.items()}
        if view.unseen:
            found["unseen"] = {
                name: {**({} if it.value is None else {"is": it.value}), **self.marks(it)}
                for name, it in view.unseen.items()
            }
        if view.imagined:
            found["imagined"] = {
                party: self.options(it, owner) for party, it in view.imagined.items()
            }
        if view.one_way:
            found["one_way"] = {name: self.direction(it) for name, it in view.one_way.items()}
        for name in ("impossible", "possible"):
            if entries := getattr(view, name):
                found[name] = [self.text(it, owner=owner) for it in entries]
        if view.present is not None:
            found["present"] = self.present(view.present, owner)
        if view.means:
            found["means"] = {word: self.text(it, owner=owner) for word, it in view.means.items()}
        if view.awareness is not None:
            found["aware"] = self.text(view.awareness, owner=owner)
        return found


def _plays(party: Party) -> bool:
    return bool(party.options) or party.preferences is not None


def _preference_chains(of: Party | PartyChange) -> Iterator[tuple[Marked, ...]]:
    """Every preference, with the marks that cover it."""
    match of.preferences:
        case Prefers(statements=statements):
            for one in statements:
                for it in one.any:
                    yield one, it
        case Ranking(rungs=rungs):
            for rung in rungs:
                for it in rung:
                    yield (it,)
        case Weights(entries=entries):
            for weight in entries.values():
                yield (weight,)
