"""Files appear whole or not at all, readable by their owner only, and never over something else."""

import errno
import os
import stat
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from article21.files import FilesExistError, OutputError, write_files
from commands import files_in

FILES = {"letter.txt": b"letter", "form.txt": b"form"}


@pytest.fixture(params=["new folder", "folder that is there"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    if request.param == "folder that is there":
        folder.mkdir()
    return folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_all_files_are_written(folder: Path) -> None:
    paths = write_files(folder, FILES)
    assert {path.name: path.read_bytes() for path in paths} == FILES
    assert files_in(folder) == sorted(FILES)
    assert files_in(folder.parent) == ["letters", "letters/form.txt", "letters/letter.txt"]


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    (path, _) = write_files(tmp_path / "outer/inner", FILES)
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)
    (other,) = write_files(tmp_path, {"other.txt": b""})
    assert mode(other) == 0o600


@dataclass(frozen=True)
class Failing:
    """The call that fails, and how often it succeeds before."""

    owner: object
    name: str
    before: int
    into: str = "new folder"

    def install(self, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
        real, calls = getattr(self.owner, self.name), count()

        def call(*arguments: object, **options: object) -> object:
            if next(calls) == self.before:
                raise failure
            return real(*arguments, **options)

        monkeypatch.setattr(self.owner, self.name, call)


FAILING = [
    Failing(tempfile, "mkdtemp", 0),
    Failing(os, "mkdir", 0),
    Failing(os, "open", 1),
    Failing(os, "fsync", 1),
    Failing(os, "rename", 0),
    Failing(tempfile, "mkstemp", 1, "folder that is there"),
    Failing(os, "fsync", 1, "folder that is there"),
    Failing(Path, "replace", 1, "folder that is there"),
]


def folder_for(failing: Failing, tmp_path: Path) -> Path:
    folder = tmp_path / "outer/letters"
    if failing.into == "folder that is there":
        folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("failing", FAILING, ids=lambda failing: f"{failing.name} {failing.into}")
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EACCES, "you may not write there"),
        (errno.EROFS, "nothing can be written there"),
        (errno.EIO, "the disk or drive reports an error"),
    ],
)
def test_a_failure_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: Failing, number: int, said: str
) -> None:
    folder = folder_for(failing, tmp_path)
    before = files_in(tmp_path)
    failing.install(monkeypatch, OSError(number, os.strerror(number)))
    with pytest.raises(OutputError, match=said):
        write_files(folder, FILES)
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("failing", FAILING, ids=lambda failing: f"{failing.name} {failing.into}")
def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: Failing
) -> None:
    folder = folder_for(failing, tmp_path)
    before = files_in(tmp_path)
    failing.install(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_files(folder, FILES)
    assert files_in(tmp_path) == before


def test_nothing_is_written_when_one_file_is_there(tmp_path: Path) -> None:
    (tmp_path / "form.txt").write_bytes(b"mine")
    with pytest.raises(FilesExistError, match=r"^Already there: .*form\.txt\. .*another place\.$"):
        write_files(tmp_path, FILES)
    assert files_in(tmp_path) == ["form.txt"]
    assert (tmp_path / "form.txt").read_bytes() == b"mine"


def test_overwriting_replaces_what_is_there_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "form.txt").write_bytes(b"old")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    write_files(tmp_path, FILES, overwrite=True)
    assert (tmp_path / "form.txt").read_bytes() == b"form"
    assert files_in(tmp_path) == ["form.txt", "letter.txt", "notes.txt"]


def test_a_file_is_never_put_in_the_place_of_a_folder_or_a_device(tmp_path: Path) -> None:
    (tmp_path / "form.txt").mkdir()
    os.mkfifo(tmp_path / "letter.txt")
    for name in FILES:
        with pytest.raises(OutputError, match="it exists and is not a file"):
            write_files(tmp_path, {name: b""}, overwrite=True)


def test_a_link_that_leads_nowhere_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FilesExistError):
        write_files(tmp_path, FILES)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("file", "a part of this path is a file"),
        ("file/inner", "a part of this path is a file"),
        ("file/inner/more", "a part of this path is a file"),
        ("x" * 300, "its name is too long"),
        ("x" * 300 + "/inner", "its name is too long"),
        ("nul\x00", "no file can have this name"),
        ("loop/inner", "its symbolic links form a loop"),
    ],
)
def test_a_place_that_cannot_be_has_its_own_sentence(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError, match=said):
        write_files(tmp_path / name, FILES)
    assert files_in(tmp_path) == ["file", "loop"]


def test_a_roundabout_path_leads_where_it_says(tmp_path: Path) -> None:
    write_files(tmp_path / "new/../letters", FILES)
    assert files_in(tmp_path) == ["letters", "letters/form.txt", "letters/letter.txt"]
