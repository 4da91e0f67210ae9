"""Read a details file, TOML, JSON or a letter's PDF, and know on which line each field stands."""

import json
import re
import tomllib
from pathlib import Path

from article21.errors import Article21Error, DetailsError, Problem
from article21.person.attached import LARGEST_PDF, NoDataError, read_attached
from article21.person.given import Given
from article21.person.text import shown

_LARGEST = 1_000_000
_TOML_KEY = re.compile(r"""^[ \t]*(?:\[+[ \t]*)?["']?([A-Za-z0-9_-]+)["']?[ \t]*[=.\]]""", re.MULTILINE)
_TOML_ERROR = re.compile(
    r"(?P<reason>.*) \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)", re.DOTALL
)


class DetailsFileError(Article21Error):
    """A details file that can't be opened."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"The details file {shown(str(path))} can't be read: {reason}.")


def read_details_file(path: Path) -> Given:
    """Return the fields of a TOML file, of JSON such as ``--format json`` writes, or of a letter's PDF."""
    suffix = path.suffix.lower()
    if suffix not in {".toml", ".json", ".pdf"}:
        raise DetailsFileError(path, "its name must end in .toml, .json or .pdf")
    text, name = _read_text(path, suffix), shown(path.name)
    try:
        values, lines = _read_toml(text) if suffix == ".toml" else _read_json(text)
    except (ValueError, RecursionError) as error:
        raise DetailsError([_what_is_broken(error, name, text)]) from None
    places = {
        # The lines of what is attached to a PDF are nothing that a person sees.
        key: f"{name}, line {lines[key]}, {key}" if key in lines and suffix != ".pdf" else f"{name}, {key}"
        for key in values
    }
    return Given(values, {key: shown(place) for key, place in places.items()})


def _read_text(path: Path, suffix: str) -> str:
    content = _read_bytes(path, LARGEST_PDF if suffix == ".pdf" else _LARGEST)
    try:
        text = read_attached(content) if suffix == ".pdf" else content.decode("utf-8-sig")
    except NoDataError as error:
        raise DetailsFileError(path, str(error)) from None
    except UnicodeDecodeError:
        raise DetailsFileError(path, "it is not UTF-8 text; save it as UTF-8") from None
    return text.replace("\r\n", "\n")


def _read_bytes(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DetailsFileError(path, reason[0].lower() + reason[1:]) from None
    except ValueError:
        raise DetailsFileError(path, "its name holds a character that no file name has") from None
    if len(content) > limit:
        megabytes = f"{limit // 1_000_000} megabytes" if limit > _LARGEST else "a megabyte"
        raise DetailsFileError(path, f"it is larger than {megabytes}")
    return content


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
        raise json.JSONDecodeError("one object in braces was expected", text, 0)
    begin = max(text.find('"details"'), 0) if inner is values else 0
    keys = {key: re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:") for key in values}
    found = {key: pattern.search(text, begin) for key, pattern in keys.items()}
    return values, {key: text.count("\n", 0, match.start()) + 1 for key, match in found.items() if match}


def _what_is_broken(error: Exception, name: str, text: str) -> Problem:
    match error:
        case json.JSONDecodeError():
            return Problem(f"{name}, line {error.lineno}", f"this is not JSON: {_lowered(error.msg)}.")
        case tomllib.TOMLDecodeError():
            found = _TOML_ERROR.fullmatch(str(error))
            line = (found and found["line"]) or text.rstrip().count("\n") + 1
            reason = found["reason"] if found else str(error)
            return Problem(f"{name}, line {line}", f"this is not TOML: {_lowered(reason)}.")
        case RecursionError():
            return Problem(name, "the lists in this file are nested too deeply.")
    return Problem(name, "a number in this file is too long.")


def _lowered(reason: str) -> str:
    return reason[:1].lower() + reason[1:]
