import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from article21.rendering import fonts
from article21.rendering.html import LAYOUT_STYLESHEET

TESTS = Path(__file__).parent
CUT = "from article21.rendering.fonts import font_folder; print(font_folder(chinese=False).path)"
WRITE = (
    "from letter_samples import sample; from article21.rendering.pdf import to_pdf\n"
    "import sys; sys.stdout.buffer.write(to_pdf(sample('sv')))"
)


def run(code: str, cache: Path) -> bytes:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(TESTS)}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True
    ).stdout


def faces(cache: Path) -> list[Path]:
    return sorted((cache / "article21" / "fonts").glob("*/*.ttf"))


def test_four_faces_are_cut_once_and_used_again(tmp_path):
    first = run(CUT, tmp_path)
    cut = {path: path.stat().st_mtime_ns for path in faces(tmp_path)}
    assert [path.name for path in cut] == [
        "NotoSerif-Bold.ttf",
        "NotoSerif-Regular.ttf",
        "NotoSerifItalic-Bold.ttf",
        "NotoSerifItalic-Regular.ttf",
    ]
    assert run(CUT, tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in faces(tmp_path)} == cut


def test_processes_that_start_together_share_one_whole_folder(tmp_path):
    with ThreadPoolExecutor(6) as pool:
        folders = set(pool.map(lambda _: run(CUT, tmp_path), range(6)))
    assert len(folders) == 1
    assert len(faces(tmp_path)) == 4
    assert len(list((tmp_path / "article21" / "fonts").iterdir())) == 1  # no workplace is left


def test_a_cache_that_cannot_be_written_is_replaced_for_the_process_and_leaves_nothing(tmp_path):
    not_a_folder = tmp_path / "cache"
    not_a_folder.write_text("")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    code = f"import tempfile; tempfile.tempdir = {str(temporary)!r}\n{WRITE}"
    assert run(code, not_a_folder).startswith(b"%PDF")
    assert list(temporary.iterdir()) == []


def test_faces_that_somebody_deleted_are_cut_again(tmp_path):
    run(CUT, tmp_path)
    for i, face in enumerate(faces(tmp_path)):
        face.unlink() if i else face.write_bytes(b"")
    assert run(WRITE, tmp_path).startswith(b"%PDF")
    assert all(path.stat().st_size > 100_000 for path in faces(tmp_path))
    assert len(faces(tmp_path)) == 4


def test_the_cache_may_have_any_path(tmp_path):
    odd = tmp_path / "a & b <ö> 'c'"
    assert run(WRITE, odd) == run(WRITE, tmp_path / "plain")


def test_no_font_of_this_machine_is_seen(tmp_path):
    run(CUT, tmp_path)
    configuration = next(tmp_path.glob("article21/fonts/*/fonts.conf"))
    listed = subprocess.run(
        ["fc-list", ":", "family"],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert set(listed.split("\n")) == {"Noto Serif", ""}


SERIF = fonts.sources("serif")
SOURCES = SERIF + fonts.sources("scripts") + fonts.sources("east_asian")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.face)
def test_the_installed_font_packages_are_the_ones_the_letters_are_made_with(source):
    assert len(fonts.read_font(source)) > 100_000


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.face)
def test_every_font_is_named_in_the_style_sheet_and_pinned_in_the_packages(source):
    style = LAYOUT_STYLESHEET.read_text(encoding="utf-8").replace(" ", "")
    assert source.face.removesuffix("Italic") in style
    package = source.package.replace("_", "-")
    assert f'"{package}==' in (TESTS.parent / "pyproject.toml").read_text(encoding="utf-8")


def test_a_font_package_of_another_version_is_refused_with_the_way_out(tmp_path):
    changed = replace(SERIF[0], sha256="0" * 64)
    with pytest.raises(fonts.FontPackageError, match=r"fontpkg-noto-serif.*pip install"):
        fonts._cut_once((changed,), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_font_package_that_is_missing_is_refused_with_the_way_out(tmp_path):
    missing = replace(SERIF[0], package="no_such_font_package")
    with pytest.raises(fonts.FontPackageError, match="no-such-font-package"):
        fonts._cut_once((missing,), tmp_path)
