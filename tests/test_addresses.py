"""A letter that goes abroad has the country under both addresses, as posts want it."""

import pytest

from article21.rendering.text import to_text
from article21.writing.letters import write_letter
from people import ask


def _blocks(country: str, kind: str = "objection", **details: object) -> tuple[list[str], list[str]]:
    sender, recipient, *_rest = to_text(write_letter(ask(country, kind, **details))).split("\n\n")
    return sender.splitlines(), recipient.splitlines()


@pytest.mark.parametrize(
    ("country", "language", "own", "theirs"),
    [
        ("SE", "sv", "SVERIGE", "IRLAND"),
        ("SE", "en", "SWEDEN", "IRELAND"),
        ("GR", "el", "ΕΛΛΑΔΑ", "ΙΡΛΑΝΔΙΑ"),
        ("SE", "ga", "AN tSUALAINN", "ÉIRE"),
        ("AT", "de", "ÖSTERREICH", "IRLAND"),
        ("CH", "fr-CH", "SUISSE", "IRLANDE"),
        ("NL", "nl", "NEDERLAND", "IERLAND"),
        ("CA-QC", "fr-CA", "CANADA", "ÉTATS-UNIS"),
        ("HK", "zh-Hant-HK", "中國香港特別行政區", "美國"),
        ("IN", "en", "INDIA", "UNITED STATES"),
    ],
)
def test_the_countries_stand_under_both_addresses_in_the_letters_language(
    country: str, language: str, own: str, theirs: str
) -> None:
    sender, recipient = _blocks(country, language=language)
    assert sender == ["Maja Lindqvist", "Storgatan 1", "411 01 Göteborg", own, "maja.lindqvist@example.org"]
    assert recipient[-1] == theirs


@pytest.mark.parametrize("country", ["IE", "US-CA"])
def test_a_letter_within_a_country_names_it_in_neither(country: str) -> None:
    sender, recipient = _blocks(country)
    assert sender[-2] == "411 01 Göteborg"
    assert recipient[-1] in {"Dublin 2", "Sunnyvale, CA 94085"}


def test_a_letter_to_ones_own_authority_stays_in_the_country() -> None:
    sender, _recipient = _blocks("AT", "complaint")
    assert sender[-2] == "411 01 Göteborg"


@pytest.mark.parametrize("line", ["Sweden", "SVERIGE", "Suède", "SE", "411 01 Göteborg, Sverige"])
def test_who_has_named_the_country_finds_it_once(line: str) -> None:
    sender, _recipient = _blocks("SE", language="sv", address_line=("Storgatan 1", line))
    assert sender[-2:] == [line, "maja.lindqvist@example.org"]


def test_a_town_that_is_called_like_its_country_does_not_stand_for_it() -> None:
    sender, _recipient = _blocks("LU", language="fr", address_line=("1, rue Haute", "1234 Luxembourg"))
    assert sender[-3:-1] == ["1234 Luxembourg", "LUXEMBOURG"]


def test_without_an_address_there_is_no_country() -> None:
    sender, _recipient = _blocks("SE", address_line=())
    assert sender == ["Maja Lindqvist", "maja.lindqvist@example.org"]
