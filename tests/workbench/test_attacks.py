"""What somebody hostile may send, or lay beside a case, and what must not follow from it."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente.case.shipped import shipped_bytes
from detente.errors import InputError
from detente.workbench.desk import Desk
from detente.workbench.guard import FORM
from detente.workbench.keeping.journal import Journal, journal_path
from detente.workbench.keeping.line import MAIN
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens.evidence.intake import _lay_down
from tests.workbench.conftest import Bench

CHICKEN = shipped_bytes("chicken").decode("utf-8")


def linked(link: Path, target: Path) -> bool:
    """Make a link; False on a system that lets nobody make one, and where none can be followed."""
    try:
        link.symlink_to(target)
    except OSError:
        return False
    return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case in a folder of its own, with room for what must stay untouched beside the folder."""
    folder = tmp_path / "desk"
    folder.mkdir()
    found = folder / "case.yaml"
    found.write_text(CHICKEN, encoding="utf-8", newline="")
    return found


Opened = Callable[[Path], OpenCase]


@pytest.fixture
def opened() -> Iterator[Opened]:
    """A way to open cases that are let go at the end, as a kill does."""
    cases: list[OpenCase] = []

    def made(path: Path) -> OpenCase:
        cases.append(OpenCase("case", path))
        return cases[-1]

    yield made
    for case in cases:
        if case._journal is not None:
            case._journal.close()


def change(case: OpenCase, title: str) -> None:
    """Any change that is logged."""
    case.branch(MAIN, title)


# ---------------------------------------------------------------------------- what is sent


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


# ---------------------------------------------------------------------------- the folder


def test_names_that_are_no_text_are_passed_over(bench: Bench) -> None:
    try:
        Path(os.fsdecode(os.fsencode(bench.desk.folder) + b"/a\xff.yaml")).write_bytes(
            b"title: x\n"
        )
    except OSError:  # a system whose names are always text
        return
    bench.get("/")


