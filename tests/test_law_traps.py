"""What a letter must never get wrong; each trap is one that other tools have fallen into."""

import re

import pytest

from article21.facts import jurisdictions
from article21.writing.kit import to_form
from people import ONE_PLACE_PER_LAW, OWN_GROUNDS, ask, letter, letter_text

GDPR = [place.code for place in jurisdictions() if place.law.key == "gdpr"]
EVERYWHERE = sorted({place.code for place in jurisdictions() if place.code != "other"} | {"IN", "AU", "MX"})


def test_there_are_gdpr_places():
    assert len(GDPR) >= 30 + 16


@pytest.mark.parametrize("code", GDPR)
def test_a_gdpr_letter_objects_under_article_21_1_against_article_6_1_f_and_goes_to_dublin(code):
    text = letter_text(code)
    assert "Article 21(1) GDPR" in text
    assert "Article 6(1)(f) GDPR" in text
    assert "LinkedIn Ireland Unlimited Company" in text
    assert "UK GDPR" not in text


@pytest.mark.parametrize("code", EVERYWHERE)
def test_no_letter_takes_training_for_direct_marketing(code):
    assert "21(2)" not in letter_text(code)
    assert "35G" not in letter_text(code)


@pytest.mark.parametrize("code", EVERYWHERE)
def test_no_letter_cites_what_is_not_law_or_what_went_the_other_way(code):
    text = letter_text(code)
    for never in ("88c", "Omnibus", "15 UKl 2/25", "Köln", "2003"):
        assert never not in text


def test_a_british_letter_goes_to_the_corporation_and_cites_the_law_of_2026():
    text = letter_text("GB")
    assert "LinkedIn Corporation" in text
    assert "LinkedIn Ireland" not in text
    for cited in ("Article 21(1) UK GDPR", "8A", "12A", "section 164A", "Information Commission"):
        assert cited in text
    assert not re.search(r"6\(4\)|(?<!UK )GDPR", text)


def test_a_swiss_letter_prohibits_expressly_and_invokes_the_gdpr_second():
    text = letter_text("CH")
    assert "I expressly prohibit" in text
    assert "Article 30(3) FADP" in text
    assert "LinkedIn Ireland Unlimited Company" in text
    assert text.index("Article 30(2)(b)") < text.index("Article 32(2)") < text.index("Article 21(1) GDPR")
    assert "Article 49 FADP" in text
    assert "complain" not in text.split("Article 49 FADP")[0].rsplit("\n\n", 1)[-1]


@pytest.mark.parametrize("code", ["CH", "CA", "CA-AB", "CA-BC", "HK", "BR", "IN", "US"])
def test_a_period_that_no_statute_sets_is_not_called_one(code):
    answer = next(clause for clause in letter(code).clauses if clause.name == "answer")
    text = " ".join(getattr(block, "text", "") for block in answer.blocks)
    assert re.search(r"(?i)please", text)
    assert "Article 12(3)" not in text


@pytest.mark.parametrize("code", ["CA", "CA-AB", "CA-QC", "HK"])
def test_where_no_right_to_object_exists_consent_is_withdrawn_instead(code):
    text = letter_text(code)
    assert "withdraw" in text
    assert not re.search(r"\bI object\b|right to object|GDPR", text)


def test_a_canadian_letter_cites_the_clauses_of_schedule_1():
    text = letter_text("CA")
    for cited in ("4.3.8", "4.5", "SOR/2001-7", "section 11(1)"):
        assert cited in text


def test_a_quebec_letter_cites_its_own_act():
    text = letter_text("CA-QC")
    for cited in (
        "section 12",
        "9.1",
        "section 14",
        "28.1",
        "section 32",
        "Commission d\u2019accès à l\u2019information",
    ):
        assert cited in text
    assert "PIPEDA" not in text


def test_a_hong_kong_letter_refuses_the_new_purpose():
    text = letter_text("HK")
    for cited in ("Data Protection Principle 3(1)", "section 2(3)", "section 26", "Principle 2(2)"):
        assert cited in text


@pytest.mark.parametrize("code", ["US", "US-CA", "US-CT", "US-CO", "US-VA", "US-TX", "US-OR", "US-NY"])
def test_an_american_letter_asks_and_claims_no_right_to_stop_training(code):
    text = letter_text(code)
    assert "I ask you not to use my personal data for training AI" in text
    assert not re.search(r"\bI object\b|GDPR|right to object|right to opt out of AI", text)


@pytest.mark.parametrize("code", ["US-CT", "US-CO", "US-VA", "US-TX", "US-OR"])
def test_states_that_leave_out_professional_life_are_invoked_only_as_far_as_they_reach(code):
    assert re.search(r"As far as the [\w ]+ Act covers my data", letter_text(code))


