"""The language in which the program speaks: the one asked for, else that of the system, else English."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from contextvars import ContextVar
from functools import cache

from article21.catalogs import SOURCE, interface_language
from article21.interface import catalog_of
from article21.writing.catalogs import catalogs

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of them that is set counts, as POSIX says."""
_SAMPLES = (
    "Where do you live? Type a country, state or province:",
    "Your letter will say:",
    "This is the first question.",
)
"""Sentences of the interface that have most letters of a language."""
_NAME = re.compile(r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{4}))?(?:[_-]([A-Za-z]{2}|[0-9]{3}))?(?:[.@].*)?")
_asked: ContextVar[str] = ContextVar("asked", default="")


def speak(wanted: str | None) -> None:
    """Speak this language from now on: a tag, or a language's name; by default the system's."""
    if not wanted:
        _asked.set("")
        return
    from article21.person.languages import parse_language

    _asked.set(parse_language(wanted, catalogs))


def unspoken() -> str:
    """Return the tag of the language that was asked for and that nobody has translated yet, or nothing."""
    return "" if interface_language(_asked.get() or SOURCE) else _asked.get()


def spoken() -> str:
    """Return the tag of the language the program speaks: one whose letters the screen has."""
    language = interface_language(_asked.get() or system_language() or SOURCE) or SOURCE
    return language if _can_be_shown(language, sys.stderr.encoding or "utf-8") else SOURCE


@cache
def _can_be_shown(language: str, encoding: str) -> bool:
    """Tell whether the letters of a language's sentences have codes in an encoding."""
    if language == SOURCE or encoding.lower() in {"utf-8", "utf8"}:
        return True
    text = "".join(map(catalog_of(language).gettext, _SAMPLES))
    try:
        "".join(filter(str.isalpha, text)).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the tag of the system's language, with its region where it names one, as sv-FI; or nothing."""
    name = next((environment[key] for key in _VARIABLES if environment.get(key)), "") or _without_variables()
    found = _NAME.fullmatch(name)
    if not found:  # C, POSIX, or nothing at all
        return ""
    language, script, region = found.groups(default="")
    language = {"no": "nb", "iw": "he", "in": "id"}.get(language.lower(), language)
    script = script or _script_of(language, region)
    return "-".join(filter(None, (language.lower(), script.title(), region.upper())))


def _script_of(language: str, region: str) -> str:
    # A system writes zh_TW; what tells the two ways of writing Chinese apart is the script.
    if language.lower() != "zh":
        return ""
    return "Hant" if region.upper() in {"TW", "HK", "MO"} else "Hans"


def _without_variables() -> str:
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    if sys.platform == "darwin":
        import subprocess

        with suppress(OSError, subprocess.SubprocessError):
            command = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
            return subprocess.run(  # noqa: S603 - a fixed command of the system
                command, capture_output=True, text=True, timeout=2, check=True
            ).stdout.strip()
    return ""
