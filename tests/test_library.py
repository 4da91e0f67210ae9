"""What other programs may rely on: the public names, their types, the examples in the documentation."""

import dataclasses
import doctest
import subprocess
import sys
import time as time_module
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

import article21
from article21 import library
from article21.fields import FIELDS
from article21.person import Details
from article21.rendering import webfonts
from people import DAY

ROOT = Path(__file__).parents[1]
MAJA = article21.Person(
    name="Maja Lindqvist", email="maja@example.org", country="SE", ground=("confidentiality",)
)


def test_the_public_names_are_these_and_no_others():
    assert article21.__all__ == ["Article21Error", "Letter", "Person", "__version__", "render", "write"]
    assert all(getattr(article21, name) for name in article21.__all__)
    assert dir(article21) == sorted(article21.__all__)


def test_a_name_that_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'Persn'"):
        _ = article21.Persn


def test_a_person_has_every_detail_there_is():
    assert {field.name for field in dataclasses.fields(article21.Person)} == set(Details.model_fields)
    assert {key for key in FIELDS if key in Details.model_fields} == set(Details.model_fields)


@pytest.mark.parametrize("name", ["pdf", "txt", "form", "html", "eml", "json"])
def test_every_format_is_rendered_the_same_twice_at_whatever_time(name, monkeypatch):
    first = article21.render(MAJA, name, today=DAY)
    monkeypatch.setattr(time_module, "time", lambda: 2e9)
    webfonts._rule.cache_clear()
    assert first == article21.render(MAJA, name, today=DAY)


def test_a_letter_has_the_persons_name_law_and_language():
    letter = article21.write(MAJA, today=DAY)
    assert (letter.signature, letter.law, letter.language) == ("Maja Lindqvist", "gdpr", "sv-SE")


def test_own_words_stay_out_of_what_a_log_would_show_of_a_person():
    assert "secret" not in repr(dataclasses.replace(MAJA, because="my secret reasons"))


ODD = (
    None,
    0,
    -1,
    1.5,
    True,
    b"x",
    [],
    ("a",),
    (None,),
    {"a": 1},
    object(),
    DAY,
    "x" * 9999,
    "\0",
    "\ud800",
    article21,
)


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(article21.Person)])
@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
def test_a_detail_of_any_type_is_written_or_refused_in_a_sentence(name, value):
    said = ""
    try:
        said = article21.write(dataclasses.replace(MAJA, **{name: value}), today=DAY).subject
    except article21.Article21Error as error:
        said = str(error)
    assert said


@pytest.mark.parametrize("name", ["docx", "PDF", "", None, ["txt"], "__class__"])
def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(name):
    with pytest.raises(article21.Article21Error, match=r"format: .* is not one of pdf, txt, form"):
        article21.render(MAJA, name, today=DAY)


@pytest.mark.parametrize("today", ["2026-11-26", 5, date.max])
def test_a_day_that_is_none_is_refused(today):
    with pytest.raises(article21.Article21Error, match="today: this must be a date"):
        article21.write(MAJA, today=today)


def test_a_moment_is_its_day():
    assert article21.write(MAJA, today=datetime.combine(DAY, time.max, UTC)) == article21.write(
        MAJA, today=DAY
    )


def test_what_is_no_person_is_told_to_the_developer():
    with pytest.raises(TypeError, match=r"an article21\.Person is needed, not dict"):
        article21.write({"name": "Maja"})


@pytest.mark.parametrize("example", ["docs/library.md", "src/article21/library.py"])
def test_the_examples_are_right(example):
    if example.endswith(".py"):
        result = doctest.testmod(library)
    else:
        result = doctest.testfile(str(ROOT / example), module_relative=False, encoding="utf-8")
    assert result.attempted
    assert not result.failed


def test_importing_the_package_imports_nothing_heavy():
    code = "import article21, sys; print('pydantic' in sys.modules, 'jinja2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
