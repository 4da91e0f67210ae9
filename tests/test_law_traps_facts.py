"""The traps of the law that are facts: a letter built on a wrong one is a bad letter."""

import pytest

from article21.facts import (
    authority,
    controller,
    find_jurisdiction,
    form,
    jurisdictions,
    law,
    purposes,
    setting,
)
from article21.facts.reading import stems
from article21.model import OBJECTION
from article21.writing.letters import has_words_of_state

EUROPEAN = {place.code for place in jurisdictions() if place.law.key in {"gdpr", "fadp"}}


def standing(law_key):
    return {purpose.key: purpose.standing[law_key] for purpose in purposes(law_key)}


def test_residence_in_the_eu_the_eea_and_switzerland_means_linkedin_ireland_and_nowhere_else_does():
    assert len(EUROPEAN) == 27 + 3 + 1 + 16 + 7
    for place in jurisdictions():
        company = "linkedin-ireland" if place.code in EUROPEAN else "linkedin-corporation"
        assert place.controller.key == company, place.code


@pytest.mark.parametrize(
    "code", ["GB", "GI", "JE", "GG", "IM", "GL", "FO", "SJ", "NC", "PF", "BL", "AW", "CW"]
)
def test_the_united_kingdom_and_the_territories_outside_the_union_write_to_linkedin_corporation(code):
    assert find_jurisdiction(code).controller.key == "linkedin-corporation"
    assert find_jurisdiction(code).law.key != "gdpr"


@pytest.mark.parametrize("code", ["GP", "MQ", "GF", "RE", "YT", "MF"])
def test_the_outermost_regions_of_france_are_the_union_and_complain_to_the_cnil(code):
    place = find_jurisdiction(code)
    assert (place.law.key, place.authority.key, place.languages) == ("gdpr", "fr-cnil", ("fr-FR",))


def test_aland_is_in_the_union_and_private_bodies_answer_to_the_finnish_ombudsman():
    place = find_jurisdiction("AX")
    assert (place.law.key, place.authority.key, place.languages) == ("gdpr", "fi-ombudsman", ("sv-FI",))


def test_only_the_two_gdprs_need_grounds():
    assert {key for key in stems("laws") if law(key).needs_grounds} == {"gdpr", "uk-gdpr"}


def test_british_time_limits_stand_in_article_12a():
    assert law("uk-gdpr").letter(OBJECTION).deadline.basis == "Article 12A UK GDPR"


def test_the_british_regulator_is_the_information_commission():
    assert find_jurisdiction("GB").authority.name("en-GB").startswith("Information Commission (")


def test_the_swiss_authority_takes_a_notice_and_the_american_a_report():
    places = [place for place in jurisdictions() if place.authority]
    taken = {place.code: place.authority.complaint.takes for place in places}
    assert len(taken) > 60
    assert {code: what for code, what in taken.items() if what != "complaint"} == {
        "CH": "notice",
        "US": "report",
    }


def test_bavaria_complains_to_the_baylda_and_germany_without_a_land_to_nobody_in_particular():
    assert (
        find_jurisdiction("DE-BY").authority.name("de")
        == "Bayerisches Landesamt für Datenschutzaufsicht (BayLDA)"
    )
    germany = find_jurisdiction("DE")
    assert germany.authority is None
    assert germany.subdivision_authority
    websites = {authority(key).website for key in stems("authorities")}
    assert not any("bfdi.bund.de" in (website or "") for website in websites)


def test_every_german_land_has_its_own_authority_and_the_law_of_germany():
    laender = [place for place in jurisdictions() if place.part_of == "DE"]
    assert len({place.authority.key for place in laender}) == 16
    for land in laender:
        assert (land.law.key, land.controller.key, land.languages) == ("gdpr", "linkedin-ireland", ("de-DE",))
        assert not land.subdivision_authority


@pytest.mark.parametrize(
    ("code", "key"),
    [("CA", "pipeda"), ("CA-ON", "pipeda"), ("CA-QC", "quebec"), ("CA-AB", "pipa-ab"), ("CA-BC", "pipa-bc")],
)
def test_canada_has_a_law_for_each_province_that_made_one(code, key):
    assert find_jurisdiction(code).law.key == key


