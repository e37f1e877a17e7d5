"""What one view assumes once every difference on the way to it has been applied.

Words only: a frame says which options a view sees, how it believes each party ranks, what it
holds impossible. `detente.game.compile` turns a frame into arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from detente.case.language import (
    Code,
    Expr,
    Levels,
    NamedState,
    Names,
    normal,
    parse,
    parse_state,
)
from detente.case.model import Case, OneWay, PartyChange, Prefers, Present, Ranking, View, Weights
from detente.case.names import names
from detente.errors import InputError, nearest

Path = tuple[str | int, ...]
Preferences = Prefers | Ranking | Weights


@dataclass(frozen=True)
class Rule:
    """One entry of `impossible`, parsed, and where it stands in the file."""

    text: str
    expr: Expr
    path: Path


@dataclass(frozen=True)
class Believed:
    """A party's preferences as a view has them, and where they stand in the file."""

    preferences: Preferences | None
    path: Path


@dataclass(frozen=True)
class Frame:
    """One view of the case, in words.

    Attributes
    ----------
    path : party ids, empty for the base
    parties : those that have a say: at the table, and seen
    believed : preferences of every party of the case
    one_way : direction of every option, by its position in `names`
    impossible : the rules in force
    unseen : options not seen, with the level given for them or None
    imagined : imagined options that this view believes in, and all that are added
    added : options that a change has added to the base, behind those that views imagine; nothing
        written before knows of them
    present : the present state, with its place in the file
    means : what words stand for here (K9)
    """

    names: Names
    path: tuple[str, ...]
    hypothesis: str | None
    parties: tuple[str, ...]
    believed: Mapping[str, Believed]
    one_way: Mapping[int, OneWay]
    impossible: tuple[Rule, ...]
    unseen: Mapping[int, str | None] = field(default_factory=dict)
    imagined: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    present: Present | None = None
    present_path: Path = ("present",)
    means: Mapping[str, str] = field(default_factory=dict)

    @property
    def view(self) -> str:
        """How commands name the view."""
        return ".".join(self.path) or "base"

    def present_levels(self) -> tuple[int, ...] | None:
        """Level of every option at present (in the graph form: the state alone), or None."""
        if self.present is None:
            return None
        return present_levels(self.present, self.names)

    def held(self) -> dict[int, int]:
        """Every option that does not vary in this view, with the level presumed for it."""
        found: dict[int, int] = {}
        for option in range(len(self.names.options)):
            if option in self.unseen:
                given = self.unseen[option]
                if given is not None:
                    found[option] = self.names.find_level(option, given)
                else:
                    present = self.present_levels()
                    found[option] = present[option] if present else 0
            elif option >= self.names.n_base and option not in self.imagined:
                found[option] = 0
        return found


def code_levels(code: int, names: Names) -> tuple[int, ...]:
    """Levels of all options at a code; a code that is too large is an InputError."""
    if names.states:
        if code >= len(names.states):
            raise InputError(
                f"there is no state with code {code}; the largest is {len(names.states) - 1}"
            )
        return (code,)
    levels = []
    rest = code
    for option in names.options:
        rest, level = divmod(rest, len(option.levels))
        levels.append(level)
    if rest:
        largest = 1
        for option in names.options:
            largest *= len(option.levels)
        raise InputError(f"there is no state with code {code}; the largest is {largest - 1}")
    return tuple(levels)


def state_levels(text: str, names: Names, *, bare_code: bool = False) -> tuple[int, ...]:
    """Levels of all options at a state in state notation; in the graph form, its position alone."""
    match parse_state(text, names, bare_code=bare_code):
        case Code(number):
            return code_levels(number, names)
        case Levels(levels):
            return levels
        case NamedState(state):
            return (state,)


def present_levels(present: Present, names: Names) -> tuple[int, ...]:
    """Levels of all options at present; options that are not named stand at their first level."""
    if present.text is not None:
        return state_levels(present.text, names, bare_code=True)
    levels = [0] * len(names.options)
    for name, entry in (present.levels or {}).items():
        option = names.find_option(name)
        levels[option] = names.find_level(option, entry.value)
    return tuple(levels)


def frame(case: Case, view: str = "base", hypothesis: str | None = None) -> Frame:
    """The frame of a view: "base", or a path of party ids such as "west.russia".

    Raises
    ------
    InputError
        for an unknown hypothesis, or a path that names an unknown party.
    """
    path = () if view == "base" else tuple(normal(part) for part in view.split("."))
    for party in path:
        if not party:
            raise InputError(f"'{view}' is no view. Write a party, or a path such as a.b")
        if party not in case.parties:
            hint = nearest(party, list(case.parties))
            where = f" (in view '{view}')" if len(path) > 1 else ""
            raise InputError(f"there is no party '{party}'{where}. {hint}".strip())
    found = _root(case, hypothesis)
    for party in path:
        found = below(case, found, party)
    return found


