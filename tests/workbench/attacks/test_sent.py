"""What somebody hostile may send, and what must not follow from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import InputError
from detente.workbench.guard import FORM
from detente.workbench.keeping.line import MAIN
from tests.workbench.attacks.conftest import CHICKEN
from tests.workbench.conftest import Bench


@pytest.mark.parametrize(
    "back",
    ["http://[", "http://[x]/case/x/model", "http://\u2100/", "/case/x/model?" + "a=1&" * 100,
     "//[", "\\\\x\\y", "javascript:alert(1)", "\0"],
)  # fmt: skip
def test_any_way_back_leads_to_a_page_of_the_case(bench: Bench, back: str) -> None:
    case = bench.open("chicken")
    for fields, headers in (({"back": back}, []), ({}, [(b"referer", back.encode("utf-8"))])):
        answer = bench.client.post(
            f"/case/{case.slot}/line/undo", data=fields, headers=headers, follow_redirects=False
        )
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(f"/case/{case.slot}/model")


def parts(*fields: tuple[str, bytes]) -> bytes:
    """A form in parts, each field as it is."""
    head = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    return b"".join(head % (name.encode(), value) for name, value in fields) + b"--b--\r\n"


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape", "undefined", "utf-7"])
def test_half_a_character_is_not_taken(bench: Bench, charset: str) -> None:
    case = bench.open("chicken")
    kind = {"content-type": f"multipart/form-data; boundary=b; charset={charset}"}
    sent = parts(("title", b"x\\ud800y"), ("field", b"f\\ud800"), ("value", b"x\\ud800y"))
    for what in ("line/branch", "typed"):
        answer = bench.client.post(f"/case/{case.slot}/{what}", content=sent, headers=kind)
        assert answer.status_code in {200, 204, 422}
    for screen in ("model", "compare"):
        bench.get(f"/case/{case.slot}/{screen}")
    for line in case.lines.values():
        line.title.encode("utf-8")
    for field, text in case.typed.items():
        (field + text).encode("utf-8")


def test_a_file_of_the_largest_size_can_be_edited_as_text(bench: Bench) -> None:
    case = bench.open("chicken")
    text = CHICKEN + "# " + "x" * 2_000_000 + "\n"
    answer = bench.client.post(
        f"/case/{case.slot}/line/text", data={"line": MAIN, "text": text}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert case.line(MAIN).text == text


def test_only_files_may_be_as_large_as_documents(bench: Bench) -> None:
    case = bench.open("chicken")
    body = b"a=" + b"x" * FORM
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for path in ("x/evidence/upload", "do/upload", "line/upload"):
        answer = bench.client.post(f"/case/{case.slot}/{path}", content=body, headers=kind)
        assert answer.status_code == 413


def test_what_was_sent_along_is_let_go(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.datastructures import FormData

    closed = []
    original = FormData.close

    async def close(self: FormData) -> None:
        closed.append(len(self))
        await original(self)

    monkeypatch.setattr(FormData, "close", close)
    case = bench.open("chicken")
    files = [("file", ("a.txt", b"x" * 2_000_000, "text/plain"))]
    for address in ("line/undo", "do/present.set", "typed", "x/model/pin", "do/none"):
        bench.client.post(f"/case/{case.slot}/{address}", files=files)
    bench.client.post("/import", files=files)
    bench.client.post("/open", files=files)
    assert len(closed) == 6  # an act that is not known reads no form


def test_two_programs_of_this_computer_may_set_one_cookie(bench: Bench) -> None:
    """A cookie is kept by host alone: a server on another port may plant one of the same name."""
    ((name, secret),) = bench.client.cookies.items()
    for cookie in (f"{name}={secret}; {name}=planted", f"{name}=planted; {name}={secret}"):
        bench.client.cookies.clear()
        assert bench.client.get("/", headers={"cookie": cookie}).status_code == 200
    assert bench.client.get("/", headers={"cookie": f"{name}=planted"}).status_code == 403


def test_news_are_told_to_so_many_pages_and_no_more(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.workbench import app

    monkeypatch.setattr(app, "_LISTENERS", 0)
    case = bench.open("chicken")
    assert bench.get(f"/case/{case.slot}/events") == "retry: 30000\n\n"  # ends, and is tried again


def test_a_port_is_held_alone(tmp_path: Path) -> None:
    import socket

    from detente.workbench.server import listen

    with listen(0) as first:
        port = first.getsockname()[1]
        with pytest.raises(InputError, match=str(port)):
            listen(port)
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            assert first.getsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE)


@pytest.mark.parametrize("title", ["CON", "nul", "com1", "Aux", "lpt9"])
def test_no_case_is_called_like_a_device(bench: Bench, title: str) -> None:
    answer = bench.client.post("/open", data={"how": "example", "title": title})
    assert answer.status_code == 200
    (found,) = bench.desk.folder.glob("*.yaml")
    assert found.stem.casefold() != title.casefold()


def test_a_table_of_a_very_long_name_is_taken(bench: Bench) -> None:
    table = "party,option,now\nCity,Talk,N\nUnion,Strike,Y\n"
    for name in ("x" * 50_000 + ".csv", "\x01\x02.csv", "../../x.csv", "a\u202eb.csv", ""):
        sent = {"file": (name, table.encode(), "text/csv")}
        answer = bench.client.post("/import", files=sent, data={"title": ""})
        assert answer.status_code in {200, 422}, name[:20]
        assert len(answer.text) < 200_000
    bench.get("/")
