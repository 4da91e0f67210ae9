"""Sort the browser's files into packs: what all visitors need, what a language needs, what few need."""

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode

from article21.catalogs import SHOW_DRAFTS, SOURCE
from article21.desk import samples
from article21.facts import jurisdictions
from article21.languages import tag_chain
from tools.website.parts import Parts
from tools.website.tree import LIBRARY, PACKAGES, run_node

CORE = "core"
ENVIRONMENT = {
    "HOME": "/home",
    "LANG": "C.UTF-8",
    "PYTHONPATH": f"/{LIBRARY}",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",  # it would look through all packages for some
    # A site that is built with drafts shows them.
    **{name: os.environ[name] for name in (SHOW_DRAFTS,) if name in os.environ},
}
START = "from starting import answer\nanswer"
_FORM = "application/x-www-form-urlencoded"
_LOCK_KEYS = ("abi_version", "arch", "platform", "python", "version")
Asked = tuple[str, str, tuple[tuple[str, str], ...], str]


@dataclass(frozen=True)
class Pack:
    """Files that are fetched together."""

    name: str
    files: tuple[str, ...]
    """Paths below the tree."""

    def content(self, tree: Path, kept: Path) -> bytes:
        """Return the files one after the other, compressed; ``kept`` has what was compressed before."""
        whole = b"".join((tree / name).read_bytes() for name in self.files)
        known = kept / hashlib.sha256(whole).hexdigest()
        if known.exists():
            return known.read_bytes()
        content = gzip.compress(whole, 9, mtime=0)
        kept.mkdir(exist_ok=True)
        write_whole(known, content)
        return content


def sort_into_packs(parts: Parts, tree: Path, languages: Iterable[str]) -> tuple[Pack, ...]:
    """Return the packs, the core first; the application is asked what visitors ask to see what it opens."""
    tags = tuple(languages)
    wanted = {"environment": ENVIRONMENT, "lock": lock_of(parts), "start": START, "kinds": dict(_kinds(tags))}
    opened = json.loads(run_node("rehearsing.mjs", str(parts.pyodide), str(tree), given=json.dumps(wanted)))
    of_kind = {path.lstrip("/"): kind for kind in reversed(tuple(opened)) for path in opened[kind]}
    packs: dict[str, list[str]] = {CORE: []}
    for path in sorted(tree.rglob("*")):
        if path.is_file():
            name = path.relative_to(tree).as_posix()
            packs.setdefault(_pack_of(name, of_kind, tags), []).append(name)
    return tuple(Pack(name, tuple(files)) for name, files in packs.items())


def lock_of(parts: Parts) -> str:
    """Return what Pyodide wants to know of packages: there are none that it is to fetch."""
    whole = json.loads((parts.pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    return json.dumps({"info": whole["info"], "packages": {}})


def index_of(packs: Iterable[Pack], tree: Path, parts: Parts, addresses: Mapping[str, str]) -> bytes:
    """Return what the engine reads first: where every file lies."""
    listed = [
        {
            "name": pack.name,
            "address": addresses[pack.name],
            "files": [[f"/{name}", (tree / name).stat().st_size] for name in pack.files],
        }
        for pack in packs
    ]
    index = {"environment": ENVIRONMENT, "lock": lock_of(parts), "start": START, "packs": listed}
    return json.dumps(index, separators=(",", ":")).encode()


def address_of(pack: Pack, content: bytes) -> str:
    """Return a name that changes with the content, so that a browser may keep what it has."""
    return f"{pack.name}.{hashlib.sha256(content).hexdigest()[:12]}.pack"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that another process may be writing, too."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


def _kinds(tags: Iterable[str]) -> Iterator[tuple[str, list[Asked]]]:
    yield CORE, list(_one_letter(SOURCE, "IE"))
    for tag in tags:
        yield tag, list(_one_letter(tag, _home_of(tag)))
    letter = _answers(SOURCE, "IE")
    yield "print", [_post(f"/{SOURCE}/letter-file", {**letter, "format": "html"})]
    yield "later", [_post(f"/{SOURCE}/letter-file", {**letter, "format": name}) for name in ("eml", "ics")]
    yield (
        "staff",
        [
            ("GET", f"/{SOURCE}/staff", (), ""),
            _upload(f"/{SOURCE}/staff", "table.csv", samples.sample(".csv")),
        ],
    )


def _one_letter(tag: str, country: str) -> Iterator[Asked]:
    answers = _answers(tag, country)
    yield ("GET", f"/{tag}/", (), "")
    yield ("GET", f"/{tag}/letter", (), "")
    yield _post(f"/{tag}/letter", {"at": "account", "go": "next", "no_account": ""})
    yield _post(f"/{tag}/letter", {"at": "country", "go": "next", "where": country})
    yield _post(f"/{tag}/letter-text", answers)
    yield _post(f"/{tag}/letter", {**answers, "at": "because", "go": "letter"})
    yield _post(f"/{tag}/letter", {**answers, "at": "letter", "go": "send"})
    for name in ("txt", "form", "json", "details"):
        yield _post(f"/{tag}/letter-file", {**answers, "format": name})


def _answers(tag: str, country: str) -> Mapping[str, str]:
    person = {"name": "Maja Lindqvist", "email": "maja@example.org", "ground": "job-search"}
    return {**person, "where": country, "country": country, "language": tag}


def _post(target: str, answers: Mapping[str, str]) -> Asked:
    return ("POST", target, (("content-type", _FORM),), urlencode(answers))


def _upload(target: str, name: str, content: bytes) -> Asked:
    mark = "part-of-a-form"
    head = f'Content-Disposition: form-data; name="table"; filename="{name}"\r\nContent-Type: text/csv'
    go = 'Content-Disposition: form-data; name="go"'
    parts = (f"{head}\r\n\r\n{content.decode('utf-8-sig')}", f"{go}\r\n\r\ncheck")
    body = "".join(f"--{mark}\r\n{part}\r\n" for part in parts) + f"--{mark}--\r\n"
    return ("POST", target, (("content-type", f"multipart/form-data; boundary={mark}"),), body)


def _home_of(tag: str) -> str:
    """Return a place where the language is an official one."""
    places = [place for place in jurisdictions() if place.code.isupper()]  # not the rule for all others
    for wanted in tag_chain(tag):
        for place in places:
            if any(wanted in tuple(tag_chain(spoken)) for spoken in place.languages):
                return place.code
    return "IE"


def _pack_of(name: str, of_kind: Mapping[str, str], tags: Collection[str]) -> str:
    """Return the pack of a file; what belongs to a language goes there, whoever opened it first."""
    path = PurePosixPath(name)
    if language := _language_of(path):
        tag = next((tag for tag in tag_chain(language.replace("_", "-")) if tag in tags), "")
        return CORE if tag == SOURCE and name in of_kind else tag or "other-languages"
    if kind := of_kind.get(name):
        return CORE if kind in tags else kind
    if path.suffix == ".ttf":
        return "font-" + "".join(filter(str.isalnum, path.stem))
    if path.is_relative_to(PACKAGES):
        return path.parts[3].partition(".")[0].removeprefix("python_").replace("_", "-").lower()
    return "library"


def _language_of(path: PurePosixPath) -> str:
    if path.is_relative_to(f"{PACKAGES}/babel/locale-data"):
        return "" if path.stem == "root" else path.stem
    # The headers, which are all that is left of the .po, are read to know which languages there are.
    catalogs = f"{PACKAGES}/article21/templates/locales"
    return path.parts[-3] if path.is_relative_to(catalogs) and path.suffix == ".mo" else ""
