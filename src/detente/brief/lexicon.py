"""What things are called in the brief: parties, views, accounts, outcomes, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.brief.document import Inline, Span
from detente.brief.endings import Ending
from detente.brief.looks import Account, Look
from detente.brief.material import Material
from detente.brief.wording import things
from detente.brief.wording.grammar import listed, named, own, party_name, run
from detente.case.model import Marked, Statement

#: the letters of the marks
LETTERS = {"reported": "R", "reading": "A", "assumed": "X"}


class Lexicon:
    """Names as spans, for one case."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.case = material.case
        self._statements: dict[str, Statement] = {s.id: s for s in self.case.statements}
        self._places = {code: ending for ending in material.endings for code in ending.codes}

    # ------------------------------------------------------------------ parties and views

    def party(self, party: str) -> Inline:
        """A party inside a sentence."""
        known = self.case.parties.get(party)
        return party_name(known.name.value if known else party)

    def head(self, party: str) -> Inline:
        """A party at the head of a row or an entry, as the case spells it."""
        known = self.case.parties.get(party)
        return own(known.name.value if known else party)

    def parties(self, parties: Iterable[str], joint: str = "and") -> Inline:
        """Several parties."""
        return listed([self.party(party) for party in parties], joint)

    def view(self, path: str) -> Inline:
        """`as Washington sees it`; `as Washington thinks Moscow sees it`."""
        if path == "base":
            return things.as_assumed()
        return things.as_seen([self.party(party) for party in path.split(".")])

    def account(self, account: Account) -> Inline:
        """An account by name: what its hypothesis calls the parties it changes, else its id."""
        if account.key is None:
            return things.base_account()
        changes = self.case.hypotheses[account.key].parties.values()
        names = [change.name.value for change in changes if change.name is not None]
        return named("; ".join(names)) if names else named(spelled(account.key))

    def accounts(self, accounts: Sequence[Account], limit: int = 0) -> Inline:
        """Several accounts."""
        return listed([self.account(account) for account in accounts], limit=limit)

    # ------------------------------------------------------------------ outcomes

    def ending(self, ending: Ending, link: bool = True) -> Inline:
        """An outcome by its name, else in words."""
        to = f"#{anchor(ending)}" if link and self.has_card(ending) else ""
        if ending.name:
            return named(ending.name, to)
        return (*self.state(ending.codes[0], to),)

    def has_card(self, ending: Ending) -> bool:
        """Whether the section on outcomes has an entry for it."""
        return ending in self.material.endings

    def outcome(self, code: int, link: bool = True) -> Inline:
        """The outcome that a state belongs to, or the state in words."""
        found = self._places.get(code)
        if found is not None and (found.name or len(found.codes) == 1):
            return self.ending(found, link)
        name = self._name(code)
        return named(name) if name else self.state(code)

    def _name(self, code: int) -> str:
        for look in self._looks():
            place = look.at(code)
            if place is not None:
                if look.game.state_names:
                    return look.game.state_names[place]
                outcome = look.game.outcome(place)
                return outcome.name if outcome else ""
        return ""

    def _looks(self) -> Iterable[Look]:
        for account in self.material.accounts:
            yield account.base
        for account in self.material.accounts[:1]:
            for view in account.views:
                yield account.look(view)

    def state(self, code: int, to: str = "") -> Inline:
        """A state in words: what is done in it, option by option."""
        parts = self.levels(code)
        if parts is None:
            return things.unknown_state(code)
        taken = [text for text, first in parts if not first]
        if not taken:
            return things.nothing_done(to)
        shown = [own(text, to) for text in taken]
        return (Span("“"), *run(shown, "; "), Span("”"))

    def levels(self, code: int) -> list[tuple[str, bool]] | None:
        """Every option with its level in words, and whether it stands at its first level."""
        base = self.material.base
        if base is None or self.case.graph_form:
            return None
        found = []
        rest = code
        for option in base.base.game.options:
            rest, level = divmod(rest, len(option.levels))
            party, _, name = option.name.partition(".")
            does = self.does(party, name)
            text = f"{does}: {spelled(option.levels[level])}" if option.named else does
            found.append((text, level == 0))
        return found

    def does(self, party: str, option: str) -> str:
        """What an option does, also where only a view imagines it."""
        known = self.case.parties[party].options.get(option)
        if known is not None:
            return known.does.value
        for view in self.case.views.values():
            imagined = view.imagined.get(party, {}).get(option)
            if imagined is not None:
                return imagined.does.value
        return option

    def move(self, start: int, to: int) -> Inline:
        """Where a move leads: to another outcome by name, else what it changes."""
        here, there = self._places.get(start), self._places.get(to)
        same = here is not None and here is there
        if not same and (there is not None or self._name(to)):
            return self.outcome(to)
        before, after = self.levels(start), self.levels(to)
        if before is None or after is None:
            return self.outcome(to)
        changed = [
            own(then) if not first else things.no_longer(own(now))
            for (now, _), (then, first) in zip(before, after, strict=True)
            if (now, _) != (then, first)
        ]
        return things.change(changed)

    # ------------------------------------------------------------------ marks and reasons

    def mark(self, basis: str | None) -> Inline:
        """The letter of a basis."""
        basis = basis or "assumed"
        return (Span(LETTERS[basis], "mark", hint=basis),)

    def marked(self, entry: Marked, basis: str | None = None) -> Inline:
        """The letter of an entry, and where it comes from."""
        return self.source(basis or entry.standing, entry.because)

    def source(self, basis: str, because: Sequence[str]) -> Inline:
        """A letter, and places in the sources."""
        places = self.because(because)
        return (Span(" "), *self.mark(basis), *((Span(" "), *places) if places else ()))

    def because(self, reasons: Sequence[str], limit: int = 4) -> Inline:
        """Places: statements by where they stand, linked; locators as the case gives them."""
        found: dict[str, Inline] = {}
        for reason in reasons:
            statement = self._statements.get(reason)
            if statement is not None:
                text = statement.at or reason
                found[text] = (Span(text, own=True, to=f"#statement-{reason}"),)
            elif reason in self.case.sources:
                found.setdefault(reason, (Span(reason, own=True, to=f"#source-{reason}"),))
            else:
                found.setdefault(reason, own(reason))
        shown = list(found.values())
        if len(shown) > limit:
            shown = [*shown[:limit], (Span("…"),)]
        return run(shown, ", ")


def anchor(ending: Ending) -> str:
    """Where the brief speaks of an outcome at length."""
    return "outcome-" + "".join(char if char.isalnum() else "-" for char in ending.key)


def spelled(word: str) -> str:
    """An id as people write it."""
    return word.replace("_", " ")
