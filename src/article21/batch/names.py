"""Names of files and folders that every system can hold."""

import re
import unicodedata

_LONGEST = 64
"""Leaves room for what follows in a name of 80 characters: ``-2``, ``-form.txt``."""
_BYTES = 200
"""File systems count bytes, up to four for a character; 255 is the most, and a suffix follows."""
_NO_LETTER_OR_DIGIT = re.compile(r"[^\w.-]")
_RUN = re.compile(r"-*\.[-.]*|-{2,}")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def name_of_letter(reference: str, name: str, copy: int = 1) -> str:
    """Return ``<reference>-<name>``; the second letter to one e-mail address ends in ``-2``."""
    end = f"-{copy}" if copy > 1 else ""
    stem = _shortened(f"{_safe(reference)}-{_safe(name)}", _LONGEST - len(end)).rstrip("-. ") + end
    return f"_{stem}" if _RESERVED.fullmatch(stem) else stem


def name_of_group(text: str) -> str:
    """Return the name of a subfolder for a value of a column; none for an empty one."""
    stem = _shortened(_safe(text), _LONGEST).rstrip("-. ")
    return f"_{stem}" if _RESERVED.fullmatch(stem) else stem


def _safe(text: str) -> str:
    """Keep letters, marks and digits of every script; all else becomes a hyphen."""
    kept = _NO_LETTER_OR_DIGIT.sub(_mark_or_hyphen, unicodedata.normalize("NFC", text))
    return _RUN.sub(lambda run: "." if run[0] == "." else "-", kept).strip("-.")


def _mark_or_hyphen(found: re.Match[str]) -> str:
    return found[0] if unicodedata.category(found[0]).startswith("M") else "-"


def _shortened(text: str, longest: int) -> str:
    while len(text) > longest or len(text.encode()) > _BYTES:
        text, cut = text[:-1], text[-1]
        while unicodedata.combining(cut) and text:  # a letter cut from its accent would be another letter
            text, cut = text[:-1], text[-1]
    return text
