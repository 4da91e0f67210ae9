"""Copies of the project that a test may change: data and templates are copied, everything else is linked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import polib

PROJECT = Path(__file__).parent.parent


class Checkout:
    """A copy of the project in a folder."""

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.folder, package = folder, folder / "src/article21"
        package.mkdir(parents=True)
        for path in (PROJECT / "src/article21").iterdir():
            if path.name not in {"data", "__pycache__"}:
                (package / path.name).symlink_to(path)
        shutil.copytree(PROJECT / "src/article21/data", package / "data")
        shutil.copytree(PROJECT / "templates", folder / "templates")
        (folder / "tools").symlink_to(PROJECT / "tools")
        (folder / "tests").symlink_to(PROJECT / "tests")
        for name, text in files.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text, f"{name} doesn't say: {old}"
        self.write(name, text.replace(old, new))

    def complete(self, catalog: str) -> None:
        """Give every clause that is not translated its English as translation."""
        translated = polib.pofile(str(self.folder / catalog))
        for entry in translated.untranslated_entries():
            entry.msgstr = entry.msgid
        translated.metadata.pop("X-Drafts", None)
        self.write(catalog, str(translated))

    def python(self, *arguments: str, drafts: str = "", fails: bool = False) -> str:
        """Return what Python says when it runs with this copy."""
        path = os.pathsep.join(str(self.folder / part) for part in ("src", ".", "tests"))
        environment = os.environ | {"PYTHONPATH": path, "ARTICLE21_DRAFTS": drafts}
        done = subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
        )
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr
