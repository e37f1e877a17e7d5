"""What a statement can speak to: options, issues, preferences, beliefs and outcomes of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case, Party, PartyChange
from detente.case.names import base_options
from detente.errors import InputError, nearest

KINDS = ("option", "issue", "preference", "belief", "outcome")


@dataclass(frozen=True, slots=True)
class Target:
    """A part of a case that evidence can speak to.

    Attributes
    ----------
    name : as people write it: "option:city.sell", "preference:city.2", "belief:city.union"
    path : where it stands in the case: "parties.city.options.sell"
    label : its words
    """

    kind: str
    name: str
    path: str
    label: str


def targets(case: Case) -> Iterator[Target]:
    """Everything in a case that evidence can speak to, in the order of the file."""
    for party_id, option_id, option in base_options(case):
        path = f"parties.{party_id}.options.{option_id}"
        yield Target("option", f"option:{party_id}.{option_id}", path, option.does.value)
    for party_id, party in case.parties.items():
        yield from _preferences(party_id, f"parties.{party_id}", party)
    for issue_id, issue in case.issues.items():
        asks = issue.asks.value
        yield Target("issue", f"issue:{issue_id}", f"issues.{issue_id}", asks)
    for path, view in case.views.items():
        label = f"what {path.split('.')[0]} believes" + (" others believe" if "." in path else "")
        yield Target("belief", f"belief:{path}", f"views.{path}", label)
        for party_id, change in view.parties.items():
            yield from _preferences(f"{path}/{party_id}", f"views.{path}.{party_id}", change)
    for outcome_id, outcome in case.outcomes.items():
        name = outcome.name.value
        yield Target("outcome", f"outcome:{outcome_id}", f"outcomes.{outcome_id}", name)


def _preferences(name: str, path: str, of: Party | PartyChange) -> Iterator[Target]:
    """Preferences, counted from 1 in their names."""
    if of.prefers is not None:
        for k, one in enumerate(of.prefers.statements):
            label = " / ".join(text.value for text in one.any) if one.any else ""
            yield Target("preference", f"preference:{name}.{k + 1}", f"{path}.prefers[{k}]", label)
    elif of.ranking is not None:
        yield Target("preference", f"preference:{name}", f"{path}.ranking", "ranking")
    elif of.weights is not None:
        yield Target("preference", f"preference:{name}", f"{path}.weights", "weights")


def find_target(case: Case, words: str) -> Target:
    """The part of a case that some words name.

    A full name such as `issue:wages` always works; a bare `wages`, `sell` or `city.sell` works
    where one part alone bears it.

    Raises
    ------
    InputError
        when nothing bears the name, with the nearest that there is; or when several do.
    """
    known = {target.name: target for target in targets(case)}
    wanted = words.strip()
    if wanted in known:
        return known[wanted]
    kind, colon, rest = wanted.partition(":")
    if colon and kind not in KINDS:
        raise InputError(f"'{kind}' is no kind of target. Known: {', '.join(KINDS)}.")
    bare = rest if colon else wanted
    found = [
        target
        for name, target in known.items()
        if bare in _shorts(name) and (not colon or target.kind == kind)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(target.name for target in found[:5])
        raise InputError(f"'{words}' may mean several things: {several}. Write it in full")
    short = [name.partition(":")[2] for name in known]
    hint = nearest(wanted, [*known, *short]) or "Name an option, an issue, a preference or a view."
    raise InputError(f"the case has nothing called '{words}'. {hint}".strip())


def _shorts(name: str) -> set[str]:
    rest = name.partition(":")[2]
    return {rest, rest.rpartition(".")[2]} if name.startswith("option:") else {rest}


def find_moved(case: Case, kind: str, path: str, label: str) -> Target | None:
    """The part that a link was made to, found by its words where its place has moved."""
    known = [target for target in targets(case) if target.kind == kind]
    here = next((target for target in known if target.path == path), None)
    if here is not None and (kind != "preference" or here.label == label):
        return here
    if kind != "preference":
        return None
    around = re.sub(r"\[\d+\]\Z", "", path)
    alike = [it for it in known if it.label == label and it.path.startswith(around)]
    return alike[0] if len(alike) == 1 else None
