"""A day stands in a sentence as the language has it there, on every day of a year."""

import re
from datetime import date, timedelta

import polib
import pytest

from article21.facts.periods import Period
from article21.languages import said_of_days
from article21.writing.catalogs import catalog_path, catalogs
from article21.writing.dates import FORMS, _patterns, write_date, write_duration

YEAR = [date(2028, 1, 1) + timedelta(days) for days in range(366)]
LANGUAGES = sorted({*catalogs(), "en", "en-US", "de-AT", "pt-PT"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_how_a_sentence_has_a_day(language):
    assert {form for form in FORMS if form != "plain"} <= said_of_days(language).keys()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_days_of_a_year_read_alike_and_each_has_its_number_and_year(language, form):
    written = [write_date(day, form, language=language) for day in YEAR]
    assert len(set(written)) == 366
    for day, text in zip(YEAR, written, strict=True):
        assert str(day.day) in text
        assert "2028" in text
        assert "{" not in text
        assert text == text.strip()
        assert ".." not in text


@pytest.mark.parametrize("form", ["on", "by", "of"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_differs_from_one_day_to_the_next_only_where_the_language_does(language, form):
    # A month's days share all but the number, and what goes with the number: its article, its ending.
    shapes = {
        write_date(date(2028, 3, day), form, language=language)
        .replace("2028", "")
        .replace("3月", "")
        .replace(str(day), "#", 1)
        for day in range(1, 32)
    }
    most = {
        "mt": 5,
        "hu": 3,
        "el": 2,
        "lb": 2,
        "it": 3,
        "it-CH": 3,
        "fr": 2,
        "fr-CA": 2,
        "fr-CH": 2,
        "pt-BR": 2,
    }
    assert len(shapes) <= most.get(language, 1)


@pytest.mark.parametrize(
    ("language", "form", "day", "written"),
    [
        ("en", "on", date(2026, 11, 23), "on 23 November 2026"),
        ("en-US", "by", date(2026, 11, 23), "by November 23, 2026"),
        ("en-GB", "of", date(2026, 11, 1), "of 1 November 2026"),
        ("el", "on", date(2026, 11, 23), "στις 23 Νοεμβρίου 2026"),
        ("el", "on", date(2026, 11, 1), "την 1η Νοεμβρίου 2026"),
        ("el", "of", date(2026, 11, 1), "της 1ης Νοεμβρίου 2026"),
        ("mt", "on", date(2026, 11, 23), "fit-23 ta\u2019 Novembru 2026"),
        ("mt", "on", date(2026, 11, 1), "fl-1 ta\u2019 Novembru 2026"),
        ("mt", "by", date(2026, 11, 23), "sat-23 ta\u2019 Novembru 2026"),
        ("mt", "by", date(2026, 12, 19), "sad-19 ta\u2019 Diċembru 2026"),
        ("mt", "on", date(2026, 12, 31), "fil-31 ta\u2019 Diċembru 2026"),
        ("lv", "on", date(2026, 12, 23), "2026. gada 23. decembrī"),
        ("lv", "by", date(2026, 12, 23), "līdz 2026. gada 23. decembrim"),
        ("et", "on", date(2026, 11, 20), "20. novembril 2026"),
        ("lb", "on", date(2026, 11, 23), "den 23. November 2026"),
        ("pt", "on", date(2026, 11, 1), "em 1 de novembro de 2026"),
        ("pt-BR", "on", date(2026, 11, 1), "em 1º de novembro de 2026"),
        ("it", "on", date(2026, 11, 23), "il 23 novembre 2026"),
        ("it", "on", date(2026, 11, 8), "l\u20198 novembre 2026"),
        ("it-CH", "by", date(2026, 11, 11), "entro l\u201911 novembre 2026"),
        ("it", "on", date(2026, 11, 1), "il 1º novembre 2026"),
        ("hu", "on", date(2026, 11, 3), "2026. november 3-án"),
        ("sl", "on", date(2026, 11, 23), "23. novembra 2026"),
        ("de-AT", "on", date(2026, 11, 23), "am 23. November 2026"),
        ("zh-Hant-HK", "by", date(2026, 11, 23), "於2026年11月23日或之前"),
    ],
)
def test_a_day_takes_the_preposition_the_article_and_the_case_of_its_language(language, form, day, written):
    assert write_date(day, form, language=language) == written


def test_a_form_that_a_language_lacks_is_the_plain_day():
    assert write_date(date(2026, 11, 23), "on", language="rm") == write_date(
        date(2026, 11, 23), language="rm"
    )


UNITS = ("years", "months", "weeks", "days")
ABBREVIATED = re.compile(r"\b(?:yrs?|mon|mths?|wks?|d|scht|bhl|mbl|bl|l|y|w|m|j|t)\b|\.")


def _duration(language, **length):
    period = Period(since="receipt", basis="", certainty="known", **length)
    return write_duration(period, language).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_duration_has_its_number_and_words_of_its_language_that_are_not_abbreviated(language):
    for unit in UNITS:
        for count in range(1, 100):
            written = _duration(language, **{unit: count})
            number, word = re.fullmatch(r"(\d+)(?:-il)? (?:de )?(\w+)", written).groups()
            assert number == str(count)
            assert not ABBREVIATED.search(written), written
            assert language.startswith("en") or word not in {"day", "days", "month", "months"}


@pytest.mark.parametrize(
    ("language", "length", "written"),
    [
        ("mt", {"years": 2}, "2 snin"),
        ("mt", {"days": 15}, "15-il jum"),
        ("mt", {"days": 30}, "30 jum"),
        ("ga", {"years": 2}, "2 bhliain"),
        ("ga", {"years": 3}, "3 bliana"),
        ("ga", {"weeks": 6}, "6 seachtaine"),
        ("sl", {"years": 3}, "3 leta"),
        # The day of a law is no period of 24 hours.
        ("sv", {"days": 30}, "30 dagar"),
        ("nb", {"days": 30}, "30 dager"),
        ("nn", {"days": 30}, "30 dagar"),
        ("et", {"days": 30}, "30 päeva"),
        ("ro", {"days": 30}, "30 de zile"),
    ],
)
def test_a_duration_takes_the_form_that_its_number_asks_for(language, length, written):
    assert _duration(language, **length) == written


@pytest.mark.parametrize("form", ["on", "by", "of"])
@pytest.mark.parametrize("language", catalogs())
def test_no_sentence_says_the_preposition_that_its_day_has(language, form):
    pattern = _patterns(language).get(form)
    preposition = pattern.pattern.partition("{")[0].strip() if pattern else ""
    if not preposition:
        pytest.skip("the day has none")
    placeholder, twice = f"%({form}_day)s", []
    for entry in polib.pofile(str(catalog_path(language))):
        for before in entry.msgstr.split(placeholder)[:-1]:
            words = before.rstrip().casefold()
            unspaced = language.startswith("zh") and words.endswith(preposition)
            if unspaced or f" {words}".endswith(f" {preposition}"):
                twice.append(entry.msgstr)
    assert twice == []
