"""No dead knowledge: every fact has a reader, or its file keeps it under ``notes``."""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import jinja2
import pytest

from article21 import facts
from article21.cases.advice import advise
from article21.cases.standing import standing_of
from article21.desk import listings
from article21.facts import complaints, deadlines, linkedin, periods, places, proceedings, reading, records
from article21.facts.reading import stems
from article21.facts.record import Record
from article21.model import OBJECTION
from article21.person import Details
from article21.rendering.data import to_json
from article21.rendering.mail import recipient_of
from article21.resources import DATA, PACKAGE, TEMPLATES
from article21.writing import kit, letters
from article21.writing.kit import to_form
from article21.writing.letters import letter_environment, write_letter
from kept_cases import case_of, written
from people import ask

UNITS = ("months", "days")
PROVENANCE = {field.name for field in fields(Record)} | {"basis", "certainty"}
"""What people read who check or extend the facts; test_facts.py sees to it that it is there."""
AWAITED = {
    *("Complaint.controller_first", "Complaint.controller_first_basis", "Complaint.free", "Complaint.room"),
    *("Controller.lead_authority", "Step.lodged_after", "TimeLimit.late"),
    *("Expectation.since", "Expectation.holidays"),
    *(f"{owner}.extension_{unit}" for owner in ("Period", "Step", "TimeLimit") for unit in UNITS),
}
"""What a case will say in time: what to expect of an authority, and when."""
READ_BY_TOOLS = {
    *("EverydayNames", "Territories.also_known_as", "Territories.parts_of_countries"),
    *("Jurisdiction.also_known_as", "Periods.key"),
}
"""The names of places are read once, into data/places.json; a key is that of the file."""
READERS = (str(PACKAGE), str(Path(jinja2.__file__).parent))
"""The code of the project, and that with which templates read what they are given."""
MODULES = (complaints, linkedin, periods, proceedings, records)


def record_types() -> list[type]:
    """Return the types that hold what the data files say."""
    found = {each for module in MODULES for each in vars(module).values() if is_dataclass(each)} - {Record}
    return sorted(found, key=lambda each: each.__name__)


class Readers:
    """Notes which fields are read by the project itself: not by comparing, hashing or copying records."""

    def __init__(self) -> None:
        self.read: Counter[str] = Counter()

    def watch(self, owner: type) -> Callable[[object, str], object]:
        names = {field.name for field in fields(owner)}

        def read(record: object, name: str) -> object:
            if name in names and sys._getframe(1).f_code.co_filename.startswith(READERS):
                self.read[f"{owner.__name__}.{name}"] += 1
            return object.__getattribute__(record, name)

        return read


def use_everything() -> None:
    """Write every letter and every list there is, for places by their codes and names."""
    for name in ("Turkey", "Bayern", "FR-971", "XK"):
        facts.find_jurisdiction(name)
    for place in facts.jurisdictions():
        for kind in place.law.letters:
            if (facts.kind(kind).addressee == "controller" or place.authority) and has_words(place, kind):
                request = ask(place.code.replace("other", "IN"), kind)
                to_form(request)
                to_json(request, write_letter(request))
                recipient_of(request)
    to_form(ask("SE", no_account=True, profile_url=None, content_url=("https://example.org/a",)))
    use_cases()
    for rows in (listings.list_countries(), listings.list_languages(), listings.list_purposes()):
        assert list(rows)


def use_cases() -> None:
    """Look at a case from every place that went by post, and at one that every authority has."""
    for place in facts.jurisdictions():
        standing_of(case_of(place.code.replace("other", "IN"), written(via="post")))
        letters = [
            written("complaint", date(2027, 1, 4), authority=forum.authority.key) for forum in place.forums
        ]
        if letters:
            advise(case_of(place.code, written(), *letters), date(2027, 1, 4), "en")


def has_words(place: facts.Jurisdiction, kind: str) -> bool:
    """Say whether the letter is written yet; test_kinds.py names those that are not."""
    return (TEMPLATES / "letters" / f"{place.law.letter(kind).template}.j2").exists()


