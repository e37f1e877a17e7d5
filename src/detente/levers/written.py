"""Trying a lever: its changes written into a draft of the case file, in words people would write.

The search works on cases in memory. Here the same changes become changes of the file; the changed
file is then read afresh, and every view of it must believe in the very game that the search
judged. What a file cannot say is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.draft import Draft
from detente.case.frames import aware
from detente.case.load import parse_document
from detente.case.model import Case
from detente.case.names import names
from detente.errors import CaseError, InputError
from detente.levers.additions import extended
from detente.levers.edits import Edit, applied
from detente.levers.result import Change
from detente.levers.writing.alike import same_case
from detente.levers.writing.differing import Differing
from detente.levers.writing.parts import parts, together
from detente.levers.writing.settling import Settling, fresh_names, held_in

#: characters of a label before the rest is left out
_LABEL = 60


def write_levers(case: Case, draft: Draft, changes: Sequence[Change]) -> str:
    """Put the changes of a lever into a draft of the case file; what that is called.

    Parameters
    ----------
    case : the case that the draft starts from, in which the changes were found
    changes : those of one lever, as `find_levers` returns them

    Raises
    ------
    InputError
        where the case has changed since, or a file cannot say what the changes do.
    """
    edits, bases = _made_from(case, changes)
    additions = [edit.adds for edit in edits if edit.adds is not None]
    known = extended(names(case), additions)
    start = case.knowing(known)
    variants = {base: applied(start, edits, base) for base in bases}
    before = parts(case)
    merged = together(before, map(parts, variants.values()))
    fresh = fresh_names(merged, case)
    held = held_in(variants[bases[0]], bases[0])
    settling = Settling(known, fresh, {one.full for one in additions}, held)
    told = settling.settled(merged)
    Differing(draft, fresh).write(before, told)
    _keep_aware(variants[bases[0]], draft)
    _confirm(draft, variants)
    return _label(changes)


def _made_from(case: Case, changes: Sequence[Change]) -> tuple[list[Edit], tuple[str | None, ...]]:
    """The edits behind the changes, and the bases under which they were found."""
    made = [change.made for change in changes if change.made is not None]
    if len(made) < len(changes):
        raise InputError("these changes do not come from a search; look for levers first")
    if any(one.digest != case.origin.digest for one in made):
        raise InputError(
            "the case has changed since these changes were found; look for levers again"
        )
    return [one.edit for one in made], made[0].bases if made else (None,)


def _keep_aware(wanted: Case, draft: Draft) -> None:
    """Say that a party knows of other views where the view that showed it says nothing any more."""
    left = draft.value(("views",)) or {}
    for key in wanted.views:
        for depth in range(1, key.count(".") + 1):
            path = tuple(key.split(".")[:depth])
            above = ".".join(path)
            shown = any(one.startswith(f"{above}.") for one in left)
            said = wanted.views.get(above)
            if not shown and aware(wanted, path) and (said is None or said.aware is None):
                draft.put(("views", above, "aware"), True)


def _confirm(draft: Draft, variants: dict[str | None, Case]) -> None:
    """The changed file, read afresh, holds the games that the search judged."""
    try:
        afresh = parse_document(draft.document)
    except CaseError as error:
        raise InputError(
            "the changes cannot be written, for the rest of the file does not go with them "
            f"({error.problems[0].path}: {error.problems[0].what})"
        ) from None
    for base, variant in variants.items():
        if not same_case(variant, afresh, base):
            raise InputError(
                "the changes cannot be written so that the file means what the search judged; "
                "make them by hand"
            )


def _label(changes: Sequence[Change]) -> str:
    """The first change in words, and how many more there are."""
    if not changes:
        return "No change"
    first = changes[0].what
    if len(first) > _LABEL:
        first = first[: _LABEL - 1].rstrip() + "…"
    more = len(changes) - 1
    return f"Try: {first}" + (f" (and {more} more)" if more else "")


__all__ = ["write_levers"]
