"""``./run`` on machines that lack something: one sentence says what, and the next try works."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
TOOLS = (
    *("sh", "cat", "cksum", "dirname", "env", "grep", "id", "mkdir", "mv", "printf", "pwd", "readlink", "rm"),
    *("sleep", "tr", "uname"),
)
"""The programs that every system has; ``./run`` may need no other."""
# What it does depends on files beside it, which the tests plant.
PYTHON = r"""#!/bin/sh
here=$FAKES
case "$*" in
  *"sys.exit(sys.version_info"*) [ ! -e "$here/old" ] ;;
  *"import venv, ensurepip"*) [ ! -e "$here/no-venv" ] ;;
  *"print("*) echo python3.11-venv ;;
  "-m venv "*)
    mkdir -p "$3/bin"
    cat "$0" >"$3/bin/python"
    printf '#!/bin/sh\necho "article21 $*"\n' >"$3/bin/article21"
    printf '#!/bin/sh\n' >"$3/bin/pip"
    chmod +x "$3/bin/python" "$3/bin/article21" "$3/bin/pip"
    ;;
  *"pip install"*)
    echo "$*" >>"$here/installed"
    if [ -e "$here/slow" ]; then sleep "$(cat "$here/slow")"; fi
    if [ -e "$here/pip-says" ]; then cat "$here/pip-says" >&2; exit 1; fi
    case "$*" in *--constraint*) [ ! -e "$here/withdrawn" ] || exit 1 ;; esac
    ;;
  *importlib.metadata*) exit 1 ;;
