"""Bind what doesn't part at a line's end: a number and its word, a day and its month, the shortest words.

It is done to the words of templates and catalogs, before a person's are put into them, and undone in plain
text (``plaintext.plain``).
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from article21.writing.catalogs import LOCALES

_SPACE, _NARROW_SPACE, _HYPHEN = "\u00a0", "\u202f", "\u2011"
_SPACED = " "
_VALUE = r"%\(\w+\)s"
_PARTS_OF_ABBREVIATIONS = re.compile(r"(?<=\b\w\.) (?=\w\.)")
# As in § 5 and in Regulation (EU) 2016/679.
_SIGNS_BEFORE_NUMBERS = re.compile(r"(?<=[§№]) (?=\d)|(?<=\(\w\w\)) (?=\d)")
_HYPHENED = r"(?<![\w-])(?i:{})-(?=\w)"
_MONTH = r"[^\W\d_]"
_YEAR_BEFORE_MONTH = re.compile(rf"(?<!\d)\d{{4}}\. (?={_MONTH})")
"""As in ``2026. november 23.``: a year with a full stop at a line's end would seem to end a sentence."""
_DAY = r"(?<!\d)\d{1,2}(?!\d)[^\s\d,]{0,3}"


@dataclass(frozen=True)
class Rule:
    """What a pattern finds, and what takes the place of its spaces and hyphens."""

    pattern: re.Pattern[str]
    bound: str = _SPACE

    def apply(self, text: str) -> str:
        """Bind every place that the pattern finds."""
        return self.pattern.sub(lambda found: re.sub("[ \u00a0]|-$", self.bound, found[0]), text)


def binder(language: str) -> Callable[[str], str]:
    """Return what binds the words of a language, each text once."""
    rules = _rules(language)

    @lru_cache(4_000)
    def bind(text: str) -> str:
        for rule in rules:
            text = rule.apply(text)
        return text

    return bind


def parts_sentences(language: str) -> bool:
    """Tell whether a language has a space between two sentences."""
    return bool(_told(language).get("sentences", _SPACED))


def bind_date(date: str, language: str) -> str:
    """Bind the day of a date to its month, and a word that belongs to a number to that number."""
    for rule in _rules_of_dates(language):
        date = rule.apply(date)
    return date


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    told = _told(language)
    citation, counted = told.get("citation", ()), told.get("counted", ())
    narrow = set(told.get("narrow", ()))
    marks = [(mark, rf" (?={re.escape(mark)})") for mark in told.get("before", ())]
    marks += [(mark, rf"(?<={re.escape(mark)}) ") for mark in told.get("after", ())]
    return (
        Rule(_PARTS_OF_ABBREVIATIONS),
        Rule(_SIGNS_BEFORE_NUMBERS),
        *_rule(citation, rf"(?<![\w.])(?:{{}}) (?=\(?\d|{_VALUE}|\w\b)"),
        *_rule((*citation, *counted), rf"(?:\d[\w().º]*|{_VALUE}) (?=(?:{{}})(?!\w))"),
        *_rule(told.get("short", ()), r"(?<![\w\u2019.-])(?i:{}) (?=\S)"),
        *_rule(told.get("hyphened", ()), _HYPHENED, _HYPHEN),
        *(Rule(re.compile(found), _NARROW_SPACE if mark in narrow else _SPACE) for mark, found in marks),
    )


@cache
def _rules_of_dates(language: str) -> tuple[Rule, ...]:
    told = _told(language)
    day = told.get("day", "after")
    rules: tuple[Rule, ...] = (Rule(_YEAR_BEFORE_MONTH),)
    rules += _rule(told.get("counted", ()), r"\d+\.? (?=(?:{})(?!\w))")
    rules += _rule(told.get("hyphened", ()), _HYPHENED, _HYPHEN)
    if day in ("after", "both"):
        links = _either(told.get("day_links", ()))
        linked = rf"(?:(?:{links}) )?" if links else ""
        rules += (Rule(re.compile(rf"{_DAY} {linked}(?={_MONTH})")),)
    if day in ("before", "both"):
        rules += (Rule(re.compile(rf"{_MONTH} (?={_DAY})")),)
    return rules


def _rule(words: Iterable[str], pattern: str, bound: str = _SPACE) -> tuple[Rule, ...]:
    either = _either(words)
    return (Rule(re.compile(pattern.format(either)), bound),) if either else ()


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _told(language: str) -> Mapping[str, Any]:
    """Return what the file says of a language, a region's own words first."""
    told: dict[str, Any] = {}
    for tag in accumulate(language.split("-"), "{}-{}".format):
        told |= _file().get(tag, {})
    return told


@cache
def _file() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((LOCALES / "typography.toml").read_text(encoding="utf-8"))