def test_california_adds_what_its_law_has_and_the_others_do_not_borrow_it():
    assert "1798.105" in letter_text("US-CA")
    assert "1798" not in letter_text("US-TX")
    assert "1798" not in letter_text("US")


@pytest.mark.parametrize("code", ["IN", "AU", "MX"])
def test_elsewhere_no_statute_is_claimed(code):
    text = letter_text(code)
    assert not re.search(r"Article|section|§|GDPR|Act\b", text)


@pytest.mark.parametrize("code", GDPR)
def test_microsoft_is_never_asserted_where_the_notice_does_not_state_it(code):
    lines = [line for line in letter_text(code).splitlines() if "Microsoft" in line]
    assert lines
    assert all("as far as this takes place" in line for line in lines if line.startswith("- "))
    assert "parent company" not in "".join(lines)


def test_the_british_letter_names_the_purpose_of_the_british_notice():
    assert "Sharing data with our parent company, Microsoft for its AI training purposes" in letter_text("GB")


def test_bavaria_has_its_own_authority_for_companies():
    assert "BayLDA" in letter_text("DE-BY")


def test_germany_without_a_land_names_the_lands_authority_and_no_federal_one():
    text = letter_text("DE")
    assert "federal state" in text
    assert not re.search("BfDI|Federal Commissioner", text)


@pytest.mark.parametrize("code", [code for code in GDPR if code != "DE"])
def test_every_gdpr_letter_names_the_persons_own_authority(code):
    asked = ask(code)
    assert asked.authority is not None
    assert asked.authority.name("en") in letter_text(code)


@pytest.mark.parametrize("code", [ONE_PLACE_PER_LAW["gdpr"], ONE_PLACE_PER_LAW["uk-gdpr"]])
def test_an_answer_that_the_law_sets_a_day_for_is_dated_and_counted_from_a_stated_day(code):
    asked = ask(code)
    text = letter_text(code)
    assert str(asked.date.day) in text
    assert f"{asked.due.day}" in text
    assert asked.due > asked.date


@pytest.mark.parametrize("code", sorted(ONE_PLACE_PER_LAW.values()))
def test_a_friendly_letter_threatens_with_nothing(code):
    text = letter_text(code, tone="friendly")
    assert not re.search(r"complain|court|compensation|petition|FDPIC|Article 77", text)
    assert "settle this between us" in text


@pytest.mark.parametrize("code", sorted(ONE_PLACE_PER_LAW.values()))
def test_security_and_legal_duties_are_left_alone(code):
    assert re.search(r"keep\s+your services\s+secure", letter_text(code))


@pytest.mark.parametrize("code", [*sorted(ONE_PLACE_PER_LAW.values()), "US-CA"])
def test_without_an_account_nothing_is_said_of_account_profile_or_setting(code):
    text = letter_text(code, no_account=True, profile_url=None, content_url=("https://example.org/post",))
    assert "I do not have a LinkedIn account" in text
    assert "https://example.org/post" in text
    for foreign in (
        "I have a LinkedIn account",
        "my account",
        "Data for Generative AI Improvement",
        "A setting",
    ):
        assert foreign not in text
    kit = to_form(ask(code, no_account=True, profile_url=None, content_url=("https://example.org/post",)))
    assert "your account" not in kit


def test_the_kit_of_quebec_alone_names_the_published_e_mail_address():
    assert "DPO@LinkedIn.com" in to_form(ask("CA-QC"))
    for code in ("SE", "GB", "CH", "CA", "HK", "US"):
        assert "DPO@LinkedIn.com" not in to_form(ask(code))


def shorter(code, length, **details):
    return letter_text(code, length=length, **details)


@pytest.mark.parametrize("code", [*GDPR, "GB"])
def test_the_exception_for_legal_claims_is_as_narrow_as_the_law(code):
    for length in ("full", "medium"):
        assert "grounds for the establishment, exercise or defence of legal claims" in shorter(code, length)


@pytest.mark.parametrize("code", ["SE", "GB"])
def test_special_categories_are_named_as_article_9_names_them(code):
    text = letter_text(code)
    assert "data concerning health or revealing racial or ethnic origin" in text
    assert not re.search(r"reveal\w* health", text)


@pytest.mark.parametrize("code", EVERYWHERE)
@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_what_is_objected_to_is_training_or_sharing_never_ai_itself(code, length):
    wanted = re.compile(
        r"(?m)^- (?!training |(any )?sharing (of )?my |Delete )(?=.*\b(AI|Microsoft|affiliates)\b).*"
    )
    assert not wanted.search(shorter(code, length, ground=(), because="Mine.", without_grounds=True))


@pytest.mark.parametrize("code", sorted(ONE_PLACE_PER_LAW.values()))
def test_nothing_but_who_writes_is_claimed_of_the_controller(code):
    assert "controller" not in letter_text(code)


