"""The deal: whether what it names exists, and whether its numbers can be used."""

from __future__ import annotations

from detente.case.checks.references import check_worths
from detente.case.checks.report import Report
from detente.case.issue_names import issue_names, parse_issues
from detente.case.language import ExpressionError
from detente.case.model import Deal, Home, Path

#: what a number of a fight must be
WRONG = {"chances": "a chance lies between 0 and 1", "costs": "a cost is not negative"}


def check_deal(report: Report) -> None:
    """Joint values, homes, references, the package on the table, a fight, a division."""
    deal = report.case.deal
    if deal is None:
        return
    for party_id, joints in deal.joint.items():
        path: Path = ("deal", "joint", party_id)
        report.party(path, party_id)
        for k, joint in enumerate(joints):
            _over_issues(report, (*path, k, "if"), joint.when.value)
    for k, rule in enumerate(deal.ruled_out):
        _over_issues(report, ("deal", "ruled_out", k), rule.value)
    on_table = {name: entry.value for name, entry in deal.on_table.items()}
    _package(report, ("deal", "on_table"), on_table)
    valued = {issue for worths in report.case.values.values() for issue in worths}
    missing = [issue for issue in report.case.issues if issue in valued - set(on_table)]
    if on_table and missing:
        what = f"the package on the table leaves '{missing[0]}' open, so it is not compared"
        report.warn(("deal", "on_table"), what, "Give a level for every issue that is valued.")
    for party_id, levels in deal.references.items():
        report.party(("deal", "references", party_id), party_id)
        given = {name: entry.value for name, entry in levels.items()}
        _package(report, ("deal", "references", party_id), given)
    for party_id, home in deal.homes.items():
        report.party(("deal", "homes", party_id), party_id)
        _home(report, ("deal", "homes", party_id), home)
    _fight(report, deal)
    _division(report, deal)


def _over_issues(report: Report, path: Path, text: str) -> None:
    try:
        parse_issues(text, issue_names(report.case))
    except ExpressionError as error:
        report.unreadable((*path, "is"), text, error)


def _package(report: Report, path: Path, levels: dict[str, str]) -> None:
    issues = report.case.issues
    for name, level in levels.items():
        if report.refer((*path, name), name, issues, "issue"):
            report.refer((*path, name), level, issues[name].levels, f"level of '{name}'")


def _home(report: Report, path: Path, home: Home) -> None:
    if not home.constituents:
        report.say((*path, "constituents"), "nobody at home is named")
        return
    if home.latitude and home.latitude.value < 0:
        report.say((*path, "latitude"), "latitude is not negative")
    for key, one in home.constituents.items():
        at: Path = (*path, "constituents", key)
        if one.votes < 0:
            report.say((*at, "weight"), "a weight is not negative")
        if one.accepts is not None and one.values:
            hint = "Give one of the two."
            report.say(at, "an expression and values both say what it accepts", hint)
        if one.accepts is not None:
            _over_issues(report, (*at, "accepts"), one.accepts.value)
        elif not one.values or one.walk_away is None:
            hint = "Give 'accepts: EXPRESSION', or 'values' and 'walk_away'."
            report.say(at, f"the case does not say what '{key}' accepts", hint)
        check_worths(report, (*at, "values"), one.values)
    if home.quota and home.quota.value <= 0:
        report.say((*path, "quota"), "a quota is greater than nothing")
    whole = sum(one.votes for one in home.constituents.values())
    if home.quota and home.quota.value > whole:
        what = f"the quota {float(home.quota.value):g} is more than all weights, {float(whole):g}"
        report.say((*path, "quota"), what, "Nothing could ever be ratified.")


def _two(report: Report, path: Path, between: list[str]) -> bool:
    for k, name in enumerate(between):
        report.party((*path, k), name)
    if len(between) != 2 or between[0] == between[1]:
        report.say(path, f"two parties are expected, but {len(set(between))} stand here")
        return False
    return True


def _fight(report: Report, deal: Deal) -> None:
    fight = deal.fight
    if fight is None or not _two(report, ("deal", "fight", "between"), fight.between):
        return
    for section in ("chances", "costs"):
        given = getattr(fight, section)
        path: Path = ("deal", "fight", section)
        for name, entry in given.items():
            report.refer((*path, name), name, fight.between, "party in this fight")
            if entry.value < 0 or (section == "chances" and entry.value > 1):
                chance = "a chance lies between 0 and 1"
                report.say(
                    (*path, name), chance if section == "chances" else "a cost is not negative"
                )
        for name in fight.between:
            if name not in given:
                report.say(path, f"nothing is given for '{name}'")
    if fight.shift is not None and abs(fight.shift.value) > 1:
        report.say(("deal", "fight", "shift"), "a chance changes by at most 1")
    for k, part in enumerate(fight.parts):
        if not 0 <= part.value <= 1:
            report.say(("deal", "fight", "parts", k), "a share lies between 0 and 1")


def _division(report: Report, deal: Deal) -> None:
    division = deal.division
    if division is None or not _two(report, ("deal", "division", "between"), division.between):
        return
    for section in ("worth", "power", "walk_away"):
        for name, entry in getattr(division, section).items():
            path: Path = ("deal", "division", section, name)
            report.refer(path, name, division.between, "party in this division")
            if section != "walk_away" and entry.value <= 0:
                report.say(path, f"a {section} is greater than nothing")
