"""Every language writes as its law and its country do: official terms, citations, typography, no gender."""

import re
import tomllib
from pathlib import Path

import pytest
from tools.catalogs import read_catalog

from article21.facts import find_place, law
from article21.facts.places import whole_name
from article21.languages import language_name, own_name, place_name, with_brackets
from article21.model import OBJECTION
from article21.rendering.text import to_text
from article21.writing.catalogs import SOURCE, catalogs, declared, drafts
from article21.writing.kit import count_characters, medium_text, rooms, short_text
from article21.writing.letters import write_letter
from people import ONE_PLACE_PER_LAW, ask, letter_text

LANGUAGES = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
TRANSLATED = [tag for tag in catalogs() if tag in LANGUAGES and not tag.startswith("en")]
"""test_guards.py says which language is not in the list yet."""
LAWS_OF_LETTERS = {law(key).letter(OBJECTION).template: key for key in ONE_PLACE_PER_LAW}
REQUESTS = {"objection/request", "objection/us"}
"""They cite no article."""


def _cases():
    return [
        (tag, LAWS_OF_LETTERS[letter])
        for tag in TRANSLATED
        for letter in sorted(declared(tag) - drafts(tag))
        if letter in LAWS_OF_LETTERS and letter not in REQUESTS
    ]


CASES = _cases() or [pytest.param("", "", marks=pytest.mark.skip(reason="every letter is a draft"))]


@pytest.mark.parametrize(("tag", "key"), CASES)
def test_a_letter_uses_the_official_terms_and_cites_as_its_law_does(tag, key):
    text = letter_text(ONE_PLACE_PER_LAW[key], language=tag, because=None)
    known = LANGUAGES[tag]
    missing = [term for term in known["terms"] if not re.search(term, text, re.IGNORECASE)]
    if (tag, key) == next(case for case in _cases() if case[0] == tag):
        assert not missing
        assert re.search(known["citation"], text) or known["citation"] in text


@pytest.mark.parametrize("key", sorted(ONE_PLACE_PER_LAW))
def test_a_language_has_every_clause_of_its_law_with_the_citations_of_the_english_one(key):
    english = write_letter(ask(ONE_PLACE_PER_LAW[key]))
    tags = [tag for tag, has in _cases() if has == key]
    for tag in tags:
        other = write_letter(ask(ONE_PLACE_PER_LAW[key], language=tag))
        assert [clause.name for clause in other.clauses] == [clause.name for clause in english.clauses], tag
        for ours, theirs in zip(english.clauses, other.clauses, strict=True):
            assert len(ours.blocks) == len(theirs.blocks), (tag, ours.name)


@pytest.mark.parametrize(("tag", "key"), CASES)
def test_the_texts_for_the_form_fit_in_every_language_with_the_persons_own_words(tag, key):
    asked = ask(ONE_PLACE_PER_LAW[key], language=tag)
    assert count_characters(short_text(asked)) <= rooms().short
    assert count_characters(medium_text(asked)) <= rooms().medium
    assert "Parents find what I write." in short_text(asked)
    assert "Parents find what I write." in medium_text(asked)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_quotation_marks_are_those_of_the_language(tag):
    allowed = set(LANGUAGES[tag]["quotes"])
    for entry in read_catalog(tag):
        used = set(re.findall('["„“”«»「」]', entry.msgstr))
        assert used <= allowed, (entry.msgstr, used)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_apostrophes_are_typographic_and_letters_are_the_right_ones(tag):
    for entry in read_catalog(tag):
        assert "'" not in entry.msgstr, entry.msgstr
        if tag == "ro":
            assert not re.search("[şţŞŢ]", entry.msgstr), entry.msgstr
        if tag == "de-CH":
            assert "ß" not in entry.msgstr, entry.msgstr


@pytest.mark.parametrize("tag", TRANSLATED)
def test_nobody_is_addressed_with_slashes_stars_or_brackets_for_gender(tag):
    for entry in read_catalog(tag):
        assert not re.search(
            r"\w\*\w|\w:in(nen)?\b|\w/\w*in(nen)?\b|\w\((e|a|in)\)\w*|\w·e\b", entry.msgstr
        ), entry.msgstr


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_letter_is_dated_in_its_language(tag):
    key = next((key for case, key in _cases() if case == tag), None)
    if key is None:
        pytest.skip("every letter in this language is a draft")
    text = to_text(write_letter(ask(ONE_PLACE_PER_LAW[key], language=tag)))
    assert "November 22" not in text
    assert re.search("22|二十二", text.split("Dublin 2")[-1])


def test_every_language_is_listed_by_its_own_name_and_none_twice() -> None:
    listed = {tag: own_name(tag) for tag in (SOURCE, *catalogs())}
    assert len(set(listed.values())) == len(listed)
    for tag, name in listed.items():
        alone, _, place = name.partition(" (")
        assert alone.casefold() == language_name(tag, tag).casefold(), tag
        assert not place or place == f"{place_name(tag.rpartition('-')[2], tag)})"


def test_marks_between_names_are_full_width_in_chinese_and_are_read_as_they_are_written():
    named = whole_name("DE-BE", "zh-Hant-HK")
    assert named == "柏林\N{FULLWIDTH COMMA}德國"
    assert find_place(named).code == find_place(whole_name("DE-BE", "de")).code == "DE-BE"
    assert (
        with_brackets("English", "英文", "zh-Hant-HK")
        == "English\N{FULLWIDTH LEFT PARENTHESIS}英文\N{FULLWIDTH RIGHT PARENTHESIS}"
    )
