"""The sections around the game: whether what they name exists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.case.checks.report import Report
from detente.case.checks.structure import check_level, find_option
from detente.case.language import is_name
from detente.case.model import MARKS, Issue, IssueValue, Path, Values
from detente.case.walk import every_marked


def check_references(report: Report) -> None:
    """Every section that names parties, issues, options, statements or sources."""
    _sides(report)
    _issues(report)
    _values(report)
    _board(report)
    _calendar(report)
    _levers(report)
    _statements(report)
    _reasons(report)


def _keys(report: Report, path: Path, keys: Iterable[str]) -> None:
    for key in keys:
        report.party((*path, key), key)


def _sides(report: Report) -> None:
    """Sections whose keys are party ids."""
    case = report.case
    for section in (
        "stories",
        "victory",
        "sells",
        "walk_away",
        "patience",
        "clock",
        "values",
        "feelings",
    ):
        _keys(report, (section,), getattr(case, section))
    for party_id, story in case.stories.items():
        _keys(report, ("stories", party_id, "roles"), story.roles)
    for word, meanings in case.meanings.items():
        _keys(report, ("meanings", word), meanings)
    for party_id, feelings in case.feelings.items():
        _keys(report, ("feelings", party_id), feelings)
    for k, grievance in enumerate(case.grievances):
        _keys(report, ("grievances", k, "readings"), grievance.readings)
    for party_id, entry in case.victory.items():
        report.expression(("victory", party_id), entry.value)
    for party_id, reserve in case.walk_away.items():
        if isinstance(reserve.value, str):
            report.expression(("walk_away", party_id), reserve.value)


def _issues(report: Report) -> None:
    for issue_id, issue in report.case.issues.items():
        path: Path = ("issues", issue_id)
        for key in ("positions", "priority", "urgency"):
            _keys(report, (*path, key), getattr(issue, key))
        for k, option in enumerate(issue.options):
            find_option(report, (*path, "options", k), option)
        for k, level in enumerate(issue.levels):
            if level in issue.levels[:k]:
                report.say((*path, "levels", k), f"the level '{level}' stands twice")
        if issue.levels:
            for party_id, position in issue.positions.items():
                at: Path = (*path, "positions", party_id)
                report.refer(at, position.value, issue.levels, f"level of '{issue_id}'")


def _values(report: Report) -> None:
    case = report.case
    check_values(report, ("values",), case.values)
    for party_id in case.values:
        if party_id in case.parties and not case.parties[party_id].at_table:
            what = f"'{party_id}' is not at the table, so its values decide no package"
            report.warn(("values", party_id), what)
    for view_id, view in case.views.items():
        path: Path = ("views", view_id)
        _keys(report, (*path, "values"), view.values)
        check_values(report, (*path, "values"), view.values)
        _keys(report, (*path, "walk_away"), view.walk_away)
        for party_id, reserve in view.walk_away.items():
            if isinstance(reserve.value, str):
                report.expression((*path, "walk_away", party_id), reserve.value)


def check_values(report: Report, path: Path, values: Values) -> None:
    """Values of some parties or others: their issues, levels and weights."""
    for key, worths in values.items():
        check_worths(report, (*path, key), worths)


def check_worths(report: Report, path: Path, worths: dict[str, IssueValue]) -> None:
    """What one party, or somebody at home, makes of issues."""
    issues = report.case.issues
    for issue_id, worth in worths.items():
        at: Path = (*path, issue_id)
        if worth.weight.value < 0:
            report.say((*at, "weight"), "a weight is not negative")
        if report.refer(at, issue_id, issues, "issue"):
            _worth(report, at, issues[issue_id], worth.levels)


def _worth(report: Report, path: Path, issue: Issue, levels: Iterable[str]) -> None:
    issue_id = str(path[-1])
    given = list(levels)
    for level in given:
        report.refer((*path, level), level, issue.levels, f"level of '{issue_id}'")
    missing = [level for level in issue.levels if level not in given]
    taken = [level for level in missing if level in {"weight", *MARKS}]
    if taken:
        hint = f"Give the level '{taken[0]}' another name."
        report.say(path, f"'{taken[0]}' is a key of its own here, not a level", hint)
    elif missing:
        report.say(path, f"no worth is given for the level '{missing[0]}' of '{issue_id}'")


def _board(report: Report) -> None:
    board = report.case.board
    if board is None:
        return
    for party_id, positions in board.positions.items():
        path: Path = ("board", "positions", party_id)
        report.party(path, party_id)
        _levels(report, path, {name: entry.value for name, entry in positions.items()})
    intentions = {name: entry.value for name, entry in board.intentions.items()}
    _levels(report, ("board", "intentions"), intentions)
    for k, doubted in enumerate(board.doubted):
        report.party(("board", "doubted", k, "by"), doubted.by)
        find_option(report, ("board", "doubted", k, "option"), doubted.option)


def _levels(report: Report, path: Path, levels: dict[str, str]) -> None:
    for name, level in levels.items():
        option = find_option(report, (*path, name), name)
        if option is not None:
            check_level(report, (*path, name), option, level)


def _calendar(report: Report) -> None:
    case = report.case
    for track_id, track in case.tracks.items():
        path: Path = ("tracks", track_id)
        _listed(report, (*path, "parties"), track.parties)
        for k, session in enumerate(track.sessions):
            _listed(report, (*path, "sessions", k, "parties"), session.parties)
            _keys(report, (*path, "sessions", k, "mood"), session.mood)
    for party_id, waiting in case.clock.items():
        for name in ("chance", "sunk", "discount"):
            entry = getattr(waiting, name)
            if entry is not None and not 0 <= entry.value <= 1:
                report.say(("clock", party_id, name), f"'{name}' lies between 0 and 1")
        for name in ("cost", "public_cost", "public_growth"):
            entry = getattr(waiting, name)
            if entry is not None and entry.value < 0:
                report.say(("clock", party_id, name), f"'{name}' is not negative")
    for k, deadline in enumerate(case.deadlines):
        _listed(report, ("deadlines", k, "binds"), deadline.binds)


def _listed(report: Report, path: Path, names: Iterable[str]) -> None:
    for k, name in enumerate(names):
        report.party((*path, k), name)


def _levers(report: Report) -> None:
    levers = report.case.levers
    if levers is None:
        return
    for k, entry in enumerate(levers.never):
        report.expression(("levers", "never", k), entry.value)
    for kind, cost in levers.cost.items():
        if cost.value < 0:
            report.say(("levers", "cost", kind), "a cost is not negative")
    _listed(report, ("levers", "guarantors"), levers.guarantors)
    for guarantor, options in levers.restores.items():
        path: Path = ("levers", "restores", guarantor)
        if not report.party(path, guarantor):
            continue
        if guarantor not in levers.guarantors:
            report.say(path, f"'{guarantor}' is not among the guarantors", "See `guarantors`.")
        for k, name in enumerate(options):
            find_option(report, (*path, k), name)


def _statements(report: Report) -> None:
    case = report.case
    for k, statement in enumerate(case.statements):
        path: Path = ("statements", k)
        report.party((*path, "party"), statement.party)
        if statement.target is not None:
            report.party((*path, "target"), statement.target)
        for key, known, kind in (
            ("issue", case.issues, "issue"),
            ("track", case.tracks, "track"),
            ("source", case.sources, "source"),
        ):
            name = getattr(statement, key)
            if name is not None:
                report.refer((*path, key), name, known, kind)


# ---------------------------------------------------------------------------- evidence


def _reasons(report: Report) -> None:
    """`because` names statements and sources; whatever is no id is a place in a source."""
    case = report.case
    known = dict.fromkeys([*(statement.id for statement in case.statements), *case.sources])
    alike = {_shape(name) for name in known}
    for path, marked in every_marked(case):
        for k, reason in enumerate(marked.because):
            if is_name(reason) and _shape(reason) in alike:
                report.refer((*path, "because", k), reason, known, "statement or source")


def _shape(name: str) -> str:
    """What ids of one kind share: s7 is spelled like s12, p14 and ¶7 are not."""
    return re.sub(r"\d+", "0", name.casefold())
