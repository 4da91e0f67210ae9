import ctypes.util
import hashlib
import io
import logging
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from article21.model import Bullets, Clause, Format, Letter, Paragraph
from article21.rendering import glyphs
from article21.rendering.editions import render_format
from article21.rendering.glyphs import MissingGlyphError
from article21.rendering.pango import PangoMissingError, import_weasyprint
from article21.rendering.pdf import to_pdf
from article21.rendering.pictures import to_images
from letter_samples import sample, shortened
from pages import page_texts, place_of
from people import ask

NAMES = (
    "Łukasz Żółć",
    "Ștefan Țepeș",
    "Ħal Għaxaq",
    "Þórður Æ",
    "Nguyễn Thị Ánh",
    "Αθηνά Παπά",
    "Стоянка Ѝова",
    "Dvořák Ďáblice",
    "Ķēniņš Ģirts",
    "Őry Űrhajós",
    "Ó Briain Ḃ",
)


@pytest.fixture(autouse=True)
def weasyprint_has_nothing_to_complain_about(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == []


def signed(letter: Letter, name: str) -> Letter:
    return replace(letter, sender=(name, *letter.sender[1:]), signature=name)


def words(text: str) -> str:
    """Forget the bullets, the page numbers and where lines break."""
    return " ".join(text.replace("•", " ").split())


@pytest.mark.parametrize("language", ["de", "sv", "el", "zh-Hant"])
def test_the_page_says_the_words_of_the_letter_in_their_order(language):
    letter = sample(language)
    texts = page_texts(to_pdf(letter, "plain"))
    pages = [text.rstrip().removesuffix(f"{i}/{len(texts)}") for i, text in enumerate(texts, start=1)]
    blocks = [block for clause in letter.clauses for block in clause.blocks]
    said = "\n".join(
        (
            *letter.sender,
            *letter.recipient,
            letter.place_and_date,
            letter.reference_line,
            letter.subject,
            letter.salutation,
            *("\n".join(block.items) if isinstance(block, Bullets) else block.text for block in blocks),
            letter.closing,
            letter.signature,
        )
    )
    # Chinese lines break between any two characters, so spaces tell nothing there.
    assert "".join(words(" ".join(pages)).split()) == "".join(words(said).split())


def test_a_window_layout_is_painted_in_reading_order_too():
    text = page_texts(to_pdf(sample("de"), "din5008-b"))[0]
    order = [
        "Jürgen Groß-Müller",
        "LinkedIn Ireland",
        "München, 22.",
        "Mein Zeichen",
        "Widerspruch nach",
        "hiermit",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_text_that_looks_like_code_is_printed_as_it_was_typed():
    hostile = "<b>x</b> &amp; {{ 7*7 }} **y** (z) Tj <img src='http://example.org/a.png'> \\n %PDF"
    letter = replace(sample("de"), clauses=(Clause("own", (Paragraph(hostile), Bullets((hostile,)))),))
    assert words("".join(page_texts(to_pdf(letter)))).count(hostile) == 2


def test_own_line_breaks_are_kept():
    pdf = to_pdf(sample("de"))
    first, second = place_of(pdf, "Ich berate seit 2009"), place_of(pdf, "Wer mit mir schreibt")
    assert second.top > first.bottom
    assert second.left == pytest.approx(first.left, abs=0.7)


def test_words_are_never_hyphenated():
    letter = replace(sample("de"), clauses=(Clause("own", (Paragraph("Datenschutzgrundverordnung " * 80),)),))
    assert "".join(page_texts(to_pdf(letter))).count("Datenschutzgrundverordnung") == 80


def test_every_item_of_a_list_begins_beside_its_mark():
    # WeasyPrint left the mark alone on its line when the item's first line just fitted.
    items = tuple(
        "x" * i + " und noch ein Wort für jede Zeile dieses Punktes, die so lang ist" * 2
        for i in range(1, 60)
    )
    text = "".join(page_texts(to_pdf(replace(sample("de"), clauses=(Clause("own", (Bullets(items),)),)))))
    assert text.count("•") == 59
    assert "•\n" not in text


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent), **environment}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )


DIGEST = """
import hashlib
from letter_samples import sample
from article21.rendering.pdf import to_pdf
print(hashlib.sha256(to_pdf(sample("de"))).hexdigest())
"""


