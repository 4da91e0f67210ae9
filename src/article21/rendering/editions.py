"""Render one letter as its person wants it: the layout, who signs how, a translation, without their data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from article21.errors import NoPdfError
from article21.model import Format, Letter, Signature, Translation
from article21.writing.letters import write_label, write_letter
from article21.writing.requests import Request
from article21.writing.variants import redact_request, translate_request, write_translation

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner


@dataclass(frozen=True)
class Edition:
    """What a person wants around the words of their letter."""

    envelope: str | None = None
    """A key; None takes that of the person's country."""
    signature: bytes | None = field(default=None, repr=False)
    """A picture as ``prepare_signature`` returns it."""
    signer: "SimpleSigner | None" = field(default=None, repr=False)
    courtesy_copy: str | None = None
    """The language of a translation to go after the letter."""
    redacted: bool = False


PLAIN_EDITION = Edition()


def render_format(name: Format, request: Request, edition: Edition = PLAIN_EDITION) -> bytes:
    """Return one rendering of the request; what it needs is imported only now: a PDF's parts are slow."""
    return _RENDERERS[name](_Copy(request, edition))


def render_draft(request: Request, edition: Edition = PLAIN_EDITION) -> bytes:
    """Return the e-mail draft without the PDF, for a place that has no typesetter."""
    from article21.rendering.mail import to_eml

    copy = _Copy(request, edition)
    return to_eml(copy.request, copy.letter, None, copy.translation)


def render_formats(
    names: Iterable[Format], request: Request, edition: Edition = PLAIN_EDITION
) -> tuple[dict[Format, bytes], NoPdfError | None]:
    """Return every rendering that can be made, and what kept a PDF among them from being made.

    Raise the NoPdfError when nothing else was wanted.
    """
    rendered, hindrance = {}, None
    for name in names:
        try:
            rendered[name] = render_format(name, request, edition)
        except NoPdfError as error:
            hindrance = error
    if hindrance and not rendered:
        raise hindrance
    return rendered, hindrance


class _Copy:
    """One copy of the letter, with what goes into its edition."""

    def __init__(self, request: Request, edition: Edition) -> None:
        self.edition, self._given = edition, request
        self.request = redact_request(request) if edition.redacted else request

    @cached_property
    def letter(self) -> Letter:
        return write_letter(self.request)

    @cached_property
    def signature(self) -> Signature | None:
        png = self.edition.signature
        return Signature(png, self.description_of_signature) if png else None

    @cached_property
    def description_of_signature(self) -> str:
        return write_label(self.request, "signature_of")

    @cached_property
    def translation(self) -> Translation | None:
        if self.edition.courtesy_copy is None:
            return None
        request = translate_request(self._given, self.edition.courtesy_copy)
        if self.edition.redacted:
            request = redact_request(request)  # the mark is a word of its language
        return write_translation(request, self.request.language)


def _to_txt(copy: _Copy) -> bytes:
    from article21.rendering.text import to_text

    return to_text(copy.letter, copy.translation).encode()


def _to_form(copy: _Copy) -> bytes:
    from article21.writing.kit import to_form

    return to_form(copy.request).encode()


def _to_html(copy: _Copy) -> bytes:
    from article21.rendering.envelopes import PLAIN
    from article21.rendering.html import to_html

    envelope = copy.edition.envelope or PLAIN
    return to_html(copy.letter, envelope, signature=copy.signature, translation=copy.translation).encode()


def _to_eml(copy: _Copy) -> bytes:
    from article21.rendering.mail import to_eml

    return to_eml(copy.request, copy.letter, _to_pdf(copy), copy.translation)


def _to_json(copy: _Copy) -> bytes:
    from article21.rendering.data import to_json

    return to_json(copy.request, copy.letter).encode()


def _to_pdf(copy: _Copy) -> bytes:
    from article21.rendering.attachments import attachment_of
    from article21.rendering.pdf import to_pdf

    edition = copy.edition
    pdf = to_pdf(
        copy.letter,
        edition.envelope,
        signature=copy.signature,
        translation=copy.translation,
        # What is shared says what the letter says, and no more.
        attachment=None if edition.redacted else attachment_of(copy.request, copy.letter),
    )
    if edition.signer is None:
        return pdf
    from article21.rendering.signing import sign_pdf

    return sign_pdf(pdf, edition.signer, copy.description_of_signature)


_RENDERERS: Mapping[Format, Callable[[_Copy], bytes]] = {
    Format.PDF: _to_pdf,
    Format.TXT: _to_txt,
    Format.FORM: _to_form,
    Format.HTML: _to_html,
    Format.EML: _to_eml,
    Format.JSON: _to_json,
}
