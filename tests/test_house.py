"""The house itself: the lock, what is packed, the documentation, and a quick start."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

from detente.case import parse_case
from tools.docs import WITH_EXAMPLES
from tools.examples import cases

HERE = Path(__file__).parent.parent
PAGES = [HERE / "README.md", *sorted((HERE / "docs").glob("*.md"))]


def project() -> dict[str, Any]:
    return tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))


def locked() -> dict[str, list[str]]:
    """Name to pinned versions: more than one where they differ by Python or by system."""
    pins: dict[str, list[str]] = {}
    for line in (HERE / "requirements/dev.lock").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([a-z0-9.-]+)==([^ ]+)", line):
            pins.setdefault(match[1], []).append(match[2])
    return pins


def wanted() -> Iterator[Requirement]:
    """Everything that pyproject.toml asks for by name."""
    data = project()
    extras = data["project"]["optional-dependencies"].values()
    groups = data["dependency-groups"].values()
    for entries in (data["project"]["dependencies"], *extras, *groups):
        yield from (Requirement(entry) for entry in entries if isinstance(entry, str))


def test_the_lock_pins_what_the_project_asks_for_within_its_ranges() -> None:
    pins = locked()
    for requirement in wanted():
        name = requirement.name.lower().replace(".", "-").replace("_", "-")
        assert pins.get(name), f"{name} is not in the lock"
        assert all(version in requirement.specifier for version in pins[name])


def test_the_lock_holds_digests_and_names_no_place_to_fetch_from() -> None:
    text = (HERE / "requirements/dev.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(entries) == sum(len(versions) for versions in locked().values())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "//" not in text
    assert "--index-url" not in text and "--find-links" not in text


def test_the_wheel_holds_the_data_that_the_program_reads(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=HERE, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    ours = HERE / "src"
    data = [
        path.relative_to(ours).as_posix()
        for path in ours.rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".nbi", ".nbc"}
    ]
    assert [name for name in data if name not in packed] == []
    assert "detente/py.typed" in packed
    assert "detente/case/catalogue/prisoners-dilemma.yaml" in packed


def test_the_command_starts_without_what_it_may_not_need() -> None:
    heavy = {"numba", "llvmlite", "rich", "jinja2", "pandas"}
    say = "import sys, detente.cli; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", say], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    assert heavy & set(run.stdout.split()) == set()


def test_setup_says_plainly_when_there_is_no_python(tmp_path: Path) -> None:
    shell = shutil.which("sh")
    assert shell, "the Makefile needs a shell"
    venv = tmp_path / "venv"
    run = subprocess.run(
        [shell, "tools/setup.sh", str(venv), str(venv / "bin" / "python")],
        cwd=HERE,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert run.returncode == 1
    assert "Python 3.11 or newer" in run.stderr
    assert not venv.exists()


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_cases_in_the_documentation_load_without_a_warning(name: str) -> None:
    steps = list(cases((HERE / name).read_text(encoding="utf-8")))
    assert steps
    for step, text in enumerate(steps, start=1):
        assert [str(it) for it in parse_case(text, f"{name} {step}").warnings] == []


@pytest.mark.parametrize("name", ["README.md", "docs/python.md"])
def test_the_programs_in_the_documentation_run(name: str, tmp_path: Path) -> None:
    page = (HERE / name).read_text(encoding="utf-8")
    for text in cases(page):
        (tmp_path / "bridge.yaml").write_text(text, encoding="utf-8")
    program = "\n".join(re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    assert program
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    ours = [target for target in targets if "://" not in target]
    assert [target for target in ours if not (page.parent / target).exists()] == []


def test_the_picture_in_the_readme_is_small() -> None:
    assert (HERE / "docs/images/brief.png").stat().st_size < 300_000


def test_the_citation_names_this_version() -> None:
    citation = YAML(typ="safe").load((HERE / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version"} <= set(citation)
    assert citation["version"] == project()["project"]["version"]
    assert citation["license"] == project()["project"]["license"]


def test_each_change_is_told_in_one_line_that_says_what_kind_it_is() -> None:
    notes = [path for path in sorted((HERE / "changes").glob("*.md")) if path.stem != "README"]
    assert notes
    for note in notes:
        text = note.read_text(encoding="utf-8")
        assert re.match(r"(New|Changed|Fixed|Removed): ", text), note.name
        assert len(text) < 500, note.name
