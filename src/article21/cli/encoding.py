"""Show text on streams that can't encode all of it: typography in plain characters, the rest as ?."""

import codecs
import io
import os
import re
import sys
from contextlib import suppress

_PLAIN = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{RIGHTWARDS ARROW}": "->",
    }
)


def _in_plain_characters(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unknown = error.object[error.start : error.end].translate(_PLAIN)
    return unknown.encode(error.encoding, "replace").decode(error.encoding), error.end


def replace_what_has_no_code() -> None:
    """Make standard output and error write what they can in place of what they can't."""
    _read_utf8_where_it_is_meant()
    codecs.register_error("article21", _in_plain_characters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in {"utf-8", "utf8"}:
            stream.reconfigure(errors="article21")


def _read_utf8_where_it_is_meant() -> None:
    """Read and write UTF-8 where the terminal's language asks for it and the system lacks that language.

    That is the rule when somebody is connected to another machine: Python then takes ASCII.
    """
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "")
    if os.environ.get("PYTHONIOENCODING") or not re.search(r"\.utf-?8\b", locale, re.IGNORECASE):
        return
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and codecs.lookup(stream.encoding).name == "ascii":
            stream.reconfigure(encoding="utf-8")


def as_typed(argument: str) -> str:
    """Return an argument as UTF-8 where the system's language knows ASCII alone and left its bytes unread."""
    if not any("\udc80" <= character <= "\udcff" for character in argument):
        return argument
    with suppress(UnicodeDecodeError):
        return argument.encode("utf-8", "surrogateescape").decode()
    return argument
