"""What a user meets on the command line: answers, exit codes, messages, help."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.cli.commands import SUMMARIES

COMMANDS = main.list_commands(click.Context(main))


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def rows(*args: str) -> list[dict[str, object]]:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example_and_the_summary_of_the_list(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"detente {name}" in result.stdout.split("Options:")[0].replace("Usage: ", "", 1)
    command = import_module(f"detente.cli.commands.{name}").command
    assert command.help.split("\n")[0] == SUMMARIES[name]


def test_every_summary_has_its_command() -> None:
    assert set(SUMMARIES) == set(COMMANDS)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["solve", "chickn"], 1, "Did you mean 'chicken'"),
        (["solve", "./nowhere.yaml"], 1, "nowhere.yaml"),
        (["solve", "chicken", "--view", "nobody"], 1, "there is no party 'nobody'"),
        (["views", "chicken", "--view", "row.nobody"], 1, "there is no party 'nobody'"),
        (["solve", "chicken", "--hypothesis", "h"], 1, "there is no hypothesis 'h'"),
        (["solve", "chicken", "--explain", "jump"], 1, "'jump'"),
        (["solve", "chicken", "--explain", "code 99"], 1, "99"),
        (["solve", "chicken", "--concept", "sec"], 2, "Did you mean 'seq'"),
        (["solve", "chicken", "--count", "--equilibria"], 2, "exclude each other"),
        (["solve", "chicken", "--concept-of", "row"], 2, "PARTY=CONCEPT"),
        (["solve", "chicken", "--concept-of", "roe=nash"], 1, "Did you mean 'row'"),
        (["solve", "chicken", "--not-credible", "row"], 2, "PARTY:EXPR"),
        (["solve", "chicken", "--basis", "some"], 2, "reported"),
        (["solve"], 2, "Missing argument"),
        (["slove"], 2, "Did you mean 'solve'"),
        (["new"], 2, "Missing argument"),
        (["new", ""], 2, "NAME is empty"),
        (["solve", "chicken", "--view", ""], 1, "is no view"),
    ],
)
def test_mistakes_are_answered_with_the_right_code_and_a_hint(
    args: list[str], code: int, said: str
) -> None:
    result = run(*args)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_no_equilibrium_is_an_answer_said_on_stderr() -> None:
    result = run("solve", "cuba-1962", "--concept", "nash", "--equilibria", "--json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No equilibrium under nash" in result.stderr


def test_a_fault_of_ours_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.delenv("DETENTE_DEBUG", raising=False)
    monkeypatch.setattr("detente.case.load", broken)
    result = run("solve", "chicken")
    assert result.exit_code == 1
    assert "Please report it" in result.stderr
    assert "Traceback" not in result.output


def test_ctrl_c_exits_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("detente.case.load", interrupted)
    assert run("solve", "chicken").exit_code == 130


def test_output_can_be_cut_short() -> None:
    command = [sys.executable, "-m", "detente", "solve", "geneva-2022", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_in_a_line() -> None:
    command = f"{sys.executable} -m detente solve geneva-2022 --json > /dev/full"
    found = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert "cannot be written" in found.stderr
    assert "Traceback" not in found.stderr


def test_text_lists_at_most_fifty_states(tmp_path: Path) -> None:
    path = tmp_path / "wide.yaml"
    options = ", ".join(f"o{k}: Option {k}" for k in range(7))
    path.write_text(
        f"parties: {{a: {{options: {{{options}}}, prefers: [o0]}}}}\n", encoding="utf-8"
    )
    result = run("solve", str(path))
    assert result.exit_code == 0
    assert "128 states" in result.stdout
    assert "78 more states" in result.stdout


def test_explain_takes_notation_codes_and_outcomes() -> None:
    asked = ("--concept", "seq")
    by_name = rows("solve", "geneva-2022", "--explain", "package", *asked)
    package = "forces=stand_down + no_basing + limits + pledge=shelved"
    assert rows("solve", "geneva-2022", "--explain", package, *asked) == by_name
    assert rows("solve", "geneva-2022", "--explain", "code 34", *asked) == by_name
    assert rows("solve", "geneva-2022", "--explain", "34", *asked) == by_name
    assert {row["code"] for row in by_name} == {34}


def test_a_reply_can_be_ruled_out() -> None:
    kept = rows("solve", "prisoners-dilemma", "--concept", "seq", "--equilibria")
    ruled = rows(
        "solve", "prisoners-dilemma", "--concept", "seq", "--equilibria",
        "--not-credible", "column: column.defect",
    )  # fmt: skip
    assert [row["code"] for row in kept] == [0, 3]
    assert [row["code"] for row in ruled] == [3]


def test_new_writes_a_case_that_checks_and_solves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "river-talks").exit_code == 0
    assert run("check", "./river-talks.yaml").exit_code == 0
    assert run("solve", "./river-talks.yaml").exit_code == 0
    again = run("new", "river-talks")
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    assert run("new", "river-talks", "--force").exit_code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["river-talks.yaml"]


def test_new_takes_any_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("two words", "3rd", "Мирные переговоры", "محادثات"):
        assert run("new", name).exit_code == 0, name
        assert run("check", f"./{name}.yaml").exit_code == 0, name


def test_new_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    result = run("new", str(tmp_path / "nowhere" / "talks"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_check_lists_every_problem_and_exits_1(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(
        "parties:\n"
        "  a: {options: {sell: Sell}, prefers: [sel, not sell, sell and buy]}\n"
        "  b: {preffers: [sell]}\n"
        "present: {sel: true}\n",
        encoding="utf-8",
    )
    result = run("check", str(path))
    assert result.exit_code == 1
    for place in ("faulty.yaml:2:40", "faulty.yaml:2:64", "faulty.yaml:3:7", "faulty.yaml:4:11"):
        assert place in result.stdout
    assert result.stdout.count("Did you mean 'sell'?") == 2
    assert "Did you mean 'prefers'?" in result.stdout
    kinds = [
        json.loads(line)["kind"] for line in run("check", str(path), "--json").stdout.splitlines()
    ]
    assert kinds.count("error") == 4


def test_problems_of_states_are_told_beside_those_of_words(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(
        "parties:\n  a: {options: {x: X}, prefers: [x, why]}\nimpossible: [x, not x]\n",
        encoding="utf-8",
    )
    for command in ("check", "solve", "views"):
        output = run(command, str(path)).output
        assert "'why'" in output, command
        assert "no state is feasible" in output, command


@pytest.mark.parametrize("case_id", [row["id"] for row in rows("list")])
def test_every_shipped_case_checks_clean(case_id: str) -> None:
    result = run("check", str(case_id))
    assert result.exit_code == 0, result.output


def test_completion_scripts_name_the_program() -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_DETENTE_COMPLETE" in run("completion", shell).stdout


def test_views_say_what_the_classes_mean() -> None:
    text = run("views", "geneva-2022").stdout
    assert "masked: it would last in the base game" in text
