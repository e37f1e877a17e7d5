"""Seconds and peak memory of a fresh process.

Nothing heavy is imported here: a new process starts from the memory of the one that starts it,
and that counts towards its peak.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """What one process took.

    Attributes
    ----------
    seconds : wall time, start and end of the process included
    cpu : seconds of all cores together, which other work on the machine disturbs less; None where
        the system does not say
    peak : the most memory it held at once, in bytes; None where the system does not say
    """

    seconds: float
    cpu: float | None
    peak: int | None
    output: str


class Failed(Exception):
    """A measured process did not do its work."""


def run(arguments: list[str]) -> Run:
    """Run a Python program in a fresh process.

    Raises
    ------
    Failed
        when it does not end with 0.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    with process:
        assert process.stdout is not None and process.stderr is not None
        output, errors = process.stdout.read(), process.stderr.read()
        cpu, peak = _wait(process)
        seconds = time.perf_counter() - begun
    if process.returncode:
        raise Failed(f"{' '.join(arguments)} ended with {process.returncode}:\n{errors}")
    return Run(seconds, cpu, peak, output)


if sys.platform == "win32":
    import ctypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = [
            ("cb", ctypes.c_ulong),
            ("PageFaultCount", ctypes.c_ulong),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            *((f"rest{k}", ctypes.c_size_t) for k in range(7)),
        ]

    def _wait(process: subprocess.Popen[str]) -> tuple[float | None, int | None]:
        process.wait()
        found = _Counters(cb=ctypes.sizeof(_Counters))
        handle = ctypes.c_void_p(int(process._handle))
        known = ctypes.windll.kernel32.K32GetProcessMemoryInfo(
            handle, ctypes.byref(found), ctypes.sizeof(found)
        )
        return None, int(found.PeakWorkingSetSize) if known else None

else:

    def _wait(process: subprocess.Popen[str]) -> tuple[float | None, int | None]:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return usage.ru_utime + usage.ru_stime, peak