@pytest.fixture(scope="module")
def read() -> Counter[str]:
    for module in (deadlines, places, reading):  # what is remembered is read no more
        for function in vars(module).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()
    readers = Readers()
    with pytest.MonkeyPatch.context() as patched:
        for owner in record_types():
            patched.setattr(owner, "__getattribute__", readers.watch(owner))
        use_everything()
    return readers.read


@pytest.mark.parametrize("owner", record_types(), ids=lambda owner: owner.__name__)
def test_every_fact_is_read_by_the_project(owner: type, read: Counter[str]) -> None:
    names = {field.name for field in fields(owner)} - PROVENANCE
    unread = {name for name in names if not read[f"{owner.__name__}.{name}"]}
    waiting = {
        name for name in unread if {owner.__name__, f"{owner.__name__}.{name}"} & (AWAITED | READ_BY_TOOLS)
    }
    assert not unread - waiting, (
        f"nobody reads these fields of {owner.__name__} (in {owner.__module__}): print them, or move them"
        f" under [notes] in the data files: {', '.join(sorted(unread - waiting))}"
    )


def test_what_is_awaited_is_read_by_nobody_yet(read: Counter[str]) -> None:
    assert not [name for name in AWAITED if read[name]], "it has its reader now: take it out of AWAITED"


def test_the_notes_are_read_by_nobody(read: Counter[str]) -> None:
    assert not [name for name in read if name.endswith(".notes")]


def test_a_field_that_nobody_knows_is_refused() -> None:
    table = tomllib.loads((DATA / "laws/gdpr.toml").read_text(encoding="utf-8"))
    del table["template"]
    with pytest.raises(ValueError, match="wonderful"):
        facts.reading._record(facts.Law, table | {"letters": {}, "wonderful": True})


@pytest.mark.parametrize(
    ("file", "readers"),
    [
        (DATA / "tables/columns.toml", "tables/*.py"),
        (DATA / "tables/encodings.toml", "tables/*.py"),
        (TEMPLATES / "envelopes/envelopes.toml", "rendering/envelopes.py"),
        (TEMPLATES / "locales/dates.toml", "writing/dates.py languages.py"),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_every_word_of_a_table_is_read_by_the_module_that_reads_the_table(file: Path, readers: str) -> None:
    paths = [path for reader in readers.split() for path in PACKAGE.glob(reader)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    words = set(words_of(tomllib.loads(file.read_text(encoding="utf-8")))) - PROVENANCE
    unread = {word for word in words if not re.search(rf"[\"'.]{word}\b|\b{word}:", code)}
    assert not unread, f"no module of src/article21/{readers} reads these words: {sorted(unread)}"


def words_of(node: dict | list) -> Iterator[str]:
    """Yield the words that entries beside each other have in common; what they are named by differs."""
    inner = [
        each for each in (node.values() if isinstance(node, dict) else node) if isinstance(each, dict | list)
    ]
    counts = Counter(key for row in inner if isinstance(row, dict) for key in row)
    yield from (key for key, count in counts.items() if count > 1 and key.isascii() and key.isidentifier())
    for each in inner:
        yield from words_of(each)


@pytest.mark.parametrize(("context", "folders"), [("letters", "letters/**"), ("kit", "kits")])
def test_every_value_that_templates_get_is_used_by_one(context: str, folders: str) -> None:
    asked = ask()
    values = {
        "letters": letters._context(letter_environment(asked), asked, "full", letters.EVERYTHING),
        "kit": kit._context(asked, asked),
    }[context]
    words = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob(f"{folders}/*.j2"))
    # The details are there for any template, whether one prints them today or not.
    unused = {
        name for name in values.keys() - Details.model_fields.keys() if not re.search(rf"\b{name}\b", words)
    }
    assert not unused, f"no template in templates/{folders} uses these values: {sorted(unused)}"


def test_the_kinds_are_read_by_their_key() -> None:
    assert {facts.kind(stem).key for stem in stems("kinds")} >= {OBJECTION}
    assert date(2026, 1, 1) <= facts.form(OBJECTION).checked
