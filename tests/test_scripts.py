"""Names, addresses and own words in the scripts people write in; what no font has costs nobody their text."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pytest

from article21 import extras
from article21.batch.pdfs import press
from article21.extras import INSTALLER, ExtraMissingError, install_command, need_extra
from article21.model import Format
from article21.rendering.editions import render_format, render_formats
from article21.rendering.glyphs import MissingGlyphError
from article21.rendering.html import to_html
from article21.rendering.pdf import to_pdf
from article21.writing.directions import direction_of, isolate
from article21.writing.letters import write_letter
from commands import files_in, letter
from pages import page_texts
from people import ask
from writers import WRITERS

FONTS = {
    "Arabic": "Amiri",
    "Hebrew": "Frank-Ruhl-Libre",
    "Thai": "Noto-Sans-Thai",
    "Georgian": "DejaVu-Sans",
    "Armenian": "DejaVu-Sans",
    "Devanagari": "Noto-Sans-Devanagari",
    "Bengali": "Noto-Sans-Bengali",
    "Hangul": "Noto-Sans-KR",
    "Japanese": "Noto-Sans-JP",
    "Simplified": "Noto-Sans-SC",
    "Traditional": "Noto-Sans-TC",
}
RIGHT_TO_LEFT = ("Arabic", "Hebrew")


def fonts_in(pdf: bytes) -> set[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        names = [str(f.BaseFont) for page in document.pages for f in page.Resources.Font.values()]
    return {name.partition("+")[2] for name in names}


@pytest.mark.parametrize("script", WRITERS)
def test_each_script_is_printed_in_its_font_and_read_back_as_it_was_typed(script: str) -> None:
    writer = WRITERS[script]
    pdf = to_pdf(write_letter(writer.ask()))
    assert fonts_in(pdf) == {"Noto-Serif", "Noto-Serif-Bold", FONTS[script]}
    text = " ".join("".join(page_texts(pdf)).split())
    for words in (writer.name, writer.place, *(writer.words.split("\n"))):
        if not (set(words) & set("().")) or script not in RIGHT_TO_LEFT:
            assert words in text, words
    assert text.count(writer.name) == 2


@pytest.mark.parametrize("script", WRITERS)
def test_text_and_kit_have_the_words_as_they_were_typed(script: str) -> None:
    writer = WRITERS[script]
    text = render_format(Format.TXT, writer.ask()).decode()
    assert text.startswith("\n".join((writer.name, *writer.address)))
    assert writer.words in text
    assert not re.search("[\u2066-\u2069]", text)
    assert f"{writer.place}, 22 November 2026" in text


def test_a_script_that_is_not_needed_is_not_in_the_file() -> None:
    assert fonts_in(to_pdf(write_letter(ask("DE")))) == {"Noto-Serif", "Noto-Serif-Bold"}


def test_each_line_of_own_words_runs_as_its_own_script_does() -> None:
    page = to_html(write_letter(WRITERS["Arabic"].ask()))
    lines = re.findall(r'<span class="line"( dir="rtl")?>', page)
    assert lines == [' dir="rtl"', "", ' dir="rtl"']
    assert re.search(r'data-field="sender-1" dir="rtl"', page)
    assert not re.search(r'data-field="sender-4" dir', page)
    assert 'class="line"' not in to_html(write_letter(ask("SE")))


def test_a_place_from_right_to_left_does_not_turn_the_date_after_it() -> None:
    written = write_letter(WRITERS["Hebrew"].ask())
    assert written.place_and_date == "\u2068תל אביב\u2069, 22\u00a0November 2026"
    assert isolate("Göteborg") == "Göteborg"


@pytest.mark.parametrize(
    ("text", "direction"),
    [("12 שלום", "rtl"), ("(عربي) abc", "rtl"), ("Dr. שרה", "ltr"), ("300", "ltr"), ("", "ltr")],
)
def test_the_first_letter_tells_the_direction(text: str, direction: str) -> None:
    assert direction_of(text) == direction


@pytest.mark.parametrize("script", ["Arabic", "Devanagari", "Hangul"])
def test_a_batch_prints_them_too(script: str) -> None:
    printed, plain = write_letter(WRITERS[script].ask()), write_letter(ask(WRITERS[script].country))
    for each in (plain, printed, plain):
        stamped, typeset = (page_texts(pdf) for pdf in (press(2).print_letter(each), to_pdf(each)))
        assert stamped == typeset
    assert press(2).take_tally().difference is None


def test_characters_that_several_fonts_have_are_drawn_as_where_the_person_lives() -> None:
    for country, font in (("JP", "JP"), ("CN", "SC"), ("TW", "TC"), ("KR", "KR"), ("SE", "TC")):
        assert f"Noto-Sans-{font}" in fonts_in(to_pdf(write_letter(ask(country, name="直子"))))


def test_what_no_font_has_is_named_and_text_and_kit_are_written_all_the_same(tmp_path: Path) -> None:
    run = letter(tmp_path, "--name", "Maja 💩 Lindqvist", "--output", "it")
    assert run.code == 1
    assert files_in(tmp_path) == ["it", "it/details.toml", "it/form.txt", "it/letter.txt"]
    assert "(letter.txt, form.txt, details.toml)\n" in run.err
    assert run.err.count("U+1F4A9") == 1
    assert "is ready" not in run.err
    assert "Next:" not in run.err
    assert "To change the letter: " in run.err
    assert run.err.rstrip().rpartition("\n")[2].startswith("article21: The PDF can't print “💩”")


def test_a_letter_wanted_as_a_pdf_alone_is_refused_as_a_whole(tmp_path: Path) -> None:
    run = letter(tmp_path, "--name", "Maja 💩 Lindqvist", "--format", "pdf", "--output", "it.pdf")
    assert (run.code, run.out, files_in(tmp_path)) == (1, b"", [])


def test_an_address_without_room_leaves_text_and_kit() -> None:
    crowded = ask("DE", address_line=("A street with a name that is long, and longer than that",) * 6)
    rendered, hindrance = render_formats((Format.PDF, Format.TXT), crowded)
    assert set(rendered) == {Format.TXT}
    assert "too long" in str(hindrance)


@pytest.fixture
def without_extras(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Nothing optional is installed, until an installer has run."""
    installed: list[str] = []

    def version(package: str) -> str:
        if package not in installed:
            raise PackageNotFoundError(package)
        return "1"

    monkeypatch.setattr(extras, "version", version)
    monkeypatch.delenv(INSTALLER, raising=False)
    return installed


