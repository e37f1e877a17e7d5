"""What things are called in the brief: parties, views, accounts, outcomes, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.brief.document import Inline, Span, plain
from detente.brief.endings import Ending
from detente.brief.evidence import Said
from detente.brief.looks import Account, Judged
from detente.brief.material import Material
from detente.brief.wording import expressions, things
from detente.brief.wording.grammar import listed, named, own, party_name, phrase, run
from detente.case.frames import state_levels
from detente.case.model import Marked, Prefers, Statement
from detente.case.names import names
from detente.charts.expressions import Telling
from detente.errors import InputError
from detente.game.space import OptionAxis

#: the letters of the marks
LETTERS = {"reported": "R", "reading": "A", "assumed": "X"}


#: where states have very many options, so many changes of a move are told
_CHANGED = 6
#: a line of more characters is given in full once, and then by its place
LONG = 90


class Lexicon:
    """Names as spans, for one case."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.case = material.case
        self._statements: dict[str, Statement] = {s.id: s for s in self.case.statements}
        self._places = {code: ending for ending in material.endings for code in ending.codes}
        self._names = names(material.case)
        self._telling: Telling[Inline] = Telling(self._names, self._does, self._listed, own, phrase)
        self._shorts = _short_names(material.endings)
        self._told: set[tuple[str, str]] = set()

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

    def views(self, paths: Sequence[str]) -> Inline:
        """`as A sees it`; `as A, B and C each see it`."""
        if len(paths) == 1:
            return self.view(paths[0])
        return things.as_each_sees(self.parties(paths), len(paths))

    def account(self, account: Account) -> Inline:
        """An account by name: what its hypothesis calls the parties it changes, else its id."""
        if account.key is None:
            return things.base_account()
        full = self.material.full or self.case
        changes = full.hypotheses[account.key].parties.values()
        names = [change.name.value for change in changes if change.name is not None]
        return named("; ".join(names)) if names else named(spelled(account.key))

    def accounts(self, accounts: Sequence[Account], limit: int = 0) -> Inline:
        """Several accounts."""
        return listed([self.account(account) for account in accounts], limit=limit)

    @staticmethod
    def plain(inline: Inline) -> str:
        """The words alone, for figures and for comparing."""
        return plain(inline)

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

    def short(self, ending: Ending) -> Inline:
        """An outcome by the part of its name before a colon, where that tells it apart."""
        name = self._shorts.get(ending.key, "")
        return named(name, f"#{anchor(ending)}") if name else self.ending(ending)

    def outcome(self, code: int, full: bool = False) -> Inline:
        """The outcome that a state belongs to, or the state in words."""
        found = self._places.get(code)
        if found is not None and (found.name or len(found.codes) == 1):
            return self.ending(found) if full else self.short(found)
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

    def _looks(self) -> Iterable[Judged]:
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
        options = self._options()
        if options is None or self.case.graph_form:
            return None
        found = []
        rest = code
        for option in options:
            rest, level = divmod(rest, len(option.levels))
            party, _, name = option.name.partition(".")
            does = self.does(party, name)
            text = f"{does}: {spelled(option.levels[level])}" if option.named else does
            found.append((text, level == 0))
        return found

    def _options(self) -> Sequence[OptionAxis] | None:
        """The options that states are told by; None where there is no game."""
        base = self.material.base
        return None if base is None else base.base.game.options

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
        if not same and (there is not None or (self._name(to) and not self.material.beyond)):
            return self.outcome(to)
        return self.change(start, to)

    def change(self, start: int, to: int) -> Inline:
        """What a move changes, option by option; of very many the first."""
        before, after = self.levels(start), self.levels(to)
        if before is None or after is None:
            return self.outcome(to)
        changed = [
            own(then) if not first else things.no_longer(own(now))
            for (now, _), (then, first) in zip(before, after, strict=True)
            if (now, _) != (then, first)
        ]
        return things.change(changed, _CHANGED if self.material.beyond else 0)

    def quoted(self, text: str) -> Inline:
        """The case's words in quotation marks."""
        return expressions.does(text)

    def level(self, party: str, option: str, level: str) -> Inline:
        """An option at one level, in words."""
        does = self.does(party, option)
        if level in {"true", "false"}:
            return expressions.does(does) if level == "true" else expressions.undone(does)
        return expressions.does(f"{does}: {spelled(level)}")

    def line(self, texts: Sequence[str]) -> Inline:
        """A line of the case (or its alternatives) in words; as written where it does not parse."""
        told = self._telling.tell(texts)
        return told if told is not None else own(" / ".join(texts))

    def ranked(self, text: str) -> Inline:
        """A state that a ranking names, in words."""
        try:
            levels = state_levels(text, self._names, bare_code=True)
        except InputError:
            return own(text)
        if self._names.states:
            return self._listed(levels[0])
        code, stride = 0, 1
        for option, level in zip(self._names.options, levels, strict=True):
            code += level * stride
            stride *= len(option.levels)
        return self.outcome(code)

    def preference(self, text: str) -> Inline:
        """A line of somebody's preferences, be it a statement or a place in a ranking."""
        told = self._telling.tell([text])
        if told is None:
            told = self._telling.tell(text.split(" or "))
        return told if told is not None else self.ranked(text)

    def wish(self, party: str, text: str, its: bool = False) -> Inline:
        """A line of a party's preferences; a long one in full at first, then by its place.

        Only lines of the base have a place to go by; `its` where the party was just named.
        """
        told = self.preference(text)
        lines = self._lines(party)
        if len(plain(told)) < LONG or text not in lines:
            return told
        name = expressions.place_of(self.party(party), lines.index(text))
        if (party, text) in self._told:
            short = expressions.place_of((), lines.index(text)) if its else name
            return (Span(short, hint=plain(told)),)
        self._told.add((party, text))
        return expressions.called(told, name)

    def _lines(self, party: str) -> list[str]:
        known = self.case.parties.get(party)
        given = known.preferences if known else None
        if not isinstance(given, Prefers):
            return []
        return [" or ".join(one.alternatives) for one in given.statements]

    def _does(self, option: int) -> str:
        known = self._names.options[option]
        return self.does(known.party, known.option)

    def _listed(self, state: int) -> Inline:
        listed_states = self.case.states or []
        entry = listed_states[state]
        return named(entry.name.value if entry.name else entry.id)

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

    def said(self, one: Said) -> Inline:
        """The letter of a statement, and where it stands, leading to the list of all."""
        parts = [one.source, one.place] if one.coder else [one.place or one.source]
        text = ", ".join(filter(None, parts)) or one.id
        mark, machine = self.mark(one.basis), things.by_machine() if one.coder == "machine" else ()
        place = Span(text, own=True, to=f"#statement-{one.id}")
        return (Span(" "), *mark, Span(" "), place, *machine)

    def speaker(self, one: Said) -> Inline:
        """Who says it: the party, else whoever the document names."""
        if one.party:
            return self.party(one.party)
        return own(one.by) if one.by else things.somebody()

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


def _short_names(endings: Sequence[Ending]) -> dict[str, str]:
    """The part of each name before a colon, where no other outcome has the same."""
    heads = {ending.key: ending.name.split(": ", 1)[0].strip() for ending in endings}
    counts = Counter(heads.values())
    return {key: head for key, head in heads.items() if head and counts[head] == 1}


def anchor(ending: Ending) -> str:
    """Where the brief speaks of an outcome at length."""
    return "outcome-" + "".join(char if char.isalnum() else "-" for char in ending.key)


def spelled(word: str) -> str:
    """An id as people write it."""
    return word.replace("_", " ")
