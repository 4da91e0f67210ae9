"""Positions in millimetres, against the published numbers and not against the style sheets that use them."""

from dataclasses import replace

import pycountry
import pytest

from article21.errors import UnknownKeyError
from article21.model import Letter
from article21.rendering.envelopes import FOLDER, envelope_of, envelopes, find_envelope
from article21.rendering.pdf import NoRoomError, to_pdf
from letter_samples import sample
from pages import Place, ink_rows, page_texts, paper_of, place_of

# Where the envelope of each envelope shows the sheet, as published (the style sheets name the sources).
WINDOWS = {
    "din5008-b": Place(20, 45 + 17.7, 105, 90),  # DIN 5008: the zone for the address
    "din5008-a": Place(20, 27 + 17.7, 105, 72),
    "sn-right": Place(112, 45, 202, 85),  # C5: 90 x 40 mm, 77 mm from the bottom, 17 mm from the right
    "sn-left": Place(20, 52, 120, 97),  # C5: 100 x 45 mm, 65 mm from the bottom, 109 mm from the right
    "nf": Place(100, 35, 200, 80.5),  # KOMA-Script, NF.lco
    "uk": Place(20, 46, 110, 81),  # DL: 90 x 35 mm, 20 mm from the left, 18 mm from the bottom
    "c5-nordic": Place(15, 44, 110, 70),  # E6/5, C6/5 and C5 together
    "us": Place(22.2, 51.9, 136.5, 80.4),  # #10: 7/8 in, 1/2 in, 4 1/2 x 1 1/8 in
    "ca": Place(22.2, 51.9, 136.5, 80.4),
}
LONGEST_RECIPIENT = (
    "LinkedIn Ireland Unlimited Company",
    "c/o Data Protection Officer",
    "Wilton Plaza",
    "Wilton Place",
    "Dublin 2",
    "IRLAND",
)


def letter_to(recipient: tuple[str, ...]) -> Letter:
    return replace(sample("de"), recipient=recipient)


def head_lines(letter: Letter) -> tuple[str, ...]:
    return (*letter.sender, letter.place_and_date, letter.reference_line)


@pytest.mark.parametrize("envelope", WINDOWS)
def test_the_recipient_is_seen_through_the_window(envelope):
    letter = letter_to(LONGEST_RECIPIENT)
    pdf = to_pdf(letter, envelope)
    for line in letter.recipient:
        place = place_of(pdf, line)
        assert place.lies_in(WINDOWS[envelope]), (line, place)


@pytest.mark.parametrize("envelope", WINDOWS)
def test_nothing_but_the_recipient_is_seen_through_the_window(envelope):
    letter = letter_to(LONGEST_RECIPIENT)
    pdf = to_pdf(letter, envelope)
    window = WINDOWS[envelope]
    for line in head_lines(letter):
        # DIN 5008 repeats the sender in the return line, which belongs in the window: look at the other.
        occurrence = int(envelope.startswith("din") and line in letter.sender[:3])
        place = min((place_of(pdf, line, occurrence=i) for i in range(occurrence + 1)), key=lambda p: -p.left)
        apart = place.left > window.right or place.right < window.left
        assert apart or place.top > window.bottom or place.bottom < window.top, (line, place)
    assert place_of(pdf, "Widerspruch nach Artikel 21").top > window.bottom


@pytest.mark.parametrize(("envelope", "top"), [("din5008-b", 45), ("din5008-a", 27)])
def test_din_5008_has_the_return_line_in_its_zone(envelope, top):
    place = place_of(to_pdf(sample("de"), envelope), "Weißenburger Straße 12 · 81667 München")
    assert place.lies_in(Place(20, top, 105, top + 17.7))
    assert place.bottom - place.top < 3  # small type


def test_other_layouts_have_no_return_line():
    for envelope in envelopes().values():
        assert envelope.return_line == envelope.key.startswith("din5008")
        assert (" · " in "".join(page_texts(to_pdf(sample("de"), envelope.key)))) == envelope.return_line


@pytest.mark.parametrize(
    ("envelope", "marks"), [("din5008-b", (105, 148.5, 210)), ("din5008-a", (87, 148.5, 192))]
)
def test_din_5008_has_fold_and_punch_marks(envelope, marks):
    rows = ink_rows(to_pdf(sample("de"), envelope), left=4.5, right=7.5)
    assert rows
    assert all(min(abs(row - mark) for mark in marks) < 0.4 for row in rows)
    assert all(min(abs(row - mark) for row in rows) < 0.3 for mark in marks)


def test_layouts_without_marks_leave_the_edge_white():
    for envelope in envelopes():
        if not envelope.startswith("din5008"):
            assert ink_rows(to_pdf(sample("de"), envelope), left=0.5, right=14) == []


def test_din_5008_marks_stand_on_the_first_page_only():
    pdf = to_pdf(sample("de"), "din5008-b")
    assert len(page_texts(pdf)) == 2
    assert "·" not in page_texts(pdf)[1]


