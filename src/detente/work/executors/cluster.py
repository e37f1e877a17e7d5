"""Work on a cluster that a Dask scheduler leads (extra `cluster`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from detente.errors import InputError
from detente.extras import needs
from detente.work.executor import AHEAD, EXECUTORS, Executor

#: seconds to wait for the scheduler, and for its first worker
PATIENCE = 10


def run(
    task: Callable[[Any], Any], items: Iterable[Any], workers: int, scheduler: str | None
) -> Iterator[Any]:
    """Windows of items, each shared out by joblib; the task itself is sent once.

    Raises
    ------
    InputError
        when the extra is missing, or the scheduler or its workers cannot be reached.
    """
    joblib, distributed = needs("joblib"), needs("distributed")
    client = _connected(distributed, scheduler)
    try:
        lanes = sum(client.ncores().values())
        rest = iter(items)
        with joblib.parallel_config(
            backend="dask", client=client, scatter=[task], wait_for_workers_timeout=PATIENCE
        ):
            while window := list(islice(rest, AHEAD * max(lanes, 1))):
                parallel = joblib.Parallel(pre_dispatch="all", batch_size=1)
                yield from parallel(joblib.delayed(_do)(task, item) for item in window)
    except (TimeoutError, OSError) as error:
        raise InputError(f"the cluster at {scheduler} does not answer: {error}") from None
    finally:
        client.close()


def _connected(distributed: Any, scheduler: str | None) -> Any:
    """A client of the scheduler; whether anything answers there is found out first, and at once."""
    hint = "Give the address that the scheduler prints, such as tcp://10.0.0.5:8786"
    try:
        _ring(scheduler or "")
        client = distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"there is no scheduler at {scheduler} ({error}). {hint}") from None
    if not client.ncores():
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            client.close()
            raise InputError(f"the scheduler at {scheduler} has no workers yet") from None
    return client


def _ring(address: str) -> None:
    """Open a connection to an address and close it again; an OSError or ValueError where none is.

    Addresses inside one process are left to the client.
    """
    import socket
    from urllib.parse import urlsplit

    if address.startswith("inproc://"):
        return
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if not parts.hostname or parts.port is None:
        raise ValueError("no host and port")
    with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE):
        pass


def _do(task: Callable[[Any], Any], item: Any) -> Any:
    return task(item)


EXECUTORS.add(
    "cluster",
    Executor(
        "A cluster",
        "sends the work to the workers of a Dask scheduler",
        run,
        shares_files=False,
    ),
)
