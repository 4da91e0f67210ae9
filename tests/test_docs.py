"""What the documents say exists and works."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import article21

CHECKOUT = Path(__file__).parents[1]
DOCUMENTS = [*sorted(CHECKOUT.glob("*.md")), *sorted((CHECKOUT / "docs").rglob("*.md"))]
DECISIONS = sorted((CHECKOUT / "docs/decisions").glob("*.md"))
FOLDERS = ("src", "templates", "tests", "docs", "examples", "benchmarks", "tools")
OWN_COMMANDS = {
    "bench",
    "catalogs",
    "docs",
    "fuzz",
    "holidays",
    "licences",
    "release",
    "release-check",
    "requirements",
    "schema",
    "site",
    "test",
    "watch",
}
"""What ./run does itself instead of passing it on."""
GROUPS = {"case"}
"""What has commands of its own."""


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def commands_in(document: Path) -> Iterator[list[str]]:
    """Yield the words after ``./run`` or ``article21``, in code blocks and between backticks."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|console|bash)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    inline = re.findall(
        r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    )
    for line in [*lines, *inline]:
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if len(words) > 1 and words[0] in {"./run", "article21"}:
            yield words[1:]


@cache
def help_of(*command: str) -> str:
    """Return what --help says; wide, so that no option is cut."""
    environment = {"COLUMNS": "400", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", "article21", *command, "--help"]
    result = subprocess.run(
        arguments, env=environment, capture_output=True, text=True, check=False, timeout=30
    )
    assert result.returncode == 0, f"{' '.join(command)}: {result.stderr}"
    return result.stdout


def test_no_summary_of_a_command_is_cut() -> None:
    environment = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", "article21", "--help"]
    text = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True, timeout=30)
    assert "Commands:" in text.stdout
    assert "..." not in text.stdout.partition("Commands:")[2]


def test_there_are_documents_with_commands() -> None:
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= set(map(name_of, DOCUMENTS))
    assert ["test"] in commands_in(CHECKOUT / "CONTRIBUTING.md")
    assert any(command[0] == "letter" for command in commands_in(CHECKOUT / "README.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_in_documents_exist(document: Path) -> None:
    for command, *arguments in commands_in(document):
        if command in OWN_COMMANDS:
            continue
        # An option before any command (article21 --help) is one of the program's own.
        inner = arguments[:1] if command in GROUPS else []
        known = help_of() if command.startswith("-") else help_of(command, *inner)
        options = {
            word.partition("=")[0] for word in [command, *arguments] if word.startswith("-") and word != "-"
        }
        assert {
            option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", known)
        } == set()
        assert [
            word for word in arguments if word.startswith("examples/") and not (CHECKOUT / word).exists()
        ] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_in_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    local = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_files_that_documents_name_exist(document: Path) -> None:
    named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`", document.read_text(encoding="utf-8"))
    # What a recipe tells to make does not exist yet.
    made = {"templates/locales/fi/LC_MESSAGES/letters.po"}
    assert [path for path in named if not (CHECKOUT / path).exists() and path not in made] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=name_of)
def test_a_decision_has_its_context_and_its_consequences(decision: Path) -> None:
    headings = re.findall(r"^## (.+)$", decision.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert DECISIONS
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_changelog_tells_of_this_version() -> None:
    assert f"\n## {article21.__version__} - " in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
