"""The web application: addresses in, pages out; each calls one thing and draws the answer."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp

from detente.errors import DetenteError, InputError
from detente.workbench.acts import ACTS, Form
from detente.workbench.behind import drawn
from detente.workbench.desk import Desk
from detente.workbench.guard import FORM, Guard, Keys
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.keeping.refusal import Stale
from detente.workbench.page import Page
from detente.workbench.render import draw, draw_start, render, static
from detente.workbench.screens import ENDPOINTS, SCREENS
from detente.workbench.sheet import Sheet
from detente.workbench.start.front import empty_case
from detente.workbench.start.spreadsheet import LARGEST, case_from_table

_KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
_TOLD = {
    404: "There is no such page.",
    405: "That cannot be done here.",
    413: "That is too large to be taken.",
}
#: seconds between looks at whether an open page is out of date
_LOOK = 0.3
#: pages that are told news at once, and files of one form
_LISTENERS, _PARTS = 100, 1000
Uploads = tuple[UploadFile, ...]


def application(desk: Desk, keys: Keys, port: int) -> ASGIApp:
    """Everything, behind the guard."""
    pages = _Pages(desk, keys)
    routes = [
        Route("/", pages.start),
        Route("/static/{name:path}", _static),
        Route("/new-address", pages.address, methods=["POST"]),
        Route("/open", pages.open, methods=["POST"]),
        Route("/import", pages.table_in, methods=["POST"]),
        Route("/case/{slot}", pages.first),
        Route("/case/{slot}/events", pages.events),
        Route("/case/{slot}/do/{act}", pages.act, methods=["POST"]),
        Route("/case/{slot}/line/{what}", pages.lines, methods=["POST"]),
        Route("/case/{slot}/typed", pages.typed, methods=["POST"]),
        Route("/case/{slot}/x/{key:path}", pages.endpoint, methods=["GET", "POST"]),
        Route("/case/{slot}/figure/{screen}/{name}", pages.figure),
        Route("/case/{slot}/table/{screen}/{name}", pages.table),
        Route("/case/{slot}/{screen}", pages.screen),
    ]
    handlers = {DetenteError: _complain, HTTPException: _missing, Exception: _ours}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), keys, port)


class _Pages:
    """The answers, each with the desk at hand."""

    def __init__(self, desk: Desk, keys: Keys) -> None:
        self.desk, self.keys = desk, keys
        self.listening = 0

    # ------------------------------------------------------------------ the first page

    async def start(self, request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(draw_start, self.desk, complaint=None))

    async def open(self, request: Request) -> Response:
        def opened(form: Form, _: Uploads) -> Response:
            try:
                case = self._open(form)
            except InputError as error:
                return _html(draw_start(self.desk, complaint=error), 422)
            reads = form.get("how") == "documents" and "evidence" in SCREENS
            return RedirectResponse(f"/case/{case.slot}/{'evidence' if reads else 'model'}", 303)

        return await _with_form(request, opened)

    async def table_in(self, request: Request) -> Response:
        """A new case from a table that a spreadsheet saved."""

        def made(form: Form, uploads: Uploads) -> Response:
            data = uploads[0].file.read(LARGEST + 1) if uploads else b""
            try:
                if not data:
                    raise InputError("no table was sent; choose a CSV file")
                title = (form.get("title") or uploads[0].filename or "From a table")[:200]
                case = self.desk.start(title, case_from_table(data, title))
            except InputError as error:
                return _html(draw_start(self.desk, complaint=error), 422)
            return RedirectResponse(f"/case/{case.slot}/model", 303)

        return await _with_form(request, made)

    def _open(self, form: Form) -> OpenCase:
        match form.choice("how", ("file", "shipped", "example", "empty", "documents")):
            case "file":
                return self.desk.open_file(form.text("name"))
            case "shipped":
                return self.desk.open_shipped(form.text("name"))
            case "example":
                return self.desk.start(form.text("title"))
            case _:
                title = form.text("title")
                return self.desk.start(title, empty_case(title, form.get("parties")))

    async def address(self, request: Request) -> Response:
        """A fresh address for one more browser on this computer."""
        return PlainTextResponse(f"{request.base_url}?token={self.keys.token()}\n")

    # ------------------------------------------------------------------ a case

    async def first(self, request: Request) -> Response:
        return RedirectResponse(f"{request.url.path.rstrip('/')}/model", 303)

    async def screen(self, request: Request) -> Response:
        key = request.path_params["screen"]
        if key not in SCREENS:
            raise HTTPException(404)
        params = dict(request.query_params)

        def shown() -> Response:
            case = self.desk.case(request.path_params["slot"])
            case.poll()
            return _draw(Sheet(self.desk, case, case.line(params.get("line", "")), key, params))

        return await run_in_threadpool(shown)

    async def act(self, request: Request) -> Response:
        key = request.path_params["act"]
        if key not in ACTS:
            raise HTTPException(404)

        def done(case: OpenCase, form: Form) -> str | None:
            case.poll()
            if title := form.get("branch"):
                return case.do_apart(form.get("line"), title, key, form, _seen(form)).key
            case.do(form.get("line"), key, form, _seen(form))
            return None

        return await self._change(request, done)

    async def lines(self, request: Request) -> Response:
        """Undo, redo, branches, and the end of a conflict."""
        what = request.path_params["what"]

        def done(case: OpenCase, form: Form) -> str | None:
            line = form.get("line")
            match what:
                case "undo":
                    case.undo(line)
                case "redo":
                    case.redo(line)
                case "branch":
                    return case.branch(line, form.get("title")).key
                case "drop":
                    case.drop(line)
                    return ""
                case "adopt":
                    case.adopt(line)
                    return ""
                case "settle":
                    case.settle(form.choice("keep", ("ours", "theirs")) == "ours")
                case "text":
                    text = _as_written("".join(form.all("text")[-1:]), case.line(line).text)
                    case.replace(line, text, "Edit the file's text", _seen(form))
                case _:
                    raise HTTPException(404)
            return None

        return await self._change(request, done)

    async def _change(
        self, request: Request, done: Callable[[OpenCase, Form], str | None]
    ) -> Response:
        """Do something to a case and show the page again that it was done on."""

        def changed(form: Form, _: Uploads) -> Response:
            case = self.desk.case(request.path_params["slot"])
            back = _back(case, form, request)
            try:
                line = done(case, form)
            except InputError as error:
                if field := form.get("typed"):
                    case.type(field, form.get("value"))
                path, params = back
                sheet = Sheet(self.desk, case, case.line(params.get("line", "")), path, params)
                status = 409 if isinstance(error, Stale) else 422
                return _draw(sheet, error, status)
            path, params = back
            if line is not None:
                params = {**params, "line": line}
            sheet = Sheet(self.desk, case, case.line(params.get("line", "")), path, params)
            return RedirectResponse(sheet.url(), 303)

        return await _with_form(request, changed)

    async def typed(self, request: Request) -> Response:
        def kept(form: Form, _: Uploads) -> Response:
            case = self.desk.case(request.path_params["slot"])
            text = "".join(form.all("value")[-1:])
            case.type(form.text("field"), text, form.number("at", 0))
            return Response(status_code=204)

        return await _with_form(request, kept)

    async def endpoint(self, request: Request) -> Response:
        found = ENDPOINTS.get(request.path_params["key"])
        if found is None or found.method != request.method:
            raise HTTPException(404)

        def answered(form: Form, uploads: Uploads) -> Response:
            case = self.desk.case(request.path_params["slot"])
            path, params = _back(case, form, request)
            if request.method == "GET":
                params = dict(request.query_params)
            line = case.line(form.get("line") or params.get("line", ""))
            sheet = Sheet(self.desk, case, line, path, params, uploads)
            try:
                return found.answer(sheet, form)
            except InputError as error:
                return _draw(sheet, error, 422)

        if request.method == "POST":
            return await _with_form(request, answered)
        form = Form({k: request.query_params.getlist(k) for k in request.query_params})
        return await run_in_threadpool(answered, form, ())

    # ------------------------------------------------------------------ taken along

    async def figure(self, request: Request) -> Response:
        def shown() -> Response:
            stem, _, kind = request.path_params["name"].rpartition(".")
            sheet, page = self._page(request)
            figure = page.figures.get(stem)
            if figure is None or kind not in {"svg", "png"}:
                raise HTTPException(404)
            name = f"{sheet.open.slot}-{stem}.{kind}"
            if kind == "svg":
                return _file(figure.svg.encode("utf-8"), "image/svg+xml", name)
            from detente.charts.png import to_png

            return _file(to_png(figure), "image/png", name)

        return await run_in_threadpool(shown)

    async def table(self, request: Request) -> Response:
        def written() -> Response:
            stem, _, kind = request.path_params["name"].rpartition(".")
            sheet, page = self._page(request)
            table = page.tables.get(stem)
            if table is None or kind != "csv":
                raise HTTPException(404)
            data = ("\ufeff" + table.to_csv()).encode("utf-8", "replace")
            return _file(data, "text/csv; charset=utf-8", f"{sheet.open.slot}-{stem}.csv")

        return await run_in_threadpool(written)

    def _page(self, request: Request) -> tuple[Sheet, Page]:
        params = dict(request.query_params)
        key = request.path_params["screen"]
        case = self.desk.case(request.path_params["slot"])
        sheet = Sheet(self.desk, case, case.line(params.get("line", "")), key, params)
        if key not in SCREENS:
            raise HTTPException(404)
        return sheet, SCREENS[key].draw(sheet)

    async def events(self, request: Request) -> Response:
        """Tells an open page when the case has changed elsewhere."""
        case = self.desk.case(request.path_params["slot"])

        async def stream() -> AsyncIterator[str]:
            told = ""
            if self.listening >= _LISTENERS:
                yield "retry: 30000\n\n"
                return
            self.listening += 1
            try:
                while not await request.is_disconnected():
                    news = json.dumps({"revision": case.revision, "saved": case.saved_how})
                    if news != told:
                        told = news
                        yield f"data: {news}\n\n"
                    await asyncio.sleep(_LOOK)
            finally:
                self.listening -= 1

        return StreamingResponse(stream(), media_type="text/event-stream")


# ---------------------------------------------------------------------------- drawing


def _draw(sheet: Sheet, complaint: InputError | None = None, status: int = 200) -> Response:
    """A screen, or what is wrong with the file where it cannot be drawn."""
    begun = time.perf_counter()
    if sheet.version.case is None:
        return _html(_mend(sheet, complaint), status)
    template, page = drawn(sheet)
    took = (time.perf_counter() - begun) * 1000
    return _html(draw(sheet, page, took, complaint, template), status)


def _html(text: str, status: int = 200) -> Response:
    """A page; one that says what could not be done keeps the address that it was asked from."""
    return HTMLResponse(text, status, headers={"hx-push-url": "false"} if status >= 400 else None)


def _mend(sheet: Sheet, complaint: InputError | None) -> str:
    return render(
        "mend.html", sheet=sheet, open=sheet.open, line=sheet.line, case=None, page=Page(),
        tabs=[], took=0.0, complaint=complaint,
    )  # fmt: skip


def _file(data: bytes, kind: str, name: str) -> Response:
    from urllib.parse import quote

    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    headers = {"content-disposition": disposition, "content-security-policy": policy}
    return Response(data, media_type=kind, headers=headers)


def _seen(form: Form) -> int | None:
    """The number of the text that a page was drawn from, where the form tells it."""
    return form.number("seen", -1) if "seen" in form else None


def _as_written(text: str, old: str) -> str:
    """A text area's text with the line breaks of the text it replaces; browsers send CR LF."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in old else plain


