"""Work that would never end, or that no memory holds, is not begun or is stopped."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.workbench.conftest import Bench


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
