"""Every language writes as its law and its country do: official terms, citations, typography, no gender."""

import re
import tomllib
from pathlib import Path

import pytest
from tools.catalogs import read_catalog

from article21.render.text import to_text
from article21.writing.catalogs import catalogs, declared_laws
from article21.writing.kit import MEDIUM, SHORT, count_characters, medium_text, short_text
from article21.writing.letters import write_letter
from people import ask, letter_text

LANGUAGES = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
TRANSLATED = [tag for tag in catalogs() if not tag.startswith("en")]
PLACES = {
    "gdpr": "SE",
    "uk-gdpr": "GB",
    "fadp": "CH",
    "pipeda": "CA",
    "quebec": "CA-QC",
    "pdpo": "HK",
    "lgpd": "BR",
}
QUOTES = {
    "„“": "bg cs de is lb lt sk sl",
    "„”": "hr hu lv pl ro",
    "«»": "de-CH el es fr fr-CA fr-CH it it-CH nb nn pt",
    "””": "fi sv",
    "“”": "cy ga mt nl pt-BR",
    "»«”": "da",
    "„“ „”": "et",
    "「」": "zh-Hant-HK",
}


def _cases():
    return [(tag, law) for tag in TRANSLATED for law in sorted(declared_laws(tag)) if law in PLACES]


def test_every_catalog_is_known_to_the_tests():
    assert set(TRANSLATED) <= set(LANGUAGES)


@pytest.mark.parametrize(("tag", "law"), _cases())
def test_a_letter_uses_the_official_terms_and_cites_as_its_law_does(tag, law):
    text = letter_text(PLACES[law], language=tag, because=None)
    known = LANGUAGES[tag]
    missing = [term for term in known["terms"] if not re.search(term, text, re.IGNORECASE)]
    if law == next(iter(sorted(declared_laws(tag) & PLACES.keys()))):
        assert not missing
        assert re.search(known["citation"], text) or known["citation"] in text


@pytest.mark.parametrize("law", sorted(PLACES))
def test_a_language_has_every_clause_of_its_law_with_the_citations_of_the_english_one(law):
    english = write_letter(ask(PLACES[law]))
    tags = [tag for tag, has in _cases() if has == law]
    for tag in tags:
        other = write_letter(ask(PLACES[law], language=tag))
        assert [clause.name for clause in other.clauses] == [clause.name for clause in english.clauses], tag
        for ours, theirs in zip(english.clauses, other.clauses, strict=True):
            assert len(ours.blocks) == len(theirs.blocks), (tag, ours.name)


@pytest.mark.parametrize(("tag", "law"), _cases())
def test_the_texts_for_the_form_fit_in_every_language_with_the_persons_own_words(tag, law):
    asked = ask(PLACES[law], language=tag)
    assert count_characters(short_text(asked)) <= SHORT
    assert count_characters(medium_text(asked)) <= MEDIUM
    assert "Parents find what I write." in short_text(asked)
    assert "Parents find what I write." in medium_text(asked)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_quotation_marks_are_those_of_the_language(tag):
    allowed = {
        mark for marks, tags in QUOTES.items() if tag in tags.split() for mark in marks.replace(" ", "")
    }
    assert allowed, f"say in QUOTES how {tag} quotes"
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
    law = next(iter(sorted(declared_laws(tag) & PLACES.keys())))
    text = to_text(write_letter(ask(PLACES[law], language=tag)))
    assert "November 22" not in text
    assert re.search("22|二十二", text.split("Dublin 2")[-1])
