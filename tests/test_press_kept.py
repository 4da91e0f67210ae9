"""What the press has learnt in one run it knows in the next, if it is whole and of the same versions."""

import os
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from article21.model import Letter
from article21.rendering import envelopes, pdf
from article21.rendering.press import Press, kept
from batches import first, of

LANGUAGES = ("de", "el", "zh-Hant")
_folder = kept._folder


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "_folder", lambda: tmp_path)
    return tmp_path


def people() -> list[Letter]:
    letters = [of(first(language), "Anna Schmidt", because="2026 LinkedIn") for language in LANGUAGES]
    return [*letters, replace(letters[0], clauses=letters[0].clauses[::-1])]


def print_all() -> list[bytes]:
    press = Press(verify=0)
    printed = [press.print_letter(letter) for letter in people()]
    assert press.tally.stamped == len(printed), press.tally
    return printed


def test_a_second_run_learns_nothing_and_prints_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    before = print_all()
    from article21.rendering.press import models

    monkeypatch.setattr(models.Model, "teach", None)
    assert print_all() == before


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed", "of another"])
def test_what_is_damaged_is_not_read_and_is_made_again(folder: Path, damage: str) -> None:
    before = print_all()
    files = sorted(folder.iterdir())
    assert len(files) == len(LANGUAGES)
    whole = [file.read_bytes() for file in files]
    for file, content in zip(files, whole, strict=True):
        middle = len(content) // 2
        changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        damaged = {"cut": content[:-9], "emptied": b"", "changed": changed, "of another": b"\xff\xfe[]"}
        file.write_bytes(damaged[damage])
    assert print_all() == before
    assert [file.read_bytes() for file in files] == whole


def test_other_style_sheets_need_other_formes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    print_all()
    before = {*folder.iterdir()}
    sheets = pdf.style_sheets
    monkeypatch.setattr(kept, "style_sheets", lambda envelope: (*sheets(envelope), "p { margin: 1mm }"))
    print_all()
    after = {*folder.iterdir()}
    assert len(after) == 2 * len(before)


def test_other_versions_need_other_formes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept._versions()
    monkeypatch.setattr(kept, "version", lambda package: f"{package} 99")
    assert kept._versions() != before


def test_versions_used_in_turn_leave_each_other_what_they_have_learnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "private_folder", lambda _: tmp_path)

    def use(version: str) -> None:
        monkeypatch.setattr(kept, "_versions", lambda: version)
        _folder.__wrapped__()

    for age in range(9, 3, -1):
        use(f"version {age}")
        os.utime(tmp_path / f"version {age}", (0, 1_000_000 - age))
    (tmp_path / "version 7" / "kept.json").touch()
    use("version 7")
    use("version 1")
    assert {each.name for each in tmp_path.iterdir()} == {f"version {each}" for each in (1, 7, 4, 5)}
    assert (tmp_path / "version 7" / "kept.json").exists()


@pytest.mark.parametrize("error", [PermissionError, PackageNotFoundError])
def test_without_a_place_for_them_letters_are_composed_all_the_same(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Path:
        raise error

    monkeypatch.setattr(kept, "_folder", refuse)
    print_all()


def test_every_envelope_s_formes_are_read_as_they_were_written() -> None:
    letter = first("de")
    for envelope in envelopes.envelopes():
        once, again = (Press(envelope, verify=0).print_letter(letter) for _ in range(2))
        assert once == again, envelope
