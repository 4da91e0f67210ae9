"""A letter says what its person gave, in plain text, and keeps its shape whatever they wrote."""

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article21.model import Bullets, Paragraph
from article21.rendering.text import to_text
from article21.resources import TEMPLATES
from article21.writing.dates import write_date
from article21.writing.kit import count_characters, medium_text, rooms, short_text, to_form
from article21.writing.letters import parse_blocks, write_letter
from article21.writing.plaintext import plain
from people import ONE_PLACE_PER_LAW, ask, letter, letter_text

PLACES = sorted(ONE_PLACE_PER_LAW.values())
EVERY_GROUND = sorted(path.stem for path in (TEMPLATES / "grounds").glob("*.j2"))
ALL_GROUNDS = [key for key in EVERY_GROUND if key != "no-account"]
"""Of somebody who has an account."""

own_words = st.text(
    st.one_of(st.sampled_from("ab -.\n{}%<>&*_#$\\"), st.characters(exclude_categories=["C", "Z"])),
    min_size=1,
    max_size=300,
).filter(str.strip)


@pytest.mark.parametrize("code", PLACES)
def test_a_full_letter_has_everything_a_letter_has(code):
    written = letter(code)
    text = to_text(written)
    for part in (
        "Maja Lindqvist",
        "Storgatan 1",
        "maja.lindqvist@example.org",
        plain(written.subject),
        written.reference,
        written.salutation,
        written.closing,
    ):
        assert part in text
    assert "{" not in text
    assert "%(" not in text


@pytest.mark.parametrize("code", PLACES)
def test_lengths_grow(code):
    short, medium, full = (
        len(to_text(write_letter(ask(code), length=length))) for length in ("short", "medium", "full")
    )
    assert short < medium < full


@pytest.mark.parametrize(
    "words",
    [
        "{{ 7 * 7 }} {% raw %}",
        "<script>alert(1)</script> & <b>bold</b>",
        "# Heading\n* star\n**bold**",
        "%(name)s %s 100 %",
        "%PDF-1.7\n1 0 obj",
        "$& $1 \\n",
        "  indented\n    deeper",
    ],
)
def test_own_words_are_printed_as_they_were_typed(words):
    assert words.strip() in letter_text(because=words)


@given(own_words)
@settings(max_examples=60, deadline=None)
def test_any_own_words_reach_the_text_and_the_kit_alike(words):
    asked = ask(because=words)
    lines = [line.strip() for line in (asked.details.because or "").splitlines() if line.strip()]
    text, kit = to_text(write_letter(asked)), to_form(asked)
    assert all(line in text for line in lines)
    assert all(line in kit for line in lines)


@given(
    name=st.text(string.ascii_letters + "ŁĦÞαДŞ", min_size=100, max_size=100),
    words=st.one_of(st.none(), st.integers(1, 4000).map(lambda n: ("word " * n)[:4000].strip())),
    grounds=st.lists(st.sampled_from(ALL_GROUNDS), unique=True, min_size=1),
    code=st.sampled_from(PLACES),
)
@settings(max_examples=60, deadline=None)
def test_the_texts_for_the_form_always_fit_and_never_lose_the_name(name, words, grounds, code):
    asked = ask(code, name=name, because=words, ground=tuple(grounds))
    short, medium = short_text(asked), medium_text(asked)
    assert count_characters(short) <= rooms().short
    assert count_characters(medium) <= rooms().medium
    assert name in short
    assert name in medium


def test_what_has_no_room_in_the_form_is_referred_to_and_no_sentence_is_cut():
    asked = ask(because="A long story. " * 200)
    assert "A long story. […]\n\nYou will find more in my letter of 22 November 2026" in short_text(asked)
    assert "A long story" not in short_text(ask(because="A long story and " * 100))
    assert "A long story. " * 199 in to_text(write_letter(asked))


def test_the_kit_states_the_characters_of_its_texts_as_a_form_counts_them():
    asked = ask()
    assert f"({count_characters(short_text(asked))} of 1,000 characters)" in to_form(asked)
    assert count_characters("a\n𨋢") == 1 + 2 + 2


def test_every_chosen_ground_is_explained_in_the_full_letter_and_named_in_the_short_one():
    full, short = letter_text(ground=ALL_GROUNDS), letter_text(ground=ALL_GROUNDS, length="short")
    assert len(EVERY_GROUND) >= 11
    assert full.count("\n- ") >= len(ALL_GROUNDS)
    assert short.count("\n- ") >= len(ALL_GROUNDS)


def test_only_the_chosen_purposes_are_objected_to():
    text = letter_text(purpose=("B",))
    assert "To improve LinkedIn\u2019s products" in text
    assert "content-generating" not in text
    assert "Microsoft" not in text


def test_a_letter_without_grounds_does_not_say_that_it_has_some():
    text = letter_text(ground=(), because=None, without_grounds=True)
    assert "relating to my particular situation" not in text
    assert "My grounds" not in text


def test_the_recipients_country_is_left_out_at_home():
    assert letter("IE").recipient[-1] == "Dublin 2"
    assert letter("SE").recipient[-1] == "IRELAND"
    assert letter("US").recipient[-1].startswith("Sunnyvale")
    assert letter("GB").recipient[-1] == "UNITED STATES"


def test_text_is_read_into_paragraphs_and_lists_and_back():
    assert parse_blocks("One\nline.\n \n\n- a\n- b\n  more\n\n-c") == (
        Paragraph("One\nline."),
        Bullets(("a", "b\nmore")),
        Paragraph("-c"),
    )


def test_plain_text_has_no_typography_that_a_form_could_spoil():
    text = letter_text(because="fixed\u00a0space, soft\u00adhyphen, hard\u2011hyphen")
    assert "fixed space, softhyphen, hard-hyphen" in text


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("fr", "1er mars 2026"),
        ("fr-CA", "1er mars 2026"),
        ("pt", "1 de março de 2026"),
        ("pt-BR", "1º de março de 2026"),
        ("el", "1η Μαρτίου 2026"),
        ("it-CH", "1º marzo 2026"),
        ("de-AT", "1. März 2026"),
        ("en", "1 March 2026"),
        ("en-US", "March 1, 2026"),
    ],
)
def test_the_first_of_a_month_is_written_as_people_write_it(tag, written):
    assert write_date(date(2026, 3, 1), language=tag) == written