@pytest.mark.parametrize("code", sorted(ONE_PLACE_PER_LAW.values()))
def test_a_letter_about_one_purpose_speaks_of_one(code):
    for key in {purpose.key for purpose in ask(code).purposes}:
        text = letter_text(code, purpose=(key,))
        assert "each purpose" not in text
        assert "purposes listed" not in text
        assert "all future training" not in text
    assert "each purpose" in letter_text(code)


SETTING = "That setting covers less than this letter: "


def test_the_british_setting_covers_sharing_with_microsoft_as_well():
    assert (
        f"{SETTING}only models that create content and sharing with Microsoft, and it erases"
        in letter_text("GB")
    )
    assert f"{SETTING}it erases nothing." in letter_text("GB", purpose=("C",))
    assert f"{SETTING}it erases nothing." in letter_text("GB", purpose=("A", "C"))
    assert f"{SETTING}only sharing with Microsoft, and it erases" in letter_text("GB", purpose=("B", "C"))
    assert f"{SETTING}only models that create content, and it erases" in letter_text("GB", purpose=("A", "B"))


@pytest.mark.parametrize("code", sorted({*ONE_PLACE_PER_LAW.values()} - {"GB"}))
def test_elsewhere_the_setting_covers_models_that_create_content_alone(code):
    assert f"{SETTING}only models that create content, and it erases nothing." in letter_text(code)
    assert f"{SETTING}it erases nothing." in letter_text(code, purpose=("A",))
    assert "That setting covers nothing of what this letter is about." in letter_text(code, purpose=("B",))


@pytest.mark.parametrize("code", EVERYWHERE)
@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_outside_europe_alone_the_letter_rests_on_linkedins_own_promise(code, length):
    europe = code in GDPR or code in {"GB", "CH"}
    text = shorter(code, length)
    assert ("your Privacy Policy" in text or "Your Privacy Policy" in text) != europe
    assert ("4.2" in text and "5.3" in text) != europe


def test_a_firm_american_letter_relies_on_the_promise_and_a_friendly_one_does_not_say_so():
    assert "I rely on that promise." in letter_text("US-NY")
    assert "I rely on that promise." not in letter_text("US-NY", tone="friendly")


@pytest.mark.parametrize("code", ["US", "US-NY", "US-NJ", "US-MN", "US-MD", "US-DE"])
def test_a_state_without_words_of_its_own_is_covered_by_a_general_sentence(code):
    assert "If the law of the state where I live gives me a right to what I ask" in letter_text(code)


@pytest.mark.parametrize("code", ["US-CO", "US-CT", "US-OR", "US-TX", "US-VA"])
def test_a_state_that_ties_data_to_its_purposes_has_exceptions_and_no_opt_out_of_sale(code):
    text = letter_text(code)
    assert "to what is compatible with them; for anything else, apart from its exceptions" in text
    assert "opt out of its sale" not in text
    assert "older data" not in letter_text(code, no_account=True, profile_url=None)


def test_oregon_gives_a_list_of_third_parties_and_california_reaches_into_models():
    assert "list of specific third parties" in letter_text("US-OR")
    assert "not a request for access" not in letter_text("US-OR")
    assert "1798.140(v)(4)" in letter_text("US-CA")
    assert "do not sell or share" in shorter("US-CA", "short")


def test_canada_quebec_switzerland_and_brazil_say_what_their_laws_say_and_no_more():
    assert "Unless the Act makes an exception" in letter_text("CA")
    assert "Please erase it" in shorter("CA", "medium")
    assert "or purposes consistent with them" in letter_text("CA-QC")
    assert "must be given expressly" in letter_text("CA-QC", ground=("special-categories",))
    assert "must be given expressly" not in letter_text("CA-QC")
    for code in ("CA-AB", "CA-BC"):
        assert "section 7(2) of PIPA" in letter_text(code)
        assert "explain your reasons" in letter_text(code)
    assert "Irish Data Protection Commission (Article 77 GDPR)" in letter_text("CH")
    assert "Article 18, VI LGPD" in letter_text("BR")
    assert all("revoke" in shorter("BR", length) for length in ("short", "medium", "full"))


@pytest.mark.parametrize("code", ["SE", "GB"])
def test_the_answer_is_asked_for_in_time_in_writing_and_from_which_day(code):
    assert re.search(
        r"Without undue delay, and within one month .* tell me in writing what you have done and from",
        letter_text(code),
    )
    assert "tell me before you lift the restriction (Article 18(3)" in letter_text(code)


@pytest.mark.parametrize("code", sorted(ONE_PLACE_PER_LAW.values()))
@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_grounds_and_situation_are_spoken_of_where_some_were_given_and_nowhere_else(code, length):
    assert OWN_GROUNDS.search(shorter(code, length, because=None))
    assert OWN_GROUNDS.search(shorter(code, length, ground=()))
    assert not OWN_GROUNDS.search(shorter(code, length, ground=(), because=None, without_grounds=True))