WHOLE_DIGEST = """
import hashlib
from article21.rendering.editions import Edition, render_format
from article21.model import Format
from article21.rendering.signatures import prepare_signature
from people import ask
from signatories import image_file, scribble
edition = Edition(signature=prepare_signature(image_file(scribble())), courtesy_copy="sv")
print(hashlib.sha256(render_format(Format.PDF, ask(), edition)).hexdigest())
"""


def test_data_signature_and_translation_are_the_same_bytes_in_every_process():
    first = run(WHOLE_DIGEST, PYTHONHASHSEED="1", TZ="Pacific/Auckland").stdout
    assert run(WHOLE_DIGEST, PYTHONHASHSEED="2", TZ="America/Lima").stdout == first


def test_the_same_letter_gives_the_same_bytes_in_every_process():
    here = hashlib.sha256(to_pdf(sample("de"))).hexdigest()
    assert run(DIGEST, PYTHONHASHSEED="1", TZ="Pacific/Auckland").stdout.strip() == here
    assert run(DIGEST, PYTHONHASHSEED="2", TZ="America/Lima").stdout.strip() == here


def test_a_letter_does_not_show_which_letters_were_made_before_it():
    before = to_pdf(sample("sv"))
    to_pdf(sample("zh-Hant"))
    to_pdf(sample("el"))
    assert to_pdf(sample("sv")) == before


def test_another_letter_or_layout_has_another_identifier():
    identifiers = {
        bytes(pikepdf_of(to_pdf(letter, envelope)).trailer.ID[0])
        for letter in (sample("de"), signed(sample("de"), "Erika"))
        for envelope in ("plain", "uk")
    }
    assert len(identifiers) == 4


def pikepdf_of(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def test_title_author_language_keywords_and_dates_come_from_the_letter():
    letter = sample("de")
    with pikepdf_of(to_pdf(letter)) as document:
        assert str(document.Root.Lang) == "de"
        assert str(document.docinfo.Title) == letter.subject
        assert str(document.docinfo.Author) == letter.signature
        assert str(document.docinfo.Keywords) == f"objection, gdpr, {letter.reference}"
        assert str(document.docinfo.CreationDate) == str(document.docinfo.ModDate) == "D:20261122000000Z"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == letter.subject
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["xmp:CreateDate"] == "2026-11-22T00:00:00Z"


def structure(element: pikepdf.Object) -> Iterator[tuple[str, int | None, int | None]]:
    """Yield the elements of the structure tree, and for each piece of content its page and number."""
    kids = element.get("/K", pikepdf.Array())
    yield str(element.get("/S", "/Root")), None, None
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield "content", element.Pg.objgen[0], kid
        else:
            yield from structure(kid)


def test_headings_lists_and_paragraphs_are_tagged():
    with pikepdf_of(to_pdf(shortened(sample("de"), 4))) as document:
        tags = [tag for tag, _, _ in structure(document.Root.StructTreeRoot)]
    assert tags.count("/H1") == 1
    assert tags.count("/L") == 1
    assert tags.count("/LI") == tags.count("/LBody") == 2
    assert tags.count("/P") > 15
    assert "/H2" not in tags


@pytest.mark.parametrize("envelope", ["plain", "din5008-b"])
def test_whatever_is_printed_is_in_the_structure_tree_or_an_artifact(envelope):
    with pikepdf_of(to_pdf(sample("de"), envelope)) as document:
        tagged = {(page, number) for _, page, number in structure(document.Root.StructTreeRoot) if page}
        artifacts, printed = 0, set()
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and str(operands[0]) == "/Artifact":
                    artifacts += 1
                elif str(operator) == "BDC":
                    printed.add((page.objgen[0], int(operands[1].MCID)))
    assert printed == tagged
    # The number of both pages; on the first page of DIN 5008 the return line.
    assert artifacts == 2 + (envelope == "din5008-b")


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_europe_are_printed(name):
    assert page_texts(to_pdf(signed(sample("de"), name), "plain"))[0].startswith(name)


def test_a_name_in_decomposed_letters_is_printed():
    assert to_pdf(signed(sample("de"), "Jo\u0308rg S\u0327tefan"))


def ink_of(name: str) -> tuple[int, int, int, int]:
    """Return the frame of a name's ink in pixels, from the left, the top, the right and the bottom."""
    page = to_images(to_pdf(replace(shortened(sample("de")), sender=(name,)), "plain"), dots_per_inch=600)[0]
    frame = page.convert("L").crop((0, 0, page.width, 620)).point(lambda value: 255 * (value < 128)).getbbox()
    assert frame
    return frame


@pytest.mark.parametrize(
    ("letter", "marks"), [("M", "\u0300"), ("J", "\u030c"), ("x", "\u0323"), ("\u0421", "\u0301")]
)
def test_a_mark_without_a_letter_of_its_own_stands_over_or_under_its_letter(letter, marks):
    left, top, right, bottom = ink_of(letter)
    marked_left, marked_top, marked_right, marked_bottom = ink_of(letter + marks)
    assert (marked_left, marked_right) == (left, right)
    assert marked_bottom - marked_top > bottom - top + 8


def test_a_name_reads_the_same_however_it_was_typed():
    composed, decomposed = (
        render_format(Format.PDF, ask(name=unicodedata.normalize(form, "Jörg Ştefan Nguyễn")))
        for form in ("NFC", "NFD")
    )
    assert composed == decomposed


def test_chinese_and_cantonese_characters_are_printed():
    text = page_texts(to_pdf(sample("zh-Hant")))[0]
    assert "陳大文" in text
    assert "𨋢" in text


def font_names(pdf: bytes) -> set[str]:
    with pikepdf_of(pdf) as document:
        fonts = [font.BaseFont for page in document.pages for font in page.Resources.Font.values()]
        return {str(name).partition("+")[2] for name in fonts}


def test_a_letter_without_chinese_characters_embeds_no_chinese_font():
    assert font_names(to_pdf(sample("sv"))) == {"Noto-Serif", "Noto-Serif-Bold"}
    assert font_names(to_pdf(signed(sample("sv"), "Åsa 陳"))) == {
        "Noto-Serif",
        "Noto-Serif-Bold",
        "Noto-Sans-TC",
    }


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Erika 💩", "U+1F4A9"),
        ("陳 💩", "U+1F4A9"),
        ("ᏣᎳᎩ", "U+13A9"),
        ("\ue000", "U+E000"),
    ],
)
def test_a_character_that_no_font_has_is_named_with_the_way_out(name, named):
    with pytest.raises(MissingGlyphError, match=rf"(?s){named.replace('+', '[+]')}.*another format"):
        to_pdf(signed(sample("de"), name))


