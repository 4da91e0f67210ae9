"""People as a staff has them, for benchmarks and tests: in many countries, with much or little to say.

The same seed gives the same people. A person's own words are put together of the words of their language's
letters, so that they look and break as that language does.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from article21.model import Letter
from article21.person.details import Details
from article21.writing.catalogs import LOCALES
from article21.writing.letters import write_letter
from article21.writing.requests import Request, resolve_request

DAY = date(2026, 11, 22)
_SOURCE = "letters.po"


@dataclass(frozen=True)
class Country:
    """Where some of a staff live, what they write in and what they may be called."""

    place: str
    languages: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    joined: str = " "


COUNTRIES = (
    Country(
        "DE-BY",
        ("de",),
        ("Anna", "Jürgen", "Elif", "Bernd", "Zoë", "Maximilian Leopold"),
        ("Schmidt", "Groß-Müller", "Öztürk", "Weiß", "von Oertzen-Löwenstein"),
        ("Weißenburger Straße", "Am Anger", "Hauptstraße"),
        ("81667 München", "90402 Nürnberg", "86150 Augsburg"),
    ),
    Country(
        "AT",
        ("de-AT",),
        ("Žiga", "Leopoldine", "Jakob", "Theres"),
        ("Huber", "Steinböck", "Novak", "Pichler"),
        ("Gumpendorfer Straße", "Ring", "Annagasse"),
        ("1060 Wien", "8010 Graz", "6020 Innsbruck"),
    ),
    Country(
        "CH",
        ("de-CH", "fr-CH", "it-CH"),
        ("Urs", "Chloé", "Gianluca", "Noëmi"),
        ("Zürcher", "Favre", "Bernasconi", "Aebischer"),
        ("Bahnhofstrasse", "rue du Rhône", "Via Nassa"),
        ("8001 Zürich", "1204 Genève", "6900 Lugano"),
    ),
    Country(
        "FR",
        ("fr",),
        ("Zoé", "François", "Amélie", "Jean-Baptiste"),
        ("Lefèvre", "d’Anglès", "Nguyễn", "Benoît"),  # noqa: RUF001 - as people write
        ("rue de l’Église", "boulevard Saint-Michel", "impasse des Œillets"),  # noqa: RUF001 - as people write
        ("75005 Paris", "69007 Lyon", "67000 Strasbourg"),
    ),
    Country(
        "IT",
        ("it",),
        ("Niccolò", "Giulia", "Maria Vittoria", "Ettore"),
        ("D’Amico", "Rossi", "Zanella", "Faà di Bruno"),  # noqa: RUF001 - as people write
        ("Via Garibaldi", "Corso Umberto I", "Piazza della Libertà"),
        ("00184 Roma", "20121 Milano", "90133 Palermo"),
    ),
    Country(
        "ES",
        ("es",),
        ("Íñigo", "María José", "Álvaro", "Begoña"),
        ("Núñez Peña", "García", "Ibáñez", "Muñoz Güell"),
        ("Calle Mayor", "Avenida de la Constitución", "Plaza España"),
        ("28013 Madrid", "08002 Barcelona", "41001 Sevilla"),
    ),
    Country(
        "GR",
        ("el",),
        ("Μαρία", "Γιώργος", "Ελένη", "Νίκος"),
        ("Παπαδόπουλος", "Γεωργίου", "Νικολαΐδη", "Αθανασίου"),
        ("Πανεπιστημίου", "Ερμού", "Λεωφόρος Κηφισίας"),
        ("105 64 Αθήνα", "546 24 Θεσσαλονίκη"),
    ),
    Country(
        "BG",
        ("bg",),
        ("Мария", "Иван", "Елена", "Георги"),
        ("Иванова", "Петров", "Димитрова", "Николов"),
        ("ул. Раковски", "бул. Витоша"),
        ("1000 София", "4000 Пловдив"),
    ),
    Country(
        "PL",
        ("pl",),
        ("Łukasz", "Żaneta", "Grzegorz", "Agnieszka"),
        ("Brzęczyszczykiewicz", "Wójcik", "Źdźbło", "Nowak"),
        ("ul. Świętokrzyska", "al. Jerozolimskie"),
        ("00-044 Warszawa", "31-042 Kraków"),
    ),
    Country(
        "SE",
        ("sv",),
        ("Åsa", "Björn", "Märta", "Sven-Erik"),
        ("Lindqvist", "Åkesson", "Öberg", "Sjöström"),
        ("Drottninggatan", "Storgatan"),
        ("411 14 Göteborg", "111 51 Stockholm"),
    ),
    Country(
        "GB",
        ("en-GB",),
        ("Fiona", "Siân", "Tom", "Oluwaseun"),
        ("O’Affleck", "Smith", "Featherstonehaugh", "Jones-Parry"),  # noqa: RUF001 - as people write
        ("High Street", "St John’s Road"),  # noqa: RUF001 - as people write
        ("London SW1A 1AA", "Cardiff CF10 1EP"),
    ),
    Country(
        "HK",
        ("zh-Hant",),
        ("大文", "美玲", "志強", "嘉欣"),
        ("陳", "李", "黃", "歐陽"),
        ("皇后大道中", "彌敦道", "英皇道"),
        ("香港中環", "九龍旺角"),
        "",
    ),
)
# By script: what people are called who live where another one is written.
_ELSEWHERE = {
    "Grek": ("Ελένη Παπαδοπούλου", "Νίκος Γεωργίου"),
    "Cyrl": ("Мария Иванова", "Жанна Щербакова"),
    "Latn": ("Anna Kowalska", "James O’Connor", "Thị Ánh Nguyễn"),  # noqa: RUF001 - as people write
}
_SCRIPTS = {"el": "Grek", "bg": "Cyrl", "zh-Hant": "Hani"}
_GROUNDS = (
    "job-search",
    "confidentiality",
    "past-content",
    "authorship",
    "special-categories",
    "third-parties",
    "public-exposure",
    "closed-groups",
)
_MORE_LINES = ("c/o Schneider", "2. Etage", "Apt. 14 B", "Haus 3")
_LATIN = ("anna", "juergen", "elif", "katja", "bernd", "zoe", "max", "n.georgiou")
_COLUMNS = {
    "name",
    "email",
    "country",
    "language",
    "address_line",
    "place",
    "profile_url",
    "ground",
    "because",
    "without_grounds",
    "length",
    "tone",
}
_LENGTHS = ("full", "full", "full", "medium", "short")


def people(count: int, seed: int = 0) -> Iterator[Details]:
    """Yield so many people; a person is the same however many there are."""
    for number in range(count):
        yield person(number, seed)


def person(number: int, seed: int = 0) -> Details:
    """Return one of the people of a staff."""
    dice = random.Random(f"{seed}/{number}")  # noqa: S311 - not a secret
    country = dice.choice(COUNTRIES)
    language = dice.choice(country.languages)
    slug = f"{dice.choice(_LATIN)}.{number}"
    emails = (f"{slug}@example.org", f"{slug}@private.example.net")
    grounds = tuple(dice.sample(_GROUNDS, dice.randrange(4)))
    return Details.model_validate(
        {
            "name": _name(country, language, dice),
            "email": emails[: dice.choice((1, 1, 2))],
            "country": country.place,
            "language": language,
            "address_line": _address(country, dice),
            "place": dice.choice(country.towns) if dice.random() < 0.5 else None,
            "profile_url": f"https://www.linkedin.com/in/{slug}" if dice.random() < 0.8 else None,
            "ground": grounds,
            "because": own_words(language, dice.randrange(151), dice) or None,
            "without_grounds": True,
            "length": dice.choice(_LENGTHS),
            "tone": dice.choice(("friendly", "firm")),
        }
    )


def write_table(path: Path, count: int, seed: int = 0) -> None:
    """Write the table of a staff as JSON lines, for the command line."""
    with path.open("w", encoding="utf-8") as file:
        for details in people(count, seed):
            row = details.model_dump(mode="json", include=_COLUMNS, exclude_defaults=True)
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def requests(count: int, seed: int = 0) -> Iterator[Request]:
    """Yield the requests of so many people."""
    return (resolve_request(details, DAY) for details in people(count, seed))


def letters(count: int, seed: int = 0) -> Iterator[Letter]:
    """Yield the letters of so many people."""
    return map(write_letter, requests(count, seed))


def _name(country: Country, language: str, dice: random.Random) -> str:
    if dice.randrange(12) == 0:
        own = _SCRIPTS.get(language, "Latn")
        return dice.choice([name for script, names in _ELSEWHERE.items() if script != own for name in names])
    given, family = dice.choice(country.given), dice.choice(country.family)
    return country.joined.join((given, family) if country.joined else (family, given))


def _address(country: Country, dice: random.Random) -> tuple[str, ...]:
    """Return none to five lines."""
    count = dice.randrange(6)
    street = f"{dice.choice(country.streets)} {dice.randrange(1, 300)}"
    lines = (street, dice.choice(country.towns), *dice.sample(_MORE_LINES, 3))
    return tuple(lines[:count]) if count < 3 else (*lines[2:count], *lines[:2])


def own_words(language: str, count: int, dice: random.Random) -> str:
    """Return sentences of so many words, here and there a new line."""
    words, joined = _words(language)
    sentences = []
    while count > 0:
        length = min(count, dice.randrange(5, 18))
        count -= length
        sentence = joined.join(dice.choices(words, k=length))
        sentences.append(f"{sentence[0].upper()}{sentence[1:]}{'.' if joined else '。'}")
    ends = dice.choices((joined, "\n"), (12, 1), k=len(sentences))
    return "".join(map("".join, zip(sentences, ends, strict=True))).strip()


@cache
def _words(language: str) -> tuple[tuple[str, ...], str]:
    """Return words of a language's letters, and what stands between two; Chinese has phrases."""
    path = _catalog(language)
    with path.open("rb") as file:
        catalog = read_po(file)
    english = language.startswith("en")
    texts = [str(message.id if english else message.string) for message in catalog if message.id]
    plain = (re.sub(r"%\(\w+\)s|%%", "", text) for text in texts)
    if language.startswith("zh"):
        phrases = (part.strip() for text in plain for part in re.split(r"[，。；：、\s「」（）()]", text))  # noqa: RUF001 - as Chinese has them
        return tuple(dict.fromkeys(part for part in phrases if 1 < len(part) < 12)), ""
    return tuple(dict.fromkeys(word for text in plain for word in text.split())), " "


def _catalog(language: str) -> Path:
    names = ("de",) if language.startswith("en") else (language, language.partition("-")[0])
    found = [LOCALES / name.replace("-", "_") / "LC_MESSAGES" / _SOURCE for name in names]
    found += LOCALES.glob(f"{language.replace('-', '_')}*/LC_MESSAGES/{_SOURCE}")
    return next(path for path in found if path.exists())
