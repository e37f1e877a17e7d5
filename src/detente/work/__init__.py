"""Heavy work shared out: over this process, the cores of this machine, or a cluster.

    for result in share(task, items, workers=4):
        ...

Results come in the order of the items, whatever the number of workers, and only so many items are
taken ahead of them that neither list has to fit into memory. Where the work goes is one switch,
the same for everything heavy: `workers` and `scheduler`. An executor is one file in `executors`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from detente.work import executors
from detente.work.executor import EXECUTORS, Executor, cores, share

for _module in sorted(module.name for module in iter_modules(executors.__path__)):
    import_module(f"detente.work.executors.{_module}")

__all__ = ["EXECUTORS", "Executor", "cores", "share"]
