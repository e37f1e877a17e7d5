"""Evidence: the documents, who says what in them, and what of the case rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from typing import Any

from starlette.responses import RedirectResponse, Response

from detente.errors import InputError
from detente.reading.store.records import Step
from detente.workbench.acts import Form
from detente.workbench.page import Page
from detente.workbench.screens.evidence import deeds, intake, shelf
from detente.workbench.screens.evidence.parts import PARTS
from detente.workbench.screens.evidence.parts.part import Shown, go, listed_parts
from detente.workbench.screens.screen import endpoint, screen
from detente.workbench.sheet import Sheet

#: characters of what the next undo takes back
_WHAT = 60
#: steps of the journal that are looked at for it
_MOST = 500
Do = Callable[[Sheet, Form], Any]


@screen(
    "evidence",
    title="Evidence",
    says="What the documents say, and what of the case rests on it.",
    place=6,
)
def evidence(sheet: Sheet) -> Page:
    """One part of the screen, with what stands above all of them."""
    key, shown, trouble, steps = _key(sheet), Shown(), "", ("", False)
    held = False
    try:
        with shelf.reading(sheet) as store:
            held = store is not None
            if store is not None:
                steps = _latest(store.history())
                shown = PARTS[key].draw(sheet, store)
    except InputError as error:
        trouble = str(error)
    values = {
        "part": key,
        "parts": listed_parts(),
        "held": held,
        "trouble": trouble,
        "undo": steps[0],
        "redo": steps[1],
        "intake": intake.intake_of(sheet),
        "model": _model(),
        "store_name": shelf.store_file(sheet).name,
        "coder": shelf.coder(sheet),
        "go": lambda **fields: go(sheet, **fields),
        "size_limit": "256 MB",
        **shown.values,
    }
    return Page(values, shown.figures, shown.tables)


@cache
def _model() -> str:
    """The language model that reads along; empty where there is none."""
    from detente.reading.models import choose_model

    return choose_model("auto").name or ""


def _key(sheet: Sheet) -> str:
    """Which part the address asks for."""
    if sheet.params.get("q"):
        return "search"
    if sheet.params.get("doc") or sheet.params.get("said"):
        return "reader"
    asked = sheet.params.get("show", "")
    return asked if asked in PARTS and PARTS[asked].title else "documents"


def _latest(history: Iterable[Step]) -> tuple[str, bool]:
    """What the next undo takes back, in words, and whether anything was undone after it."""
    undone, turn, what, more = False, 0, "", 0
    for one in islice(history, _MOST):
        if one.undone:
            undone = undone or not what
        elif not what:
            turn, what = one.turn, one.what[:_WHAT]
        elif one.turn == turn:
            more += 1
        else:
            break
    return f"{more + 1} changes ({what})" if more else what, undone


# ---------------------------------------------------------------------------- what is sent


def _then(do: Do) -> Callable[[Sheet, Form], Response]:
    """Do something and show the page again that it was done on."""

    def answer(sheet: Sheet, form: Form) -> Response:
        told = do(sheet, form)
        return RedirectResponse(told if isinstance(told, str) else sheet.url(), 303)

    return answer


@endpoint("evidence/upload")
def upload(sheet: Sheet, form: Form) -> Response:
    """Take documents in."""
    intake.take_in(sheet, sheet.uploads, form.flag("fast"))
    return RedirectResponse(go(sheet), 303)


def _attach(sheet: Sheet, form: Form) -> str:
    name = deeds.attach(sheet, form)
    return sheet.url(said=name, sel=None)


def _called(sheet: Sheet, form: Form) -> None:
    shelf.call_coder(sheet, form.get("name"))


_DEEDS: dict[str, Do] = {
    "evidence/go": lambda sheet, form: intake.go_on(sheet),
    "evidence/stop": lambda sheet, form: intake.stop(sheet),
    "evidence/drop": lambda sheet, form: intake.drop(sheet),
    "evidence/close": lambda sheet, form: intake.close(sheet),
    "evidence/remove": deeds.remove,
    "evidence/code": deeds.code,
    "evidence/reject": lambda sheet, form: deeds.reject(sheet, form, back=False),
    "evidence/restore": lambda sheet, form: deeds.reject(sheet, form, back=True),
    "evidence/attach": _attach,
    "evidence/unlink": deeds.unlink,
    "evidence/decide": deeds.decide,
    "evidence/undo": lambda sheet, form: deeds.back_or_again(sheet, again=False),
    "evidence/redo": lambda sheet, form: deeds.back_or_again(sheet, again=True),
    "evidence/coder": _called,
}
for _name, _do in _DEEDS.items():
    endpoint(_name)(_then(_do))
