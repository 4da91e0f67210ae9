"""Judge how much a text looks like the names, places and words of people: the evidence for an encoding."""

import json
import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from article21.resources import DATA

_WORD = re.compile(r"[^\W\d_]+")
_HELD_BY_LONGER = 8.0
"""So many letters' worth of the shorter context stands behind what was counted in the longer one."""
_ALPHABET = 300
_ROUNDS = 4
_A_LITTLE = 0.3
"""Every language stays possible, however little of it was met."""
_OF_A_COUNTRY = 2.0
_IN_AN_ADDRESS = 4.0
_SHORT = 3
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ODD_MIX, _ODD_CASE, _CONTROL, _ODD_SYMBOL, _INSIDE, _USUAL = -12.0, -6.0, -25.0, -11.0, -6.0, -4.0
"""How unlikely each is, as powers of e."""


class Language:
    """What letters follow each other in one language."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._threes = counts
        self._twos: Counter[str] = Counter()
        self._ones: Counter[str] = Counter()
        self._after_two: Counter[str] = Counter()
        self._after_one: Counter[str] = Counter()
        for three, count in counts.items():
            self._twos[three[1:]] += count
            self._ones[three[2:]] += count
            self._after_two[three[:2]] += count
            self._after_one[three[1:2]] += count
        self._all = sum(self._ones.values())
        self._known: dict[str, float] = {}

    def likelihood(self, word: str) -> float:
        """Return the logarithm of how likely a word of these letters is."""
        spelt, known = f"^^{word}$", self._known
        total = 0.0
        for place in range(len(spelt) - 2):
            three = spelt[place : place + 3]
            if (value := known.get(three)) is None:
                value = known[three] = math.log(self._chance(three))
            total += value
        return total

    def _chance(self, three: str) -> float:
        one = (self._ones[three[2]] + 0.5) / (self._all + 0.5 * _ALPHABET)
        two = (self._twos[three[1:]] + _HELD_BY_LONGER * one) / (self._after_one[three[1]] + _HELD_BY_LONGER)
        return (self._threes.get(three, 0) + _HELD_BY_LONGER * two) / (
            self._after_two[three[:2]] + _HELD_BY_LONGER
        )


class Chinese:
    """How often each character is used."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts, self._all = counts, sum(counts.values())

    def likelihood(self, word: str) -> float:
        """Return the logarithm of how likely these characters are."""
        return sum(
            math.log((self._counts.get(char, 0) + (1 if _is_common(char) else 0.02)) / (self._all + 6000))
            for char in word
        )


@lru_cache(maxsize=10_000)
def _is_common(char: str) -> bool:
    """Say whether a national standard has the character among the frequent ones, which it lists first."""
    for encoding, first, last in (("gb2312", b"\xb0\xa1", b"\xd7\xf9"), ("big5", b"\xa4\x40", b"\xc6\x7e")):
        with suppress(UnicodeEncodeError):
            if first <= char.encode(encoding) <= last:
                return True
    return False


@cache
def _languages() -> Mapping[str, Language]:
    return {name: Language(counts) for name, counts in _counts().items() if name != "zh"}


