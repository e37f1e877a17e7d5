"""Ids, levels, moves, preferences: whether the game of the file makes sense by itself."""

from __future__ import annotations

import re

from detente.case.checks.report import Report
from detente.case.language import (
    KEYWORDS,
    RESERVED_OPTIONS,
    RESERVED_PARTIES,
    Code,
    Expr,
    ExpressionError,
    Levels,
    NamedState,
    Stands,
    leaves,
    parse_state,
)
from detente.case.model import Option, Party, PartyChange, Path, Present, Ranking
from detente.case.names import base_options, imagined_options

_LEVEL = re.compile(r"[^\s()=!<>+]+")
_FORMS = ("prefers", "ranking", "weights")


def check_structure(report: Report) -> None:
    """Everything about parties, options, states and the base game."""
    _ids(report)
    _forms(report)
    for party_id, option_id, option in base_options(report.case):
        check_option(report, ("parties", party_id, "options", option_id), option)
    _moves(report)
    for party_id, party in report.case.parties.items():
        path: Path = ("parties", party_id)
        _seat(report, path, party)
        check_preferences(report, path, party)
    for key in ("impossible", "same"):
        for k, entry in enumerate(getattr(report.case, key)):
            tree = report.expression((key, k), entry.value)
            if tree is not None:
                _warn_imagined(report, (key, k), tree)
    for outcome_id, outcome in report.case.outcomes.items():
        report.expression(("outcomes", outcome_id, "when"), outcome.when.value)
    check_present(report, ("present",), report.case.present)


def _ids(report: Report) -> None:
    case = report.case
    if not case.parties:
        report.say(("parties",), "a case needs at least one party")
    report.label(("id",), case.id, "a case")
    for party_id, party in case.parties.items():
        report.identifier(("parties", party_id), party_id, "a party", RESERVED_PARTIES)
        for option_id in party.options:
            path = ("parties", party_id, "options", option_id)
            report.identifier(path, option_id, "an option", RESERVED_OPTIONS | {"is"})
    for kind, key in (
        ("an outcome", "outcomes"),
        ("a hypothesis", "hypotheses"),
        ("an issue", "issues"),
        ("a track", "tracks"),
        ("a source", "sources"),
    ):
        for name in getattr(case, key):
            report.label((key, name), name, kind)
    seen: dict[str, int] = {}
    for k, statement in enumerate(case.statements):
        report.label(("statements", k, "id"), statement.id, "a statement")
        if statement.id in seen:
            what = f"two statements have the id '{statement.id}'"
            report.say(("statements", k, "id"), what)
        seen.setdefault(statement.id, k)


def _forms(report: Report) -> None:
    """A case has options or lists its states, not both."""
    case = report.case
    if case.states is None:
        if case.moves:
            hint = "List the states, states: [s1, s2], or give the parties options."
            report.say(("moves",), "moves are given, but no states", hint)
        return
    if not case.states:
        report.say(("states",), "a case that lists its states needs at least one")
    for party_id, party in case.parties.items():
        if party.options:
            what = "options are given, but this case lists its states"
            hint = "Use options, or states and moves, not both."
            report.say(("parties", party_id, "options"), what, hint)
    seen = set()
    for k, state in enumerate(case.states):
        report.identifier(("states", k), state.id, "a state", RESERVED_OPTIONS)
        if state.id in seen:
            report.say(("states", k), f"the state '{state.id}' stands twice")
        seen.add(state.id)


def check_option(report: Report, path: Path, option: Option) -> None:
    """The levels of an option, and in which directions they may change."""
    if len(option.levels) < 2:
        hint = "An option that cannot change needs no place in the model."
        report.say((*path, "levels"), "an option needs at least two levels", hint)
    seen = set()
    for k, level in enumerate(option.levels):
        at: Path = (*path, "levels", k)
        if level in seen:
            report.say(at, f"the level '{level}' stands twice")
        seen.add(level)
        if not _LEVEL.fullmatch(level) or level.casefold() in KEYWORDS:
            hint = "Use one word without spaces and without ( ) = ! < > +."
            report.say(at, f"'{level}' cannot be the name of a level", hint)
    check_locked(report, (*path, "one_way"), option.one_way.locked, option.levels)


def check_locked(
    report: Report, path: Path, locked: tuple[str, ...], levels: tuple[str, ...]
) -> None:
    """Levels that cannot be left are levels of the option."""
    for level in locked:
        report.refer((*path, "is", level), level, levels, "level")


def _moves(report: Report) -> None:
    case = report.case
    states = dict.fromkeys(state.id for state in case.states or ())
    for party_id, moves in case.moves.items():
        report.party(("moves", party_id), party_id)
        seen = set()
        for k, move in enumerate(moves):
            path: Path = ("moves", party_id, k)
            if case.states is not None:
                for j, state in enumerate(move):
                    report.refer((*path, j), state, states, "state")
            if move[0] == move[1]:
                report.say(path, f"a move leads from '{move[0]}' to itself", "Leave it out.")
            if move in seen:
                report.warn(path, f"the move from '{move[0]}' to '{move[1]}' stands twice")
            seen.add(move)


def _seat(report: Report, path: Path, party: Party) -> None:
    if party.at_table:
        return
    for key in ("options", *_FORMS):
        if getattr(party, key):
            what = f"'{path[-1]}' is not at the table: its {key} take no part in verdicts"
            report.warn((*path, key), what)


# ---------------------------------------------------------------------------- preferences


