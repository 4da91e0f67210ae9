"""Two pages for the full letter of somebody with two grounds and some own words, one for a medium one."""

from datetime import date
from pathlib import Path

import pytest

from article21.desk.letters import read_request
from article21.facts import law
from article21.model import OBJECTION, Answer, Correspondence
from article21.person import Given
from article21.person.files import read_details_file
from article21.rendering.pdf import to_pdf
from article21.writing.catalogs import drafts, languages_of
from article21.writing.letters import write_letter
from pages import page_texts
from people import BEFORE, ONE_PLACE_PER_LAW, ask

EXAMPLE = Path(__file__).parents[1] / "examples/person.toml"
WORDS = (
    "I work as a school counsellor. What I write on LinkedIn is also read by families whom I meet in my "
    "work, and it must not be possible to piece together whom I have been in contact with.\n\n"
    "My oldest posts are from 2011. Nobody could expect then that they would be used to train AI."
)


LONGEST = {
    "reminder": (None,),
    "reply": ("refused", "no-grounds"),
    "complaint": ("refused", None),
    "settled": ("accepted",),
}
"""The answers that the longest of the later letters deal with."""


def _languages(key, kind):
    template = law(key).letter(kind).template
    return [language for language in languages_of(template) if template not in drafts(language)]


def _first_letters():
    return [(place, each) for key, place in ONE_PLACE_PER_LAW.items() for each in _languages(key, OBJECTION)]


def _later_letters():
    return [
        (kind, how, place, language)
        for key, place in ONE_PLACE_PER_LAW.items()
        for kind in law(key).letters.keys() & LONGEST.keys()
        for how in LONGEST[kind]
        for language in _languages(key, kind)
    ]


@pytest.mark.parametrize(("length", "most"), [("full", 2), ("medium", 1)])
@pytest.mark.parametrize(("place", "language"), _first_letters())
def test_a_letter_of_an_ordinary_person_keeps_to_its_pages(place, language, length, most):
    asked = ask(place, language=language, because=WORDS, setting_off=date(2025, 10, 30), length=length)
    assert len(page_texts(to_pdf(write_letter(asked)))) <= most


@pytest.mark.parametrize(("length", "most"), [("full", 2), ("medium", 1)])
@pytest.mark.parametrize("language", _languages("gdpr", OBJECTION))
def test_the_letter_of_the_example_person_keeps_to_its_pages_in_every_language(language, length, most):
    given = Given({"language": language, "length": length}).over(read_details_file(EXAMPLE))
    asked = read_request(given, date(2026, 11, 26))
    assert len(page_texts(to_pdf(write_letter(asked)))) <= most


@pytest.mark.parametrize(("kind", "how", "place", "language"), sorted(_later_letters(), key=str))
def test_a_later_letter_keeps_to_two_pages_whatever_was_answered(kind, how, place, language):
    answers = (Answer(date(2026, 11, 10), how),) if how else ()
    before = Correspondence(BEFORE.letters, answers)
    asked = ask(place, kind, before, language=language, because=WORDS, setting_off=date(2025, 10, 30))
    assert len(page_texts(to_pdf(write_letter(asked)))) <= 2
