"""The wheel is whole: installed elsewhere, without a network, it writes the same letters as the checkout."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from article21.extras import install_command

CHECKOUT = Path(__file__).parents[1]
NAME = "Zoë Österlund"
LETTER = (
    *("letter", "--name", NAME, "--email", "zoe@example.org", "--country", "SE", "--language", "en"),
    *("--ground", "job-search", "--reference", "TEST-1", "--date", datetime.now(UTC).date().isoformat()),
)
LIST_FILES = """
import hashlib, json
from article21.resources import DATA, TEMPLATES
files = {
    f"{folder.name}/{path.relative_to(folder).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
    for folder in (DATA, TEMPLATES) for path in folder.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}
print(json.dumps({"templates": str(TEMPLATES), "files": files}))
"""


def build(target: str, source: Path, folder: Path) -> Path:
    """Build a wheel or sdist of ``source``; hatchling is a development dependency, so nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, timeout=60)
    (built,) = folder.iterdir()
    return built


def without_network() -> tuple[str, ...]:
    """Return the words that give a command a network of its own with nobody in it, where that may be."""
    for words in (("unshare", "-n"), ("unshare", "-rn")):
        if (
            shutil.which("unshare")
            and subprocess.run([*words, "true"], check=False, capture_output=True).returncode == 0
        ):
            return words
    return ()


def run_elsewhere(folder: Path, *command: str | Path) -> str:
    """Run a command in ``folder``, with an empty home and no network, and return what it printed."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    kept = {
        name: value for name, value in os.environ.items() if name in {"PATH", "LD_LIBRARY_PATH", "TMPDIR"}
    }
    environment = {**kept, **nowhere, "HOME": str(folder), "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"}
    result = subprocess.run(
        [*without_network(), *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment that sees the dependencies, but not the checkout."""
    place = tmp_path_factory.mktemp("clean") / "with a space"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True, timeout=120)
    install = [place / "bin" / "pip", "install", "--quiet", "--no-index", "--no-deps", wheel]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    (site_packages,) = place.glob("lib/python*/site-packages")
    # A path file in a folder that a path file names is not read: the editable installation stays unseen.
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place / "bin"


def files_seen_by(python: Path, folder: Path) -> tuple[Path, dict[str, str]]:
    seen = json.loads(run_elsewhere(folder, python, "-c", LIST_FILES))
    return Path(seen["templates"]), seen["files"]


def test_the_installed_wheel_writes_a_pdf_without_a_network(bin_folder: Path, tmp_path: Path) -> None:
    run_elsewhere(tmp_path, bin_folder / "article21", *LETTER, "--format", "pdf", "--output", "letter.pdf")
    pages = PdfReader(tmp_path / "letter.pdf").pages
    text = "\n".join(page.extract_text() for page in pages)
    assert len(pages) in {1, 2, 3}
    assert NAME in text
    assert "Article\u00a021(1)" in text


def test_the_installed_wheel_writes_the_letter_of_the_checkout(bin_folder: Path, tmp_path: Path) -> None:
    words = (*LETTER, "--format", "txt", "--output", "-")
    installed = run_elsewhere(tmp_path, bin_folder / "article21", *words)
    assert NAME in installed
    assert installed == run_elsewhere(tmp_path, sys.executable, "-m", "article21", *words)


def test_wheel_and_checkout_see_the_same_templates_and_data(bin_folder: Path, tmp_path: Path) -> None:
    templates, installed = files_seen_by(bin_folder / "python", tmp_path)
    own_templates, own = files_seen_by(Path(sys.executable), tmp_path)
    assert own_templates == CHECKOUT / "templates"
    assert CHECKOUT not in templates.parents
    assert "templates/letters/objection/gdpr.j2" in own
    assert any(name.startswith("data/laws/") for name in own)
    assert installed == own


def test_nothing_but_the_package_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert {name.split("/")[0].partition("-")[0] for name in names} == {"article21"}
        assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
        (template,) = (name for name in names if name.endswith("templates/letters/objection/gdpr.j2"))
        packed = hashlib.sha256(archive.read(template)).digest()
    assert packed == hashlib.sha256((CHECKOUT / "templates/letters/objection/gdpr.j2").read_bytes()).digest()


def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", CHECKOUT, tmp_path / "sdist")
    subprocess.run(["tar", "-xf", archive], cwd=tmp_path, check=True, timeout=60)
    (source,) = tmp_path.glob("article21-*")
    rebuilt = build("wheel", source, tmp_path / "rebuilt")
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(rebuilt) as theirs:
        crcs = [{info.filename: info.CRC for info in archive.infolist()} for archive in (ours, theirs)]
    assert len(crcs[0]) > 0
    assert crcs[0] == crcs[1]


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"direct_url.json": {"url": "HERE/a%20b.whl"}}, 'python -m pip install "HERE/a b.whl[web]"'),
        (
            {"direct_url.json": {"url": "HERE", "dir_info": {"editable": True}}},
            'python -m pip install --editable "HERE[web]"',
        ),
        (
            {"direct_url.json": {"url": "HERE", "dir_info": {}}, "INSTALLER": "uv"},
            'uv pip install --python python "HERE[web]"',
        ),
        ({"direct_url.json": {"url": "HERE/gone.whl"}}, 'python -m pip install "PATH/TO/article21[web]"'),
        ({}, 'python -m pip install "PATH/TO/article21[web]"'),
    ],
)
def test_an_extra_is_added_from_where_the_program_came_from(tmp_path, monkeypatch, files, command):
    class Installed:
        def read_text(self, name):
            found = files.get(name)
            if not isinstance(found, dict):
                return found
            return json.dumps(found | {"url": found["url"].replace("HERE", tmp_path.as_uri())})

    (tmp_path / "a b.whl").touch()
    monkeypatch.setattr("article21.extras.distribution", lambda _name: Installed())
    monkeypatch.setattr("sys.executable", "python")
    assert install_command("web") == command.replace("HERE", str(tmp_path))
