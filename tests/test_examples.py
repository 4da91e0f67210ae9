"""The examples are what the example people get; whoever changes a letter writes them anew (--force-regen)."""

from datetime import date
from pathlib import Path

import pytest

from article21.person import check_details, read_details_file
from article21.rendering.pdf import to_pdf
from article21.rendering.text import to_text
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from article21.writing.requests import resolve_request
from people import DAY

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def example():
    return resolve_request(check_details(read_details_file(EXAMPLES / "person.toml"), DAY), DAY)


def test_the_example_letter_is_the_one_its_person_gets(example, file_regression):
    file_regression.check(to_text(write_letter(example)), fullpath=EXAMPLES / "letter.txt", encoding="utf-8")


def test_the_example_kit_is_the_one_its_person_gets(example, file_regression):
    file_regression.check(to_form(example), fullpath=EXAMPLES / "form.txt", encoding="utf-8")


def test_the_example_letter_is_in_the_persons_language(example):
    assert example.language == "sv-SE"
    assert not [notice for notice in example.notices if notice.code == "language-missing"]
    assert to_pdf(write_letter(example)).startswith(b"%PDF")
    assert date(2026, 12, 22) == example.due
