"""A ground is known by every name that the program shows for it."""

import pytest

from article21.catalogs import SOURCE
from article21.desk.listings import ground_labels, ground_texts, tell_grounds
from article21.facts.places import fold_place
from article21.model import OBJECTION
from article21.person.grounds import grounds_in, parse_ground
from article21.writing.catalogs import catalogs
from people import ask, letter_text


@pytest.mark.parametrize("language", [SOURCE, *catalogs()])
def test_a_ground_is_known_by_what_lists_and_letters_call_it(language: str) -> None:
    shown = ground_labels(language)
    # Shown are fixed spaces and hyphens where a line may not end.
    assert [*map(fold_place, grounds_in(language))] == [*map(fold_place, shown.values())]
    assert {label: parse_ground(label) for label in shown.values()} == {
        label: key for key, label in shown.items()
    }


@pytest.mark.parametrize(
    ("reader", "country", "language", "named", "has_meaning"),
    [
        ("en", "SE", "sv", "sv", True),
        ("sv", "SE", "sv", "", False),
        ("en", "AT", "de-AT", "de-AT", True),
        ("de", "AT", "de-AT", "", False),
        ("de", "CH", "de-CH", "de-CH", False),
        ("fr", "CA-QC", "fr-CA", "fr-CA", False),
        ("nb", "NO", "nn", "nn", True),
    ],
)
def test_what_a_letter_says_of_a_ground_is_told_in_its_own_words(
    reader: str, country: str, language: str, named: str, *, has_meaning: bool
) -> None:
    key = "past-content"
    template = ask(country).law.letter(OBJECTION).template
    told = tell_grounds(reader, language, template)[key]
    spoken = letter_text(country, language=language, ground=(key,), length="full")
    assert " ".join(told.says.split()) in " ".join(spoken.split())
    assert (told.language, bool(told.meaning)) == (named, has_meaning)
    own, meant = ground_texts(reader, reader)[key]
    assert told.label == own
    assert told.meaning in ("", meant)
