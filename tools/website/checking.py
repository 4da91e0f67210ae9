"""Look at a site that was built: is it whole, does it keep to itself, is it small enough to be visited."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from tools.website.packs import CORE
from tools.website.parts import SiteError

LIST = "site.json"
"""The digest and the size of every other file."""
MOST_BYTES = 8_000_000
"""What a first visit in one language may take over the wire, compressed as hosts do it."""
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
)
# Written so that this file names none itself.
_REGISTRIES = re.compile(rb"(?:py[p]i|python[h]osted|npm[j]s|un[p]kg|js[d]elivr)\.(?:org|com|net)")
_NAMES_ITS_HOST = ("engine/pyodide.js", "engine/pyodide.asm.js")
"""Pyodide's own files name a host, which is never asked: every file it fetches is named to it."""


def check(folder: Path) -> list[str]:
    """Return what is wrong; raise SiteError for a folder that is no site."""
    try:
        files = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, LookupError):
        raise SiteError(f"{folder} is no site: it has no {LIST} that lists its files.") from None
    return [
        *_check_files(folder, files),
        *_check_pages(folder),
        *_check_words(folder, files),
        *_check_sizes(folder),
    ]


def first_visit(folder: Path, language: str) -> Mapping[str, int]:
    """Return what a first visit fetches, and the bytes of each file as a host sends it with gzip."""
    index = json.loads((folder / "engine" / "index.json").read_text(encoding="utf-8"))
    packs = [pack["address"] for pack in index["packs"] if pack["name"] in (CORE, language)]
    engine = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "empty.zip", "index.json")
    ours = ("engine.js", "files.js", "fflate.js", "home.js")
    names = [f"{language}/index.html", *(f"engine/{name}" for name in (*engine, *ours, *packs))]
    names += [f"static/{path.name}" for path in (folder / "static").iterdir()]
    there = [folder / name for name in names if (folder / name).is_file()]
    return {path.relative_to(folder).as_posix(): _sent(path, path.stat().st_mtime_ns) for path in there}


@cache
def _sent(path: Path, _changed: int) -> int:
    content = path.read_bytes()
    return len(content) if path.suffix == ".pack" else min(len(content), len(gzip.compress(content, 9)))


def _check_files(folder: Path, listed: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {LIST}
    yield from (f"{name}: is not in {LIST}." for name in sorted(there - listed.keys()))
    yield from (f"{name}: is missing." for name in sorted(listed.keys() - there))
    for name in sorted(there & listed.keys()):
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != listed[name]["sha256"]:
            yield f"{name}: is not as it was built."


def _check_pages(folder: Path) -> Iterator[str]:
    pages = sorted(folder.rglob("*.html"))
    if not pages:
        yield "There is no page."
    for path in pages:
        page = _Page(path.read_text(encoding="utf-8"))
        name = path.relative_to(folder).as_posix()
        yield from (f"{name}: its policy lacks {rule}." for rule in POLICY if rule not in page.policy)
        yield from (f"{name}: {what} stands in the page itself." for what in page.inline)
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("/"):
                yield f"{name}: leads away, to {link}."
            elif not _exists(folder, PurePosixPath(name).parent, parts.path):
                yield f"{name}: leads to {link}, which is not there."
        if not (page.title and page.description and page.language):
            yield f"{name}: lacks its title, its description or its language."


def _exists(folder: Path, beside: PurePosixPath, path: str) -> bool:
    target = folder / beside / path
    if path.endswith("/"):
        return (target / "index.html").is_file()
    # A name without a dot is a page that the engine answers.
    return target.is_file() or (bool(path) and "." not in PurePosixPath(path).name) or not path


def _check_words(folder: Path, files: Mapping[str, object]) -> Iterator[str]:
    for name in files:
        if (
            not (folder / name).is_file()
            or name.startswith("licences/")
            or name in _NAMES_ITS_HOST
            or Path(name).suffix in (".pack", ".wasm")
        ):
            continue
        if found := _REGISTRIES.search((folder / name).read_bytes()):
            yield f"{name}: names {found[0].decode()}."


def _check_sizes(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*/index.html")):
        size = sum(first_visit(folder, path.parent.name).values())
        if size > MOST_BYTES:
            yield f"{path.parent.name}: a first visit takes {size:,} bytes; the limit is {MOST_BYTES:,}."


class _Page(HTMLParser):
    """What a page names: its policy, what it links to, what it should have in files of their own."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.policy = self.title = self.description = self.language = ""
        self.links: list[str] = []
        self.inline: list[str] = []
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says."""
        named = {name: value or "" for name, value in attrs}
        self._in = tag
        if tag == "html":
            self.language = named.get("lang", "")
        if tag == "meta" and named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"]
        if tag == "meta" and named.get("name") == "description":
            self.description = named["content"]
        if tag == "style" or (tag == "script" and "src" not in named):
            self.inline.append(f"a {tag}")
        self.inline += [f"{name}=" for name in named if name == "style" or name.startswith("on")]
        self.links += [
            value for name, value in named.items() if name in ("href", "src", "action", "formaction")
        ]

    def handle_data(self, data: str) -> None:
        """Note the title."""
        if self._in == "title":
            self.title += data.strip()
            self._in = ""
