"""How inner loops are compiled; with this module numba is imported, so only kernels import it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(function: Kernel) -> Kernel:
    """Compile on first use and keep the result on disk, where a place for that can be written."""
    try:
        return cast(Kernel, njit(cache=True, nogil=True)(function))
    except RuntimeError:  # neither the package's nor the user's cache can be written
        return cast(Kernel, njit(nogil=True)(function))
