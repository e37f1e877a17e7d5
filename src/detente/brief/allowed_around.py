"""What stands around the game, as a reader may see it: words, events, dates, what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.brief.allowed_game import GameParts
from detente.brief.allowed_parts import Data
from detente.case.model import Statement


class AroundParts(GameParts):
    """Everything else that may travel, section by section."""

    def stories(self) -> Data:
        """Stories that are marked."""
        found: Data = {}
        for party, one in self.case.stories.items():
            shown = self.gate.shows(one, owner=party) and not self.gate.hidden(one.kind, party)
            if party not in self.gate.parties or not shown:
                continue
            made = {"kind": self.text(one.kind, owner=party), **self.marks(one)}
            roles = {
                who: self.text(role, owner=party)
                for who, role in one.roles.items()
                if who in self.gate.parties and not self.gate.hidden(role, party)
            }
            says = self.text(one.says, owner=party)
            found[party] = made | ({"roles": roles} if roles else {})
            if says is not None:
                found[party]["says"] = says
        return found

    def issues(self) -> Data:
        """Issues that are marked or on record; of positions those that are."""
        gate, found = self.gate, {}
        for key, one in self.case.issues.items():
            if not gate.shows(one, record=True) or gate.hidden(one.asks):
                continue
            made: Data = {"asks": self.text(one.asks), **self.marks(one)}
            if one.levels:
                made["levels"] = list(one.levels)
            for name in ("positions", "priority", "urgency"):
                sides = {
                    party: self.text(entry, owner=party)
                    for party, entry in getattr(one, name).items()
                    if party in gate.parties
                    and gate.shows(one, entry, owner=party, record=name == "positions")
                }
                if sides:
                    made[name] = sides
            if one.options and self.playable:
                made["options"] = list(one.options)
            found[key] = made
        return found

    def grievances(self) -> Iterator[Data]:
        """Events that are marked or on record, and how those read them who may be quoted."""
        gate = self.gate
        for one in self.case.grievances:
            if not gate.shows(one, record=True) or gate.hidden(one.event):
                continue
            made: Data = {"event": self.text(one.event), **self.marks(one)}
            when = self.text(one.when)
            readings = {
                party: self.text(it, owner=party)
                for party, it in one.readings.items()
                if party in gate.parties and gate.shows(one, it, owner=party, record=True)
            }
            if when is not None:
                made["when"] = when
            yield made | ({"readings": readings} if readings else {})

    def feeling(self, one: Any, owner: str) -> Data | None:
        """What one party feels towards another, marked."""
        if not self.gate.shows(one, owner=owner) or self.gate.hidden(one.word, owner):
            return None
        made = {"word": self.text(one.word, owner=owner), **self.marks(one)}
        return made | ({"wishes": one.wishes} if one.wishes else {})

    def patience(self, one: Any, owner: str) -> Data | None:
        """How long a party can wait, marked."""
        if not self.gate.shows(one, owner=owner) or self.gate.hidden(one.until, owner):
            return None
        made = {"until": self.text(one.until, owner=owner), **self.marks(one)}
        what = self.text(one.what, owner=owner)
        return made if what is None else made | {"what": what}

    def tracks(self) -> Data:
        """Venues and meetings that are marked or on record."""
        gate, found = self.gate, {}
        for key, one in self.case.tracks.items():
            if not gate.shows(one, record=True) or gate.hidden(one.name):
                continue
            sessions = [
                self.session(it)
                for it in one.sessions
                if gate.shows(it, record=True) and not gate.hidden(it.date)
            ]
            made: Data = {"name": self.text(one.name), **self.marks(one)}
            for name in ("place", "about"):
                if (told := self.text(getattr(one, name))) is not None:
                    made[name] = told
            if parties := self.kept(one.parties):
                made["parties"] = parties
            found[key] = {**made, "sessions": sessions} if sessions else made
        return found

    def session(self, one: Any) -> Data:
        """One meeting; a mood only with its own right."""
        made: Data = {"date": self.text(one.date), **self.marks(one)}
        for name in ("name", "place", "result"):
            if (told := self.text(getattr(one, name))) is not None:
                made[name] = told
        if parties := self.kept(one.parties):
            made["parties"] = parties
        mood = {
            party: self.text(it, owner=party)
            for party, it in one.mood.items()
            if party in self.gate.parties and self.gate.shows(one, it, owner=party, record=True)
        }
        return made | ({"mood": mood} if mood else {})

    def deadlines(self) -> Iterator[Data]:
        """Dates that press, marked or on record."""
        gate = self.gate
        for one in self.case.deadlines:
            if not gate.shows(one, record=True) or self.inside(one.what, one.date):
                continue
            made = {"what": self.text(one.what), "date": self.text(one.date), **self.marks(one)}
            binds = self.kept(one.binds)
            if binds or not one.binds:
                yield {**made, "binds": binds} if binds else made

    def values(self, issues: Data) -> Data:
        """The values of a party that may be shown in full."""
        found: Data = {}
        for party, worths in self.case.values.items():
            whole = party in self.gate.parties and all(
                issue in issues
                and all(
                    self.gate.shows(one, it, owner=party)
                    for it in (one.weight, *one.levels.values())
                )
                for issue, one in worths.items()
            )
            if whole:
                found[party] = {
                    issue: {
                        "weight": self.text(one.weight, owner=party),
                        **{level: self.text(it, owner=party) for level, it in one.levels.items()},
                        **self.marks(one),
                    }
                    for issue, one in worths.items()
                }
        return found

    def walk_away(self, full: Data) -> Data:
        """What a party has without a deal: a number beside its values, or states of the game."""
        shown = self.by_party(self.case.walk_away, needed=True)
        return {
            party: entry
            for party, entry in shown.items()
            if (
                self.playable
                if isinstance(self.case.walk_away[party].value, str)
                else party in full["values"]
            )
        }

    def statement(self, one: Statement) -> Data:
        """One statement; its source and place only where that source may be named."""
        made: Data = {"id": one.id, "party": one.party, "act": one.act, **self.marks(one)}
        if one.target:
            made["target"] = one.target
        for name in ("by", "gist", "text", "date", "place"):
            if (told := self.text(getattr(one, name), owner=one.party)) is not None:
                made[name] = told
        issue = self.case.issues.get(one.issue) if one.issue else None
        if (
            issue is not None
            and self.gate.shows(issue, record=True)
            and not self.inside(issue.asks)
        ):
            made["issue"] = one.issue
        if one.source in self.gate.sources:
            self.gate.cited.add(str(one.source))
            made["source"] = one.source
            if one.at:
                made["at"] = one.at
        return made

    def sources(self) -> Data:
        """Sources that something shown leans on."""
        found: Data = {}
        for key, one in self.case.sources.items():
            if key not in self.gate.cited or key not in self.gate.sources:
                continue
            made: Data = {"title": self.text(one.title) or key, **self.marks(one)}
            for name in ("author", "date", "publisher", "kind", "url", "language"):
                if (told := self.text(getattr(one, name))) is not None:
                    made[name] = told
            found[key] = made
        return found
