"""PDF through whatever browser this machine has; without one, the plain refusal."""

from __future__ import annotations

import re
from pathlib import Path

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