@cache
def _chinese() -> Chinese:
    return Chinese(_counts()["zh"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((DATA / "tables" / "encodings.toml").read_text(encoding="utf-8"))


@cache
def _counts() -> Mapping[str, Mapping[str, int]]:
    path = DATA / "tables" / "trigrams.json"
    counts: Mapping[str, Mapping[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    return counts


@dataclass(frozen=True)
class Surroundings:
    """What is written in plain letters beside the names, and so is the same in every encoding."""

    local_parts: frozenset[str] = frozenset()
    """The words before the @ of e-mail addresses: people's names without their accents."""
    languages: frozenset[str] = frozenset()
    """Those of the countries that the table names."""


def oddity(lines: Iterable[str]) -> float:
    """Return how unlikely the signs and the forms of the words are, as a power of e; quick to find out."""
    return sum(map(_symbols, set(lines))) + sum(map(_oddities, _words(lines)))


def _words(lines: Iterable[str]) -> set[str]:
    return {word for line in set(lines) for word in _WORD.findall(line)}


def plausibility(lines: Iterable[str], around: Surroundings) -> float:
    """Return how likely the text is, as a power of e; of what stands there often, once."""
    words = _words(lines)
    total = oddity(lines)
    total += sum(_chinese().likelihood(word) for word in words if _HAN.search(word))
    total += _IN_AN_ADDRESS * sum(_stands_in(word, around.local_parts) for word in words)
    spelt = [_by_language(in_small_letters(word)) for word in words if not _HAN.search(word)]
    return total + _in_a_mixture(spelt, around.languages)


def _in_a_mixture(likelihoods: Sequence[tuple[float, ...]], expected: frozenset[str]) -> float:
    """Return how likely the words are, each of one of the languages, whose shares are found out."""
    prior = [_A_LITTLE + _OF_A_COUNTRY * (language in expected) for language in _languages()]
    shares = [value / sum(prior) for value in prior]
    total = 0.0
    for _ in range(_ROUNDS):
        total, met = 0.0, list(prior)
        for word in likelihoods:
            best = max(word)
            parts = [
                share * math.exp(max(value - best, -60)) for share, value in zip(shares, word, strict=True)
            ]
            whole = sum(parts)
            total += best + math.log(whole)
            for place, part in enumerate(parts):
                met[place] += part / whole
        shares = [value / sum(met) for value in met]
    return total


def _stands_in(word: str, local_parts: frozenset[str]) -> bool:
    if word.isascii() or len(word) < _SHORT or not local_parts:
        return False
    return any(plain in local_parts for plain in _without_accents(in_small_letters(word)))


@lru_cache(maxsize=20_000)
def _without_accents(word: str) -> frozenset[str]:
    plain, bare = (str.maketrans(_data()[key]) for key in ("plain", "bare"))
    return frozenset(
        "".join(char for char in unicodedata.normalize("NFKD", text.translate(bare)) if char.isalnum())
        for text in (word, word.translate(plain))
    )


def in_small_letters(word: str) -> str:
    """Return the word as trigrams are counted; a Turkish capital i is one letter."""
    return word.replace("İ", "i").lower()


@lru_cache(maxsize=20_000)
def _by_language(word: str) -> tuple[float, ...]:
    return tuple(language.likelihood(word) for language in _languages().values())


@lru_cache(maxsize=20_000)
def _oddities(word: str) -> float:
    """Return the cost of what no word of any language has: two scripts, a capital after a small letter."""
    if word.isascii():
        return 0.0
    scripts = {_script(char) for char in word}
    odd = _ODD_MIX * (len(scripts) - 1)
    for first, second in pairwise(word):
        if (first.islower() and second.isupper()) and not (first.isascii() and second.isascii()):
            odd += _ODD_CASE
        if first.isupper() and second.islower() and not second.isascii() and word[-1].isupper():
            odd += _ODD_CASE
    return odd


def _script(char: str) -> str:
    return unicodedata.name(char, "?").split()[0].partition("-")[0]


def _symbols(line: str) -> float:
    total = 0.0
    for place, char in enumerate(line):
        if char.isascii() or char.isalpha():
            continue
        before, after = line[place - 1 : place] if place else "", line[place + 1 : place + 2]
        total += _symbol(char, before, after)
    return total


def _symbol(char: str, before: str, after: str) -> float:
    category = unicodedata.category(char)
    if category in ("Cc", "Co", "Cn", "Cs"):
        return _CONTROL
    if category.startswith("M") or _is_wide(char):
        return _USUAL
    signs, inside = _data()["signs"], before.isalnum() and after.isalnum()
    if char in signs["in_words"] and inside:
        return _USUAL
    usual = (
        (char in signs["before_words"] and not before.isalnum() and (after.isalnum() or after == " "))
        or (char in signs["after_words"] and not after.isalpha() and before.strip())
        or (char in signs["among_words"] and not (before.isalpha() or after.isalpha()))
    )
    return _USUAL if usual else _ODD_SYMBOL + (_INSIDE if before.isalpha() or after.isalpha() else 0)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
