"""Who is let in: this computer's own browser with its token, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.workbench.app import application
from detente.workbench.desk import Desk
from detente.workbench.guard import FORM, POLICY, Keys
from tests.workbench.conftest import BASE, PORT, Bench


@pytest.fixture
def stranger(tmp_path: Path) -> TestClient:
    """A browser that was given no address."""
    return TestClient(application(Desk(tmp_path), Keys(), PORT), base_url=BASE)


def test_a_stranger_sees_nothing(stranger: TestClient) -> None:
    for path in ("/", "/static/workbench.js", "/case/x/model", "/?token=", "/?token=wrong"):
        answer = stranger.get(path, follow_redirects=False)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert stranger.post("/new-address").status_code == 403


def test_a_token_works_once_and_leaves_the_address(tmp_path: Path) -> None:
    keys = Keys()
    app = application(Desk(tmp_path), keys, PORT)
    token = keys.token()
    first = TestClient(app, base_url=BASE).get(f"/?a=1&token={token}&b=2", follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["location"] == "/?a=1&b=2"
    cookie = first.headers["set-cookie"].casefold()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert token not in cookie
    second = TestClient(app, base_url=BASE).get(f"/?token={token}", follow_redirects=False)
    assert second.status_code == 403


def test_a_redirect_never_leaves_this_server(bench: Bench) -> None:
    answer = bench.client.get("//elsewhere.example/x?token=1", follow_redirects=False)
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1", "localhost:1", "", "[::1]"])
def test_another_name_for_this_server_is_refused(bench: Bench, host: str) -> None:
    assert bench.client.get("/", headers={"host": host}).status_code == 421


def test_localhost_is_this_computer(bench: Bench) -> None:
    cookie = "; ".join(f"{k}={v}" for k, v in bench.client.cookies.items())
    headers = {"host": f"localhost:{PORT}", "cookie": cookie}
    assert bench.client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", f"http://127.0.0.1:{PORT + 1}"]
)
def test_another_origin_is_refused(bench: Bench, origin: str) -> None:
    case = bench.open("chicken")
    for method in ("GET", "POST"):
        answer = bench.client.request(
            method, f"/case/{case.slot}/line/undo", headers={"origin": origin}
        )
        assert answer.status_code == 403
    own = bench.client.post(
        f"/case/{case.slot}/line/undo", headers={"origin": BASE}, follow_redirects=False
    )
    assert own.status_code == 303


def test_another_sites_page_may_not_embed_or_ask(bench: Bench) -> None:
    for site in ("cross-site", "same-site"):
        assert bench.client.get("/", headers={"sec-fetch-site": site}).status_code == 403


def test_every_answer_forbids_what_is_elsewhere(bench: Bench) -> None:
    case = bench.open("chicken")
    paths = [
        "/",
        f"/case/{case.slot}/model",
        "/nowhere",
        "/static/workbench.css",
        "/case/none/model",
    ]
    for path in paths:
        headers = bench.client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in POLICY and "http" not in POLICY


def test_a_form_that_is_too_large_is_refused(bench: Bench) -> None:
    case = bench.open("chicken")
    path = f"/case/{case.slot}/line/text"
    assert bench.client.post(path, data={"text": "x" * (FORM + 1)}).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(FORM // 100_000 + 2):
            yield b"text=" + b"x" * 100_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = bench.client.post(path, content=pieces(), headers=headers)  # no length announced
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "name",
    [
        "../desk.py",
        "..%2fdesk.py",
        "%2e%2e/desk.py",
        "vendor",
        "",
        "vendor/../../desk.py",
        "\0",
        "x\\y",
    ],
)
def test_only_static_files_are_served(bench: Bench, name: str) -> None:
    from urllib.parse import quote

    assert bench.client.get(f"/static/{quote(name, safe='%/')}").status_code == 404


@pytest.mark.parametrize(
    "name", ["../out.yaml", "/etc/passwd.yaml", "..\\out.yaml", ".", "..", "a\0.yaml", "~/x.yaml"]
)
def test_no_name_leads_out_of_the_folder(bench: Bench, name: str) -> None:
    (bench.desk.folder.parent / "out.yaml").write_text("parties: {}\n", encoding="utf-8")
    answer = bench.client.post("/open", data={"how": "file", "name": name})
    assert answer.status_code == 422
    assert not bench.desk.cases


def test_a_link_out_of_the_folder_is_not_followed(bench: Bench) -> None:
    outside = bench.desk.folder.parent / "outside.yaml"
    outside.write_text("title: secret\nparties: {}\n", encoding="utf-8")
    try:
        (bench.desk.folder / "link.yaml").symlink_to(outside)
    except OSError:  # a system that lets nobody make links has none to follow
        return
    answer = bench.client.post("/open", data={"how": "file", "name": "link.yaml"})
    assert answer.status_code == 422
    assert "secret" not in bench.get("/")
