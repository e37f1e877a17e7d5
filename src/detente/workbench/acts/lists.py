"""Lists of texts that a page sends whole: what stays the same keeps its marks and its line."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft


def sync(draft: Draft, path: Path, wanted: Sequence[Any], *, rewrites: bool = True) -> None:
    """Make the list at a path hold these entries, at the cost of those that differ.

    Parameters
    ----------
    wanted : texts, or data as the file holds it; an entry that says the same as one that stands
        there, marks aside, leaves it as it is. None left: the list goes.
    rewrites : whether a text in the place of another is that one reworded, which keeps its marks
    """
    written = draft.value(path)
    if not wanted:
        if written is not None:
            draft.drop(path)
        return
    if not isinstance(written, list) or not written:
        draft.replace(path, list(wanted))
        return
    before, after = [_said(item) for item in written], [_said(item) for item in wanted]
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, i, i_end, j, j_end in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        for k in range(min(i_end - i, j_end - j)):
            (draft.put if rewrites else draft.replace)((*path, i + k), wanted[j + k])
        for k in range(j + (i_end - i), j_end):
            draft.add(path, wanted[k], i + k - j)
        for k in reversed(range(i + (j_end - j), i_end)):
            draft.take((*path, k))


def _said(item: Any) -> str:
    return repr(item["is"] if isinstance(item, dict) and "is" in item else item)
