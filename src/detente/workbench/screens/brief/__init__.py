"""Brief: the page as it stands, for whom and with which sections, and its files."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, Response

from detente.workbench.acts import Form
from detente.workbench.page import Page
from detente.workbench.screens.screen import endpoint, screen
from detente.workbench.sheet import Sheet
from detente.workbench.wide.essence import wide

#: the page in its frame: its own style, nothing else, and no frame but ours around it
_PREVIEW = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; sandbox allow-same-origin"
)


@screen(
    "brief",
    title="Brief",
    says="The report: for whom, with which sections; as a page, PDF, Word file or bundle.",
    place=8,
)
def brief(sheet: Sheet) -> Page:
    """What is asked for, the page once it is written, and ways to take it along."""
    from detente.brief.audience import AUDIENCES
    from detente.brief.outline import parts
    from detente.reading.store import store_path
    from detente.workbench.screens.brief.briefing import BASES, FORMS, Order, at_home, brief_for

    order = Order.of(sheet, lambda name: sheet.params.get(name, ""))
    store = store_path(at_home(sheet))
    values = {
        "order": order,
        "job": brief_for(sheet, order),
        "wide": wide(sheet.case),
        "sections": [(part.key, part.title) for part in parts()],
        "audiences": AUDIENCES,
        "bases": BASES,
        "forms": FORMS,
        "asked": _query(order.audience, order.party, order.basis, order.without),
        "evidence": store is not None and store.exists(),
    }
    return Page(values)


def _query(audience: str, party: str, basis: str, without: tuple[str, ...]) -> str:
    fields = {"audience": audience, "for": party, "basis": basis, "without": ".".join(without)}
    return urlencode({key: value for key, value in fields.items() if value})


@endpoint("brief/choose", "GET")
def choose(sheet: Sheet, form: Form) -> Response:
    """From ticked boxes to the page's address, which names what is left out."""
    from starlette.responses import RedirectResponse

    from detente.brief.outline import section_keys

    kept = set(form.all("section"))
    without = [key for key in section_keys()[:-1] if key not in kept] if kept else []
    query = _query(form.get("audience"), form.get("for"), form.get("basis"), tuple(without))
    line = f"&line={quote(form.get('line'))}" if form.get("line") not in {"", "main"} else ""
    return RedirectResponse(f"{sheet.root}/brief?{query}{line}", 303)


@endpoint("brief/preview", "GET")
def preview(sheet: Sheet, form: Form) -> Response:
    """The page itself, for the frame on the screen."""
    from detente.workbench.screens.brief.briefing import Order, finished

    found = finished(sheet, Order.of(sheet, form.get))
    headers = {"content-security-policy": _PREVIEW, "x-frame-options": "SAMEORIGIN"}
    return HTMLResponse(found.to_html(), headers=headers)


@endpoint("brief/file", "GET")
def file(sheet: Sheet, form: Form) -> Response:
    """The brief as a file."""
    from detente.workbench.screens.brief.briefing import FORMS, Order, finished, in_form, stem_of

    order = Order.of(sheet, form.get)
    kind = form.choice("form", FORMS)
    found = finished(sheet, order)
    return _attached(in_form(found, kind), FORMS[kind][1], f"{stem_of(found)}.{kind}")


@endpoint("brief/bundle", "GET")
def bundle(sheet: Sheet, form: Form) -> Response:
    """The bundle; evidence and documents only if their boxes were ticked."""
    from detente.workbench.screens.brief.briefing import Order, bundled

    order = Order.of(sheet, form.get)
    data = bundled(sheet, order, form.flag("evidence"), form.flag("documents"))
    whose = f"for-{order.party}" if order.party else order.audience
    return _attached(data, "application/zip", f"{sheet.case.id}-{whose}.zip")


def _attached(data: bytes, kind: str, name: str) -> Response:
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    headers = {"content-disposition": disposition, "content-security-policy": policy}
    return Response(data, media_type=kind, headers=headers)
