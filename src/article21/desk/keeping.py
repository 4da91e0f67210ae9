"""A folder keeps the details its letter was written from, so that the letter can be written again.

``details.toml`` is the person's own and is not sent. Comments at its end name the files that were written and
their SHA-256, which tells a file that may be replaced from one that somebody has changed since.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from hashlib import sha256
from pathlib import Path

from article21.errors import Article21Error
from article21.files import read_file
from article21.model import Format
from article21.person import Details, read_details_file
from article21.writing.requests import Request

KEPT = "details.toml"
_LARGEST = 20_000_000
_MADE = re.compile(r"^# sha256 ([0-9a-f]{64}) (\S+)$", re.MULTILINE)


class ChangedFilesError(Article21Error):
    """Files of this letter that somebody has changed since they were written."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        super().__init__("files-changed", paths=", ".join(map(str, paths)))


@dataclass(frozen=True)
class Kept:
    """What a folder says of the letter in it."""

    folder: Path
    reference: str
    made: Mapping[str, str]
    """The SHA-256 of each file, by its name."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """Return the formats that were written."""
        return tuple(name for name in Format if name.file_name in self.made)

    def is_as_made(self, name: str) -> bool:
        """Tell whether a file is still the one that was written, or is gone."""
        path = self.folder / name
        if not path.is_file():
            return not path.exists()
        content = read_file(path, _LARGEST)
        return _digest(_without_own_digest(content) if name == KEPT else content) == self.made.get(name)


def read_kept(folder: Path) -> Kept | None:
    """Return what a folder keeps; None when nothing here has written into it."""
    path = folder / KEPT
    try:
        text = path.read_text(encoding="utf-8")
        made = {name: digest for digest, name in _MADE.findall(text)}
        reference = read_details_file(path).values.get("reference")
    except (OSError, ValueError, Article21Error):
        return None
    return Kept(folder, str(reference), made) if made and reference else None


def kept_beside(path: Path) -> Kept | None:
    """Return what is kept of the letter that a path names: its folder, or a file in it."""
    kept = read_kept(path if path.is_dir() else path.parent)
    if kept and not path.is_dir() and path.name not in kept.made:
        return None
    return kept


def check_replaceable(kept: Kept, names: Mapping[str, bytes] | tuple[str, ...], *, edited: bool) -> None:
    """Raise ChangedFilesError unless every file is as it was made; ``edited``: details.toml is the source."""
    changed = tuple(
        kept.folder / name for name in names if not (edited and name == KEPT) and not kept.is_as_made(name)
    )
    if changed:
        raise ChangedFilesError(changed)


def to_kept(request: Request, files: Mapping[str, bytes], note: str) -> bytes:
    """Return the file that keeps the details, after a note to the person."""
    values = {**request.details.model_dump(exclude_defaults=True), "reference": request.reference}
    lines = [f"# {note}", "", *(f"{key} = {_toml(value)}" for key, value in _in_order(values)), ""]
    lines.append(f"# dated {request.date}")
    lines += [f"# sha256 {_digest(content)} {name}" for name, content in files.items()]
    content = ("\n".join(lines) + "\n").encode()
    return content + f"# sha256 {_digest(content)} {KEPT}\n".encode()


def _in_order(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    return ((key, values[key]) for key in Details.model_fields if key in values)


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case str() if "\n" in value:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"""\n{escaped}"""'
    return json.dumps(value, ensure_ascii=False)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _without_own_digest(content: bytes) -> bytes:
    return re.sub(rb"# sha256 [0-9a-f]{64} details\.toml\n\Z", b"", content)