esac
"""


class Machine:
    """A folder with ``./run`` in it, and a system that has the usual tools and what is planted."""

    def __init__(self, folder: Path) -> None:
        self.root, self.fakes, self.bin = (folder / name for name in ("the folder", "fakes", "bin"))
        for path in (self.root, self.fakes, self.bin):
            path.mkdir()
        for name in ("run", "pyproject.toml", "constraints.txt"):
            shutil.copy(CHECKOUT / name, self.root)
        for tool in (*TOOLS, "chmod"):
            (self.bin / tool).symlink_to(str(shutil.which(tool)))
        self.python = self.bin / "python3"
        self.python.write_text(PYTHON)
        self.python.chmod(0o755)

    def plant(self, name: str, text: str = "") -> None:
        (self.fakes / name).write_text(text)

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        environment = {"PATH": str(self.bin), "HOME": str(self.fakes), "FAKES": str(self.fakes), **more}
        return subprocess.Popen(
            [self.root / "run", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, **more: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def refusal(self, *arguments: str) -> str:
        """Return the sentence with which it ends, after what it says it is doing; no lock is left."""
        code, out, err = self.run(*(arguments or ("countries",)))
        assert (code, out) == (1, "")
        assert not (self.root / ".venv.lock").exists()
        said = [line for line in err.splitlines() if not line.endswith("...")]
        assert len(said) == 1, err
        return said[0]

    @property
    def installed(self) -> list[str]:
        path = self.fakes / "installed"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    return Machine(tmp_path)


def test_the_first_start_sets_up_and_the_next_does_not(machine: Machine) -> None:
    code, out, err = machine.run("countries", "--json")
    assert (code, out) == (0, "article21 countries --json\n")
    assert err.splitlines() == [f"Setting article21 up in {machine.root}/.venv (once; a minute or so) ..."]
    assert machine.run("countries") == (0, "article21 countries\n", "")
    assert len(machine.installed) == 1


def test_the_versions_are_those_that_were_tested_and_newer_ones_set_it_up_again(machine: Machine) -> None:
    machine.run("countries")
    assert "--constraint constraints.txt" in machine.installed[-1]
    with (machine.root / "constraints.txt").open("a") as file:
        file.write("left-pad==1.0\n")
    machine.run("countries")
    assert len(machine.installed) == 2


def test_a_version_that_cannot_be_had_keeps_nobody_from_a_letter(machine: Machine) -> None:
    machine.plant("withdrawn")
    code, out, err = machine.run("countries")
    assert (code, out) == (0, "article21 countries\n")
    assert "could not be installed: trying the newest" in err
    assert "--constraint" not in machine.installed[-1]


def test_tab_starts_no_installation(machine: Machine) -> None:
    assert machine.run(_ARTICLE21_COMPLETE="complete_fish") == (0, "", "")
    assert machine.installed == []


def test_without_python_it_says_which_one_is_needed(machine: Machine) -> None:
    machine.python.unlink()
    assert machine.refusal().startswith(
        "article21 needs Python 3.11 or newer, and none was found: install it"
    )


def test_an_old_python_is_none(machine: Machine) -> None:
    machine.plant("old")
    assert machine.refusal().startswith(
        "article21 needs Python 3.11 or newer, and none was found: install it"
    )


def test_without_the_module_that_makes_environments_its_package_is_named(machine: Machine) -> None:
    machine.plant("no-venv")
    assert machine.refusal() == (
        "python3 lacks its venv module. On Debian and Ubuntu: sudo apt-get install python3.11-venv"
    )
    (machine.fakes / "no-venv").unlink()
    assert machine.run("countries")[0] == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Temporary failure in name resolution", "article21 needs the internet once"),
        ("NewConnectionError: [Errno 101] Network is unreachable", "article21 needs the internet once"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        (
            "error: something else\n  on several\n  lines",
            "The libraries that article21 is built from could not",
        ),
    ],
)
def test_what_keeps_the_libraries_away_is_said_in_a_sentence_and_the_next_start_tries_again(
    machine: Machine, said: str, sentence: str
) -> None:
    machine.plant("pip-says", f"WARNING: Retrying (Retry(total=4))\n{said}\n")
    assert machine.refusal().startswith(sentence)
    assert said in (machine.root / ".venv/set-up.log").read_text()
    (machine.fakes / "pip-says").unlink()
    assert machine.run("countries")[:2] == (0, "article21 countries\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="NOT TESTED: root may write everywhere")
def test_a_folder_that_is_not_one_s_own_is_to_be_copied(machine: Machine) -> None:
    machine.root.chmod(0o500)
    assert "copy the folder to a place of your own" in machine.refusal()


def test_of_two_starts_at_once_one_sets_up_and_both_go_on(machine: Machine) -> None:
    machine.plant("slow", "3")
    starts = [machine.start("countries") for _ in range(2)]
    ended = [process.communicate(timeout=60) for process in starts]
    assert [process.returncode for process in starts] == [0, 0]
    assert [out for out, _ in ended] == ["article21 countries\n"] * 2
    said = sorted(err.splitlines()[0].partition(" ")[0] for _, err in ended)
    assert said == ["Setting", "Waiting"]
    assert len(machine.installed) == 1
    assert not (machine.root / ".venv.lock").exists()


@pytest.mark.parametrize("process", ["999999999", ""])
def test_the_lock_of_a_process_that_died_keeps_nobody_waiting(machine: Machine, process: str) -> None:
    lock = machine.root / ".venv.lock"
    lock.mkdir()
    if process:
        (lock / "process").write_text(process)
    assert machine.run("countries")[:2] == (0, "article21 countries\n")
    assert not lock.exists()


def test_who_ends_the_set_up_leaves_no_lock_and_can_start_again(machine: Machine) -> None:
    machine.plant("slow", "30")
    process = machine.start("countries")
    until = time.monotonic() + 30
    while not machine.installed and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert not (machine.root / ".venv.lock").exists()
    (machine.fakes / "slow").unlink()
    assert machine.run("countries")[:2] == (0, "article21 countries\n")
    assert len(machine.installed) == 2


def test_a_folder_that_was_moved_is_set_up_again(machine: Machine) -> None:
    machine.run("countries")
    machine.root = machine.root.rename(machine.root.with_name("elsewhere"))
    assert machine.run("countries")[:2] == (0, "article21 countries\n")
    assert len(machine.installed) == 2


def test_it_runs_through_a_link_from_any_folder(machine: Machine, tmp_path: Path) -> None:
    link = tmp_path / "a21"
    link.symlink_to("the folder/run")
    machine.run("countries")
    done = subprocess.run(
        [link, "grounds"], cwd="/", env={"PATH": str(machine.bin)}, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("article21 grounds\n", "")


def test_an_extra_is_added_by_name(machine: Machine) -> None:
    machine.run("countries")
    assert machine.run("extra", "cjk")[0] == 0
    assert machine.installed[-1].endswith("--editable .[cjk]")
    assert machine.refusal("extra", "frob") == 'There is no extra called "frob": cjk, sign, dask, web.'
    machine.plant("pip-says", "Temporary failure in name resolution\n")
    assert machine.refusal("extra", "sign").startswith("article21 needs the internet once")
