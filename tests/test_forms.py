"""LinkedIn's form is data: what it asks, what it prints and how much fits are said in one file."""

from pathlib import Path

from article21.facts import form
from article21.writing.kit import form_entries, to_form
from checkouts import Checkout
from people import ask

FORM = "src/article21/data/forms/objection.toml"
FIRST, LAST, _EMAIL, PURPOSE, _LINKS = form("objection").fields
ROOMS = form("objection").rooms
TRAINING, OTHER = PURPOSE.choices
NAMES = {"given_name": "Maja", "family_name": "Lindqvist"}


def fields(text: str) -> list[str]:
    """Return the lines of the kit that say what goes into the form."""
    lines = text.split("\n")
    start = lines.index(form("objection").url)
    return [line for line in lines[start + 2 : lines.index("", start + 2)] if line]


def test_the_kit_goes_through_the_form_field_by_field() -> None:
    assert fields(to_form(ask(**NAMES))) == [
        f"- {FIRST.label['en']}: Maja",
        f"- {LAST.label['en']}: Lindqvist",
        "- E-mail of your LinkedIn account: maja.lindqvist@example.org",
        f"- {PURPOSE.label['en']}: the entry about training AI models that create content",
    ]
    guest = ask(no_account=True, profile_url=None, content_url=("https://example.org/a",), purpose=("B",))
    assert fields(to_form(guest)) == [
        "- First name and last name: Maja Lindqvist",
        "- E-mail: maja.lindqvist@example.org",
        f"- {PURPOSE.label['en']}: the entry for other objections, reported as “{OTHER.label['en']}”",
        "- Addresses of the content about you:",
        "  https://example.org/a",
    ]


def test_a_label_is_printed_in_a_language_only_where_it_is_known_there() -> None:
    assert [entry.label for entry in form_entries(ask(language="sv", **NAMES))] == [None] * 4
    assert fields(to_form(ask(language="fr", **NAMES)))[0] == "- Prénom : Maja"
    assert not any("reported as" in line for line in fields(to_form(ask(language="en", purpose=("A",)))))
    assert f"«{TRAINING.label['it']}»" in to_form(ask("IT", language="it"))


def test_a_label_that_linkedin_changes_is_changed_in_one_file(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, {})
    label = f'label.en = "{FIRST.label["en"]}"'
    checkout.replace(FORM, label, 'label.en = "Forename"\nlabel.sv = "Tilltalsnamn"')
    script = f"""
import os
os.environ["ARTICLE21_DRAFTS"] = "1"
from article21.writing.kit import to_form
from people import ask
for language in ("en", "sv", "de"):
    print(to_form(ask(language=language, **{NAMES})))
"""
    said = checkout.python("-c", script)
    assert "- Forename: Maja" in said
    assert "- Tilltalsnamn: Maja" in said
    assert "- Vorname: Maja" in said
    assert f"- {FIRST.label['en']}:" not in said


def test_how_much_fits_is_said_once(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, {})
    checkout.replace(FORM, f"short = {ROOMS.short:_}", "short = 1_200")
    script = "from article21.writing.kit import to_form; from people import ask; print(to_form(ask()))"
    assert "of 1,200 characters)" in checkout.python("-c", script)
