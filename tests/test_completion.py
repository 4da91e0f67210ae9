"""The shell completes commands, options and their values, whichever way the program was started."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from article21.cli.language import speak
from article21.cli.values import offer_values
from article21.facts.places import Place, find_place
from case_desks import Desk
from terminals import Person

TABS = (
    ("./run cou", "./run countries"),
    ("./run letter --length=s", "--length=short"),
    ("./run letter --country Vereinigtes", r"--country Vereinigtes\ Königreich"),
    ("./run letter --details ta", "--details table.csv"),
    ("./run letter --because @my", r"--because @my\ words.txt"),
    ("./run letter --because=@ta", "--because=@table.csv"),
    ("./run letter --because @dee\tin", "--because @deep/inside.txt"),
    (r"../my\ letters/run gro", r"../my\ letters/run grounds"),
)
"""What is typed before Tab, and what then stands there."""
DELETE_LINE = "\x15"


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A program that starts ours as ``./run`` does."""
    run = tmp_path / "my letters/run"
    run.parent.mkdir()
    command = f'ARTICLE21_COMMAND="$0" exec "{sys.executable}" -m article21 "$@"'
    run.write_text(f"#!/bin/sh\n{command}\n")
    run.chmod(0o755)
    (run.parent / "deep").mkdir()
    for name in ("table.csv", "my words.txt", "deep/inside.txt"):
        (run.parent / name).touch()
    return run


def homely(home: Path, shell: str) -> dict[str, str]:
    """Return what tells a shell where its own files are."""
    return {"HOME": str(home), "XDG_CONFIG_HOME": "", "ZDOTDIR": str(home), "SHELL": shell}


def shown_or_installed(run: Path, home: Path, shell: str, option: str) -> str:
    """Return what is said to a person of that shell, when what started the program completes nothing."""
    (home / "sitecustomize.py").write_text(
        "import shellingham; shellingham.detect_shell = lambda *_: ('dash', '/bin/dash')"
    )
    environment = os.environ | homely(home, shell) | {"PYTHONPATH": str(home)}
    done = subprocess.run([run, option], env=environment, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def install(run: Path, home: Path, shell: str) -> list[Path]:
    """Install for that shell and return the files that were written."""
    said = shown_or_installed(run, home, f"/bin/{shell}", "--install-completion")
    paths = [Path(line.removeprefix("Written: ")) for line in said.splitlines()]
    assert paths
    assert all(path.is_relative_to(home) for path in paths)
    return paths


def at(shell: str, home: Path, folder: Path) -> Person:
    """Return a person whose shell has been started in a folder, in German."""
    # What fish suggests while one types costs a start a letter.
    own = homely(home, shell) | {"LC_CTYPE": "C.UTF-8", "fish_autosuggestion_enabled": "0"}
    person = Person(
        folder, command=("sh", "-c", f"exec {shell} -i >&2"), columns=150, locale="de_DE.UTF-8", **own
    )
    person.type('echo "rea""dy"\n')
    person.wait_to_see(" ready ")
    return person


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed; .ci/run installs it")
    return name


def test_tab_completes_what_is_started_from_a_folder(started: Path, tmp_path: Path, shell: str) -> None:
    install(started, tmp_path, shell)
    with at(shell, tmp_path, started.parent) as person:
        for typed, completed in TABS:
            person.type(f"{typed}\t")
            person.wait_to_see(f" {completed}")
            person.type(DELETE_LINE)


def test_a_stranger_s_program_of_the_same_name_is_not_started(
    started: Path, tmp_path: Path, shell: str
) -> None:
    install(started, tmp_path, shell)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "run").write_text(f"#!/bin/sh\n: >'{folder}/was-started'\n")
    (folder / "run").chmod(0o755)
    (folder / "countries-of-mine.txt").touch()
    with at(shell, tmp_path, folder) as person:
        person.type("./run cou\t")
        person.wait_to_see(" ./run countries-of-mine.txt")
    assert not (folder / "was-started").exists()


def test_a_second_installation_adds_nothing(started: Path, tmp_path: Path, shell: str) -> None:
    first = install(started, tmp_path, shell)
    written = [path.read_text() for path in first]
    assert install(started, tmp_path, shell) == first[:1]
    assert [path.read_text() for path in first] == written


def test_what_stood_in_a_file_that_the_shell_reads_stays(started: Path, tmp_path: Path) -> None:
    (tmp_path / ".bashrc").write_bytes(b"alias caf\xe9='echo'")
    assert install(started, tmp_path, "bash")[1] == tmp_path / ".bashrc"
    assert (tmp_path / ".bashrc").read_bytes().startswith(b"alias caf\xe9='echo'\nsource ")


@pytest.mark.parametrize(
    ("own", "written_for"),
    [
        ("/usr/bin/fish", "complete --command run"),
        ("/bin/zsh", "#compdef run"),
        ("/bin/dash", "complete -o default"),
        ("", "complete -o default"),
    ],
)
def test_the_script_can_be_looked_at_first(started: Path, tmp_path: Path, own: str, written_for: str) -> None:
    assert written_for in shown_or_installed(started, tmp_path, own, "--show-completion")


@pytest.mark.parametrize(
    ("option", "typed", "offered"),
    [
        ("country", "Ö", ("Österreich", "AT")),
        ("country", "Baye", ("Bayern", "DE-BY")),
        ("country", "Swed", ("Sweden", "SE")),
        ("country", "CA-Q", ("CA-QC", "Québec")),
        ("country", "", ("Schweiz", "CH")),
        ("ground", "job", ("job-search", "meine Arbeitssuche")),
        ("purpose", "A", ("A", "Training von KI, die Inhalte erstellt")),
        ("language", "sv", ("sv", "Schwedisch")),
        ("courtesy_copy", "pl", ("pl", "Polnisch")),
        ("interface", "zh", ("zh-Hant-HK", "Chinesisch (traditionell)")),
        ("envelope", "din5008-a", ("din5008-a", "DIN 5008 Form A")),
    ],
)
def test_what_may_follow_an_option_is_offered_in_the_language_of_the_person(
    option: str, typed: str, offered: tuple[str, str]
) -> None:
    speak("de")
    values = offer_values(option)
    assert values
    assert offered in values(typed)
    assert offered not in values(f"{typed}#")
    speak(None)


def test_names_in_other_languages_are_offered_where_the_person_s_own_has_none() -> None:
    values = offer_values("country")
    assert values
    assert values("Den") == [("Denmark", "DK")]
    assert values("Danm") == [("Danmark", "DK")]


def test_of_a_name_that_several_places_have_the_code_is_offered_with_it() -> None:
    values = offer_values("country")
    assert values
    offered = dict(values("Georgia"))
    assert (offered["Georgia (GE)"], offered["Georgia (US-GA)"]) == ("GE", "US-GA")
    for value, code in offered.items():
        assert find_place(value) == Place(code, find_place(value).name)


def test_the_cases_that_are_kept_are_offered_by_reference(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.sent()
    asked = {
        "_ARTICLE21_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": "article21 case sent --database cases.db A21-",
    }
    command = [sys.executable, "-m", "article21"]
    environment = os.environ | asked
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert f"{desk.reference}\t" in done.stdout
    (tmp_path / "cases.db").write_bytes(b"no case file")
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == "\n"
