"""What other programs may rely on: the public names, their types, the examples in the documentation."""

import dataclasses
import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import article21
from article21 import library
from article21.fields import FIELDS
from article21.person import Details
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
def test_every_format_is_rendered_the_same_twice(name):
    first, second = (article21.render(MAJA, name, today=DAY) for _ in range(2))
    assert first == second
    assert first


def test_a_letter_has_the_persons_name_law_and_language():
    letter = article21.write(MAJA, today=DAY)
    assert (letter.signature, letter.law, letter.language) == ("Maja Lindqvist", "gdpr", "sv-SE")


def test_own_words_stay_out_of_what_a_log_would_show_of_a_person():
    assert "secret" not in repr(dataclasses.replace(MAJA, because="my secret reasons"))


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