def test_a_missing_character_is_found_in_every_part_of_the_letter():
    letter = sample("de")
    body = replace(letter, clauses=(Clause("own", (Bullets(("gut", "schlecht 💩")),)),))
    for broken in (body, replace(letter, reference_line="💩"), replace(letter, recipient=("💩",))):
        with pytest.raises(MissingGlyphError):
            to_pdf(broken)


@pytest.mark.parametrize("envelope", ["plain", "din5008-b", "c5-nordic"])
def test_a_letter_of_one_page_is_small(envelope):
    for language in ("de", "sv", "el", "zh-Hant"):
        pdf = to_pdf(shortened(sample(language)), envelope)
        assert len(page_texts(pdf)) == 1
        assert len(pdf) < 60_000


def test_nobody_signs_a_page_that_says_nothing():
    last = sample("de").clauses[-1]
    pages_seen = set()
    for lines in range(18, 42, 2):
        body = Paragraph("\n".join(f"Zeile {i}" for i in range(lines)))
        for clauses in ((Clause("own", (body,)), last), (Clause("own", (body,)),)):
            texts = page_texts(to_pdf(replace(sample("de"), clauses=clauses), "din5008-b"))
            pages_seen.add(len(texts))
            sign_off = texts[-1].splitlines()
            assert sign_off.index("Mit freundlichen Grüßen") >= 2
            assert "Jürgen Groß-Müller" in sign_off
    assert pages_seen == {1, 2}


