"""A letter's PDF carries the letter as data, and is a details file for the next one."""

import json
import sys
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import fastjsonschema
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article21.desk.letters import read_request
from article21.model import Format
from article21.person import Given
from article21.person.attached import NoDataError, read_attached
from article21.rendering.attachments import attachment_of
from article21.rendering.data import to_json
from article21.rendering.editions import Edition, render_format
from article21.rendering.text import to_text
from article21.writing.letters import write_letter
from commands import GROUND, MAJA, files_in, invoke, letter
from people import ONE_PLACE_PER_LAW, ask

CHECKOUT = Path(__file__).parents[1]
WHOLE = render_format(Format.PDF, ask(length="short"))


def opened(pdf: bytes = WHOLE) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def saved(document: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_the_data_is_an_associated_file_dated_as_the_letter() -> None:
    with opened() as document:
        (file,) = document.Root.AF
        (name,) = document.attachments
        stream = file.EF.F
        assert (name, str(file.UF), str(file.F)) == ("letter.json",) * 3
        assert file.AFRelationship == "/Data"
        assert str(file.Desc) == "The data of this letter"
        assert stream.Subtype == "/application/json"
        assert str(stream.Params.CreationDate) == str(stream.Params.ModDate) == "D:20261122000000Z"
        assert stream.Params.Size == len(stream.read_bytes())


@pytest.mark.parametrize("law", ONE_PLACE_PER_LAW)
def test_the_data_is_what_the_format_json_writes_and_keeps_to_the_schema(law: str) -> None:
    request = ask(ONE_PLACE_PER_LAW[law])
    text = read_attached(render_format(Format.PDF, request))
    assert text.encode() == render_format(Format.JSON, request)
    assert text.encode() == attachment_of(request, write_letter(request)).content
    schema = json.loads((CHECKOUT / "docs/letter-schema.json").read_text(encoding="utf-8"))
    fastjsonschema.compile(schema)(json.loads(text))


def test_its_description_is_in_the_language_of_the_letter() -> None:
    with opened(render_format(Format.PDF, ask(language="sv"))) as document:
        assert str(document.Root.AF[0].Desc) == "Uppgifterna i detta brev"


def test_what_is_attached_is_part_of_the_identifier() -> None:
    # The same page with other data is another file.
    ids = {
        bytes(opened(render_format(Format.PDF, ask(given_name=name))).trailer.ID[0]) for name in ("A", "B")
    }
    assert len(ids) == 2


@pytest.mark.parametrize("options", [(), ("--courtesy-copy", "sv"), ("--layout", "uk")], ids=str)
def test_a_pdf_gives_the_same_letter_again_to_the_byte(tmp_path: Path, options: tuple[str, ...]) -> None:
    words = (
        "--because",
        "One.\n\nTwo: {{ name }} <b>",
        "--given-name",
        "Maja",
        "--setting-off",
        "2025-10-30",
    )
    assert letter(tmp_path, *words, "--output", "one", *options).code == 0
    again = invoke(tmp_path, "letter", "--details", "one/letter.pdf", "--output", "two", *options)
    assert again.code == 0, again.err
    for name in ("letter.pdf", "letter.txt", "form.txt"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_mistake_in_the_data_names_the_pdf_and_the_field(tmp_path: Path) -> None:
    with opened() as document:
        data = json.loads(document.attachments["letter.json"].get_file().read_bytes())
        data["details"]["email"] = ["nobody"]
        document.Root.AF[0].EF.F.write(json.dumps(data).encode())
        (tmp_path / "x.pdf").write_bytes(saved(document))
    run = invoke(tmp_path, "letter", "--details", "x.pdf")
    assert run.err.startswith("article21: x.pdf, email: “nobody” is not an e-mail address")
    assert run.err.count("\n") == 1


def locked() -> bytes:
    file = BytesIO()
    with opened() as document:
        document.save(file, encryption=pikepdf.Encryption(user="u", owner="o"))
    return file.getvalue()


def bomb() -> bytes:
    with opened() as document:
        document.Root.AF[0].EF.F.write(zlib.compress(bytes(300_000_000), 1), filter=pikepdf.Name.FlateDecode)
        return saved(document)


def packed_otherwise() -> bytes:
    with opened() as document:
        document.Root.AF[0].EF.F.write(b"x", filter=pikepdf.Name.DCTDecode)
        return saved(document)


def empty() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    return saved(document)


REFUSED = {
    "text": (b"hello", "the PDF is damaged or incomplete"),
    "nothing": (b"", "the PDF is damaged or incomplete"),
    "huge": (bytes(20_000_001), "it is larger than 20 MB"),
    "locked": (locked(), "it is locked with a password"),
    "bomb": (bomb(), "its data is larger than a megabyte"),
    "packed": (packed_otherwise(), "its data is in an unknown format"),
    "another's": (empty(), "it holds no details"),
    "redacted": (render_format(Format.PDF, ask(), Edition(redacted=True)), "it holds no details"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_pdf_without_data_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "x.pdf").write_bytes(content)
    run = invoke(tmp_path, "letter", *MAJA, *GROUND, "--details", "x.pdf")
    assert (run.code, run.out, run.err.count("\n")) == (1, b"", 1)
    assert run.err.startswith("article21: x.pdf can't be read: ")
    assert said in run.err
    assert files_in(tmp_path) == ["x.pdf"]


@settings(max_examples=80)
@given(st.data())
def test_no_broken_pdf_whatever_ends_in_a_traceback(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        text = read_attached(bytes(content))
    except NoDataError:
        return
    assert text.isprintable() or text


PERSON = {
    "name": "Maja Lindqvist",
    "given_name": "Maja-Stina",
    "email": ["maja@example.org"],
    "country": "SE",
    "language": "en",
    "ground": ["special-categories"],
    "because": "The first paragraph.\n\n" + "The second is long. " * 60,
    "profile_url": "https://www.linkedin.com/in/maja-lindqvist",
    "address_line": ["Storgatan 1", "411 01 Göteborg"],
    "setting_off": date(2025, 10, 30),
}


@pytest.mark.parametrize("length", ["full", "medium", "short"])
def test_the_data_holds_nothing_of_the_person_that_the_letter_does_not_say(length: str) -> None:
    request = read_request(Given({**PERSON, "length": length}), date(2026, 11, 22))
    letter = write_letter(request)
    said = " ".join(to_text(letter).split())
    details = json.loads(to_json(request, letter))["details"]
    for name in ("because", "profile_url", "given_name", "address_line", "email", "name"):
        values = details.get(name, ())
        for value in (values,) if isinstance(values, str) else values:
            assert all(" ".join(part.split()) in said for part in value.split("\n\n")), name
    assert ("setting_off" in details) == ("30 October 2025" in said)
    assert "given_name" not in details


def test_the_data_of_a_whole_letter_is_enough_to_write_it_again() -> None:
    request = read_request(Given({**PERSON, "length": "full"}), date(2026, 11, 22))
    letter = write_letter(request)
    details = json.loads(to_json(request, letter))["details"]
    again = read_request(Given({**details, "reference": request.reference}), date(2026, 11, 22))
    assert to_text(write_letter(again)) == to_text(letter)


def test_a_browser_which_has_another_library_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = render_format(Format.PDF, ask())
    there = read_attached(pdf)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    assert read_attached(pdf) == there
    for broken in (b"", b"%PDF-1.7 nothing more", pdf[: len(pdf) // 2]):
        with pytest.raises(NoDataError):
            read_attached(broken)
