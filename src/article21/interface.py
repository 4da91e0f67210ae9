"""What is said to people: a code with values below, a sentence on each surface, in the person's language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

Value = str | int | Date
"""An int is an amount, grouped as the language does; a row or a line, which is no amount, is a str.

A date is written out as the language does. A value called ``language`` is a BCP 47 tag and is shown as that
language's name, ``languages`` are several; a ``country`` is an ISO 3166 code, ``places`` are several. They
are shown as their names.
The name of a ``law`` and the ``title`` of an envelope are translated. A ``reason`` may be a sentence's code.
"""
Sentence = str | tuple[str, str]
"""A sentence, or its singular and plural, chosen by the value ``count``."""

COMMAS = ",;\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH SEMICOLON}"
"""What people type between several answers, on a keyboard for Chinese, too."""
# Marks that turn the direction of what follows: they can make a printed line read otherwise than it is.
DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""These marks, control characters, separators of lines and paragraphs, halves of characters."""
_LIMITS = {
    **dict.fromkeys(("given", "offer"), 60),
    **dict.fromkeys(("headings", "sentence", "paths", "choices"), 2000),
    **dict.fromkeys(("counts", "words"), 10_000),
}
"""How many characters of a value are shown; 300 of any other."""


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for a mark that does nothing
    """Mark a sentence for extraction into the catalogs."""
    return sentence


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark a sentence and its plural."""
    return singular, plural


@dataclass(frozen=True)
class Place:
    """Where something stands: a field, on a line of a file, one of several entries; a whole file."""

    field: str = ""
    file: str = ""
    line: int = 0
    """Counted from 1; 0 when unknown."""
    entry: int = 0
    """Counted from 1; 0 when the field has one value."""


@dataclass(frozen=True, init=False)
class Message:
    """Something to say: the code of a sentence, the values it names, the place it is about."""

    code: str
    values: Mapping[str, Value] = field(hash=False)
    place: Place | None

    def __init__(self, code: str, /, **values: Value) -> None:
        for name, value in (("code", code), ("values", values), ("place", None)):
            object.__setattr__(self, name, value)

    def at(self, place: Place | None) -> "Message":
        """Return the same about a place."""
        message = Message(self.code, **self.values)
        object.__setattr__(message, "place", place)
        return message

    def having(self, **values: Value) -> "Message":
        """Return the same with other values."""
        return Message(self.code, **{**self.values, **values}).at(self.place)


@dataclass(frozen=True)
class Surface:
    """Where people read: its sentences by code, its names of the fields, the person's language."""

    sentences: Mapping[str, Sentence]
    name_of: Callable[[str], str] = str
    """How a field is called here: ``--email`` on a command line."""
    language: str = "en"

    def say(self, message: Message) -> str:
        """Return the sentence, after the place it is about."""
        sentence, place = self.sentence(message), self.place(message.place)
        if not place:
            return sentence
        return self.sentence(Message("at-place", place=place, sentence=sentence))

    def sentence(self, message: Message) -> str:
        """Return the sentence without its place."""
        text = self.sentences[message.code]
        catalog = catalog_of(self.language)
        if isinstance(text, tuple):
            chosen = catalog.ngettext(*text, int(str(message.values["count"])))
        else:
            chosen = catalog.gettext(text)
        return fill_in(chosen, {name: self._written(name, value) for name, value in message.values.items()})

    def _written(self, name: str, value: Value) -> str:
        if isinstance(value, Date):
            return written_day(value, self.language)
        if isinstance(value, int):
            return written_number(value, self.language)
        if name in {"law", "title"}:
            return catalog_of(self.language).gettext(value)
        if name == "reason" and value in self.sentences:
            return self.sentence(Message(value))
        if name == "headings" or name.endswith("_column"):
            value = self._quoted(value)
        if name in {"language", "languages", "country", "places"}:
            value = _named(name, value, self.language)
        return shown(value, _LIMITS.get(name, 300))

    def _quoted(self, headings: str) -> str:
        """Return headings between the quotation marks of the language."""
        opening, closing = catalog_of(self.language).gettext("“%(given)s”").split("%(given)s")
        return headings.replace("“", opening).replace("”", closing)

    def _named_field(self, field: str) -> str:
        return catalog_of(self.language).gettext(self.name_of(field))

    def place(self, place: Place | None) -> str:
        """Return how a place is called."""
        if place is None:
            return ""
        parts = [part for part in ("file", "line", "field", "entry") if getattr(place, part)]
        if not parts:
            return ""
        values = {"file": place.file, "line": str(place.line), "entry": str(place.entry)}
        name = place.field if place.file or not place.field else self._named_field(place.field)
        return self.sentence(Message(f"at-{'-'.join(parts)}", **values, field=name))


def _named(name: str, codes: str, language: str) -> str:
    from article21.languages import language_name, list_names, name_languages, place_name, whole_place_name

    if name == "language":
        return language_name(codes, language)
    if name == "languages":
        return name_languages(codes.split(), language)
    if name == "country":
        return place_name(codes, language)
    named = (f"{code} ({whole_place_name(code, language)})" for code in codes.split())
    return list_names(named, language)


def catalog_of(language: str) -> "NullTranslations":
    """Return the catalog of the nearest language that has every sentence; English needs none."""
    from gettext import NullTranslations

    if language == "en":
        return NullTranslations()
    from article21.catalogs import INTERFACE, interface_language, translations

    return translations(interface_language(language) or "en", INTERFACE)


def fill_in(sentence: str, values: Mapping[str, object]) -> str:
    """Put values into their places; one such as ``2026 r.`` ends the sentence with its own full stop."""
    for name, value in values.items():
        if str(value).endswith("."):
            sentence = sentence.replace(f"%({name})s.", f"%({name})s")
    return sentence % values


def written_day(day: Date, language: str) -> str:
    """Return a day as a language writes it out: 28 December 2026."""
    from article21.languages import write_day

    return write_day(day, language)


def written_number(number: int, language: str) -> str:
    """Return a number with its digits grouped as a language does."""
    if language == "en":
        return f"{number:,}"
    from article21.languages import write_number

    return write_number(number, language)


def standing_alone(sentence: str) -> str:
    """Return a sentence that begins small after a place, as it is said without one."""
    return sentence[:1].upper() + sentence[1:]


def shown(text: str, limit: int = 300) -> str:
    """Return text for a message: shortened, with nothing in it that a terminal would obey."""
    visible = UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text[: limit + 1])
    return visible if len(visible) <= limit else visible[:limit] + "…"
