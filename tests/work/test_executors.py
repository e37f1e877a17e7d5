"""Every executor does the same work, in the same order, with bounded memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.work import EXECUTORS, cores, share
from detente.work.executor import AHEAD, chosen
from tests.work.tasks import Add, EndOnce, end, refuse

HERE = Path(__file__).parents[2]

CLUSTER = """
from dask.distributed import LocalCluster
from detente.errors import InputError
from detente.work import share
from tests.work.tasks import Add, refuse

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None,
        host="127.0.0.1", protocol="tcp://",
    ) as cluster:
        url = cluster.scheduler_address
        print(list(share(Add(7), iter(range(20)), scheduler=url)))
        try:
            list(share(refuse, range(5), scheduler=url))
        except InputError as error:
            print(error)
"""


def test_the_switch_chooses_the_executor() -> None:
    assert (chosen(1, None), chosen(2, None), chosen(1, "tcp://x")) == (
        "here",
        "processes",
        "cluster",
    )
    with pytest.raises(InputError, match="at least one worker"):
        chosen(0, None)
    assert cores() >= 1
    assert list(EXECUTORS) == ["cluster", "here", "processes"]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(share(Add(7), range(9), workers=workers)) == list(range(7, 16))


@pytest.mark.parametrize("workers", [1, 2])
def test_items_are_taken_only_a_few_ahead(workers: int) -> None:
    taken = []

    def items() -> Iterator[int]:
        for item in range(1000):
            taken.append(item)
            yield item

    results = share(Add(0), items(), workers=workers)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    assert len(taken) <= 3 + AHEAD * workers
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_mistake_in_the_work_arrives_as_it_was(workers: int) -> None:
    with pytest.raises(InputError, match="the item 2 cannot be used"):
        list(share(refuse, range(5), workers=workers))


def test_a_process_that_is_lost_costs_time_alone(tmp_path: Path) -> None:
    found = list(share(EndOnce(str(tmp_path / "lost")), range(12), workers=2))
    assert found == list(range(12))
    assert (tmp_path / "lost").exists()


def test_processes_that_end_again_and_again_are_said_plainly() -> None:
    with pytest.raises(InputError, match="processes ended 4 times before"):
        list(share(end, range(5), workers=2))


def test_a_cluster_does_the_same_work() -> None:
    run = subprocess.run(
        [sys.executable, "-c", CLUSTER],
        cwd=HERE,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    first, second = run.stdout.splitlines()
    assert first == str(list(range(7, 27)))
    assert second == "the item 2 cannot be used"


def test_a_scheduler_that_is_not_there_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from detente.work import share\n"
            "from detente.work.executors import cluster\n"
            "cluster.PATIENCE = 1\n"
            "list(share(print, [1], scheduler='tcp://127.0.0.1:9'))",
        ],
        cwd=HERE,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "there is no scheduler at tcp://127.0.0.1:9" in run.stderr.splitlines()[-1]