def _back(case: OpenCase, form: Form, request: Request) -> tuple[str, dict[str, str]]:
    """The screen that a form was sent from, and the fields of its address."""
    from urllib.parse import parse_qsl, unquote

    sent = form.get("back") or request.headers.get("referer", "")
    try:
        parts = urlsplit(sent[:4000])
        params = dict(parse_qsl(parts.query, max_num_fields=60))
    except ValueError:  # no address, or an absurd one
        return "model", {}
    steps = unquote(parts.path).strip("/").split("/")
    screen = steps[2] if len(steps) == 3 and steps[0] == "case" else "model"
    return (screen if screen in SCREENS else "model"), params


async def _with_form(request: Request, answer: Callable[[Form, Uploads], Response]) -> Response:
    """Answer with what a form sent, bounded; what was sent along is let go afterwards."""
    try:
        data: FormData = await request.form(max_files=_PARTS, max_fields=2000, max_part_size=FORM)
    except HTTPException as error:
        if error.status_code == 413:
            raise
        raise InputError(f"what was sent cannot be taken: {error.detail}") from None
    except (ValueError, UnicodeError):
        raise InputError("what was sent is no form") from None
    try:
        texts: dict[str, list[str]] = {}
        uploads = []
        for name, value in data.multi_items():
            if isinstance(value, UploadFile):
                uploads.append(value)
            else:
                texts.setdefault(_whole(name), []).append(_whole(value))
        return await run_in_threadpool(answer, Form(texts), tuple(uploads))
    finally:
        await data.close()


def _whole(text: str) -> str:
    """A text of whole characters; halves of them cannot be written anywhere."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("what was sent holds half a character") from None
    return text


# ---------------------------------------------------------------------------- what goes wrong


async def _complain(request: Request, error: Exception) -> Response:
    return _html(render("error.html", told=str(error), status=422), 422)


async def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    text = _TOLD.get(status, "That cannot be answered.")
    return _html(render("error.html", told=text, status=status), status)


async def _ours(request: Request, error: Exception) -> Response:
    told = f"Something is wrong in Détente itself ({type(error).__name__}). Nothing was lost."
    return _html(render("error.html", told=told, status=500), 500)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    data = static(name)
    kind = _KINDS.get("." + name.rpartition(".")[2])
    if data is None or kind is None:
        raise HTTPException(404)
    return Response(data, media_type=kind, headers={"cache-control": "private, max-age=3600"})
