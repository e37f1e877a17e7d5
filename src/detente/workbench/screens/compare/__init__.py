"""Two things side by side: a branch and the case, or two rival accounts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.workbench.keeping.line import MAIN
from detente.workbench.page import Grid, Page
from detente.workbench.screens.screen import screen, wide_screen
from detente.workbench.sheet import Sheet

if TYPE_CHECKING:
    from detente.workbench.screens.compare.two import Entry, Two


@screen(
    "compare",
    title="Side by side",
    says="A branch beside the case, or two rival accounts: what differs, and what follows.",
    place=91,
)
def compare(sheet: Sheet) -> Page:
    """The branches, what is compared, and what differs."""
    from detente.workbench.screens.outcomes.scene import concepts

    accounts = [("", "the base"), *((key, key.replace("_", " ")) for key in sheet.case.hypotheses)]
    lines = [(key, line, len(line.done)) for key, line in sheet.open.lines.items() if key != MAIN]
    if sheet.line.key != MAIN:
        values = _branch(sheet)
    elif len(accounts) > 1:
        values = _accounts(sheet, [key for key, _ in accounts])
    else:
        values = {"kind": "none", "two": None, "lacks": "", "job": None, "places": {}}
    tables = {}
    two: Two | None = values["two"]
    if two is not None:
        tables["differences"] = grid(two, values["left"], values["right"])
    return Page(
        {
            "branches": lines,
            "accounts": accounts,
            "concepts": concepts(),
            "concept": _concept(sheet),
            "a": "",
            "b": "",
            **values,
        },
        {},
        tables,
    )


@wide_screen("compare")
def wide_compare(sheet: Sheet) -> Page:
    """The same where nobody could list the states."""
    from detente.workbench.screens.compare.wide import compare as drawn

    return drawn(sheet)


def _branch(sheet: Sheet) -> dict[str, Any]:
    """A branch and the case."""
    from detente.views.versions import compare_versions
    from detente.workbench.screens.compare.versions import told
    from detente.workbench.screens.outcomes.scene import scene_from, scene_of

    values: dict[str, Any] = {
        "kind": "branch",
        "left": "The case",
        "right": "The branch",
        "two": None,
        "lacks": "",
        "job": None,
        "places": {},
    }
    with sheet.open.lock:
        main = sheet.open.lines[MAIN].version
    if main.case is None:
        return {**values, "lacks": "The case itself has mistakes; mend them first."}
    old, new, concept = main.case, sheet.case, _concept(sheet)
    key = ("beside", main.digest, concept)
    job = sheet.job(key, lambda _: compare_versions(old, new, concept))
    if not job.ready:
        return {**values, "job": job}
    if job.error:
        return {**values, "lacks": _sentence(job.error)}
    try:
        before = scene_from(sheet.desk.cache.of(main.digest, old))
        after = scene_of(sheet)
    except InputError as error:
        return {**values, "lacks": _sentence(str(error))}
    looks = before.look(), after.look()
    two = told(before.words(), after.words(), job.result, looks, concept)
    return {**values, "two": two, "places": after.places}


def _accounts(sheet: Sheet, keys: list[str]) -> dict[str, Any]:
    """Two rival accounts; the base and the first hypothesis unless others are asked for."""
    from detente.brief.document import plain
    from detente.workbench.screens.compare.rivals import told
    from detente.workbench.screens.outcomes.scene import scene_of

    def asked(name: str, default: str) -> str:
        found = sheet.params.get(name, default)
        return found if found in keys else default

    left, right = asked("a", ""), asked("b", keys[1])
    values: dict[str, Any] = {
        "kind": "accounts",
        "a": left,
        "b": right,
        "left": left or "The base account",
        "right": right or "The base account",
        "two": None,
        "lacks": "",
        "job": None,
        "places": {},
    }
    try:
        scene = scene_of(sheet)
        words = scene.words()
        for side, key in (("left", left), ("right", right)):
            account = scene.account(key or None)
            if key and account is not None:
                values[side] = plain(words.account(account))
        two = told(scene, words, left or None, right or None, sheet.view, _concept(sheet))
    except InputError as error:
        return {**values, "lacks": _sentence(str(error))}
    return {**values, "two": two, "places": scene.places}


def grid(two: Two, left: str, right: str) -> Grid:
    """What differs, to be taken along."""
    from detente.brief.document import plain

    def entries(those: tuple[Entry, ...]) -> str:
        return "; ".join(plain(one.says) for one in those)

    lines = [("input", plain(it.where), entries(it.left), entries(it.right)) for it in two.inputs]
    lines += [
        ("outcome", f"{plain(it.what)}, {plain(it.where)}", plain(it.left), plain(it.right))
        for it in two.verdicts
    ]
    return Grid(("Kind", "What", left, right), lines)


def _concept(sheet: Sheet) -> str:
    from detente.stability import default_concepts

    asked = sheet.params.get("concept", "")
    return asked if asked in default_concepts() else "seq"


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
