"""New words may land in English alone: until they are translated, no letter is half in English."""

import re
from pathlib import Path

import pytest

from checkouts import Checkout

SWEDISH = "templates/locales/sv/LC_MESSAGES/letters.po"
WRITE = """
from article21.rendering.text import to_text
from article21.writing.kit import to_form
from article21.sentences import PLAIN
from article21.writing.letters import write_letter
from people import ask

request = ask("SE", language="sv", ground={grounds}, because=None)
said = [PLAIN.say(notice) for notice in request.notices]
print(request.language, said, to_text(write_letter(request)), to_form(request))
"""
NEW_CLAUSE = "{% block thanks %}{% trans %}Thank you for reading this.{% endtrans %}{% endblock %}\n"
NEW_GROUND = """
{% block label %}{% trans %}my name is rare{% endtrans %}{% endblock %}
{% block text %}{% trans %}Few people have my name.{% endtrans %}{% endblock %}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a copy in which Swedish lacks nothing, whatever it lacks today."""
    copy = Checkout(tmp_path, {})
    copy.complete(SWEDISH)
    update(copy, "--language", "sv")
    return copy


def write(checkout: Checkout, *grounds: str, drafts: str = "") -> str:
    return checkout.python("-c", WRITE.format(grounds=grounds), drafts=drafts)


def update(checkout: Checkout, *options: str, fails: bool = False) -> str:
    return checkout.python("-m", "tools.catalogs", *options, fails=fails)


def test_a_letter_with_a_new_clause_is_in_english_until_the_clause_is_translated(checkout: Checkout) -> None:
    template = "templates/letters/objection/gdpr.j2"
    checkout.write(template, (checkout.folder / template).read_text(encoding="utf-8") + NEW_CLAUSE)
    assert "lacks: Thank you for reading this." in update(checkout, "--check", "--language", "sv", fails=True)
    assert "sv letters:" in update(checkout, "--language", "sv")
    assert re.search(r'^"X-Drafts: .*objection/gdpr', (checkout.folder / SWEDISH).read_text("utf-8"), re.M)
    assert not update(checkout, "--check", "--language", "sv"), "a draft is no fault"
    assert "sv letters: is a draft: objection/gdpr" in update(
        checkout, "--release", "--language", "sv", fails=True
    )

    said = write(checkout, "minor")
    assert said.startswith("en ['There is no letter in this language (Swedish)")
    assert "Invändning" not in said
    assert "Thank you for reading this." in said

    preview = write(checkout, "minor", drafts="1")
    assert preview.startswith("sv-SE []")
    assert "Invändning" in preview
    assert "Thank you for reading this." in preview

    english = 'msgid "Thank you for reading this."\nmsgstr '
    checkout.replace(SWEDISH, english + '""', english + '"Tack för att ni läser detta."')
    update(checkout, "--language", "sv")
    assert not update(checkout, "--release", "--language", "sv")
    said = write(checkout, "minor")
    assert said.startswith("sv-SE []")
    assert "Tack för att ni läser detta." in said


def test_a_new_ground_leaves_the_letters_of_those_who_do_not_give_it_alone(checkout: Checkout) -> None:
    before = write(checkout, "minor")
    checkout.write("templates/grounds/rare-name.j2", NEW_GROUND)
    assert "grounds/rare-name" in update(checkout, "--language", "sv")
    assert write(checkout, "minor") == before
    said = write(checkout, "minor", "rare-name")
    assert said.startswith("en [")
    assert "Few people have my name." in said
    assert "Not every ground you give is translated into this language (Swedish) yet" in said


def test_what_only_other_letters_say_leaves_a_letter_alone(checkout: Checkout) -> None:
    before = write(checkout, "minor")
    template = "templates/letters/objection/us.j2"
    checkout.write(template, (checkout.folder / template).read_text(encoding="utf-8") + NEW_CLAUSE)
    update(checkout, "--language", "sv")
    assert write(checkout, "minor") == before


def test_what_is_said_of_cases_and_in_mails_is_wholly_in_one_language(checkout: Checkout) -> None:
    script = "from article21.writing.catalogs import catalog_with; print(catalog_with('mails', 'sv-FI'))"
    assert checkout.python("-c", script) == "sv\n"
    checkout.write("templates/mails/thanks.j2", NEW_CLAUSE)
    assert "drafts: mails" in update(checkout, "--language", "sv")
    assert checkout.python("-c", script) == "en\n"


def test_the_catalog_of_the_interface_has_what_python_and_pages_say(checkout: Checkout) -> None:
    package, page = checkout.folder / "src/article21/errors.py", "templates/pages/start.html.j2"
    text = package.read_text(encoding="utf-8")
    package.unlink()
    new = '\nfrom article21.interface import N_\nHELLO = N_("Nothing is sent.")\n'
    checkout.write("src/article21/errors.py", text + new)
    checkout.write(page, "<p>{% trans %}Whom do you write to?{% endtrans %}</p>")
    assert "sv interface: " in update(checkout, "--interface", "--language", "sv")
    catalog = (checkout.folder / SWEDISH).with_name("interface.po").read_text(encoding="utf-8")
    assert '#: errors.py\nmsgid "Nothing is sent."' in catalog
    assert '#: pages/start.html.j2\nmsgid "Whom do you write to?"' in catalog
    assert '"X-Drafts: interface\\n"' in catalog
    assert "Whom do you write to?" not in (checkout.folder / SWEDISH).read_text(encoding="utf-8")
