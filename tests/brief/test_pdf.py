"""PDF through whatever browser this machine has; without one, the plain refusal."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pypdfium2
import pytest

from detente.brief import pdf, write_brief
from detente.case import load
from detente.errors import InputError


def test_a_pdf_is_printed_where_a_browser_is_found(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    case = load("prisoners-dilemma")
    if not any(path.is_file() for path in pdf._candidates()):
        with pytest.raises(InputError, match="none was found"):
            write_brief(case, target)
        return
    write_brief(case, target)
    data = target.read_bytes()
    assert data.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= 4
    assert re.search(rb"/Lang ?\(en\)", data) and b"file:" not in data
    with contextlib.closing(pypdfium2.PdfDocument(data)) as printed:
        assert printed.get_metadata_value("Title") == case.title.value
        assert printed.get_metadata_value("CreationDate").startswith("D:2000")
        assert printed.is_tagged()
        outline = [entry.get_title() for entry in printed.get_toc()]
    assert {"In one page", "Outcomes", "How sure"} <= set(outline)
    assert data == write_brief(case).to_pdf()
