"""A kind of letter is a folder of words and a table of facts; nothing in Python knows its name."""

from datetime import date
from pathlib import Path

import pytest

from article21.facts import NoLetterError, jurisdictions, kind, law
from article21.facts.reading import stems
from article21.model import NO_CORRESPONDENCE, OBJECTION, Answer, Correspondence, EarlierLetter
from article21.resources import TEMPLATES
from article21.writing.requests import AuthorityMissingError
from article21.writing.variants import redact_request
from checkouts import Checkout
from people import ask

WORDS = """
{% block subject %}{% trans %}Thank you for your answer{% endtrans %}{% endblock %}
{% block promise %}
{% trans sent=objection.sent | date, answered=answer.date | date %}I wrote to you on {{ sent }}, and
you answered on {{ answered }}.{% endtrans %}

{% trans asked=due | date, last=new_due | date %}Your answer was due on {{ asked }}. Confirm it within
{{ days }} days, by {{ last }}.{% endtrans %}
{% endblock %}
{% block how %}{{ how }} {{ objection.via }} {{ earlier | length }}{% endblock %}
"""
KIT = "{% block title %}{% trans %}What to do with your thanks{% endtrans %}{% endblock %}"
FACTS = """
addressee = "authority"
sources = ["A test"]
checked = 2026-11-25
confidence = "high"

[deadline]
kind = "set"
days = 14
counting = "calendar-days"
basis = "asked for in the letter"
"""
SCRIPT = """
from datetime import date
from article21.model import Answer, Correspondence, EarlierLetter
from article21.rendering.text import to_text
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from article21.sentences import PLAIN
from people import ask

before = Correspondence(
    (EarlierLetter("objection", date(2026, 10, 12), "A21-7K3M9Q2X", date(2026, 10, 13), "form"),),
    (Answer(date(2026, 11, 10), "accepted"),),
)
request = ask("SE", "thanks", before, language="sv", ground=())
print(to_text(write_letter(request)))
print(to_form(request))
print([PLAIN.say(notice) for notice in request.notices])
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    files = {
        f"templates/letters/thanks/{path.name}": WORDS for path in (TEMPLATES / "letters/objection").iterdir()
    }
    return Checkout(
        tmp_path,
        files | {"templates/kits/thanks.j2": KIT, "src/article21/data/kinds/thanks.toml": FACTS},
    )


def test_a_new_kind_is_words_and_facts(checkout: Checkout) -> None:
    said = checkout.python("-c", SCRIPT)
    assert "Swedish Authority for Privacy Protection\nBox 8114" in said, "its addressee is the authority"
    assert "I wrote to you on 13 October 2026, and you answered on 10 November 2026." in said
    assert "due on 13 November 2026. Confirm it within 14 days, by 6 December 2026." in said
    assert "accepted form 1" in said
    assert "What to do with your thanks" in said
    assert "There is no letter in this language (Swedish)" in said


def test_a_new_kind_is_translated_and_declared_like_any_other(checkout: Checkout) -> None:
    catalog = "templates/locales/sv/LC_MESSAGES/letters.po"
    checkout.complete(catalog)
    checkout.replace(catalog, '"X-Letters: ', '"X-Letters: thanks/gdpr, ')
    assert "drafts: thanks/gdpr" in checkout.python("-m", "tools.catalogs", "--language", "sv")
    assert "There is no letter in this language (Swedish)" in checkout.python("-c", SCRIPT)
    for english, swedish in {
        "Thank you for your answer": "Tack för ert svar",
        "I wrote to you on %(sent)s, and you answered on %(answered)s.": "%(sent)s %(answered)s.",
        "What to do with your thanks": "Vad du gör med ditt tack",
    }.items():
        checkout.replace(catalog, f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{swedish}"')
    checkout.replace(
        catalog,
        'by %(last)s."\nmsgstr ""',
        'by %(last)s."\nmsgstr "%(asked)s %(days)s %(last)s."',
    )
    assert "drafts" not in checkout.python("-m", "tools.catalogs", "--language", "sv")
    said = checkout.python("-c", SCRIPT)
    assert "Tack för ert svar\n" in said
    assert "13 november 2026 14 6 december 2026." in said
    assert said.rstrip().endswith("[]"), "nothing is left to tell"


def test_every_kind_has_words_for_every_law_that_does_not_say_it_has_none() -> None:
    for key in stems("laws"):
        for name, rule in law(key).letters.items():
            path = TEMPLATES / "letters" / f"{rule.template}.j2"
            assert path.exists(), (
                f"write {path}, or say why there is none in src/article21/data/laws/{key}.toml: "
                f'[letters.{name}] none = "..."'
            )


def test_every_folder_of_letters_is_a_kind_and_every_kind_has_a_kit() -> None:
    folders = {path.name for path in (TEMPLATES / "letters").iterdir() if path.is_dir()} - {"states"}
    for folder in folders ^ set(stems("kinds")):
        pytest.fail(f"templates/letters/{folder}/ and src/article21/data/kinds/{folder}.toml belong together")
    for name in stems("kinds"):
        assert (TEMPLATES / "kits" / f"{name}.j2").exists(), f"write templates/kits/{name}.j2"


def test_every_template_of_a_letter_belongs_to_a_law() -> None:
    known = {rule.template for key in stems("laws") for rule in law(key).letters.values()}
    for name in stems("kinds"):
        for path in (TEMPLATES / "letters" / name).glob("[!_]*.j2"):
            assert f"{name}/{path.stem}" in known, f"no file in src/article21/data/laws/ names {path}"


def test_the_objection_opens_a_case_and_goes_to_the_company() -> None:
    assert [name for name in stems("kinds") if kind(name).opens_case] == [OBJECTION]
    assert kind(OBJECTION).addressee == "controller"
    assert all(OBJECTION in place.law.letters for place in jurisdictions())


def test_a_letter_that_a_law_does_not_have_is_an_explained_mistake() -> None:
    with pytest.raises(NoLetterError, match=r"There is no letter of this kind \(farewell\)"):
        law("gdpr").letter("farewell")


def test_a_letter_to_the_authority_needs_to_know_which() -> None:
    assert "depends on the part of the country you live in (Germany)" in str(
        AuthorityMissingError(ask("DE").jurisdiction)
    )
    assert "none is known" in str(AuthorityMissingError(ask("IN").jurisdiction))


def test_an_answer_is_due_on_the_day_to_which_the_company_extended_the_period() -> None:
    letter = EarlierLetter(OBJECTION, date(2026, 10, 12), "A21-7K3M9Q2X", due=date(2026, 11, 12))
    assert NO_CORRESPONDENCE.due is None
    assert Correspondence((letter,)).due == date(2026, 11, 12)
    extended = Answer(date(2026, 11, 10), "extended", until=date(2027, 1, 12))
    assert Correspondence((letter,), (extended,)).due == date(2027, 1, 12)


def test_a_redacted_copy_tells_no_earlier_reference_and_no_note() -> None:
    answer = Answer(date(2026, 11, 10), "refused", note="Dear Maja")
    before = Correspondence((EarlierLetter(OBJECTION, date(2026, 10, 12), "A21-7K3M9Q2X"),), (answer,))
    redacted = redact_request(ask(before=before)).correspondence
    assert redacted.letters[0].reference == redacted.answers[0].note == "[removed]"
