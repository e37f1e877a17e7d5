"""Views and hypotheses: whether the differences that they name can be applied."""

from __future__ import annotations

from detente.case.checks.report import Report
from detente.case.checks.structure import (
    check_imagined,
    check_level,
    check_locked,
    check_preferences,
    check_present,
    find_option,
)
from detente.case.language import VIEW_KEYS, Expr, ExpressionError, normal, parse
from detente.case.model import PartyChange, Path, View
from detente.errors import nearest


def check_views(report: Report) -> None:
    """Every view and every hypothesis."""
    check_imagined(report)
    for hypothesis_id, hypothesis in report.case.hypotheses.items():
        path: Path = ("hypotheses", hypothesis_id)
        _changes(report, path, hypothesis.parties, ("expects",))
        for party_id, change in hypothesis.parties.items():
            _changed_options(report, (*path, party_id), party_id, change)
    for view_id, view in report.case.views.items():
        _view(report, view_id, view)


def _changes(
    report: Report, path: Path, parties: dict[str, PartyChange], reserved: tuple[str, ...]
) -> None:
    for party_id, change in parties.items():
        known = [*report.case.parties, *reserved]
        if party_id not in report.case.parties and party_id not in report.tree.lost:
            what = f"'{party_id}' is neither a party nor a key that may stand here"
            hint = nearest(party_id, known) or "Known: " + ", ".join(known) + "."
            report.say((*path, party_id), what, hint, key=True)
        check_preferences(report, (*path, party_id), change)


def _changed_options(report: Report, path: Path, party_id: str, change: PartyChange) -> None:
    """A hypothesis may describe an option anew, but neither add one nor change its levels."""
    party = report.case.parties.get(party_id)
    if party is None:
        return
    for option_id, option in (change.options or {}).items():
        at: Path = (*path, "options", option_id)
        if not report.refer(at, option_id, party.options, f"option of '{party_id}'"):
            continue
        check_locked(report, (*at, "one_way"), option.one_way.locked, option.levels)
        if option.levels != party.options[option_id].levels:
            hint = "Levels are the same in every hypothesis; name what is impossible in one."
            report.say(at, f"'{option_id}' has other levels in the base", hint)


def _view(report: Report, view_id: str, view: View) -> None:
    path: Path = ("views", view_id)
    steps = view_id.split(".")
    if all(step.strip() for step in steps):
        for step in steps:
            report.party(path, step)
    else:
        hint = "A view is a party id, or party ids joined by '.': us.russia."
        report.say(path, f"'{view_id}' names no view", hint)
    _changes(report, path, view.parties, VIEW_KEYS)
    for party_id, change in view.parties.items():
        if change.options:
            hint = "Write unseen, imagined or one_way in the view."
            at: Path = (*path, party_id, "options")
            report.say(at, "a view does not describe options anew", hint)
    for party_id in view.imagined:
        report.party((*path, "imagined", party_id), party_id)
    _unseen(report, path, view, steps[-1])
    _one_way(report, path, view)
    for k, entry in enumerate(view.impossible):
        report.expression((*path, "impossible", k), entry.value)
    for word, entry in view.means.items():
        report.expression((*path, "means", word), entry.value)
    _possible(report, path, view, steps)
    check_present(report, (*path, "present"), view.present)
    _awareness(report, path, view_id, view)


def _unseen(report: Report, path: Path, view: View, owner: str) -> None:
    parties = report.case.parties
    shorts = {option.option for option in report.names.options}
    imagined = {
        f"{party}.{option}" for party, options in view.imagined.items() for option in options
    }
    seen: dict[int, str] = {}
    for name, entry in view.unseen.items():
        at: Path = (*path, "unseen", name)
        if name in parties and name not in shorts:
            if name == owner:
                hint = "A party sees itself; what it does not see are options."
                report.say(at, f"the view of '{owner}' cannot leave '{owner}' out", hint)
            if entry.value is not None:
                report.say(at, f"'{name}' is a party and stands at no level")
            continue
        if name in report.tree.lost:
            continue
        option = _option_or_party(report, at, name)
        if option is None:
            continue
        if option in seen:
            report.say(at, f"'{seen[option]}' and '{name}' are the same option")
        seen[option] = name
        if report.names.options[option].full in imagined:
            report.say(at, f"'{name}' is imagined and unseen in one view")
        if entry.value is not None:
            check_level(report, at, option, entry.value)


def _option_or_party(report: Report, path: Path, name: str) -> int | None:
    try:
        return report.names.find_option(name)
    except ExpressionError as error:
        if "ambiguous" in error.what:
            report.say(path, error.what, error.hint)
            return None
    known = [*dict.fromkeys(o.option for o in report.names.options), *report.case.parties]
    report.say(path, f"there is no option and no party called '{name}'", nearest(name, known))
    return None


def _one_way(report: Report, path: Path, view: View) -> None:
    if view.one_way and report.case.states is not None:
        what = "directions of options are given, but this case lists its states"
        report.say((*path, "one_way"), what)
        return
    for name, direction in view.one_way.items():
        at: Path = (*path, "one_way", name)
        option = find_option(report, at, name)
        if option is not None:
            check_locked(report, at, direction.locked, report.names.options[option].levels)


def _possible(report: Report, path: Path, view: View, steps: list[str]) -> None:
    """What a view holds possible must be what its parent holds impossible."""
    if not view.possible:
        return
    in_force: list[tuple[str, Expr]] = _parsed(report, [e.value for e in report.case.impossible])
    for depth in range(1, len(steps)):
        above = report.case.views.get(".".join(steps[:depth]))
        if above is not None:
            lifted = [tree for _, tree in _parsed(report, [e.value for e in above.possible])]
            in_force = [rule for rule in in_force if rule[1] not in lifted]
            in_force += _parsed(report, [e.value for e in above.impossible])
    for k, entry in enumerate(view.possible):
        tree = report.expression((*path, "possible", k), entry.value)
        if tree is not None and all(tree != rule for _, rule in in_force):
            texts = [text for text, _ in in_force]
            parent = ".".join(steps[:-1]) or "the base"
            what = f"{parent} does not hold '{entry.value}' impossible, so it cannot be lifted"
            hint = "Impossible there: " + "; ".join(texts) + "." if texts else ""
            report.say((*path, "possible", k), what, hint)


def _parsed(report: Report, texts: list[str]) -> list[tuple[str, Expr]]:
    found = []
    for text in texts:
        try:
            found.append((text, parse(text, report.names)))
        except ExpressionError:
            continue  # said where it stands
    return found


def _awareness(report: Report, path: Path, view_id: str, view: View) -> None:
    below = [key for key in report.case.views if key.startswith(f"{view_id}.")]
    if view.aware is False and below:
        what = f"'{view_id}' is unaware, so the differences under '{below[0]}' are ignored"
        report.warn((*path, "aware"), what, "Leave 'aware' out, or leave the nested view out.")
    for key in below:
        other = normal(key.removeprefix(f"{view_id}.").split(".")[0])
        if other in view.unseen and other in report.case.parties:
            what = f"'{view_id}' does not see '{other}', so it has no idea of its view"
            report.warn(("views", key), what)
