"""Make small tables of people as organisations have them, in every old encoding, with the text its text.

The names, streets and towns are Faker's, of which the program knows nothing: a detector that is judged by the
words it was made from would always be right.
"""

import codecs
import random
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from faker import Faker

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_ENCODINGS: dict[str, tuple[str, ...]] = {
    name: tuple(languages.split()) for name, languages in _WORDS["encodings"].items()
}
_MIXTURES = tuple(tuple(text.split("+")) for text in _WORDS["mixtures"])
_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")
"""Encodings older than Unicode 3 have Romanian letters with a cedilla."""
_TRIES = 40


@dataclass(frozen=True)
class Sample:
    """A table, and the text in it."""

    name: str
    content: bytes
    text: str
    languages: tuple[str, ...]
    encoding: str
    people: int
    readable: bool = True
    """False when no encoding is right for the whole file, so that it has to be refused."""

    @property
    def small(self) -> bool:
        """True for a handful of people, whose letters are little evidence."""
        return self.people <= 6

    @property
    def old(self) -> bool:
        """True for an encoding older than Unicode, with letters in it that an encoding decides."""
        return not self.encoding.startswith("utf") and not self.text.isascii()


def make_tables(count: int, seed: int) -> Iterator[Sample]:
    """Yield tables; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for number in range(count):
        encoding = chance.choice(list(_ENCODINGS))
        languages = _choose_languages(chance, encoding)
        sample = _make_table(chance, number, encoding, languages)
        if sample is not None:
            yield sample


def _choose_languages(chance: random.Random, encoding: str) -> tuple[str, ...]:
    possible = _ENCODINGS[encoding]
    mixtures = [mixture for mixture in _MIXTURES if set(mixture) <= {*possible, "en"}]
    if mixtures and chance.random() < 0.45:
        return chance.choice(mixtures)
    return (chance.choice([language for language in possible if language != "en"] or ["en"]),)


def _make_table(chance: random.Random, number: int, encoding: str, languages: Sequence[str]) -> Sample | None:
    codec, _, fault = encoding.partition("+")
    people = chance.choice([1, 1, 2, 2, 3, 3, 4, 5, 6, 6, 10, 17, 33, 60])
    headings_in = "en" if chance.random() < 0.2 else chance.choice(languages)
    shape, opaque = chance.choice(_WORDS["shapes"]).split(), chance.random() < 0.5
    rows = [_headings(chance, headings_in, shape, codec)]
    if chance.random() < 0.1:
        rows.insert(0, [chance.choice(_WORDS["titles"]), *[""] * (len(shape) - 1)])
    for place in range(people):
        language = languages[place % len(languages)]
        if (row := _person(chance, language, shape, codec, opaque=opaque, place=place)) is None:
            return None
        rows.append(row)
    delimiter = chance.choice(";;;,,\t|")
    end = chance.choice(["\r\n", "\r\n", "\r\n", "\n", "\r"])
    text = end.join(delimiter.join(_quoted(cell, delimiter) for cell in row) for row in rows) + end
    content = text.encode(codec)
    if fault and text.isascii():
        return None  # one letter of another encoding in a table without any is that encoding
    if fault:
        content = _spoil(chance, content)
    name = f"{number}-{encoding}-{'+'.join(languages)}-{people}"
    return Sample(name, content, text, tuple(languages), codec, people, readable=not fault)


def _spoil(chance: random.Random, content: bytes) -> bytes:
    """Put one byte of Windows-1252 into a cell, as a line pasted from an older file does."""
    lines = content.splitlines(keepends=True)
    line = chance.randrange(1, len(lines))
    lines[line] = chance.choice([b"Andr\xe9 ", b"J\xfcrg ", b"\xc5sa "]) + lines[line]
    return b"".join(lines)


def _headings(chance: random.Random, language: str, shape: Sequence[str], codec: str) -> list[str]:
    headings = [chance.choice(_WORDS["headings"][language][field]) for field in shape]
    return [
        heading if _fits(heading, codec) else field for heading, field in zip(headings, shape, strict=True)
    ]


def _person(  # noqa: PLR0913 - what a row depends on
    chance: random.Random, language: str, shape: Sequence[str], codec: str, *, opaque: bool, place: int
) -> list[str] | None:
    for _ in range(_TRIES):
        cells = _cells(chance, language, opaque=opaque, place=place)
        row = [_in_codec(cells[field], codec) for field in shape]
        if all(_fits(cell, codec) for cell in row):
            return row
    return None


def _cells(chance: random.Random, language: str, *, opaque: bool, place: int) -> dict[str, str]:
    fake = _faker(language)
    fake.seed_instance(chance.getrandbits(32))
    first, last = fake.first_name(), fake.last_name()
    street, city = _address(chance, fake, language)
    local = f"p{place}" if opaque else f"{_plain(first)}.{_plain(last)}".strip(".") or f"p{place}"
    country = chance.choice(_WORDS["countries"][language])
    return {
        "name": f"{last}{first}" if language.startswith("zh") else f"{first} {last}",
        "given": first,
        "family": last,
        "email": f"{local}@example.org",
        "country": country,
        "street": street,
        "postcode": str(chance.randrange(1000, 99999)),
        "city": city,
        "words": _own_words(chance, fake, language),
    }


def _address(chance: random.Random, fake: Faker, language: str) -> tuple[str, str]:
    number = chance.randrange(1, 120)
    if towns := _WORDS["towns"].get(language):
        return f"{chance.choice(_WORDS['streets'][language])} {number}", chance.choice(towns)
    street = re.sub(r"\s+", " ", fake.street_name())
    return f"{street} {number}", fake.city()


def _own_words(chance: random.Random, fake: Faker, language: str) -> str:
    if sentences := _WORDS["sentences"].get(language):
        return str(chance.choice(sentences))
    return str(fake.sentence(nb_words=chance.randrange(5, 14)))


@cache
def _faker(language: str) -> Faker:
    return Faker(_WORDS["locales"][language])


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower().translate(str.maketrans(_WORDS["bare"])))
    return "".join(char for char in letters if char.isascii() and char.isalnum())


def _in_codec(text: str, codec: str) -> str:
    return text if codec.startswith(("utf", "gb")) else text.translate(_CEDILLA)


def _fits(text: str, codec: str) -> bool:
    try:
        codecs.encode(text, codec)
    except UnicodeEncodeError:
        return False
    return True


def _quoted(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell
