"""Other copies of a letter: a translation to go after it, and a copy without personal data."""

from dataclasses import replace

from article21.errors import Article21Error
from article21.fields import FIELDS
from article21.model import Correspondence, Translation
from article21.person import Details, official_languages
from article21.person.languages import parse_language
from article21.writing.catalogs import language_for
from article21.writing.language_choice import find_language
from article21.writing.letters import write_label, write_letter
from article21.writing.requests import Request

_SAID_ELSEWHERE = ("given_name", "family_name", "reference")
"""One mark stands for the whole name; that of the reference is the request's own."""


class NoTranslationError(Article21Error):
    """A language the letter can't be translated into."""

    def __init__(self, code: str, language: str, request: Request) -> None:
        self.language = language
        super().__init__(code, language=language, law=request.law.name)


def translate_request(request: Request, language: str) -> Request:
    """Return the request for the same letter in another language, given as a tag or a name."""
    wanted = parse_language(language, official_languages)
    found = find_language(wanted, request.jurisdiction, request.rule, request.grounds)
    if found is None:
        raise NoTranslationError("translation-missing", wanted, request)
    if _catalog(found, request) == _catalog(request.language, request):
        raise NoTranslationError("translation-of-itself", wanted, request)
    return replace(request, language=found)


def write_translation(request: Request, original: str) -> Translation:
    """Return the letter for a request of ``translate_request``; ``original`` is the language that counts."""
    title, note = (write_label(request, label, original) for label in ("courtesy_title", "courtesy_note"))
    return Translation(write_letter(request), title, note)


def redact_request(request: Request) -> Request:
    """Return the request of nobody in particular: a mark stands where the letter would tell who wrote it."""
    mark = write_label(request, "redacted")
    return replace(
        request,
        details=_redact_details(request.details, mark),
        reference=mark,
        redacted=True,
        correspondence=_redact_correspondence(request.correspondence, mark),
    )


def _redact_details(details: Details, mark: str) -> Details:
    values = dict(details)
    for field in FIELDS.values():
        if field.personal and values[field.key]:
            values[field.key] = (mark,) if field.several else mark
        if field.personal and (field.kind == "day" or field.key in _SAID_ELSEWHERE):
            values[field.key] = None
    return Details.model_construct(**values)


def _redact_correspondence(correspondence: Correspondence, mark: str) -> Correspondence:
    return Correspondence(
        tuple(replace(letter, reference=mark) for letter in correspondence.letters),
        tuple(replace(answer, note=answer.note and mark) for answer in correspondence.answers),
    )


def _catalog(language: str, request: Request) -> str | None:
    return language_for(language, request.rule.template)