def check_preferences(report: Report, path: Path, party: Party | PartyChange) -> None:
    """One form of preferences at most, each entry readable, each state on one rung."""
    given = [form for form in _FORMS if getattr(party, form) is not None]
    for form in given[1:]:
        hint = "A party has one of prefers, ranking and weights."
        report.say((*path, form), f"'{path[-1]}' has '{given[0]}' already", hint)
    base = path[0] in {"parties", "hypotheses"}
    for form in given:
        for at, text in _expressions(party, (*path, form)):
            tree = report.expression(at, text, key=form == "weights")
            if base and tree is not None:
                _warn_imagined(report, at, tree)
    for k, preference in enumerate(party.prefers.statements if party.prefers else []):
        if not preference.alternatives:
            hint = "Write {any: [..., ...]}, or leave the statement out."
            report.say((*path, "prefers", k), "'any' needs at least one alternative", hint)
    if party.ranking is not None:
        _ranking(report, (*path, "ranking"), party.ranking)


def _expressions(party: Party | PartyChange, path: Path) -> list[tuple[Path, str]]:
    if path[-1] == "prefers" and party.prefers is not None:
        return [
            ((*path, k, "any", j), text)
            for k, preference in enumerate(party.prefers.statements)
            for j, text in enumerate(preference.alternatives)
        ]
    if path[-1] == "weights" and party.weights is not None:
        return [((*path, expr), expr) for expr in party.weights.entries]
    return []


def _warn_imagined(report: Report, path: Path, tree: Expr) -> None:
    """In the base, what only views imagine stands at its first level."""
    names = report.names
    if names.n_base == len(names.options):
        return
    for leaf in leaves(tree):
        if isinstance(leaf, Stands) and leaf.option >= names.n_base:
            option = names.options[leaf.option].option
            what = f"'{option}' is imagined by views only: here it stands at its first level"
            report.warn(path, what)


def _ranking(report: Report, path: Path, ranking: Ranking) -> None:
    rung_of: dict[int, int] = {}
    for k, rung in enumerate(ranking.rungs):
        if not rung:
            report.warn((*path, k), "an empty rung ranks nothing")
        for j, entry in enumerate(rung):
            code = check_state(report, (*path, k, j), entry.value)
            if code is None:
                continue
            if code in rung_of:
                where = "twice on one rung" if rung_of[code] == k else "on two rungs"
                report.say((*path, k, j), f"the state '{entry.value}' stands {where}")
            rung_of.setdefault(code, k)


def check_state(report: Report, path: Path, text: str) -> int | None:
    """The code of a state in state notation; None, and a problem, when it names none."""
    names = report.names
    try:
        state = parse_state(text, names, bare_code=True)
    except ExpressionError as error:
        report.unreadable((*path, "is"), text, error)
        return None
    match state:
        case NamedState(place):
            return place
        case Code(number):
            count = n_codes(report)
            if number >= count:
                what = f"there is no state with the code {number}"
                report.say((*path, "is"), what, f"The largest code is {count - 1}.")
                return None
            return number
        case Levels(levels):
            code = 0
            for option, level in zip(reversed(names.options), reversed(levels), strict=True):
                code = code * len(option.levels) + level
            return code


def n_codes(report: Report) -> int:
    """How many codes the case has: the product of the numbers of levels."""
    if report.names.states:
        return len(report.names.states)
    count = 1
    for option in report.names.options:
        count *= len(option.levels)
    return count


def check_present(report: Report, path: Path, present: Present | None) -> None:
    """The present names options, levels or a state that exist."""
    if present is None:
        return
    if present.text is not None:
        check_state(report, path, present.text)
        return
    if report.names.states:
        hint = "In a case that lists its states, write present: s1."
        report.say(path, "a mapping of options stands here, but this case lists its states", hint)
        return
    seen: dict[int, str] = {}
    for name, entry in present.levels.items():
        option = find_option(report, (*path, name), name)
        if option is None:
            continue
        if option in seen:
            report.say((*path, name), f"'{seen[option]}' and '{name}' are the same option")
        seen[option] = name
        check_level(report, (*path, name), option, entry.value)


def find_option(report: Report, path: Path, name: str) -> int | None:
    """The position of an option; None, and a problem, when there is none of the name."""
    try:
        return report.names.find_option(name)
    except ExpressionError as error:
        if not report.follows(name, 0):
            report.say(path, error.what, error.hint, key=path[-1] == name)
        return None


def check_level(report: Report, path: Path, option: int, level: str) -> None:
    """A level of an option exists."""
    try:
        report.names.find_level(option, level)
    except ExpressionError as error:
        if not report.follows(report.names.options[option].option, 0):
            report.say(path, error.what, error.hint)


def check_imagined(report: Report) -> None:
    """Imagined options belong to parties, are not options of the base, and agree everywhere."""
    case = report.case
    if case.states is not None:
        for view_id, view in case.views.items():
            if view.imagined:
                what = "options are imagined, but this case lists its states"
                report.say(("views", view_id, "imagined"), what)
        return
    first: dict[tuple[str, str], tuple[str, Option]] = {}
    for view_id, party_id, option_id, option in imagined_options(case):
        path: Path = ("views", view_id, "imagined", party_id, option_id)
        report.identifier(path, option_id, "an option", RESERVED_OPTIONS | {"is"})
        check_option(report, path, option)
        owner = case.parties.get(party_id)
        if owner is not None and option_id in owner.options:
            hint = (
                "What a view imagines is new; what it sees otherwise goes under one_way or unseen."
            )
            report.say(
                path, f"'{option_id}' is an option of '{party_id}' in the base already", hint
            )
        if (party_id, option_id) not in first:
            first[party_id, option_id] = (view_id, option)
        elif first[party_id, option_id][1].levels != option.levels:
            other = first[party_id, option_id][0]
            what = f"'{option_id}' has other levels here than in the view '{other}'"
            report.say(path, what, "An option has the same levels wherever it is imagined.")
