"""The screens, one a file, found by themselves: each turns a sheet into a page.

A screen `NAME` fills the template `NAME.html`. Whatever it needs beyond pages (an upload, a search)
it registers as an endpoint.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from detente.workbench.screens.screen import ENDPOINTS, SCREENS, Endpoint, Screen, endpoint, screen

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["ENDPOINTS", "SCREENS", "Endpoint", "Screen", "endpoint", "screen"]
