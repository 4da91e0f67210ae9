"""Read a details file, TOML, JSON or a letter's PDF, and know on which line each field stands."""

import json
import re
import tomllib
from pathlib import Path

from article21.errors import Article21Error, DetailsError
from article21.files import read_file
from article21.interface import Message, Place, Value
from article21.person.attached import LARGEST_PDF, NoDataError, read_attached
from article21.person.given import Given

_LARGEST = 1_000_000
_TOML_KEY = re.compile(r"""^[ \t]*(?:\[+[ \t]*)?["']?([A-Za-z0-9_-]+)["']?[ \t]*[=.\]]""", re.MULTILINE)
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
    values = tomllib.loads(text)
    lines: dict[str, int] = {}
    for match in _TOML_KEY.finditer(text):
        if match[1] not in lines and _is_whole(text[: match.start()]):
            lines[match[1]] = text.count("\n", 0, match.start()) + 1
    return values, lines


def _is_whole(start: str) -> bool:
    # What looks like a key inside a text of several lines is none: there the file up to it can't be read.
    try:
        tomllib.loads(start)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _read_json(text: str) -> tuple[dict[str, object], dict[str, int]]:
    whole = json.loads(text)
    inner = whole.get("details") if isinstance(whole, dict) else None
    values = inner if isinstance(inner, dict) else whole
    if not isinstance(values, dict):
        raise _NoObjectError
    begin = max(text.find('"details"'), 0) if inner is values else 0
    keys = {key: re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:") for key in values}
    found = {key: pattern.search(text, begin) for key, pattern in keys.items()}
    return values, {key: text.count("\n", 0, match.start()) + 1 for key, match in found.items() if match}


def _what_is_broken(error: Exception, name: str, text: str) -> Message:
    match error:
        case _NoObjectError():
            return Message("not-one-object").at(Place(file=name, line=1))
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