def test_alberta_and_british_columbia_share_the_words_of_their_letter():
    templates = {key: law(key).letter(OBJECTION).template for key in stems("laws")}
    assert templates.pop("pipa-ab") == templates.pop("pipa-bc") == "objection/pipa"
    assert all(template == f"objection/{key}" for key, template in templates.items())


def test_paper_is_letter_in_canada_and_the_united_states_alone():
    assert {place.country for place in jurisdictions() if place.paper == "Letter"} == {"CA", "US"}


def test_six_states_add_rights_of_their_own():
    states = [place.code for place in jurisdictions() if has_words_of_state(place.code)]
    assert states == ["US-CA", "US-CO", "US-CT", "US-OR", "US-TX", "US-VA"]


def test_europeans_are_told_of_products_in_general_and_britons_alone_of_microsoft():
    assert standing("uk-gdpr") == {"A": "quoted", "B": "quoted", "C": "quoted"}
    for key in ("gdpr", "fadp"):
        assert standing(key) == {"A": "quoted", "B": "quoted", "C": "possible"}


def test_sharing_with_affiliates_concerns_canada_and_hong_kong_and_is_only_possible_elsewhere():
    for key in ("pipeda", "pipa-ab", "pipa-bc", "quebec", "pdpo"):
        assert standing(key) == {"A": "stated", "B": "possible", "D": "stated"}
    assert standing("us") == {"A": "stated", "B": "possible", "D": "possible"}
    for key in ("lgpd", "request"):
        assert set(standing(key).values()) == {"possible"}


def test_the_setting_reaches_the_first_purpose_and_in_the_united_kingdom_sharing_with_microsoft_too():
    for key in stems("laws"):
        covered = {purpose.key for purpose in purposes(key) if key in purpose.covered_by_setting}
        assert covered == ({"A", "C"} if key == "uk-gdpr" else {"A"}), key


def test_a_title_is_quoted_only_where_the_european_notice_has_it():
    quoted = {key for key in stems("laws") if "quoted" in standing(key).values()}
    assert quoted == {"gdpr", "uk-gdpr", "fadp"}


def test_the_data_protection_officer_has_an_e_mail_address_for_quebec_alone():
    assert dict(controller("linkedin-ireland").dpo_email) == {}
    assert dict(controller("linkedin-corporation").dpo_email) == {"CA-QC": "DPO@LinkedIn.com"}


def test_no_eircode_is_printed_because_none_is_known():
    assert controller("linkedin-ireland").address == ("Wilton Plaza", "Wilton Place", "Dublin 2")


def test_the_objection_goes_to_the_objection_form():
    assert form("objection").url == "https://www.linkedin.com/help/linkedin/ask/TS-DPRO"


def test_a_field_of_the_form_has_a_label_only_in_a_language_in_which_it_was_reported():
    *fields, choices, _links = form("objection").fields
    assert [bool(field.label_for("en-IE")) for field in fields] == [True, True, False]
    assert all(field.label_for("sv-SE") is None for field in fields)
    training, other = choices.choices
    assert training.label_for("it-IT")
    assert training.label_for("en") is None
    assert other.label_for("sv") == other.label_for("en")


def test_the_setting_is_named_in_every_language_it_was_reported_in():
    paths = setting("member").menu_path
    assert set(paths) == {"en", "de", "fr", "nl", "sv", "it", "es", "pt", "pl", "cs", "fi"}
    assert all(len(path) >= 3 for path in paths.values())
    assert all(step.strip() == step != "" for path in paths.values() for step in path)


def test_a_menu_path_nobody_reported_in_a_language_is_given_in_english():
    member = setting("member")
    assert member.menu_path_for("sv-SE")[0] == "Inställningar"
    assert member.menu_path_for("fi-FI")[-1] == "Tiedot generatiivisen tekoälyn parantamiseen"
    assert member.menu_path_for("hu-HU") == member.menu_path_for("en-IE")
    assert member.menu_path_for("en")[-1] == "Use my data for training content creation AI models"
