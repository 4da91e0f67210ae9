"""Letters of imaginary staffs in one shape, for benchmarks: the same words, other people."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from article21.model import Bullets, Clause, Letter, Paragraph
from article21.person import Details
from article21.writing.letters import write_letter
from article21.writing.requests import resolve_request

DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Country:
    """Where a staff lives and what its people may be called."""

    place: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    joined: str
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    reasons: tuple[str, ...]


STAFFS = {
    "de": Country(
        "DE-BY",
        ("Anna", "Jürgen", "Elif", "Katja", "Bernd", "Zoë", "Maximilian"),
        ("Schmidt", "Groß-Müller", "Öztürk", "Kowalska", "Weiß", "Sommer"),
        " ",
        ("Weißenburger Straße", "Am Anger", "Hauptstraße"),
        ("81667 München", "90402 Nürnberg", "86150 Augsburg"),
        (
            "Ich arbeite mit Kindern.",
            "Ich berate Betriebsräte. Wer mit mir schreibt, verlässt sich darauf, dass es unter uns bleibt.",
            "Meine Beiträge handeln von Patienten.\nSie waren für Kollegen bestimmt.",
        ),
    ),
    "el": Country(
        "GR",
        ("Μαρία", "Γιώργος", "Ελένη", "Νίκος"),
        ("Παπαδόπουλος", "Γεωργίου", "Νικολαΐδη", "Αθανασίου"),
        " ",
        ("Πανεπιστημίου", "Ερμού", "Λεωφόρος Κηφισίας"),
        ("105 64 Αθήνα", "546 24 Θεσσαλονίκη"),
        ("Εργάζομαι με παιδιά.", "Όσα γράφω αφορούν ασθενείς και προορίζονταν για λίγους συναδέλφους."),  # noqa: RUF001 - as people write
    ),
    "bg": Country(
        "BG",
        ("Мария", "Иван", "Елена", "Георги"),
        ("Иванова", "Петров", "Димитрова", "Николов"),
        " ",
        ("ул. Раковски", "бул. Витоша"),
        ("1000 София", "4000 Пловдив"),
        ("Работя с деца.", "Това, което пиша, е за пациенти и беше предназначено за малко колеги."),  # noqa: RUF001 - as people write
    ),
    "zh-Hant": Country(
        "HK",
        ("大文", "美玲", "志強", "嘉欣", "俊傑"),
        ("陳", "李", "黃", "張", "歐陽"),
        "",
        ("皇后大道中", "彌敦道", "英皇道"),
        ("香港中環", "九龍旺角", "香港北角"),
        ("我的工作與兒童有關。", "我撰寫的內容與病人有關,只供少數同事閱讀,不應用於訓練人工智能。"),
    ),
}
_LATIN = ("anna", "juergen", "elif", "katja", "bernd", "zoe", "max")


def letters(language: str, count: int, pages: int = 2, seed: int = 0) -> Iterator[Letter]:
    """Yield so many letters; the same arguments give the same letters."""
    country, dice = STAFFS[language], random.Random(seed)  # noqa: S311 - not a secret
    for number in range(count):
        reason = dice.choice(country.reasons)
        name = country.joined.join(_ordered(country, dice))
        slug = f"{dice.choice(_LATIN)}.{seed or ''}{number}"
        base = _base(language, reason, pages)
        yield _for_person(
            base, name, slug, f"{dice.choice(country.streets)} {number % 300 + 1}", dice.choice(country.towns)
        )


def write_table(path: Path, count: int, language: str) -> None:
    """Write the table of a staff as JSON lines, for the command line."""
    country, dice = STAFFS[language], random.Random(count)  # noqa: S311 - not a secret
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            slug = f"{dice.choice(_LATIN)}.{number}"
            name = country.joined.join(_ordered(country, dice))
            address = f"{dice.choice(country.streets)} {number % 300 + 1}; {dice.choice(country.towns)}"
            profile = f"https://www.linkedin.com/in/{slug}"
            reason = dice.choice(country.reasons).replace("\n", " ")
            row = {
                "name": name,
                "email": f"{slug}@example.org",
                "country": country.place,
                "language": language,
                "address_line": address,
                "profile_url": profile,
                "ground": "job-search",
                "because": reason,
            }
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def _ordered(country: Country, dice: random.Random) -> tuple[str, str]:
    given, family = dice.choice(country.given), dice.choice(country.family)
    return (given, family) if country.joined else (family, given)


@cache
def _base(language: str, reason: str, pages: int) -> Letter:
    details = {
        "name": "NAME",
        "email": ("slug@example.org",),
        "country": STAFFS[language].place,
        "language": language,
        "address_line": ("STREET", "TOWN"),
        "place": "TOWN",
        "profile_url": "https://www.linkedin.com/in/slug",
        "ground": ("confidentiality", "past-content"),
        "because": reason,
        "length": "short" if pages == 1 else "full",
    }
    letter = write_letter(resolve_request(Details.model_validate(details), DAY))
    more = (
        clause
        for copy in range(1, pages // 2)
        for clause in letter.clauses[1:]
        for clause in (replace(clause, name=f"{clause.name}{copy}"),)
    )
    return replace(letter, clauses=(*letter.clauses, *more))


def _for_person(base: Letter, name: str, slug: str, street: str, town: str) -> Letter:
    reference = f"A21-{slug.upper()}"
    return replace(
        base,
        sender=(name, street, town, f"{slug}@example.org"),
        signature=name,
        reference=reference,
        reference_line=base.reference_line.replace(base.reference, reference),
        place_and_date=base.place_and_date.replace("TOWN", town.rpartition(" ")[2]),
        clauses=tuple(
            _personal(clause, slug) if clause.name == "identity" else clause for clause in base.clauses
        ),
    )


def _personal(clause: Clause, slug: str) -> Clause:
    return replace(clause, blocks=tuple(_with(block, slug) for block in clause.blocks))


def _with(block: Paragraph | Bullets, slug: str) -> Paragraph | Bullets:
    if isinstance(block, Bullets):
        return Bullets(tuple(item.replace("slug", slug) for item in block.items))
    return Paragraph(block.text.replace("slug", slug))
