"""What every file of the project keeps to, whoever writes it."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tokenize import COMMENT, tokenize

import pytest

import article21

CHECKOUT = Path(__file__).parents[1]
PYTHON_FILES = sorted(
    path for folder in ("src", "tools", "benchmarks", "tests") for path in (CHECKOUT / folder).rglob("*.py")
)
SOURCES = sorted((CHECKOUT / "src").rglob("*.py"))

# Written in pieces, or this file would break its own rule.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js.org",
    "debian" + ".org/debian",
    "crates" + ".io",
]
MACHINE_PATHS = (
    r"(^|[[:space:]\"'=:(`])/("
    + "|".join(["wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + "me", "Us" + "ers"])
    + ")/"
)

# What may be used by, and handed on with, a work under the EUPL-1.2; spelled as the packages spell it.
CONNECTING = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "urllib.request",
    "urllib3",
}


def git_grep(pattern: str) -> str:
    found = subprocess.run(
        ["git", "grep", "-nIE", pattern],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert found.returncode in {0, 1}, found.stderr
    return found.stdout


@pytest.mark.parametrize("pattern", [*map(re.escape, REGISTRIES), MACHINE_PATHS])
def test_no_file_names_a_registry_or_a_path_of_some_machine(pattern: str) -> None:
    assert git_grep("article21"), "git finds nothing at all"
    assert git_grep(pattern) == ""


def comments_of(path: Path) -> Iterator[str]:
    """Yield the comments of a Python file or a shell script."""
    with path.open("rb") as lines:
        if path.suffix == ".py":
            yield from (token.string for token in tokenize(lines.readline) if token.type == COMMENT)
        else:
            yield from (line.decode().strip() for line in lines if b"# " in line)


def test_every_exception_in_the_code_says_why() -> None:
    exception = re.compile(r"# *(noqa|type: *ignore|pragma|ruff:|mypy:|shellcheck disable)")
    reasoned = re.compile(
        r"# *(noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\]|shellcheck disable=[A-Z0-9,]+) *[-#] ?\w+"
    )
    files = [*PYTHON_FILES, CHECKOUT / "run", CHECKOUT / ".ci/run"]
    comments = [f"{path.relative_to(CHECKOUT)}: {text}" for path in files for text in comments_of(path)]
    exceptions = [comment for comment in comments if exception.search(comment)]
    assert exceptions, "there were some when this was written"
    assert [comment for comment in exceptions if not reasoned.search(comment)] == []


def test_every_exception_in_the_configuration_says_why() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    ignored = re.search(r"\nignore = \[\n(.*?)\n\]", text, re.DOTALL)
    per_file = re.search(r"per-file-ignores\]\n(.*?)\n\n", text, re.DOTALL)
    assert ignored
    assert per_file
    assert [
        line for found in (ignored, per_file) for line in found[1].splitlines() if "  # " not in line
    ] == []
    overrides = re.findall(r"\[\[tool\.mypy\.overrides\]\]\n(.*)", text)
    assert overrides
    assert [line for line in overrides if not line.startswith("# ")] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = {
        node.name: node.end_lineno - node.body[0].lineno + 1  # without the parameters: a command has many
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }
    assert len(text.splitlines()) <= 250
    assert {name: lines for name, lines in functions.items() if lines > 40} == {}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_connects_to_anything() -> None:
    listens = next(path for path in SOURCES if path.parts[-2:] == ("web", "server.py"))
    imported = {name for path in SOURCES if path != listens for name in imports_of(path)}
    assert "article21.model" in imported
    assert imported & CONNECTING == set()
    # The page is served on the loopback address; its server listens and never calls.
    assert set(imports_of(listens)) & CONNECTING == {"socket"}
    assert not re.search(
        r"\.(connect|connect_ex|create_connection|sendto)\(", listens.read_text(encoding="utf-8")
    )


def test_typer_brings_its_own_click() -> None:
    assert {
        name for path in SOURCES for name in imports_of(path) if name.partition(".")[0] == "click"
    } == set()


def strings_of(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are not docstrings: what could end up in a letter."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explaining = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explaining:
            yield node.value


def test_no_article_of_a_law_is_cited_in_python() -> None:
    strings = [(path.name, text) for path in SOURCES for text in strings_of(path)]
    assert strings
    assert [
        found for found in strings if re.search(r"(?!Article21)(Article|Art\.|Section|§) ?\d", found[1])
    ] == []


def test_the_version_is_one() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert article21.__version__ == project["version"]