@pytest.mark.parametrize(
    ("leads_in", "follows", "begins"),
    [
        ("Ich fordere Sie auf,", Bullets(("eins", "zwei", "drei")), "• eins"),
        ("Zu meiner Lage:", Paragraph("Ich berate Betriebsräte."), "Ich berate"),
        ("原因如下：", Paragraph("本人沒有給予同意。"), "本人沒有"),  # noqa: RUF001 - Chinese
    ],
)
def test_what_leads_into_the_next_paragraph_stays_with_it(leads_in, follows, begins):
    pages_seen = set()
    for lines in range(22, 46):
        filler = Paragraph("\n".join(f"Zeile {i}" for i in range(lines)))
        clauses = (Clause("own", (filler, Paragraph(leads_in), follows)),)
        texts = page_texts(to_pdf(replace(sample("de"), clauses=clauses), "din5008-b"))
        page = next(number for number, text in enumerate(texts) if leads_in in text)
        pages_seen.add(page)
        assert begins in texts[page], lines
    assert pages_seen == {0, 1}


def test_nothing_is_fetched_from_anywhere():
    from weasyprint.urls import FatalURLFetchingError

    from article21.rendering.envelopes import find_envelope
    from article21.rendering.pdf import typesetter as shared

    typesetter = shared(glyphs.font_folder(chinese=False))
    for address in ("http://127.0.0.1:9/x.png", "file:///etc/hostname", "ftp://127.0.0.1/x"):
        page = (
            f'<html lang="de"><title>t</title><div id=letterhead><img src="{address}" alt="x"></div></html>'
        )
        with pytest.raises(FatalURLFetchingError):
            typesetter.typeset(page, find_envelope("plain"))


def test_letters_share_one_font_configuration(monkeypatch):
    from weasyprint.text import fonts as weasyprint_fonts

    made = []
    make = weasyprint_fonts.FontConfiguration.__init__
    monkeypatch.setattr(
        weasyprint_fonts.FontConfiguration, "__init__", lambda self: (made.append(self), make(self))[1]
    )
    for i in range(4):
        to_pdf(signed(shortened(sample("sv")), f"Åsa {i}"))
    to_pdf(shortened(sample("zh-Hant")))
    assert len(made) <= 2  # one for serif letters, one for those with Chinese


PANGO_IS_MISSING = """
import cffi
def fail(*_):
    raise OSError("cannot load library 'libgobject-2.0-0'")
cffi.FFI.dlopen = fail
from letter_samples import sample
from article21.errors import Article21Error
from article21.rendering.html import to_html
from article21.rendering.pdf import to_pdf
to_html(sample("de"))
try:
    to_pdf(sample("de"))
except Article21Error as error:
    import sys
    print(error, file=sys.stderr)
"""


def test_without_pango_one_sentence_names_the_command_that_helps():
    done = run(PANGO_IS_MISSING)
    assert done.stdout == ""
    assert done.stderr.startswith("A PDF needs the library Pango, which is not on this machine: ")
    assert done.stderr.count("\n") == 1
    assert "pango" in done.stderr.removeprefix("A PDF needs the library Pango").lower()


def test_a_library_that_must_be_searched_for_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searching = "import ctypes.util\nif ctypes.util.find_library('pango') is None: raise OSError\n"
    (tmp_path / "weasyprint.py").write_text(searching)
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    search = lambda name: f"/opt/lib{name}.so"  # noqa: E731 - must be seen where it was
    monkeypatch.setattr("ctypes.util.find_library", search)
    assert Path(str(import_weasyprint().__file__)).parent == tmp_path
    assert ctypes.util.find_library is search
    monkeypatch.setattr("ctypes.util.find_library", lambda _name: None)
    sys.modules.pop("weasyprint")
    with pytest.raises(PangoMissingError):
        import_weasyprint()


IMPORTED = """
import sys
from letter_samples import sample
import article21.rendering.pdf
from article21.rendering.html import to_html
to_html(sample("de"))
print([name for name in ("weasyprint", "pydyf") if name in sys.modules])
"""


def test_a_pdf_is_made_without_a_warning_even_where_warnings_are_errors():
    code = (
        "from letter_samples import sample; from article21.rendering.pdf import to_pdf\n"
        "to_pdf(sample('sv'))\n"
        "import gc; gc.collect()"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""


def test_what_is_started_after_a_pdf_keeps_the_fonts_of_the_machine():
    before = os.environ.get("FONTCONFIG_FILE")
    to_pdf(sample("sv"))
    assert os.environ.get("FONTCONFIG_FILE") == before


def test_the_typesetter_is_imported_only_for_a_pdf():
    assert run(IMPORTED).stdout.strip() == "[]"
