"""Read a details file, TOML, JSON or a letter's PDF, and know on which line each field stands."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from article21.errors import Article21Error, DetailsError
from article21.files import read_file
from article21.interface import Message, Place, Value
from article21.person.attached import LARGEST_PDF, NoDataError, read_attached
from article21.person.given import Given

_LARGEST = 1_000_000
_TOML_KEY = r"""^[ \t]*(?:\[+[ \t]*)?["']?(?P<key>[A-Za-z0-9_-]+)["']?[ \t]*[=.\]]|"""
_TOML_PART = r"""
    \"{3} (?:\\.|[^\\"]|"(?!""))*+ "{3,5} | '{3} (?:[^']|'(?!''))*+ '{3,5}
    | "(?:\\.|[^\\"\n])*+" | '[^'\n]*+' | \#[^\n]*+ | (?P<open>[\[{]) | (?P<close>[\]}])
"""
_TOML_OUTSIDE = re.compile(_TOML_KEY + _TOML_PART, re.MULTILINE | re.DOTALL | re.VERBOSE)
_TOML_INSIDE = re.compile(_TOML_PART, re.DOTALL | re.VERBOSE)
"""What stands outside lists, where there are keys, and inside."""
_TOML_DEEP = re.compile(r"""(?<![\w-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}""")
"""A key of many parts, each of which the parser keeps many times."""
_JSON_TEXT = re.compile(r'"(?:\\.|[^\\"])*+"(?P<key>\s*:)?', re.DOTALL)
_TOML_LINE = re.compile(r"\(at line ([0-9]+), column [0-9]+\)\Z")
_TOML_MISTAKES = {
    "Unterminated string": "toml-text-open",
    "Illegal character '\\n'": "toml-text-open",
    'Expected \'"""\'': "toml-text-open",
    "Expected \"'": "toml-text-open",
    "Unclosed array": "toml-list-open",
    "Cannot overwrite a value": "toml-twice",
    "Cannot declare": "toml-twice",
    "Invalid value": "toml-value",
    "Invalid date": "toml-value",
    "Expected newline": "toml-value",
    "Expected '=' after a key": "toml-equals",
    "Unescaped '\\'": "toml-backslash",
    "Escaped character": "toml-backslash",
    "Invalid hex value": "toml-backslash",
}
"""What tomllib says, by how it begins, and the code for it."""


class _NoObjectError(ValueError):
    """JSON that is no object in braces."""


class _TwiceError(ValueError):
    """A key that an object in JSON has twice."""


class DetailsFileError(Article21Error):
    """A details file that holds no details."""

    def __init__(self, code: str, path: Path, **values: Value) -> None:
        self.path = path
        super().__init__(code, path=str(path), **values)


def read_details_file(path: Path) -> Given:
    """Return the fields of a TOML file, of JSON such as ``--format json`` writes, or of a letter's PDF."""
    _check_suffix(path)
    limit = LARGEST_PDF if path.suffix.lower() == ".pdf" else _LARGEST
    return read_details(read_file(path, limit, "details"), path)


def read_details(content: bytes, path: Path) -> Given:
    """Return the fields of a file's content; the path is only its name."""
    suffix = _check_suffix(path)
    text, name = _read_text(content, path, suffix), path.name
    try:
        values, lines = _read_toml(text) if suffix == ".toml" else _read_json(text)
    except (ValueError, RecursionError) as error:
        raise DetailsError(_what_is_broken(error, name, text)) from None
    if suffix == ".pdf":  # line numbers inside an attachment mean nothing to a person
        lines = {}
    return Given(values, {key: Place(key, name, lines.get(key, 0)) for key in values})


def _check_suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in {".toml", ".json", ".pdf"}:
        raise DetailsFileError("details-name", path)
    return suffix


def _read_text(content: bytes, path: Path, suffix: str) -> str:
    limit = LARGEST_PDF if suffix == ".pdf" else _LARGEST
    if len(content) > limit:
        raise DetailsFileError("details-too-large", path, megabytes=limit // 1_000_000)
    try:
        text = read_attached(content) if suffix == ".pdf" else content.decode("utf-8-sig")
    except NoDataError as error:
        raise DetailsFileError(str(error), path) from None
    except UnicodeDecodeError:
        raise DetailsFileError("details-not-utf8", path) from None
    return text.replace("\r\n", "\n")


def _read_toml(text: str) -> tuple[dict[str, object], dict[str, int]]:
    if _TOML_DEEP.search(text):
        raise RecursionError
    values = tomllib.loads(text)
    return values, _lines(text, _toml_keys(text))


def _toml_keys(text: str) -> Iterator[tuple[str, int]]:
    """Yield each key of a file that has been read, and where it stands: not what looks like one in a text."""
    depth = place = 0
    while match := (_TOML_INSIDE if depth else _TOML_OUTSIDE).search(text, place):
        place = match.end()
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(depth - 1, 0)  # a table's heading is closed without having been opened
        elif not depth and match["key"]:
            yield match["key"], match.start()


def _lines(text: str, keys: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return on which line each key stands first."""
    lines: dict[str, int] = {}
    line, counted = 1, 0
    for key, place in keys:
        line, counted = line + text.count("\n", counted, place), place
        lines.setdefault(key, line)
    return lines


def _read_json(text: str) -> tuple[dict[str, object], dict[str, int]]:
    whole = json.loads(text, object_pairs_hook=_each_once)
    inner = whole.get("details") if isinstance(whole, dict) else None
    values = inner if isinstance(inner, dict) else whole
    if not isinstance(values, dict):
        raise _NoObjectError
    begin = max(text.find('"details"'), 0) if inner is values else 0
    found = (match for match in _JSON_TEXT.finditer(text, begin) if match["key"])
    return values, _lines(text, ((json.loads(match[0].rstrip(": \t\r\n")), match.start()) for match in found))


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _what_is_broken(error: Exception, name: str, text: str) -> Message:
    match error:
        case _NoObjectError():
            return Message("not-one-object").at(Place(file=name, line=1))
        case _TwiceError():
            return Message("toml-twice").at(Place(str(error), file=name))
        case json.JSONDecodeError():
            return Message("not-json", column=str(error.colno)).at(Place(file=name, line=error.lineno))
        case tomllib.TOMLDecodeError():
            found = _TOML_LINE.search(str(error))
            line = int(found[1]) if found else text.rstrip().count("\n") + 1
            return _broken_toml(str(error)).at(Place(file=name, line=line))
        case RecursionError():
            return Message("nested-too-deeply").at(Place(file=name))
    return Message("number-too-long").at(Place(file=name))


def _broken_toml(said: str) -> Message:
    code = next((code for words, code in _TOML_MISTAKES.items() if said.startswith(words)), "not-toml")
    return Message(code, example="\\\\") if code == "toml-backslash" else Message(code)
