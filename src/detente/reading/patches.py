"""Unified diffs of a case file: written as `patch` reads them, applied to the letter."""

from __future__ import annotations

import difflib
import re

from detente.errors import InputError

_HUNK = re.compile(
    r"^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@[^\n]*\n((?:[ +\\-][^\n]*\n|\n)*)", re.MULTILINE
)


def unified(old: str, new: str, name: str) -> str:
    """A unified diff that `patch` and `git apply` understand; empty where nothing differs."""
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}", lineterm="\n")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    """Lines as `patch` counts them: only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def apply_patch(text: str, patch: str, name: str) -> str:
    """Apply a unified diff whose context has to be there, exactly; nothing is guessed.

    Raises
    ------
    InputError
        when it is no unified diff, or was made from another version of the file.
    """
    old, new = _lines(text), list[str]()
    at = 0
    for match in _HUNK.finditer(patch):
        length = int(match[2]) if match[2] is not None else 1
        start = int(match[1]) - (1 if length else 0)
        if start < at:
            raise _does_not_fit(name)
        new += old[at:start]
        at = start
        for kind, line in _patch_lines(match[3]):
            if kind == "+":
                new.append(line)
                continue
            if at >= len(old) or old[at] != line:
                raise _does_not_fit(name)
            if kind == " ":
                new.append(line)
            at += 1
    return "".join(new + old[at:])


def _patch_lines(body: str) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for line in _lines(body):
        if line.startswith("\\"):  # the line before has no end
            kind, before = lines[-1]
            lines[-1] = (kind, before.removesuffix("\n"))
        else:
            lines.append((line[0], line[1:]) if line != "\n" else (" ", "\n"))
    return lines


def _does_not_fit(name: str) -> InputError:
    hint = "Make the proposal anew with: detente read FILE --case CASE --propose"
    return InputError(f"{name} does not fit the case as it is now. {hint}")
