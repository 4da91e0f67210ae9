"""Sheets that go with letters as PDF/A-3a and PDF/UA-1: a title, some facts, what happened day by day."""

from dataclasses import dataclass
from datetime import date as Date
from functools import cache
from unicodedata import normalize

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from article21 import __version__
from article21.rendering.fonts import Source, cut_fonts
from article21.rendering.glyphs import MissingGlyphError, choose_fonts, visible_characters
from article21.rendering.html import css_string, dir_attribute, direction
from article21.rendering.pdf import typesetter
from article21.resources import TEMPLATES

STYLESHEET = TEMPLATES / "layouts" / "sheet.css"
PAGE, PAGES = "\ue000", "\ue001"
"""What stands for the number of a page, and for how many there are, in ``Sheet.page_line``."""


@dataclass(frozen=True)
class Item:
    """One thing that happened, or one document."""

    day: str
    text: str
    small: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The words of a sheet, in one language."""

    title: str
    language: str
    author: str
    date: Date
    country: str
    paper: str
    page_line: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    items: tuple[Item, ...]
    paragraphs: tuple[str, ...] = ()
    heading: str = ""

    @property
    def page_number(self) -> str:
        """Return the line of the page number as CSS writes it."""
        counted = {PAGE: "counter(page)", PAGES: "counter(pages)"}
        text = self.page_line.replace(PAGE, f"\n{PAGE}\n").replace(PAGES, f"\n{PAGES}\n")
        return " ".join(counted.get(part, css_string(part)) for part in text.split("\n") if part)


def to_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as PDF; raise NoPdfError where that can't be made.

    A character that no font has, such as an emoji in a note, is printed as its number: [U+1F642].
    """
    markup = normalize("NFC", _layout().render(sheet=sheet, version=__version__))
    try:
        fonts = _fonts(markup, sheet)
    except MissingGlyphError as error:
        for character in error.characters:
            markup = markup.replace(character, f"[U+{ord(character):04X}]")
        fonts = _fonts(markup, sheet)
    return typesetter(cut_fonts(fonts)).typeset_sheet(markup, STYLESHEET.read_text(encoding="utf-8"))


def _fonts(markup: str, sheet: Sheet) -> tuple[Source, ...]:
    characters = visible_characters(markup.replace(PAGE, "").replace(PAGES, ""))
    return choose_fonts(characters, sheet.country.partition("-")[0])


@cache
def _layout() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "layouts"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["direction"] = direction
    environment.filters["dir"] = dir_attribute
    return environment.get_template("sheet.html.j2")
