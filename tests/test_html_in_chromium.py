"""The HTML letter in a browser people have: on the screen, on a phone and printed as the PDF is."""

from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from article21.rendering.envelopes import envelope_of
from article21.rendering.html import to_html
from article21.rendering.pdf import to_pdf
from article21.writing.letters import write_letter
from article21.writing.variants import translate_request, write_translation
from pages import page_texts, paper_of, place_of
from people import ask
from writers import WRITERS

pytestmark = pytest.mark.chromium

PLACES = {"de": "DE", "en": "US", "el": "GR", "zh-Hant-HK": "HK"}
LENGTHS = ("short", "medium", "full")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    assert [url for url in asked if not url.startswith("data:")] == []


def style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    script = "([s, n, p]) => getComputedStyle(document.querySelector(s), p || null).getPropertyValue(n)"
    return str(page.evaluate(script, [selector, name, pseudo]))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("language", PLACES)
def test_it_prints_on_the_paper_and_the_pages_of_the_pdf(page: Page, language: str, length: str) -> None:
    letter = write_letter(ask(PLACES[language], language=language, length=length))
    envelope = envelope_of(letter.country).key
    page.set_content(to_html(letter, envelope))
    printed, pdf = page.pdf(prefer_css_page_size=True), to_pdf(letter, envelope)
    assert paper_of(printed) == pytest.approx(paper_of(pdf), abs=0.3)
    assert len(page_texts(printed)) == len(page_texts(pdf))
    for text in (letter.recipient[0], letter.reference, letter.subject.split()[0][:9], "1/"):
        there, here = place_of(printed, text), place_of(pdf, text)
        assert (there.left, there.top) == pytest.approx((here.left, here.top), abs=1), text


@pytest.mark.parametrize("script", WRITERS)
def test_other_scripts_are_printed_as_in_the_pdf(page: Page, script: str) -> None:
    letter = write_letter(WRITERS[script].ask())
    page.set_content(to_html(letter))
    printed, pdf = page.pdf(prefer_css_page_size=True), to_pdf(letter, "plain")
    assert len(page_texts(printed)) == len(page_texts(pdf))
    there, here = (place_of(each, "Please also remove") for each in (printed, pdf))
    assert there.top == pytest.approx(here.top, abs=4)
    page.evaluate("document.fonts.ready")
    faces = "[...document.fonts].map(font => [font.family, font.weight, font.status])"
    assert [face for face in page.evaluate(faces) if face[2] != "loaded" and face[1] == "400"] == []


@pytest.mark.parametrize("length", LENGTHS)
def test_its_fonts_sizes_and_bullets_are_those_of_the_style_sheet(page: Page, length: str) -> None:
    page.set_content(to_html(write_letter(ask("US", length=length))))
    page.emulate_media(media="print")
    assert style(page, "p", "font-family").startswith('"Noto Serif"')
    assert style(page, "p", "font-size") == ("12px" if length == "medium" else "13.3333px")
    assert style(page, "li", "content", "::before") == '"•"'
    assert style(page, "ul", "list-style-type") == "none"
    assert page.evaluate("document.documentElement.dataset.paper") == "Letter"
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].filter(font => font.status == 'loaded').length") == 2


def test_chinese_letters_bring_their_own_font(page: Page) -> None:
    page.set_content(to_html(write_letter(ask("HK", language="zh-Hant-HK", name="陳大文"))))
    page.evaluate("document.fonts.ready")
    loaded = "[...document.fonts].filter(font => font.status == 'loaded').map(font => font.family)"
    assert "Noto Sans TC" in page.evaluate(loaded)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("language", PLACES)
def test_on_a_phone_nothing_leaves_the_screen_and_the_letters_are_as_large_as_elsewhere(
    page: Page, language: str, length: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.set_content(to_html(write_letter(ask(PLACES[language], language=language, length=length))))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert style(page, "p", "font-size") == "16.8px"


def test_the_return_line_is_printed_above_the_address_and_left_out_on_the_screen(page: Page) -> None:
    letter = write_letter(ask("DE", language="de"))
    page.set_content(to_html(letter, "din5008-b"))
    assert style(page, ".return-line", "display") == "none"
    line = "Maja Lindqvist · Storgatan 1"
    there, here = place_of(page.pdf(prefer_css_page_size=True), line), place_of(to_pdf(letter), line)
    assert (there.left, there.top) == pytest.approx((here.left, here.top), abs=0.5)


def test_a_translation_says_so_on_each_of_its_pages(page: Page) -> None:
    request = ask("SE", language="sv")
    translation = write_translation(translate_request(request, "en"), "sv")
    letter = write_letter(request)
    page.set_content(to_html(letter, translation=translation))
    texts = page_texts(page.pdf(prefer_css_page_size=True))
    assert [translation.title in text for text in texts] == [
        translation.title in text for text in page_texts(to_pdf(letter, "plain", translation=translation))
    ]
    assert translation.title in texts[-1]


def test_the_marks_to_fold_at_are_printed(page: Page) -> None:
    page.set_content(to_html(write_letter(ask("DE", language="de")), "din5008-b"))
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        image = document[0].render(scale=10 * 25.4 / 72).to_pil().convert("L")
    rows = [y for y in range(image.height) if image.crop((50, y, 70, y + 1)).getextrema()[0] < 200]
    assert {round(row / 10) for row in rows} <= {105, 148, 149, 210}
    assert len({round(row / 100) for row in rows}) == 3