def test_what_is_no_file_is_neither_listed_nor_opened(
    bench: Bench, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (bench.desk.folder / "folder.yaml").mkdir()
    outside = tmp_path_factory.mktemp("elsewhere") / "outside.yaml"
    outside.write_text("title: Not for this page\n", encoding="utf-8")
    linked(bench.desk.folder / "link.yaml", outside)
    if hasattr(os, "mkfifo"):
        os.mkfifo(bench.desk.folder / "pipe.yaml")  # whoever opens it waits for ever
    assert bench.desk.files() == []
    for name in ("pipe.yaml", "folder.yaml", "link.yaml"):
        assert bench.client.post("/open", data={"how": "file", "name": name}).status_code == 422


def test_a_case_that_becomes_a_pipe_holds_nobody_up(path: Path, opened: Opened) -> None:
    case = opened(path)
    if not hasattr(os, "mkfifo"):
        return
    path.unlink()
    os.mkfifo(path)
    looked = threading.Thread(target=case.poll, daemon=True)
    looked.start()
    looked.join(5)
    assert not looked.is_alive()


def test_a_folder_that_is_gone_is_told_of(bench: Bench) -> None:
    bench.desk.folder.rmdir()
    assert "cannot be" in bench.get("/", 422)
    answer = bench.client.post("/open", data={"how": "example", "title": "New"})
    assert answer.status_code == 422


def test_nothing_is_written_through_a_link(path: Path, opened: Opened) -> None:
    """Whoever may write into the folder must not choose what is overwritten elsewhere."""
    precious = path.parent.parent / "precious.txt"
    precious.write_text("precious\n", encoding="utf-8")
    names = ["case.journal", ".case.journal.new"]
    for name in names:
        link = path.with_name(name)
        if not linked(link, precious):
            return
        try:
            case = opened(path)
            change(case, "x")
            case.close()
        except InputError:
            pass
        assert precious.read_text(encoding="utf-8") == "precious\n", name
        for one in path.parent.glob(f"{name}*"):
            one.unlink()


def test_nothing_is_made_where_a_link_leads(path: Path, opened: Opened) -> None:
    elsewhere = path.parent.parent / "made.txt"
    case = opened(path)
    change(case, "x")
    path.unlink()
    if not linked(path, elsewhere):
        return
    case.replace(MAIN, CHICKEN + "# mine\n", "Title")
    with pytest.raises(InputError):
        case.save()
    assert not elsewhere.exists()
    shipped = path.with_name("stag-hunt.yaml")
    linked(shipped, elsewhere)
    desk = Desk(path.parent)
    other = desk.open_shipped("stag-hunt")
    change(other, "x")
    other.undo(MAIN)
    other.replace(MAIN, other.line(MAIN).text + "# mine\n", "Title")
    desk.close()
    assert not elsewhere.exists()


def test_documents_are_not_laid_down_through_links(path: Path) -> None:
    from io import BytesIO

    from starlette.datastructures import UploadFile

    precious = path.parent.parent / "precious.txt"
    precious.write_text("precious\n", encoding="utf-8")
    folder = path.with_name(".case.unread")
    folder.mkdir()
    for name in ("part-1", "part-names"):
        if not linked(folder / name, precious):
            return
    _lay_down(folder, [UploadFile(BytesIO(b"sent"), filename="a.txt")])
    assert precious.read_text(encoding="utf-8") == "precious\n"


# ---------------------------------------------------------------------------- the log


@pytest.mark.parametrize("kept", ["Dear diary,\nnobody knows.\n", '{"mine": 1}\n', "[]\n", "x"])
def test_somebody_elses_file_of_the_logs_name_is_kept(
    path: Path, opened: Opened, kept: str
) -> None:
    journal_path(path).write_text(kept, encoding="utf-8", newline="")
    case = opened(path)
    change(case, "x")
    case.close()
    texts = [one.read_text(encoding="utf-8") for one in path.parent.iterdir()]
    assert kept in texts
    assert "kept" in opened(path).news or "kept" in case.news


def test_two_cases_of_one_stem_do_not_mix(path: Path, opened: Opened) -> None:
    case = opened(path)
    case.replace(MAIN, CHICKEN + "# mine\n", "Title")
    case.close()
    other = path.with_suffix(".yml")
    text = shipped_bytes("stag-hunt").decode("utf-8")
    other.write_text(text, encoding="utf-8", newline="")
    second = opened(other)
    second.close()
    assert other.read_text(encoding="utf-8") == text


def test_what_an_editor_saved_while_nothing_ran_stays(path: Path, opened: Opened) -> None:
    case = opened(path)
    case.replace(MAIN, CHICKEN + "# mine\n", "Title")
    case.close()
    edited = CHICKEN + "# theirs\n"
    path.write_text(edited, encoding="utf-8", newline="")
    again = opened(path)
    again.close()
    assert path.read_text(encoding="utf-8") == edited


@pytest.mark.parametrize(
    "record",
    [
        {"do": "branch", "line": "b", "title": "x\ud800", "from": "main", "text": CHICKEN},
        {"do": "branch", "line": "b", "title": "x", "from": "main", "text": "title: \ud800\n"},
        {"do": "branch", "line": "\ud800", "title": "x", "from": "\ud800", "text": CHICKEN},
        {"do": "branch", "line": ["b"], "title": {}, "from": 3, "text": None, "base": []},
        {"do": "branch", "line": "b", "title": "x" * 10_000_000, "from": "none", "text": CHICKEN},
        {"do": "step", "line": "main", "label": "\ud800", "act": "\ud800", "when": "\ud800",
         "at": 0, "cut": "", "put": "# x\n"},
        {"do": "step", "line": "main", "label": "x", "act": "none", "when": "no date",
         "at": 0, "cut": "", "put": "# \ud800\n"},
        {"do": "step", "line": "main", "label": "x", "act": "y", "when": "z",
         "at": "9" * 5000, "cut": "", "put": "# x\n"},
        {"do": "step", "line": "main", "label": "x", "act": "y", "when": "z",
         "at": 1e400, "cut": "", "put": "# x\n"},
        {"do": "typed", "field": "main:title", "text": "\ud800"},
        {"do": "typed", "field": "\ud800", "text": "x"},
        {"do": "open", "text": "title: \ud800\n"},
        {"do": "open", "text": "\0"},
        {"do": "drop", "line": "main"},
        {"do": "branch", "line": "main", "title": "<script>", "from": "main", "text": "x"},
        {"do": "saved", "digest": None},
    ],
)  # fmt: skip
@pytest.mark.parametrize("raw", [True, False])
def test_a_planted_log_breaks_no_page(bench: Bench, record: dict[str, object], raw: bool) -> None:
    path = bench.desk.folder / "case.yaml"
    path.write_text(CHICKEN, encoding="utf-8", newline="")
    records = [{"do": "open", "text": CHICKEN}, record]
    lines = [json.dumps(one, ensure_ascii=not raw) for one in records]
    data = ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")
    journal_path(path).write_bytes(data)
    case = bench.desk.open_file("case.yaml")
    for line in case.lines:
        for screen in ("model", "compare"):
            page = bench.client.get(f"/case/case/{screen}", params={"line": line})
            assert page.status_code == 200
            assert "<script>" not in page.text and len(page.text) < 1_000_000
    assert "class" in bench.get("/case/case/model")
    change(case, "after it")


def test_a_log_of_endless_work_is_given_up(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.workbench.keeping import replay

    monkeypatch.setattr(replay, "WORK", 200 * len(CHICKEN))
    records: list[object] = [{"do": "open", "text": CHICKEN}]
    step = {"do": "step", "line": "main", "label": "x", "act": "y", "when": "z", "at": 0}
    for _ in range(500):
        records += [{**step, "cut": "", "put": "#\n"}, {**step, "cut": "#\n", "put": ""}]
    text = "".join(json.dumps(one) + "\n" for one in records)
    journal_path(path).write_text(text, encoding="utf-8", newline="")
    case = opened(path)
    assert len(case.line(MAIN).done) < 250
    assert case.line(MAIN).version.case is not None


def test_a_log_of_endless_length_is_set_aside(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.workbench.keeping import journal

    monkeypatch.setattr(journal, "LONGEST", 1000)
    log = journal_path(path)
    log.write_text(json.dumps({"do": "open", "text": "x" * 2000}) + "\n", encoding="utf-8")
    case = opened(path)
    assert case.line(MAIN).text == CHICKEN
    assert any(one.stat().st_size > 2000 for one in path.parent.iterdir() if one != path)


def test_a_full_disk_leaves_no_half_line(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be logged whole is no change, and does not come back with the next one."""
    case = opened(path)
    change(case, "one")
    log = case._journal
    assert log is not None

    class Full:
        """A stream that takes half of what it is given, and then no more."""

        def __init__(self, stream: object) -> None:
            self.stream, self.full = stream, True

        def write(self, data: bytes) -> int:
            if self.full:
                self.stream.write(data[: len(data) // 2])  # type: ignore[attr-defined]
                raise OSError(28, "No space left on device")
            return self.stream.write(data)  # type: ignore[attr-defined, no-any-return]

        def __getattr__(self, name: str) -> object:
            return getattr(self.stream, name)

    full = Full(log._stream)
    monkeypatch.setattr(log, "_stream", full)
    with pytest.raises(InputError, match="No space"):
        change(case, "two")
    full.full = False
    change(case, "three")
    case.close()
    again = opened(path)
    assert [line.title for line in again.lines.values()][1:] == ["one", "three"]


def test_many_branches_are_refused(path: Path, opened: Opened) -> None:
    case = opened(path)
    with pytest.raises(InputError, match="branches"):
        for number in range(500):
            change(case, f"b{number}")
    assert len(case.lines) <= 101


def test_what_is_being_written_does_not_fill_the_disk(path: Path, opened: Opened) -> None:
    case = opened(path)
    for number in range(1, 400):
        case.type("main:x", "y" * 100_000, number)
    case.save()
    assert journal_path(path).stat().st_size < 20_000_000
    assert case.typed["main:x"] == "y" * 100_000


def test_a_log_that_is_held_is_not_touched(path: Path, opened: Opened) -> None:
    held = Journal(journal_path(path))
    held.begin({"do": "open", "text": CHICKEN})
    with pytest.raises(InputError, match="another"):
        opened(path)
    held.close()


# ---------------------------------------------------------------------------- work without end


def test_three_texts_with_many_lines_alike_are_brought_together_soon(path: Path) -> None:
    import time

    from detente.workbench.keeping.splice import merged

    base = "a\n" * 60_000
    begun = time.perf_counter()
    merged(base, "x\n" + "b\na\n" * 40_000, "a\nc\n" * 40_000)
    assert merged(base, "x\n" + base, base + "y\n") == "x\n" + base + "y\n"
    assert time.perf_counter() - begun < 5


def test_only_so_much_work_is_done_at_once() -> None:
    from detente.workbench.jobs import Jobs

    jobs, going, most = Jobs(), [0], [0]
    lock, gate = threading.Lock(), threading.Event()

    def work(_: object) -> int:
        with lock:
            going[0] += 1
            most[0] = max(most[0], going[0])
        gate.wait(10)
        with lock:
            going[0] -= 1
        return 1

    made = [jobs.start(number, work) for number in range(60)]
    gate.set()
    for job in made:
        job.wait(10)
        assert job.result == 1
    assert most[0] <= 8


def test_work_that_waits_can_be_stopped() -> None:
    from detente.workbench.jobs import Jobs

    jobs, gate = Jobs(), threading.Event()
    made = [jobs.start(number, lambda _: gate.wait(10)) for number in range(30)]
    jobs.stop(lambda key: key == 29)
    gate.set()
    made[29].wait(10)
    assert made[29].error == "stopped"


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


def large(options: int, parties: int) -> str:
    """A case with two to the power of `options` states."""
    lines = ["title: Large", "parties:"]
    for party in range(parties):
        lines += [f"  p{party}:", "    options:"]
        lines += [f"      o{k}: Do it" for k in range(party, options, parties)]
        lines += [f"    prefers: [o{party}]"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("options", "parties"), [(17, 2), (26, 2), (26, 13), (60, 2)])
def test_no_screen_waits_for_millions_of_states(
    bench: Bench, options: int, parties: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    from detente.workbench import jobs

    def endless(job: jobs.Job, work: object) -> None:
        job._stop.wait(20)

    if options > 20:  # what would be done is not what is tried here, and is much
        monkeypatch.setattr(jobs.Job, "run", endless)
    case = bench.write(large(options, parties))
    for screen in ("model", "views", "preferences", "outcomes", "levers", "timeline", "compare"):
        begun = time.perf_counter()
        bench.get(f"/case/{case.slot}/{screen}")
        assert time.perf_counter() - begun < 3, screen
    bench.desk.jobs.stop()


def test_a_large_case_is_drawn_in_the_end(bench: Bench) -> None:
    import time

    case = bench.write(large(17, 2))
    for screen in ("model", "preferences", "timeline"):
        deadline = time.monotonic() + 60
        while "waiting-" in (page := bench.get(f"/case/{case.slot}/{screen}")):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert "Large" in page
        bench.get(f"/case/{case.slot}/{screen}")


def test_what_no_memory_holds_is_refused_in_words(bench: Bench) -> None:
    case = bench.write(large(26, 13))
    for screen in ("views", "preferences"):
        assert "too many" in bench.get(f"/case/{case.slot}/{screen}")


def test_everything_at_once_leaves_a_log_that_leads_to_the_same_texts(
    path: Path, opened: Opened
) -> None:
    """Two windows, another program and the saving all at work: nothing raises, nothing is lost."""
    case = opened(path)
    trouble: list[BaseException] = []

    def hand(number: int) -> None:
        try:
            for turn in range(12):
                mark = f"# {number}-{turn}\n"
                line = case.branch(MAIN, f"b{number}").key if turn % 6 == 0 else MAIN
                with_mark = case.line(line).text + mark
                try:
                    case.replace(line, with_mark, mark, case.line(line).revision)
                    if turn % 3 == 1:
                        case.undo(MAIN)
                    if turn % 5 == 1:
                        case.redo(MAIN)
                    if line != MAIN:
                        case.adopt(line)
                        case.drop(line)
                except InputError:
                    pass
                case.type(f"main:{number}", mark, turn)
                if number == 0 and turn % 4 == 0:
                    path.write_text(f"# outside {turn}\n{CHICKEN}", encoding="utf-8", newline="")
                try:
                    case.save()
                except InputError:
                    case.poll()
        except BaseException as error:
            trouble.append(error)

    hands = [threading.Thread(target=hand, args=(number,)) for number in range(6)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert trouble == []
    case.settle(ours=True)
    case.save()
    texts = {key: line.text for key, line in case.lines.items()}
    assert path.read_text(encoding="utf-8") == texts[MAIN]
    case.close()
    again = opened(path)
    assert {key: line.text for key, line in again.lines.items()} == texts


def test_a_log_told_anew_leads_to_the_same_lines(path: Path, opened: Opened) -> None:
    from detente.workbench.keeping.replay import Replay, restated

    case = opened(path)
    for number in range(6):
        case.replace(MAIN, case.line(MAIN).text + f"# {number}\n", f"{number}")
    key = case.branch(MAIN, "Apart").key
    case.replace(key, case.line(key).text + "# apart\n", "apart")
    case.undo(key)
    for _ in range(3):
        case.undo(MAIN)
    case.type("main:title", "half")
    replay = Replay()
    assert replay.follow(restated(case.lines, case.typed))
    for name, line in replay.lines("case.yaml").items():
        ours = case.lines[name]
        assert (line.text, line.title, line.base) == (ours.text, ours.title, ours.base)
        assert (line.done, line.undone) == (ours.done, ours.undone)
    assert replay.typed == case.typed


@pytest.mark.parametrize("kept", ["precious", None])
def test_no_evidence_is_written_through_a_link(
    bench: Bench, kept: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "elsewhere.sqlite"
    if kept is not None:
        elsewhere.write_text(kept, encoding="utf-8")
    case = bench.open("harbour-2031")
    if not linked(bench.desk.folder / "harbour-2031.evidence.sqlite", elsewhere):
        return
    sent = [("file", ("a.txt", b"We will strike, the union said.", "text/plain"))]
    bench.client.post(f"/case/{case.slot}/x/evidence/upload", files=sent)
    for job in list(bench.desk.jobs._jobs.values()):
        job.wait(30)
    assert bench.client.get(f"/case/{case.slot}/evidence").status_code == 200
    assert (elsewhere.read_text(encoding="utf-8") if elsewhere.exists() else None) == kept
