"""The shell completes commands and options, whether the program was started as ./run or as article21."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ASK = (
    "complete -p run >&2 && COMP_WORDS=({words}) COMP_CWORD={last} && "
    '_run_completion ./run && echo "${{COMPREPLY[@]}}"'
)
"""What bash does when Tab is pressed."""


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A program that starts ours as ``./run`` does."""
    run = tmp_path / "my letters/run"
    run.parent.mkdir()
    command = f'ARTICLE21_COMMAND="$0" exec "{sys.executable}" -m article21 "$@"'
    run.write_text(f"#!/bin/sh\n{command}\n")
    run.chmod(0o755)
    return run


def shown_or_installed(run: Path, home: Path, shell: str, option: str) -> str:
    """Return what is said to a person of that shell when no shell started the program, but a menu did."""
    (home / "sitecustomize.py").write_text(
        "import shellingham; shellingham.detect_shell = lambda *_: ('dash', '/bin/dash')"
    )
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": str(home), "SHELL": shell}
    done = subprocess.run([run, option], env=environment, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def install(run: Path, home: Path, shell: str) -> str:
    """Install for that shell and return the script."""
    said = shown_or_installed(run, home, f"/bin/{shell}", "--install-completion")
    path = Path(said.removeprefix("Written: ").strip())
    assert path.is_relative_to(home)
    return path.read_text(encoding="utf-8")


def bash(home: Path, folder: Path, code: str) -> list[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    script = f"source {home}/.bashrc; {code}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("./run", "cou"), ["countries"]),
        (("./run", "letter", "--because"), ["--because"]),
        (("./run", "letter", "--length", "f"), ["full"]),
    ],
)
def test_bash_completes_what_is_started_from_a_folder(
    started: Path, tmp_path: Path, words: tuple[str, ...], offered: list[str]
) -> None:
    install(started, tmp_path, "bash")
    code = ASK.format(words=" ".join(words), last=len(words) - 1)
    assert bash(tmp_path, started.parent, code) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_start_the_program_where_it_lies(started: Path, tmp_path: Path, shell: str) -> None:
    script = install(started, tmp_path, shell)
    assert f"'{started}'" in script
    assert "_ARTICLE21_COMPLETE=complete_" in script
    assert ("compdef _run_completion run" if shell == "zsh" else "--command run ") in script
    if found := shutil.which(shell):
        subprocess.run([found, "-n", "-c", script], check=True)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ({"_ARTICLE21_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "./run cou"}, "countries"),
        (
            {
                "_ARTICLE21_COMPLETE": "complete_fish",
                "_TYPER_COMPLETE_ARGS": "./run letter --na",
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            },
            "--name",
        ),
    ],
)
def test_what_other_shells_ask_is_answered(started: Path, asked: dict[str, str], offered: str) -> None:
    done = subprocess.run([started], env=os.environ | asked, capture_output=True, text=True, check=False)
    assert offered in done.stdout


@pytest.mark.parametrize(
    ("own", "written_for"),
    [("/usr/bin/fish", "fish"), ("/bin/zsh", "zsh"), ("/bin/dash", "bash"), ("", "bash")],
)
def test_the_script_can_be_looked_at_first(started: Path, tmp_path: Path, own: str, written_for: str) -> None:
    script = shown_or_installed(started, tmp_path, own, "--show-completion")
    assert f"_ARTICLE21_COMPLETE=complete_{written_for}" in script
