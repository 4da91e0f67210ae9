"""The letter as PDF: one file that is PDF/A-3a (to archive) and PDF/UA-1 (for screen readers).

The same letter gives the same bytes: dates and identifiers come from the letter, fonts from packages.
WeasyPrint takes a third of a second to import and needs Pango, so it is imported when the first PDF is made.
"""

import hashlib
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import cache, partial
from io import BytesIO
from typing import Any

from article21.errors import NoPdfError
from article21.model import Letter, Signature, Translation
from article21.rendering.attachments import Attachment
from article21.rendering.envelopes import PLAIN, Envelope, envelope_of, find_envelope
from article21.rendering.fonts import FontFolder, font_folder
from article21.rendering.glyphs import fonts_for, has_marks
from article21.rendering.html import LAYOUT_STYLESHEET, to_markup
from article21.rendering.pango import import_weasyprint

# Each block of the head and the frame that the envelope gives it.
FRAMES = {"sender": "letterhead", "recipient": "window"}
OPTIONS = {"pdf_variant": "pdf/a-3a"}


class NoRoomError(NoPdfError):
    """An address that does not fit where the envelope has its place."""

    def __init__(self, block: str, envelope: Envelope) -> None:
        code = f"{block}-without-room{'-on-plain' if envelope.key == PLAIN else ''}"
        super().__init__(code, envelope=envelope.key, title=envelope.title)


def to_pdf(
    letter: Letter,
    envelope: str | None = None,
    *,
    signature: Signature | None = None,
    translation: Translation | None = None,
    attachment: Attachment | None = None,
) -> bytes:
    """Return the letter as PDF/A-3a and PDF/UA-1, for the window envelopes of the sender's country."""
    look = find_envelope(envelope) if envelope else envelope_of(letter.country)
    markup = to_markup(letter, look, signature=signature, translation=translation)
    setter = typesetter(fonts_for(letter, translation))
    return setter.typeset(markup, look, attachment, _languages(letter, translation))


class Typesetter:
    """WeasyPrint with what all letters of a process share: the fonts and the parsed style sheets."""

    def __init__(self, fonts: FontFolder) -> None:
        with _shown_to_fontconfig(fonts):
            self._weasyprint = import_weasyprint()
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher

            # A new FontConfiguration for each letter would leak 250 kB a letter.
            self._fonts = FontConfiguration()
        # Nothing is ever fetched, neither from the network nor from the disk.
        self._fetcher = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
        self._style_of = cache(self._parse_style)

    def typeset(
        self,
        markup: str,
        envelope: Envelope,
        attachment: Attachment | None = None,
        languages: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return the page as PDF; ``languages`` names the tags that are not in the page's own.

        Raise NoRoomError when an address leaves its place.
        """
        # pydyf comes with WeasyPrint, which the constructor has imported.
        from article21.rendering.conformance import add_pdfua

        finisher = partial(add_pdfua, languages=languages or {}, spelled=has_marks(markup))
        identifier = identify(markup, envelope, attachment)
        document = self.lay_out(markup, envelope)
        _check_room(document.pages[0].anchors, envelope)
        return self.write(document, identifier, finisher, attachment)

    def lay_out(self, markup: str, envelope: Envelope, css: str = "") -> Any:
        """Return WeasyPrint's document, laid out with one more style sheet."""
        page = self._weasyprint.HTML(string=markup, url_fetcher=self._fetcher)
        styles = [*self._style_of(envelope), self._weasyprint.CSS(string=css)]
        return page.render(font_config=self._fonts, stylesheets=styles, **OPTIONS)

    def write(
        self,
        document: Any,
        identifier: str,
        finisher: Callable[[Any, Any], None],
        attachment: Attachment | None = None,
    ) -> bytes:
        """Return a document of ``lay_out`` as PDF; the finisher gets it with its objects, to change them."""
        attachments = [self._attached(attachment)] if attachment else []
        with warnings.catch_warnings():
            # WeasyPrint leaves the colour profile it embeds for the garbage collector to close.
            warnings.filterwarnings("ignore", "unclosed file .*sRGB2014.icc", ResourceWarning)
            content: bytes = document.write_pdf(
                finisher=finisher, pdf_identifier=identifier.encode(), attachments=attachments, **OPTIONS
            )
        return content

    def typeset_sheet(self, markup: str, css: str) -> bytes:
        """Return another page than a letter's as PDF/A-3a and PDF/UA-1."""
        from article21.rendering.conformance import add_pdfua

        page = self._weasyprint.HTML(string=markup, url_fetcher=self._fetcher)
        document = page.render(
            font_config=self._fonts, stylesheets=[self._weasyprint.CSS(string=css)], **OPTIONS
        )
        identifier = hashlib.sha256(markup.encode()).hexdigest()[:32]
        return self.write(document, identifier, partial(add_pdfua, spelled=has_marks(markup)))

    def draw(self, markup: str) -> bytes:
        """Return another page than a letter's as PDF."""
        page = self._weasyprint.HTML(string=markup, url_fetcher=self._fetcher)
        content: bytes = page.write_pdf(font_config=self._fonts)
        return content

    def _attached(self, attachment: Attachment) -> Any:
        written = datetime.combine(attachment.date, time(), UTC)
        return self._weasyprint.Attachment(
            file_obj=BytesIO(attachment.content),
            name=attachment.name,
            description=attachment.description,
            created=written,
            modified=written,
            relationship="Data",
        )

    def _parse_style(self, envelope: Envelope) -> list[Any]:
        return [
            self._weasyprint.CSS(string=sheet, font_config=self._fonts, url_fetcher=self._fetcher)
            for sheet in style_sheets(envelope)
        ]


typesetter = cache(Typesetter)


def start_weasyprint() -> None:
    """Have WeasyPrint imported, which must see our fonts first."""
    typesetter(font_folder(chinese=False))


@cache
def style_sheets(envelope: Envelope) -> tuple[str, ...]:
    """Return the style sheet of all letters, and those of letters for an envelope."""
    sheets = LAYOUT_STYLESHEET, *envelope.stylesheets
    return tuple(sheet.read_text(encoding="utf-8") for sheet in sheets)


@contextmanager
def _shown_to_fontconfig(fonts: FontFolder) -> Iterator[None]:
    """Show Fontconfig these fonts alone; it looks at the import and for each new FontConfiguration.

    What this process starts, a browser or a viewer, keeps the fonts it had.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(fonts.configuration)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


def identify(markup: str, envelope: Envelope, attachment: Attachment | None = None) -> str:
    """Return the identifier of the PDF of that page: the same letter gives the same bytes."""
    content = attachment.content if attachment else b""
    data = f"{envelope.key}\n{markup}".encode() + content
    # SHA-1 tells letters apart, and processors compute it themselves.
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()[:32]


def _languages(letter: Letter, translation: Translation | None) -> Mapping[str, str]:
    """Return the language of the tags that layouts/letter.html.j2 gives another than the page's."""
    return {"Sect": translation.letter.language, "BlockQuote": letter.language} if translation else {}


def _check_room(places: dict[str, tuple[float, float, float, float]], envelope: Envelope) -> None:
    """Compare where each block of the first page ended with its frame."""
    for block, frame in FRAMES.items():
        if block not in places:  # what stands above it, the sender, has filled the page
            raise NoRoomError("sender", envelope)
        if not _contains(places[frame], places[block]):
            raise NoRoomError(block, envelope)


def _contains(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    slack = 0.01  # of a pixel, for rounding
    return all(a - slack <= b for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a + slack >= b for a, b in zip(outer[2:], inner[2:], strict=True)
    )
