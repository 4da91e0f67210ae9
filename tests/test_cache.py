"""The cache can't hurt: nothing in it runs, and what others could write is not read."""

import json
import marshal
import os
import pickle
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from article21.rendering import cache
from article21.rendering.fonts import font_folder

TESTS = Path(__file__).parent
WRITE = (
    "from letter_samples import sample; from article21.rendering.pdf import to_pdf\n"
    "from article21.rendering.press import Press; import sys; letter = sample('sv')\n"
    "sys.stdout.buffer.write(to_pdf(letter) + Press(verify=0).print_letter(letter))"
)
CHECK = "from article21.rendering.fonts import font_folder; print(font_folder(chinese=False).path)"


def run(code: str, folder: Path) -> bytes:
    own = {"XDG_CACHE_HOME": str(folder), "PYTHONPATH": str(TESTS), "PYTHONFAULTHANDLER": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=os.environ | own, check=False, capture_output=True)
    # A library that crashes says where: the handler writes it to standard error.
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return run(WRITE, tmp_path_factory.mktemp("cache"))


def fonts_in(folder: Path) -> Path:
    (found,) = (path for path in (folder / "article21/fonts").iterdir() if (path / "fonts.conf").exists())
    return found


def test_no_code_is_kept_in_the_cache(tmp_path: Path, right: bytes) -> None:
    assert run(WRITE, tmp_path) == right
    assert list((tmp_path / "article21/formes").rglob("*.json"))
    kinds = {path.suffix for path in tmp_path.rglob("*") if path.is_file() and "fontconfig" not in path.parts}
    assert kinds == {".ttf", ".conf", ".json"}


class Planted:
    def __init__(self, sign: Path) -> None:
        self.sign = sign

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.sign,)


def test_code_that_somebody_planted_never_runs(tmp_path: Path, right: bytes) -> None:
    run(WRITE, tmp_path)
    sign = tmp_path / "ran"
    code = marshal.dumps(compile(f"open({str(sign)!r}, 'w')", "planted", "exec"))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    templates = tmp_path / "article21/templates/0.1.0-3.1.6"
    templates.mkdir(parents=True)
    files += [templates / f"__jinja2_{'0' * 40}.cache"]
    for content in (pickle.dumps(Planted(sign)), b"j2\5\0\0\0" + pickle.dumps(Planted(sign)), code):
        for path in files:
            path.write_bytes(content)
        assert run(WRITE, tmp_path) == right
    assert not sign.exists()


@pytest.mark.parametrize("part", ["NotoSerif-Regular.ttf", "fonts.conf", cache.DIGESTS])
@pytest.mark.parametrize("damage", ["cut", "emptied", "changed", "removed"])
def test_a_damaged_cache_heals_by_itself(tmp_path: Path, right: bytes, part: str, damage: str) -> None:
    run(CHECK, tmp_path)
    file = fonts_in(tmp_path) / part
    whole = file.read_bytes()
    if damage == "removed":
        file.unlink()
    else:
        middle = len(whole) // 2
        changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        file.write_bytes({"cut": whole[:-100], "emptied": b"", "changed": changed}[damage])
    assert run(WRITE, tmp_path) == right
    assert file.read_bytes() == whole


def test_a_folder_that_others_could_write_is_made_again(tmp_path: Path, right: bytes) -> None:
    run(CHECK, tmp_path)
    folder = fonts_in(tmp_path)
    face = folder / "NotoSerif-Regular.ttf"
    face.write_bytes((folder / "NotoSerif-Bold.ttf").read_bytes())
    digests = json.loads((folder / cache.DIGESTS).read_text())
    digests[face.name] = sha256(face.read_bytes()).hexdigest()
    (folder / cache.DIGESTS).write_text(json.dumps(digests))
    folder.parent.chmod(0o777)
    assert run(WRITE, tmp_path) == right
    assert folder.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_could_read_is_closed(tmp_path: Path) -> None:
    run(CHECK, tmp_path)
    before = fonts_in(tmp_path).stat().st_ino
    (tmp_path / "article21").chmod(0o755)
    run(CHECK, tmp_path)
    assert (tmp_path / "article21").stat().st_mode & 0o777 == 0o700
    assert fonts_in(tmp_path).stat().st_ino == before


def test_a_link_is_not_followed(tmp_path: Path, right: bytes) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (tmp_path / "article21").symlink_to(elsewhere)
    assert run(WRITE, tmp_path) == right
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_folder_of_somebody_else_is_not_read(tmp_path: Path, right: bytes) -> None:
    run(CHECK, tmp_path)
    folder = fonts_in(tmp_path)
    os.chown(folder.parent, 12345, 12345)
    path = run(CHECK, tmp_path).decode().strip()
    assert not path.startswith(str(tmp_path))
    assert run(WRITE, tmp_path) == right


def test_the_owner_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache.platformdirs, "user_cache_path", lambda _: tmp_path / "article21")
    assert cache.private_folder("fonts").is_dir()
    monkeypatch.setattr(cache.os, "geteuid", lambda: 12345, raising=False)
    with pytest.raises(PermissionError):
        cache.private_folder("fonts")


def test_the_faces_in_use_are_whole() -> None:
    assert font_folder(chinese=False).is_whole()