def below(case: Case, parent: Frame, party: str) -> Frame:
    """The frame of a party's view, as the view above it has that."""
    path = (*parent.path, party)
    found = replace(parent, path=path)
    change = case.views.get(".".join(path)) if heeded(case, path) else None
    return found if change is None else _changed(found, change, ("views", ".".join(path)))


def heeded(case: Case, path: tuple[str, ...]) -> bool:
    """Whether differences given at a path count: not where a view above is said to be unaware."""
    above = (case.views.get(".".join(path[:depth])) for depth in range(1, len(path)))
    return not any(change is not None and change.aware is False for change in above)


def aware(case: Case, path: tuple[str, ...]) -> bool:
    """Whether a view knows that others may see another game.

    As the case says; where it does not say, exactly when a nested view below it is given.
    """
    change = case.views.get(".".join(path))
    if change is not None and change.aware is not None:
        return change.aware
    below = ".".join(path) + "."
    return any(key.startswith(below) for key in case.views)


def _root(case: Case, hypothesis: str | None) -> Frame:
    known = names(case)
    believed = {
        party: Believed(value.preferences, ("parties", party))
        for party, value in case.parties.items()
    }
    one_way = {
        known.find_option(f"{party}.{option}"): definition.one_way
        for party, value in case.parties.items()
        for option, definition in value.options.items()
    }
    for view in case.views.values():
        for party, options in view.imagined.items():
            for option, definition in options.items():
                one_way.setdefault(known.find_option(f"{party}.{option}"), definition.one_way)
    added = frozenset(
        place
        for party, value in case.parties.items()
        for option in value.options
        if (place := known.find_option(f"{party}.{option}")) >= known.n_base
    )
    found = Frame(
        names=known,
        path=(),
        hypothesis=hypothesis,
        parties=tuple(party for party, value in case.parties.items() if value.at_table),
        believed=believed,
        one_way=one_way,
        impossible=tuple(
            Rule(entry.value, parse(entry.value, known), ("impossible", place))
            for place, entry in enumerate(case.impossible)
        ),
        imagined=added,
        added=added,
        present=case.present,
        means={},
    )
    if hypothesis is None:
        return found
    if hypothesis not in case.hypotheses:
        hint = nearest(hypothesis, list(case.hypotheses))
        raise InputError(f"there is no hypothesis '{hypothesis}'. {hint}".strip())
    changes = case.hypotheses[hypothesis].parties
    return _believing(found, changes, ("hypotheses", hypothesis))


def _believing(base: Frame, changes: Mapping[str, PartyChange], where: Path) -> Frame:
    believed = dict(base.believed)
    one_way = dict(base.one_way)
    for party, change in changes.items():
        if change.preferences is not None:
            believed[party] = Believed(change.preferences, (*where, party))
        for option, definition in (change.options or {}).items():
            one_way[base.names.find_option(f"{party}.{option}")] = definition.one_way
    return replace(base, believed=believed, one_way=one_way)


def _changed(parent: Frame, change: View, where: Path) -> Frame:
    """Apply one view's differences to its parent's frame."""
    known = parent.names
    found = _believing(parent, change.parties, where)
    unseen = dict(parent.unseen)
    gone: set[str] = set()
    by_party: dict[str, list[int]] = {}
    for k, option in enumerate(known.options):
        by_party.setdefault(option.party, []).append(k)
    for name, entry in change.unseen.items():
        if _is_party(name, parent, known):
            gone.add(normal(name))
            for k in by_party.get(normal(name), []):
                unseen.setdefault(k, None)
        else:
            unseen[known.find_option(name)] = entry.value
    imagined = set(parent.imagined)
    one_way = dict(found.one_way)
    for party, options in change.imagined.items():
        for name, definition in options.items():
            k = known.find_option(f"{party}.{name}")
            imagined.add(k)
            one_way[k] = definition.one_way
    for name, direction in change.one_way.items():
        one_way[known.find_option(name)] = direction
    lifted = [parse(entry.value, known) for entry in change.possible]
    rules = [rule for rule in parent.impossible if rule.expr not in lifted]
    rules += [
        Rule(entry.value, parse(entry.value, known), (*where, "impossible", place))
        for place, entry in enumerate(change.impossible)
    ]
    return replace(
        found,
        parties=tuple(p for p in parent.parties if p not in gone),
        unseen=unseen,
        imagined=frozenset(imagined),
        one_way=one_way,
        impossible=tuple(rules),
        present=change.present if change.present is not None else parent.present,
        present_path=(*where, "present") if change.present is not None else parent.present_path,
        means={**parent.means, **{word: entry.value for word, entry in change.means.items()}},
    )


def _is_party(name: str, parent: Frame, known: Names) -> bool:
    return normal(name) in parent.believed and not any(
        normal(option.option) == normal(name) for option in known.options
    )
