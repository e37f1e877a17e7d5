"""The command line: parse, call one library function, print."""

from __future__ import annotations

from detente.cli.group import main

__all__ = ["main"]