@pytest.mark.usefixtures("without_extras")
def test_without_the_fonts_the_command_that_helps_is_named_and_nothing_else_is_lost(tmp_path: Path) -> None:
    run = letter(tmp_path, "--name", "陳大文", "--output", "it")
    assert files_in(tmp_path) == ["it", "it/details.toml", "it/form.txt", "it/letter.txt"]
    assert install_command("cjk") in run.err
    with pytest.raises(MissingGlyphError, match=r"U\+1F4A9"):
        to_pdf(write_letter(ask("HK", name="陳 💩")))


@pytest.mark.parametrize("extra", ["cjk", "sign", "dask"])
def test_who_started_the_command_brings_an_extra_when_it_is_needed(
    without_extras: list[str], extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(INSTALLER, "/a/run")
    with patch("subprocess.run") as installer:
        installer.side_effect = lambda *_, **__: without_extras.append(extras._PACKAGES[extra])
        need_extra(extra)
        need_extra(extra)
    assert [call.args[0] for call in installer.call_args_list] == [["/a/run", "extra", extra]]


@pytest.mark.usefixtures("without_extras")
@pytest.mark.parametrize("extra", ["cjk", "sign", "dask"])
def test_an_extra_that_nobody_brings_is_named_with_the_way_out(extra: str) -> None:
    with pytest.raises(ExtraMissingError, match=re.escape(install_command(extra))):
        need_extra(extra)


def test_what_the_installer_says_never_comes_where_the_letter_goes(tmp_path: Path) -> None:
    fake = tmp_path / "run"
    fake.write_text("#!/bin/sh\necho being installed\n")
    fake.chmod(0o755)
    code = "from article21 import extras; extras._PACKAGES['cjk'] = 'no-such'; extras.need_extra('cjk')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, INSTALLER: str(fake)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert "being installed" not in done.stderr
    assert "could not be installed: is there an internet connection?" in done.stderr
