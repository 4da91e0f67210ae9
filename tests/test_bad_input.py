"""Whatever is typed: one clear sentence for each mistake, no traceback, no half-written file."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article21.model import Format
from article21.person import Details
from commands import GROUND, MAJA, Run, files_in, invoke, letter
from people import DAY

MISTAKES = [
    (("--name", ""), "--name: please give your name"),
    (("--name", "x" * 101), "--name: this has 101 characters"),
    (("--name", "Maja\x07"), "--name: this contains a control character (U+0007)"),
    (("--name", "Maja\nLindqvist"), "--name: this must be one line"),
    (("--place", "a\nb"), "--place: this must be one line"),
    (("--address-line", "a\nb"), "--address-line: this must be one line"),
    (("--because", "a\x1b[2Jb"), "--because: this contains a control character (U+001B)"),
    (("--because", "x" * 4001), "--because: this has 4,001 characters"),
    (("--profile-url", "https://www.linkedin.com/company/example"), "is the page of a company"),
    (("--profile-url", "https://example.org/in/maja"), "is not on linkedin.com"),
    (("--content-url", "not a link"), "is not a web address"),
    (("--country", "Atlantis"), "Unknown country “Atlantis”"),
    (("--country", "Swedn"), "Did you mean “Sweden”?"),
    (("--country", "XX"), "See `article21 countries`"),
    (("--language", "Sweedish"), "Did you mean “Swedish”?"),
    (("--ground", "confidential"), "Did you mean “confidentiality”?"),
    (("--purpose", "E"), "Unknown purpose “E”"),
    (("--purpose", "D"), "Purpose D doesn't concern people who live there (Sweden)"),
    (("--date", "2026-02-30"), "is not a day of the calendar"),
    (("--date", "tomorrow"), "write year-month-day"),
    (("--date", "2029-01-01"), "is more than a year from today"),
    (("--setting-off", "2026-12-24"), "is in the future"),
    (("--reference", "../../x"), "can't be a reference"),
    (("--details", "nowhere.toml"), "nowhere.toml can't be read: there is no such file"),
    (("--details", ""), "its name must end in .toml, .json or .pdf"),
    (("--layout", "din5008"), "Unknown envelope “din5008”. Did you mean “din5008-b”?"),
    (("--layout", ""), "See `article21 envelopes`"),
    (("--signature", "nowhere.png"), "--signature: nowhere.png can't be read: there is no such file"),
    (("--signature", ""), "--signature: "),
    (("--signature", "file"), "is not a whole PNG, JPEG or SVG image"),
    (
        ("--sign-with", "nowhere.p12", "--format", "pdf"),
        "--sign-with: nowhere.p12 can't be read: there is no such file",
    ),
    (("--sign-with", "a\0b", "--format", "pdf"), "no file can have this name"),
    (("--output", "file/inner/x"), "a part of this path is a file"),
    (("--output", "file"), "Already there: file"),
    (("--output", "x" * 300), "its name is too long"),
]


def explained(run: Run) -> list[str]:
    """Return the sentences of a run that made a mistake, and hold them to their form."""
    lines = run.err.splitlines()
    assert run.code == 1
    assert run.out == b""
    assert lines
    assert all(line.startswith("article21: ") and line.endswith((".", "?")) for line in lines), run.err
    return lines


@pytest.mark.parametrize(("options", "said"), MISTAKES, ids=lambda value: str(value)[:60])
def test_a_mistake_is_one_sentence_and_writes_nothing(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    (tmp_path / "file").write_text("mine")
    (sentence,) = explained(letter(tmp_path, "--format", "txt", *options))
    assert said in sentence
    assert files_in(tmp_path) == ["file"]


@pytest.mark.parametrize(
    "email", ["maja", "maja@", "maja@example.org, other@example.org", "maja@example.org\n"]
)
def test_an_email_address_that_is_none(tmp_path: Path, email: str) -> None:
    options = (*MAJA[:2], *MAJA[4:], *GROUND, "--email", email)
    (sentence,) = explained(invoke(tmp_path, "letter", *options))
    assert sentence.startswith("article21: --email: ")


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    assert len(explained(invoke(tmp_path, "letter"))) == 3


def test_missing_grounds_name_the_three_ways_on(tmp_path: Path) -> None:
    (sentence,) = explained(invoke(tmp_path, "letter", *MAJA))
    assert all(option in sentence for option in ("--ground,", "--because", "--without-grounds"))


def test_mistakes_in_a_file_and_in_options_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "M"\nemail = "x"\ncountry = "SE"\nlenght = "full"\n')
    lines = explained(invoke(tmp_path, "letter", "--details", "p.toml", "--date", "x"))
    assert [line.removeprefix("article21: ").split(": ")[0] for line in lines] == [
        "p.toml, line 2, email",
        "--date",
        "p.toml, line 4, lenght",
    ]


WRONG_USAGE = [
    (("frob",), "frob: There is no such command. See `article21 --help`."),
    (("leter",), "leter: There is no such command. Did you mean letter? See `article21 --help`."),
    (("letter", "--frob"), "--frob: There is no such option. See `article21 letter --help`."),
    (
        ("letter", "--nmae", "M"),
        "--nmae: There is no such option. Did you mean --name? See `article21 letter --help`.",
    ),
    (("letter", "--name"), "--name: this option needs a value."),
    (("letter", "--open=x"), "--open: this option takes no value."),
    (("letter", "--format", "docx"), "--format: “docx” is not one of pdf, txt, form, html, eml, json."),
    (("letter", "--length", "huge"), "--length: “huge” is not one of short, medium, full."),
    (("batch", "--jobs", "x"), "--jobs: “x” is not a whole number."),
    (("batch", "--jobs", "0"), "--jobs: the number must be at least 1."),
    (("letter", "--output", ""), "--output: a path is needed."),
    (
        ("letter", "--output", "-", "--format", "pdf", "--format", "txt"),
        "--output: only one --format can be written to standard output.",
    ),
    (("new",), "FILE: this is needed. See `article21 new --help`."),
    (("countries", "Sweden"), "Sweden: This is one word too many."),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_USAGE)
def test_wrong_usage_is_said_in_a_sentence_and_ends_with_two(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    run = invoke(tmp_path, *arguments)
    assert (run.code, run.out) == (2, b"")
    assert run.err.startswith(f"article21: {said}")
    assert run.err.count("\n") == 1


def test_a_character_no_font_has_is_named_with_the_way_out(tmp_path: Path) -> None:
    (sentence,) = explained(letter(tmp_path, "--name", "Maja \U00013000", "--format", "pdf"))
    assert "U+13000" in sentence
    assert "--format txt" in sentence
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("name", [name for name in Format if name is not Format.PDF])
@pytest.mark.parametrize(
    "words",
    [
        "{{ name }} {% raw %} {# x #}",
        "<b>&</b> &such; <script>alert(1)</script>",
        "**a** _b_ `c`",
        "%PDF-1.7 (x) Tj %s %(x)s",
    ],
)
def test_text_that_looks_like_code_is_printed_as_it_was_typed(
    tmp_path: Path, name: Format, words: str
) -> None:
    run = letter(tmp_path, "--because", words, "--format", name.value, "--output", "-")
    assert run.code == 0
    if name is Format.HTML:
        from html import unescape

        assert words in unescape(run.text)
        assert "<script>" not in run.text
    elif name is Format.EML:
        from email import message_from_bytes, policy

        body = message_from_bytes(run.out, policy=policy.default).get_body(("plain",))
        assert body
        assert words in body.get_content()
    else:
        assert words in run.text


def test_what_pasting_left_is_put_right_and_told_in_a_letter_too(tmp_path: Path) -> None:
    run = letter(
        tmp_path, "--because", "R&amp;D", "--name", "Maja\u200b L", "--format", "txt", "--output", "-"
    )
    assert (run.code, run.text.splitlines()[0]) == (0, "Maja L")
    assert "R&D" in run.text
    assert "Note: invisible characters were left out." in run.err
    assert "Note: characters that were written as in web pages (&uuml;) were put right." in run.err


class TestStreams:
    """What happens at the far ends: full devices, closed pipes, keys pressed."""

    def start(self, folder: Path, *arguments: str, **streams: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "article21", *arguments]
        return subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **streams
        )

    @pytest.mark.skipif(
        not Path("/dev/full").exists(), reason="this system has no device that is always full"
    )
    def test_a_full_device_is_one_sentence(self, tmp_path: Path) -> None:
        with Path("/dev/full").open("wb") as full:
            run = self.start(tmp_path, "letter", *MAJA, *GROUND, "--output", "-", stdout=full.fileno())
            _, err = run.communicate(timeout=60)
        assert run.returncode == 1
        assert err.decode() == (
            "article21: The disk is full: standard output was not written. "
            "Make room, or choose another place.\n"
        )

    @pytest.mark.parametrize("arguments", [("letter", *MAJA, *GROUND, "--output", "-"), ("countries",)])
    def test_a_reader_who_leaves_early_is_no_error(self, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        run = self.start(tmp_path, *arguments, stdout=writing)
        os.close(writing)
        _, err = run.communicate(timeout=60)
        assert b"Traceback" not in err
        assert b"Error" not in err


def test_an_interruption_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    with patch("os.fsync", side_effect=KeyboardInterrupt):
        run = letter(tmp_path, "--format", "txt")
    assert (run.code, run.out, files_in(tmp_path)) == (130, b"", [])


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    with patch("os.fsync", side_effect=OSError(28, "No space left on device")):
        (sentence,) = explained(letter(tmp_path, "--format", "txt", "--format", "form"))
    assert "The disk is full" in sentence
    assert files_in(tmp_path) == []


OPTION_NAMES = [f"--{name.replace('_', '-')}" for name in Details.model_fields] + [
    "--format",
    "--output",
    "--details",
    "--layout",
    "--signature",
    "--courtesy-copy",
]
VALUES = ["SE", "gb", "A", "minor", "x/y", "-", ".", "2026-11-22", "full", "txt", "https://example.org"]
FLAGS = st.sampled_from(["--no-account", "--without-grounds", "--overwrite", "--redacted"]).map(
    lambda name: [name]
)
PAIRS = st.tuples(st.sampled_from(OPTION_NAMES), st.one_of(st.text(max_size=30), st.sampled_from(VALUES)))
OPTIONS = st.lists(st.one_of(FLAGS, PAIRS), max_size=6).map(
    lambda groups: [part for group in groups for part in group]
)


@settings(max_examples=60)
@given(OPTIONS)
def test_no_options_whatever_end_in_a_traceback(options: list[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        run = invoke(folder, "letter", *MAJA, *GROUND, "--format", "txt", *options)
        assert run.code in {0, 1, 2}
        assert run.code == 0 or files_in(folder) == []


@settings(max_examples=60)
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
    st.sampled_from(["toml", "json"]),
)
def test_no_details_file_whatever_ends_in_a_traceback(content: bytes, suffix: str) -> None:
    with TemporaryDirectory() as name:
        file = Path(name) / f"p.{suffix}"
        file.write_bytes(content)
        run = invoke(Path(name), "letter", *MAJA, *GROUND, "--details", file.name, "--output", "-")
        assert run.code in {0, 1}


def test_the_clock_of_these_tests_is_theirs(tmp_path: Path) -> None:
    assert f"{DAY.day} November {DAY.year}" in letter(tmp_path, "--output", "-").text