@pytest.mark.parametrize("envelope", [*WINDOWS, "plain"])
def test_the_text_keeps_its_margins(envelope):
    pdf = to_pdf(sample("de"), envelope)
    width, height = paper_of(pdf)
    place = place_of(pdf, "hiermit widerspreche ich nach Artikel 21 Absatz 1 DSGVO")
    assert 20 <= place.left <= 26
    assert place.right < width - 18
    assert place_of(pdf, "2/2", page=1).bottom < height - 8


@pytest.mark.parametrize("envelope", WINDOWS)
def test_a_recipient_too_long_for_the_window_is_a_clear_error(envelope):
    letter = letter_to(tuple(f"Zeile {i} der Anschrift" for i in range(12)))
    with pytest.raises(NoRoomError, match=r"recipient.*plain"):
        to_pdf(letter, envelope)
    assert to_pdf(letter, "plain")


@pytest.mark.parametrize("envelope", WINDOWS)
def test_one_long_word_stays_in_the_window_or_is_an_error(envelope):
    letter = letter_to(("Gesellschaft" * 7, *LONGEST_RECIPIENT[1:3]))
    pdf = to_pdf(letter, envelope)
    assert place_of(pdf, "Gesellschaft").lies_in(WINDOWS[envelope])
    assert place_of(pdf, "Wilton Plaza").lies_in(WINDOWS[envelope])
    with pytest.raises(NoRoomError):
        to_pdf(letter_to(("Gesellschaft" * 70,)), envelope)


@pytest.mark.parametrize("envelope", WINDOWS)
def test_a_sender_who_would_write_over_the_rest_is_a_clear_error(envelope):
    letter = replace(sample("de"), sender=tuple(f"Zeile {i}" for i in range(30)))
    with pytest.raises(NoRoomError, match="sender"):
        to_pdf(letter, envelope)


def test_a_sender_longer_than_a_page_is_a_clear_error_without_a_window_too():
    letter = replace(sample("de"), sender=tuple(f"Zeile {i}" for i in range(90)))
    with pytest.raises(NoRoomError, match="sender"):
        to_pdf(letter, "plain")


@pytest.mark.parametrize("envelope", WINDOWS)
def test_a_sender_of_seven_lines_has_room(envelope):
    sender = (
        "Dr. Maximiliane von Hohenstein-Wartenberg",
        "c/o Bauer",
        "Hinterhaus",
        "Am Anger 1",
        "99084 Erfurt",
    )
    letter = replace(sample("de"), sender=(*sender, "m@example.org", "maximiliane@example.com"))
    place = place_of(to_pdf(letter, envelope), "maximiliane@example.com")
    date = place_of(to_pdf(letter, envelope), "München, 22. November")
    assert place.bottom < date.top


@pytest.mark.parametrize(
    ("country", "envelope"),
    [
        ("DE", "din5008-b"),
        ("DE-BY", "din5008-b"),
        ("AT", "din5008-b"),
        ("CH", "sn-right"),
        ("LI", "sn-right"),
        ("FR", "nf"),
        ("BE", "nf"),
        ("GB", "uk"),
        ("IE", "uk"),
        ("NL", "c5-nordic"),
        ("SE", "c5-nordic"),
        ("IS", "c5-nordic"),
        ("US-CA", "us"),
        ("CA-QC", "ca"),
        ("GR", "plain"),
        ("HK", "plain"),
    ],
)
def test_the_senders_country_chooses_the_layout(country, envelope):
    assert envelope_of(country).key == envelope
    letter = replace(sample("de"), country=country)
    assert to_pdf(letter) == to_pdf(letter, envelope)


def test_every_country_of_the_world_has_a_layout():
    countries = [country.alpha_2 for country in pycountry.countries]
    assert len(countries) > 200
    assert {envelope_of(country).key for country in countries} <= set(envelopes())
    chosen = [country for envelope in envelopes().values() for country in envelope.countries]
    assert len(chosen) == len(set(chosen))
    assert set(chosen) <= set(countries)


@pytest.mark.parametrize(
    ("envelope", "paper"), [("us", (215.9, 279.4)), ("ca", (215.9, 279.4)), ("uk", (210, 297))]
)
def test_a_layout_is_printed_on_the_paper_it_is_made_for(envelope, paper):
    assert paper_of(to_pdf(sample("de"), envelope)) == pytest.approx(paper, abs=0.1)


def test_the_plain_layout_takes_the_letters_own_paper():
    assert paper_of(to_pdf(replace(sample("de"), paper="Letter"), "plain"))[0] == pytest.approx(
        215.9, abs=0.1
    )
    assert paper_of(to_pdf(sample("de"), "plain"))[0] == pytest.approx(210, abs=0.1)


def test_every_style_sheet_is_an_envelope_and_every_envelope_has_one():
    sheets = {path.stem for path in FOLDER.glob("*.css")}
    assert sheets == {sheet for envelope in envelopes().values() for sheet in envelope.sheets}
    assert set(WINDOWS) == set(envelopes()) - {"plain"}


def test_an_unknown_layout_is_refused_before_anything_is_laid_out():
    with pytest.raises(UnknownKeyError, match="envelope"):
        find_envelope("legal")
