"""The pages as pictures: where a screen is, on it; else in a folder; never left behind."""

from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from PIL import Image

from article21.model import Format
from article21.rendering.editions import render_format
from article21.rendering.pictures import to_images
from commands import GROUND, MAJA, Run, files_in, invoke, letter
from people import ask


@pytest.fixture(autouse=True)
def launched(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    opened: list[Path] = []
    monkeypatch.setattr("typer.launch", lambda path: opened.append(Path(path)))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    return opened


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")


def preview(folder: Path, *options: str) -> Run:
    return invoke(folder, "preview", *MAJA, *GROUND, *options)


def test_without_a_screen_the_pages_are_written_where_they_are_wanted(
    tmp_path: Path, launched: list[Path]
) -> None:
    run = preview(tmp_path, "--output", "pages")
    assert run.code == 0, run.err
    assert files_in(tmp_path) == ["pages", "pages/page-1.png", "pages/page-2.png"]
    assert run.err == f"Written: {tmp_path / 'pages'}/ (page-1.png, page-2.png)\n"
    assert launched == []


def test_the_pictures_show_the_pages_of_the_letter(tmp_path: Path) -> None:
    options = ("--layout", "din5008-a", "--courtesy-copy", "sv")
    assert preview(tmp_path, "--output", "pages", *options).code == 0
    assert letter(tmp_path, "--format", "pdf", "--output", "x.pdf", *options).code == 0
    pages = to_images((tmp_path / "x.pdf").read_bytes(), dots_per_inch=144)
    shown = [Image.open(path) for path in sorted((tmp_path / "pages").iterdir())]
    assert len(shown) == len(pages) == 4
    assert [image.tobytes() for image in shown] == [page.tobytes() for page in pages]


def test_the_paper_is_white_and_its_ink_is_black() -> None:
    (page, *_) = to_images(render_format(Format.PDF, ask()), dots_per_inch=72)
    assert page.size == (596, 842)
    assert page.convert("L").getextrema()[1] == 255
    assert page.convert("L").getextrema()[0] < 80


@pytest.mark.usefixtures("screen")
def test_on_a_screen_the_pages_that_are_written_are_opened(tmp_path: Path, launched: list[Path]) -> None:
    assert preview(tmp_path, "--output", "pages", "--length", "short").code == 0
    assert launched == [tmp_path / "pages" / "page-1.png"]


@pytest.mark.usefixtures("screen")
def test_pages_that_nobody_wanted_to_keep_are_gone_when_they_were_seen(
    tmp_path: Path, launched: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen: list[bytes] = []
    with (
        patch("article21.cli.preview.on_terminal", return_value=True),
        patch("article21.cli.preview.wait_for_enter", lambda: seen.extend(p.read_bytes() for p in launched)),
    ):
        run = preview(tmp_path)
    assert run.code == 0, run.err
    (one,) = (Image.open(BytesIO(content)) for content in seen)
    pages = to_images(render_format(Format.PDF, ask()), dots_per_inch=144)
    assert one.format == "PNG"
    assert one.width == pages[0].width
    assert one.height > 2 * pages[0].height
    assert files_in(tmp_path) == []


@pytest.mark.usefixtures("screen")
def test_a_preview_opens_one_window_for_all_pages(tmp_path: Path, launched: list[Path]) -> None:
    assert preview(tmp_path, "--output", "pages").code == 0
    assert files_in(tmp_path) == ["pages", "pages/page-1.png", "pages/page-2.png"]
    assert launched == [tmp_path / "pages" / "page-1.png"]


@pytest.mark.usefixtures("screen")
def test_an_interruption_leaves_no_pages_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with (
        patch("article21.cli.preview.on_terminal", return_value=True),
        patch("article21.cli.preview.wait_for_enter", side_effect=KeyboardInterrupt),
    ):
        assert preview(tmp_path).code == 130
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("display", ["", ":0"])
def test_nobody_to_show_them_to_and_nowhere_to_keep_them_is_one_sentence(
    tmp_path: Path, display: str, monkeypatch: pytest.MonkeyPatch, launched: list[Path]
) -> None:
    # With a screen, but nobody at a terminal, nobody could say when the pictures have been seen.
    monkeypatch.setenv("DISPLAY", display)
    run = preview(tmp_path)
    assert (run.code, run.out, run.err.count("\n")) == (1, b"", 1)
    assert "--output" in run.err
    assert (files_in(tmp_path), launched) == ([], [])


def test_pictures_are_not_written_over_others(tmp_path: Path) -> None:
    assert preview(tmp_path, "--output", "pages").code == 0
    assert preview(tmp_path, "--output", "pages").code == 1
    assert preview(tmp_path, "--output", "pages", "--overwrite").code == 0


@pytest.mark.parametrize("output", ["", "-"])
def test_pictures_need_a_folder(tmp_path: Path, output: str) -> None:
    assert preview(tmp_path, "--output", output).code == 2


def test_it_takes_the_options_of_a_letter_but_for_its_formats(tmp_path: Path) -> None:
    def options(command: str) -> set[str]:
        return {word for word in invoke(tmp_path, command, "--help").text.split() if word.startswith("--")}

    assert options("letter") - options("preview") == {"--format", "--open"}
    assert options("preview") <= options("letter")
