"""The model of one person's details: what each field may hold."""

from datetime import date as Date
from functools import cache, partial
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from article21.errors import UnknownKeyError
from article21.facts import find_jurisdiction, jurisdictions, purposes
from article21.fields import FIELDS
from article21.model import Length, Tone
from article21.person.grounds import parse_ground
from article21.person.languages import parse_language
from article21.person.text import (
    check_letter_day,
    check_line,
    check_lines,
    check_name,
    check_past_day,
    check_reference,
    parse_day,
)
from article21.person.web_addresses import check_content_url, check_email, check_profile_url


@cache
def official_languages() -> tuple[str, ...]:
    """Return the tags of the languages that are official somewhere."""
    return tuple(sorted({tag for place in jurisdictions() for tag in place.languages}))


@cache
def known_purposes() -> tuple[str, ...]:
    """Return the keys of the purposes that stand under some law."""
    laws = {place.law.key for place in jurisdictions()}
    return tuple(sorted({purpose.key for law in laws for purpose in purposes(law)}))


def _ground(text: str) -> str:
    return parse_ground(check_line(text, 100))


def _purpose(text: str) -> str:
    given = check_line(text, 100)
    by_folded = {key.casefold(): key for key in known_purposes()}
    if given.casefold() not in by_folded:
        raise UnknownKeyError("purpose", given, by_folded.values())
    return by_folded[given.casefold()]


def _country(text: str) -> str:
    country = check_line(text, 100)
    find_jurisdiction(country)
    return country


def _language(text: str) -> str:
    return parse_language(check_line(text, 100), official_languages)


Line = Annotated[str, AfterValidator(partial(check_line, limit=100))]
AddressLine = Annotated[str, AfterValidator(partial(check_line, limit=FIELDS["address_line"].room))]
OwnWords = Annotated[str, AfterValidator(partial(check_lines, limit=FIELDS["because"].room))]
Name = Annotated[str, AfterValidator(check_name)]
Email = Annotated[str, AfterValidator(check_email)]
ProfileUrl = Annotated[str, AfterValidator(check_profile_url)]
ContentUrl = Annotated[str, AfterValidator(check_content_url)]
Reference = Annotated[str, AfterValidator(check_reference)]
Day = Annotated[Date, Field(strict=True), BeforeValidator(parse_day)]
Country = Annotated[str, AfterValidator(_country)]
Language = Annotated[str, AfterValidator(_language)]
Ground = Annotated[str, AfterValidator(_ground)]
PurposeKey = Annotated[str, AfterValidator(_purpose)]


_SEVERAL = tuple(field.key for field in FIELDS.values() if field.several)


def _most(field: str) -> Any:  # what pydantic's Field returns
    return Field(max_length=FIELDS[field].most)


class Details(BaseModel):
    """One person's details, each with its type and its checks; ``fields`` describes them to people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    given_name: Line | None = None
    family_name: Line | None = None
    email: Annotated[tuple[Email, ...], _most("email")]
    account_email: Annotated[tuple[Email, ...], _most("account_email")] = ()
    country: Country
    language: Language | None = None
    profile_url: ProfileUrl | None = None
    address_line: Annotated[tuple[AddressLine, ...], _most("address_line")] = ()
    place: AddressLine | None = None
    ground: tuple[Ground, ...] = ()
    because: OwnWords | None = None
    without_grounds: bool = False
    purpose: tuple[PurposeKey, ...] = ()
    setting_off: Day | None = None
    no_account: bool = False
    content_url: Annotated[tuple[ContentUrl, ...], _most("content_url")] = ()
    date: Day | None = None
    reference: Reference | None = None
    length: Length = "full"
    tone: Tone = "firm"

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        there = {
            key: value
            for key, value in given.items()
            if value not in (None, (), []) and not (isinstance(value, str) and not value.strip())
        }
        # One address serves for both when only one is given.
        return {"email": there["account_email"], **there} if "account_email" in there else there

    @property
    def known_by(self) -> tuple[str, ...]:
        """Return the addresses under which the company knows the person: those that the letter gives."""
        return self.account_email or self.email

    @field_validator(*_SEVERAL, mode="before")
    @classmethod
    def _take_one_as_several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @field_validator("email", "account_email", "ground", "purpose", "content_url")
    @classmethod
    def _say_each_once(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(given))

    @field_validator("date", "setting_off")
    @classmethod
    def _stay_near_today(cls, day: Date | None, info: ValidationInfo) -> Date | None:
        today = (info.context or {}).get("today")
        if day is None or today is None:
            return day
        return (
            check_past_day(day, today) if info.field_name == "setting_off" else check_letter_day(day, today)
        )
