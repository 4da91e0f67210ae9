"""Write a day as a sentence needs it: plain, on it, by it, or of it, by the patterns of each language."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from babel import Locale
from babel.units import format_unit
from pydantic import ConfigDict, TypeAdapter

from article21.languages import FIRST, said_of_days, write_day

if TYPE_CHECKING:
    from article21.facts.periods import Period

Form = Literal["plain", "on", "by", "of"]
"""``on 23 November 2026``, ``by 23 November 2026``, (a letter) ``of 23 November 2026``."""
FORMS: tuple[Form, ...] = get_args(Form)
_Unit = Literal["year", "month", "week", "day"]
_Plural = Literal["one", "two", "few", "many", "other"]
"""The categories that CLDR puts numbers into."""
_DURATIONS = "durations"
_NO_FORMS = (FIRST, _DURATIONS)
_LENGTHS: tuple[Literal["long", "short"], ...] = ("long", "short")
_INTERNATIONAL = {"en": "en-001"}
"""English without a region dates letters as most of the world does: 22 November 2026."""


@dataclass(frozen=True)
class Pattern:
    """How a form is written; names in the order of the calendar replace those of CLDR."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    pattern: str
    days: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    exceptions: dict[str, str] = field(default_factory=dict)
    """By day of the month, patterns of its own."""


@lru_cache(maxsize=4_000)
def write_date(day: date, form: Form = "plain", *, language: str) -> str:
    """Write a day in a form of ``locales/dates.toml``; a language without that form has it plain."""
    plain = write_day(day, language)
    found = _patterns(language).get(form)
    if form == "plain" or found is None:
        return plain
    pattern = found.exceptions.get(str(day.day), found.pattern)
    month = found.months[day.month - 1] if found.months else _month(day, language)
    number = found.days[day.day - 1] if found.days else str(day.day)
    return pattern.format(date=plain, day=number, month=month, year=day.year)


def write_duration(period: "Period", language: str) -> str:
    """Write how long a period is, in its largest unit, in the nominative: ``6 months``."""
    units: dict[_Unit, int] = {
        "year": period.years,
        "month": period.months,
        "week": period.weeks,
        "day": period.days,
    }
    unit, count = next((unit, count) for unit, count in units.items() if count)
    name, locale = f"duration-{unit}", locale_of(language)
    if own := _durations(language).get(unit):
        return own[cast("_Plural", Locale.parse(locale).plural_form(count))].format(count)
    # CLDR leaves out a long form that equals the short one; Babel then writes the name of the unit itself.
    written = (format_unit(count, name, length, locale=locale) for length in _LENGTHS)
    return next(text for text in written if name not in text)


@cache
def _durations(language: str) -> dict[_Unit, dict[_Plural, str]]:
    """Return the words for lengths of time that CLDR lacks, by unit and plural category."""
    said = said_of_days(language).get(_DURATIONS, {})
    found: dict[_Unit, dict[_Plural, str]]
    found = TypeAdapter(dict[_Unit, dict[_Plural, str]]).validate_python(said)
    return found


def locale_of(language: str) -> str:
    """Return the name of the CLDR locale whose dates and numbers a letter in that language has."""
    return _INTERNATIONAL.get(language, language).replace("-", "_")


def _month(day: date, language: str) -> str:
    name: str = Locale.parse(locale_of(language)).months["format"]["wide"][day.month]
    return name


@cache
def _patterns(language: str) -> dict[Form, Pattern]:
    said = {key: value for key, value in said_of_days(language).items() if key not in _NO_FORMS}
    tables = {form: _as_table(value) for form, value in said.items()}
    found: dict[Form, Pattern] = TypeAdapter(dict[Form, Pattern]).validate_python(tables)
    return found


def _as_table(value: Any) -> Any:
    if isinstance(value, str):
        return {"pattern": value}
    return {("exceptions" if key == "except" else key): held for key, held in value.items()}
