"""What every authority's file has to say, and what it must not."""

import re
import tomllib

import pytest
from email_validator import validate_email

from article21.facts import authority, controller, find_jurisdiction, jurisdictions
from article21.facts.reading import stems
from article21.facts.records import base_language
from article21.resources import DATA

AUTHORITIES = stems("authorities")
PLACES = [place for place in jurisdictions() if place.authority]
ABROAD = {place.authority.key for place in PLACES if place.country == "US"}
"""Their pages are all that is known of them."""

OTHERWISE_NAMED = {("LU", "lb"), ("IT", "de")}
"""No official name was found in Luxembourgish, and none in German for the Garante."""


def table_of(key):
    return tomllib.loads((DATA / "authorities" / f"{key}.toml").read_text(encoding="utf-8"))


def test_there_are_authorities_to_check():
    assert len(AUTHORITIES) == 60
    assert len(ABROAD) == 7


@pytest.mark.parametrize("key", AUTHORITIES)
def test_an_authority_says_how_and_in_which_languages_it_takes_complaints(key):
    complaint = authority(key).complaint
    assert complaint.ways
    assert len(set(complaint.ways)) == len(complaint.ways)
    assert complaint.languages
    assert all(re.fullmatch("[a-z]{2}", language) for language in complaint.languages)
    assert set(complaint.signatures) <= set(complaint.ways) | {"letter"}


@pytest.mark.parametrize("key", AUTHORITIES)
def test_a_way_is_one_that_can_be_gone(key):
    found = authority(key)
    ways = set(found.complaint.ways)
    if ways & {"email", "certified-email"}:
        assert found.complaint.email
    if ways & {"form", "model", "portal"}:
        assert found.page_for("en") or "uncertain" in table_of(key)
    assert (found.complaint.letter in {"attachment", "no"}) <= (not ways & {"letter", "registered-letter"})


@pytest.mark.parametrize("key", AUTHORITIES)
def test_addresses_are_whole(key):
    found = authority(key)
    assert re.fullmatch("[A-Z]{2}", found.country)
    for lines in found.addresses.values():
        assert len(lines) >= 2
        assert all(line == line.strip() and line for line in lines)
    for page in (found.website, *found.complaint.pages.values()):
        assert page is None or re.fullmatch(r"https://[^\s<>]+", page)
    if found.complaint.email:
        validate_email(found.complaint.email, check_deliverability=False)


@pytest.mark.parametrize("key", AUTHORITIES)
def test_nothing_uncertain_is_left_in_what_is_read(key):
    table, found = table_of(key), authority(key)
    for place in table.get("uncertain", ()):
        *way, last = place.split(".")
        read, written = found, table
        for name in way:
            read = read[name] if isinstance(read, dict) else getattr(read, name)
            written = written[name]
        assert last in written
        assert not (read.get(last) if isinstance(read, dict) else getattr(read, last)), place


def test_unsettled_addresses_are_not_printed():
    for key in ("hr-azop", "li-dss", "gb-ico", "is-personuvernd"):
        assert table_of(key)["addresses"]
        assert authority(key).address_for("en") is None


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.code)
def test_the_authority_has_a_name_in_every_language_of_the_place(place):
    for language in place.languages:
        base = base_language(language)
        if (place.code, base) not in OTHERWISE_NAMED:
            assert base in place.authority.names, language


@pytest.mark.parametrize("key", AUTHORITIES)
def test_every_period_has_a_basis(key):
    complaint = authority(key).complaint
    for period in (*complaint.limits, *complaint.expectations, *filter(None, [complaint.wait])):
        assert period.basis
    if complaint.controller_first:
        assert complaint.controller_first_basis


def test_complaints_about_linkedin_ireland_end_in_dublin_and_about_linkedin_corporation_nowhere_else():
    lead = authority(controller("linkedin-ireland").lead_authority)
    assert lead.key == "ie-dpc"
    assert lead.addresses["en"][-1] == "D02 X963"
    assert not controller("linkedin-corporation").lead_authority


def test_no_letter_alone_is_a_complaint_where_the_authority_has_its_own_form():
    for code in ("BE", "BR", "CA-AB", "CY", "ES", "HK", "US-CA"):
        assert not find_jurisdiction(code).authority.complaint.takes_letters, code


def test_a_letter_without_a_signature_is_no_complaint_in_nine_countries():
    for code in ("BG", "EE", "IS", "IT", "LT", "LV", "PL", "RO", "SK"):
        assert find_jurisdiction(code).authority.complaint.letter == "signed", code


@pytest.mark.parametrize("code", ["BG", "EE", "ES", "IT", "LT", "LV", "PL", "RO", "SK"])
def test_nobody_is_told_to_send_an_unsigned_e_mail_where_it_is_no_complaint(code):
    assert find_jurisdiction(code).authority.complaint.email_for_complaints() is None


def test_a_complaint_is_written_in_a_language_that_the_authority_takes():
    dutch, french, maltese, british = (find_jurisdiction(code).authority for code in ("NL", "FR", "MT", "GB"))
    assert dutch.complaint_language("en-NL") == "en-NL"
    assert french.complaint_language("en") == "fr"
    assert maltese.complaint_language("mt-MT") == "en"
    assert british.complaint_language("cy-GB") == "cy-GB"


def test_the_page_for_complaints_is_in_the_persons_language_or_in_the_authoritys():
    british, belgian, greek = (find_jurisdiction(code).authority for code in ("GB", "BE", "GR"))
    assert british.page_for("cy-GB").startswith("https://cy.ico.org.uk/")
    assert belgian.page_for("fr-BE").startswith("https://autoriteprotectiondonnees.be/")
    assert belgian.page_for("nl-BE").startswith("https://www.gegevensbeschermingsautoriteit.be/")
    assert belgian.page_for("de-BE") == belgian.page_for("nl-BE")
    assert greek.page_for("el-GR") == "https://www.dpa.gr/"
