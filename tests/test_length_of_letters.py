"""A full letter of somebody with two grounds and some lines of their own fits two pages, a medium one one."""

from datetime import date

import pytest

from article21.facts import law
from article21.model import OBJECTION
from article21.rendering.pdf import to_pdf
from article21.writing.catalogs import drafts, languages_of
from article21.writing.letters import write_letter
from pages import page_texts
from people import ONE_PLACE_PER_LAW, ask

WORDS = (
    "I work as a school counsellor. What I write on LinkedIn is also read by families whom I meet in my "
    "work, and it must not be possible to piece together whom I have been in contact with.\n\n"
    "My oldest posts are from 2011. Nobody could expect then that they would be used to train AI."
)


def _cases():
    for key, place in ONE_PLACE_PER_LAW.items():
        template = law(key).letter(OBJECTION).template
        for language in languages_of(template):
            if template not in drafts(language):
                yield place, language


@pytest.mark.parametrize(("length", "most"), [("full", 2), ("medium", 1)])
@pytest.mark.parametrize(("place", "language"), list(_cases()))
def test_a_letter_of_an_ordinary_person_keeps_to_its_pages(place, language, length, most):
    asked = ask(place, language=language, because=WORDS, setting_off=date(2025, 10, 30), length=length)
    assert len(page_texts(to_pdf(write_letter(asked)))) <= most
