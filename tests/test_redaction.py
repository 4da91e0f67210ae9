"""The copy to share: nothing in it tells who wrote the letter, in no format, in no byte."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from article21.fields import FIELDS
from article21.model import Format
from article21.rendering.editions import Edition, render_format
from article21.writing.letters import write_letter
from article21.writing.variants import redact_request
from commands import files_in, letter
from pages import page_texts, place_of
from people import ONE_PLACE_PER_LAW, ask

PERSON = {
    "name": "Þórdís Wojciechowska",
    "given_name": "Þórdís",
    "family_name": "Wojciechowska",
    "email": ("thordis.w@example.org", "second+box@example.com"),
    "account_email": ("bassoon@example.net", "oboe@example.net"),
    "profile_url": "https://www.linkedin.com/in/thordis-wojciech",
    "address_line": ("Sjöängsvägen 77", "411 99 Mölndal"),
    "place": "Kungsbacka",
    "because": "My daughter plays the bassoon.\nWe moved in 1987.",
    "content_url": ("https://forum.example.net/bassoon?id=4711",),
    "reference": "WOJ-2026-xyzzy",
    "setting_off": "2024-10-03",
}
ANOTHER = {
    "name": "Ωмέγα Žš",
    "given_name": None,
    "family_name": None,
    "email": ("other@example.net",),
    "account_email": ("other@example.com",),
    "profile_url": "https://www.linkedin.com/in/other",
    "address_line": ("Elsewhere 1", "Back yard", "99999 Xanten"),
    "place": "Xanten",
    "because": "Quite different.",
    "content_url": ("https://example.net/1", "https://example.net/2"),
    "reference": None,
    "setting_off": None,
}
TELLING = (
    *("Þórdís", "Wojciechowska", "wojciech", "thordis", "second+box", "example.com", "example.org"),
    *(
        "example.net",
        "Sjöängsvägen",
        "411 99",
        "Mölndal",
        "Kungsbacka",
        "daughter",
        "bassoon",
        "moved in 1987",
    ),
    *("WOJ-2026", "xyzzy", "2024-10-03", "October 2024"),
)
NOTE = "Redacted copy"
FORMATS = [name for name in Format if name is not Format.EML]


def redacted(
    name: Format, country: str = "SE", person: dict[str, object] = PERSON, **options: object
) -> bytes:
    return render_format(name, ask(country, **person), Edition(redacted=True, **options))


def contents(pdf: bytes) -> Iterator[str]:
    """Yield all that a PDF holds: raw bytes, every stream unpacked, every string, the text of its pages."""
    yield pdf.decode("latin-1")
    yield from page_texts(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        for thing in [*document.objects, document.trailer]:
            yield from strings_in(thing)
            if isinstance(thing, pikepdf.Stream):
                data = thing.read_bytes()
                yield from (data.decode(code, "replace") for code in ("latin-1", "utf-8", "utf-16-be"))


def strings_in(thing: object) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        yield bytes(thing).decode("latin-1")
    elif isinstance(thing, pikepdf.Array):
        for part in thing:
            yield from strings_in(part)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in list(thing.keys()):
            if key not in ("/Parent", "/P", "/Pg"):
                yield key
                yield from strings_in(thing[key]) if not is_indirect(thing[key]) else ()


def is_indirect(thing: object) -> bool:
    return isinstance(thing, pikepdf.Object) and thing.is_indirect


def told_by(pdf: bytes) -> list[str]:
    everything = "\n".join(contents(pdf)).casefold()
    return [word for word in TELLING if word.casefold() in everything]


@pytest.mark.parametrize("options", [{}, {"courtesy_copy": "sv"}, {"envelope": "din5008-b"}], ids=str)
@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_no_byte_of_a_redacted_pdf_tells_who_wrote_it(length: str, options: dict[str, str]) -> None:
    pdf = redacted(Format.PDF, person=PERSON | {"length": length}, **options)
    assert told_by(pdf) == []
    assert "[removed]" in "".join(page_texts(pdf))


def test_the_search_finds_what_a_letter_that_is_not_redacted_tells() -> None:
    found = told_by(render_format(Format.PDF, ask(**PERSON)))
    # The address that gets the drafts is not the company's business.
    assert set(found) == set(TELLING) - {"second+box", "example.com", "example.org"}


@pytest.mark.parametrize("name", [name for name in FORMATS if name is not Format.PDF])
@pytest.mark.parametrize("law", ONE_PLACE_PER_LAW)
def test_no_other_format_tells_who_wrote_it(name: Format, law: str) -> None:
    text = redacted(name, ONE_PLACE_PER_LAW[law]).decode().casefold()
    assert [word for word in TELLING if word.casefold() in text] == []
    assert "[removed]" in text


@pytest.mark.parametrize("name", FORMATS)
def test_two_people_with_the_same_argument_have_the_same_redacted_letter(name: Format) -> None:
    # Not one byte differs: neither fonts nor identifiers nor dates tell one from the other.
    copies = {redacted(name, person=person, courtesy_copy="sv") for person in (PERSON, ANOTHER)}
    assert len(copies) == 1


def test_the_fonts_hold_no_letter_of_the_name() -> None:
    # Of a font only the characters that are printed are embedded; what they are stands in its table.
    with pikepdf.open(BytesIO(redacted(Format.PDF))) as document:
        fonts = document.pages[0].Resources.Font
        tables = "".join(font.ToUnicode.read_bytes().decode() for font in fonts.values())
    assert "<005b>" in tables.lower()  # the bracket of [removed]
    assert f"<{ord('Þ'):04x}>" not in tables.lower()


def test_a_redacted_pdf_carries_no_data() -> None:
    with pikepdf.open(BytesIO(redacted(Format.PDF))) as document:
        assert not document.attachments
        assert "/AF" not in document.Root


def test_the_argument_stays_as_it_was() -> None:
    request = ask(**PERSON | {"setting_off": None})
    editions = (Edition(), Edition(redacted=True))
    whole, copy = (render_format(Format.TXT, request, edition).decode().splitlines() for edition in editions)
    changed = [line for line in whole if line not in copy]
    assert len(changed) == 14
    assert all(any(word in line for word in TELLING) for line in changed)
    assert [line for line in copy if line not in whole and "[removed]" not in line] == [NOTE]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_copy_says_that_it_is_redacted_and_so_do_its_translation_and_its_kit(language: str) -> None:
    note = "Maskad kopia" if language == "sv" else NOTE
    other = "en" if language == "sv" else "sv"
    text = redacted(Format.TXT, person=PERSON | {"language": language}, courtesy_copy=other).decode()
    assert note in text.partition("-" * 60)[0]
    assert text.count("Redacted copy") + text.count("Maskad kopia") == 2
    kit = redacted(Format.FORM, person=PERSON | {"language": language}).decode()
    assert note in kit
    assert note not in render_format(Format.FORM, ask(**PERSON | {"language": language}), Edition()).decode()


def test_the_mark_is_a_word_of_each_language() -> None:
    text = redacted(Format.TXT, person=PERSON | {"language": "sv"}, courtesy_copy="en").decode()
    letter_text, _, translation = text.partition("-" * 60)
    assert "[borttaget]" in letter_text
    assert "[removed]" not in letter_text
    assert "[removed]" in translation
    assert "[borttaget]" not in translation


def test_every_detail_is_either_impersonal_or_replaced() -> None:
    # A new field is personal until it is named among those that may be shared.
    assert {key for key, field in FIELDS.items() if field.personal} == {*PERSON}


def test_a_redacted_letter_has_a_folder_that_tells_nothing(tmp_path: Path) -> None:
    run = letter(tmp_path, "--redacted", "--reference", "WOJ-2026-xyzzy")
    assert run.code == 0, run.err
    assert files_in(tmp_path) == [
        "redacted",
        "redacted/form.txt",
        "redacted/letter.pdf",
        "redacted/letter.txt",
    ]
    assert "WOJ" not in run.err


@pytest.mark.parametrize(
    "options", [("--signature", "x.png"), ("--sign-with", "x.p12"), ("--format", "eml")], ids=lambda o: o[0]
)
def test_what_would_tell_who_wrote_it_cannot_be_had_with_a_redacted_letter(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    run = letter(tmp_path, "--redacted", *options)
    assert run.code == 2
    assert "--redacted" in run.err
    assert files_in(tmp_path) == []


def test_the_bytes_that_were_searched_are_unpacked() -> None:
    packed = zlib.compress(b"bassoon")
    assert b"bassoon" not in packed
    document = pikepdf.new()
    document.Root.Own = document.make_stream(packed, Filter=pikepdf.Name.FlateDecode)
    file = BytesIO()
    document.add_blank_page()
    document.save(file)
    assert told_by(file.getvalue()) == ["bassoon"]


def test_the_person_is_told_which_copy_this_is(tmp_path: Path) -> None:
    assert "This is a redacted copy" in letter(tmp_path, "--redacted", "--output", "copy").err
    assert "This is a redacted copy" not in letter(tmp_path, "--output", "own").err


@pytest.mark.parametrize(
    ("country", "language"),
    [("CH", "de-CH"), ("CH", "fr-CH"), ("CH", "it-CH"), ("LI", "de"), ("GR", "el"), ("IS", "is")],
)
def test_what_says_that_a_copy_is_redacted_has_room_above_the_subject(country: str, language: str) -> None:
    asked = redact_request(ask(country, **PERSON | {"language": language}))
    written = write_letter(asked)
    pdf = redacted(Format.PDF, country, PERSON | {"language": language})
    note = place_of(pdf, written.reference_line.split()[-1])
    assert note.bottom < place_of(pdf, written.subject[:20]).top
