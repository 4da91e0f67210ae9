"""Pictures of signatures: what is made of them, what is refused, and how they stand on the page."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from article21.model import Format
from article21.rendering.editions import Edition, render_format
from article21.rendering.signatures import SignatureError, prepare_signature
from commands import files_in, letter
from pages import MILLIMETRE, ink_rows, page_texts, place_of
from people import ask
from signatories import INK, image_file, scribble

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:own="urn:own"'
)
STROKE = '<path style="fill:none;stroke:#14a" stroke-width="4" d="M10 70C60-20 80 120 120 30S160 40 190 50"/>'


def svg(content: str) -> bytes:
    head = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    )
    return f'{head}<svg {NAMESPACES} viewBox="0 0 200 80" own:tool="x">{content}</svg>'.encode()


def prepared(content: bytes) -> Image.Image:
    return Image.open(BytesIO(prepare_signature(content)))


def photo() -> Image.Image:
    """Return the scribble as a telephone takes it: grey paper, a shadow, noise."""
    shadow = Image.linear_gradient("L").resize((900, 600)).point(lambda value: 110 + value // 3)
    grey = ImageChops.add(shadow, Image.effect_noise((900, 600), 8), offset=-128)
    page = Image.merge("RGB", (grey, grey, grey))
    ink = scribble((900, 600), paper=(0, 0, 0, 0), ink=(*INK, 255))
    page.paste(ink, mask=ink.getchannel("A"))
    return page.filter(ImageFilter.GaussianBlur(1))


SIGNED = {
    "on white paper": image_file(scribble()),
    "as JPEG": image_file(scribble(), "JPEG", quality=60),
    "photographed": image_file(photo(), "JPEG", quality=85),
    "in black and white": image_file(scribble().convert("1")),
    "in a palette": image_file(scribble().convert("P")),
    "in grey": image_file(scribble().convert("L")),
    "faint": image_file(scribble(ink=(180, 180, 180))),
    "on transparent ground": image_file(scribble(paper=(0, 0, 0, 0), ink=(*INK, 255))),
    "drawn": svg(f"<metadata><own:x/></metadata><own:y/><title>t</title><g>{STROKE}</g><!-- c -->"),
}


@pytest.mark.parametrize("content", SIGNED.values(), ids=SIGNED)
def test_a_signature_is_cropped_to_its_ink_on_transparent_ground(content: bytes) -> None:
    image = prepared(content)
    alpha = image.getchannel("A")
    assert image.mode == "RGBA"
    assert alpha.getextrema() == (0, 255)
    assert 0.01 < ImageStat.Stat(alpha).mean[0] / 255 < 0.3
    for side in ((0, 0, image.width, 3), (0, image.height - 3, image.width, image.height)):
        assert alpha.crop(side).getextrema()[1] > 60  # the ink reaches the edges
    assert image.width > 1.5 * image.height


def test_the_ink_keeps_its_colour() -> None:
    for name in ("on white paper", "on transparent ground"):
        image = prepared(SIGNED[name])
        inked = image.getchannel("A").point(lambda value: 255 * (value > 250))
        assert ImageStat.Stat(image.convert("RGB"), inked).mean == pytest.approx(INK, abs=6)


def test_a_large_picture_becomes_as_large_as_it_is_printed() -> None:
    image = prepared(image_file(scribble((4000, 2500))))
    assert image.width <= 1200
    assert image.height <= 400


def test_what_a_camera_writes_into_a_photo_does_not_stay() -> None:
    exif = Image.Exif()
    exif[0x010F] = "CAMERA OF MAJA"
    content = image_file(scribble(), "JPEG", exif=exif)
    assert b"CAMERA OF MAJA" in content
    assert set(prepared(content).info) == set()


def test_a_photo_that_was_held_upright_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = image_file(scribble().rotate(90, expand=True), "JPEG", exif=exif)
    assert prepared(upright).width > prepared(upright).height


REFUSED = {
    "empty": (b"", "is not a whole PNG, JPEG or SVG image"),
    "text": (b"Maja Lindqvist", "is not a whole PNG, JPEG or SVG image"),
    "pdf": (b"%PDF-1.7", "is not a whole PNG, JPEG or SVG image"),
    "gif": (image_file(scribble(), "GIF"), "is not a whole PNG, JPEG or SVG image"),
    "half": (image_file(scribble())[:700], "is not a whole PNG, JPEG or SVG image"),
    "huge": (b"\x89PNG" + bytes(10_000_000), "larger than 10 MB"),
    "bomb": (image_file(Image.new("1", (9000, 8000), 1)), "more than 60 million pixels"),
    "blank": (image_file(Image.new("RGB", (300, 200), "white")), "no ink on white paper"),
    "black": (image_file(Image.new("RGB", (300, 200), "black")), "dark nearly everywhere"),
    "white ink": (image_file(scribble(paper="black", ink="white")), "dark nearly everywhere"),
    "nothing": (image_file(Image.new("RGBA", (300, 200), (0, 0, 0, 0))), "can be seen on white paper"),
    "svg script": (svg("<script>alert(1)</script>"), "a script or an animation"),
    "svg handler": (svg('<path onload="alert(1)" d="M0 0"/>'), "a script or an animation"),
    "svg html": (svg("<foreignObject/>"), "a script or an animation"),
    "svg image": (svg('<image href="http://127.0.0.1:9/x.png"/>'), "nothing is fetched"),
    "svg file": (svg('<image xlink:href="file:///etc/passwd"/>'), "nothing is fetched"),
    "svg data": (svg('<image href="data:image/png;base64,AAAA"/>'), "nothing is fetched"),
    "svg import": (svg('<style>@import "http://127.0.0.1:9/x.css"</style>'), "nothing is fetched"),
    "svg url": (svg('<rect fill="url( \'http://127.0.0.1:9/x#y\')"/>'), "nothing is fetched"),
    "svg text": (svg("<text>Maja</text>"), "holds <text>"),
    "svg use": (svg('<use href="#x"/>'), "holds <use>"),
    "svg entity": (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "entities"),
    "svg deep": (svg("<g>" * 3000 + "</g>" * 3000), "nested too deeply"),
    "svg blank": (svg(""), "no ink on white paper"),
    "svg broken": (b"<svg ", "is not a whole PNG, JPEG or SVG image"),
    "svg huge": (b"<svg" + b" " * 1_000_000, "larger than a megabyte"),
    "svg latin": (svg("").replace(b"own:tool", "own:äö".encode("latin-1")), "not in UTF-8"),
    "html": (b"<html></html>", "is not a PNG, JPEG or SVG image"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_signature_is_refused_with_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "signature").write_bytes(content)
    run = letter(tmp_path, "--signature", "signature")
    assert (run.code, run.out) == (1, b"")
    assert run.err.startswith("article21: The signature can't be used: ")
    assert said in run.err
    assert run.err.count("\n") == 1
    assert files_in(tmp_path) == ["signature"]


PICTURE = image_file(scribble((60, 40)))


@settings(max_examples=150)
@given(st.data())
def test_no_broken_picture_whatever_ends_in_a_traceback(data: st.DataObject) -> None:
    content = bytearray(PICTURE if data.draw(st.booleans()) else image_file(scribble((60, 40)), "JPEG"))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(SignatureError):
        assert prepare_signature(bytes(content))


def signed_pdf(**details: object) -> bytes:
    edition = Edition(signature=prepare_signature(SIGNED["on white paper"]))
    return render_format(Format.PDF, ask(**details), edition)


@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_the_picture_stands_between_the_closing_and_the_name(length: str) -> None:
    pdf = signed_pdf(length=length)
    page = len(page_texts(pdf)) - 1
    closing = place_of(pdf, "Yours sincerely", page)
    with pikepdf.open(BytesIO(pdf)) as document:
        (figure,) = [
            tag
            for tag in document.objects
            if isinstance(tag, pikepdf.Dictionary) and tag.get("/S") == "/Figure"
        ]
        left, bottom, right, top = (float(value) / MILLIMETRE for value in figure.A.BBox)
        sheet = float(document.pages[page].MediaBox[3]) / MILLIMETRE
        assert str(figure.Alt) == "Signature of Maja Lindqvist"
    places = [place_of(pdf, "Maja Lindqvist", page, i) for i in range(1 if page else 2)]
    name = max(places, key=lambda place: place.top)
    assert closing.bottom < sheet - top < sheet - bottom < name.top + 0.6
    assert closing.left == pytest.approx(left, abs=1)
    assert 6 < top - bottom <= 14.1
    assert right - left <= 65.1


@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_a_picture_takes_no_more_room_than_the_line_to_sign_on(length: str) -> None:
    assert page_texts(signed_pdf(length=length)) == page_texts(render_format(Format.PDF, ask(length=length)))


def test_the_page_shows_the_picture_and_says_who_signed() -> None:
    edition = Edition(signature=prepare_signature(SIGNED["on white paper"]))
    page = render_format(Format.HTML, ask(), edition).decode()
    assert '<img alt="Signature of Maja Lindqvist" src="data:image/png;base64,' in page
    assert "<img" not in render_format(Format.HTML, ask()).decode()


def test_without_a_picture_there_is_a_line_to_sign_on() -> None:
    pdf = render_format(Format.PDF, ask(length="short"), Edition(envelope="plain"))
    closing, name = place_of(pdf, "Yours sincerely"), place_of(pdf, "Maja Lindqvist", occurrence=1)
    rows = [row for row in ink_rows(pdf, left=60, right=85) if closing.bottom + 1 < row < name.bottom]
    assert rows
    assert max(rows) - min(rows) < 1
    assert name.top - max(rows) < 3
    assert max(rows) - closing.bottom > 9


def on_paper(*, ruled: int = 0, table: int = 0, lean: float = 0) -> Image.Image:
    """Return a photo of a signature on paper with lines, with so many pixels of a dark table around it."""
    picture = scribble(size=(900, 500))
    draw = ImageDraw.Draw(picture)
    for line in range(ruled):
        draw.line((0, 60 + line * 80, 900, 60 + line * 80), fill=(120, 140, 190), width=2)
    picture = picture.rotate(lean, fillcolor="white")
    photo = Image.new("RGB", (900 + 2 * table, 500 + 2 * table), (70, 45, 30))
    photo.paste(picture.convert("RGB"), (table, table))
    return photo


@pytest.mark.parametrize("lean", [0, 3])
def test_lined_paper_is_refused_in_a_sentence(lean: float) -> None:
    with pytest.raises(SignatureError, match="lines or squares"):
        prepare_signature(image_file(on_paper(ruled=6, lean=lean)))


def test_a_photo_with_the_table_around_the_paper_is_refused_in_a_sentence() -> None:
    with pytest.raises(SignatureError, match="more than the paper"):
        prepare_signature(image_file(on_paper(table=120)))
    with pytest.raises(SignatureError, match="more than the paper"):
        prepare_signature(image_file(on_paper(table=120, ruled=5)))


@pytest.mark.parametrize("ruled", [0, 1])
def test_plain_paper_with_a_line_to_sign_on_is_taken(ruled: int) -> None:
    assert prepare_signature(image_file(on_paper(ruled=ruled)))


def test_a_signature_cut_close_to_its_ink_is_taken() -> None:
    picture = scribble(size=(900, 500))
    box = ImageChops.difference(picture.convert("RGB"), Image.new("RGB", picture.size, "white")).getbbox()
    assert prepare_signature(image_file(picture.crop(box)))


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_picture_as_telephones_make_them_is_told_how_to_become_one(brand: bytes) -> None:
    with pytest.raises(SignatureError, match="export it as JPEG"):
        prepare_signature(b"\0\0\0\x18ftyp" + brand + bytes(200))
