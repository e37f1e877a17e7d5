"""The words page: every registered thing is there once, and links lead somewhere."""

from __future__ import annotations

import re
from importlib.resources import files

from detente.brief.wording.known import ACTS
from detente.levers import KINDS as LEVERS
from detente.levers import load_kinds
from detente.sources import source
from detente.stability import CONCEPTS
from detente.views.compare import CLASSES
from detente.views.misperceptions import KINDS
from detente.workbench.screens.terms.glossary import ACTS_SAY, chapters
from tests.workbench.conftest import Bench


def test_every_registered_thing_has_its_word() -> None:
    load_kinds()
    keys = [word.key for chapter in chapters() for word in chapter.words]
    assert len(keys) == len(set(keys))
    wanted = {*CONCEPTS, *CLASSES, *KINDS, *ACTS, *(f"lever-{key}" for key in LEVERS)}
    assert wanted <= set(keys)
    assert set(ACTS_SAY) == set(ACTS)


def test_a_definition_of_the_literature_names_its_work(bench: Bench) -> None:
    page = bench.get(f"/case/{bench.open('prisoners-dilemma').slot}/terms")
    for one in CONCEPTS.values():
        assert f'id="term-{one.key}"' in page
        assert source(one.source).where.split(",")[0][:20].replace("&", "&amp;") in page


def test_links_to_words_lead_somewhere() -> None:
    known = {word.key for chapter in chapters() for word in chapter.words}
    folder = files("detente.workbench") / "templates"
    for template in folder.iterdir():
        if not template.name.endswith(".html"):
            continue
        text = template.read_text(encoding="utf-8")
        asked = set(re.findall(r"""m\.term\(["']([\w-]+)["'][,)]""", text))
        assert asked <= known, f"{template.name}: {asked - known}"
