"""What a person gives."""

from datetime import date as Date  # noqa: N812 - a field is called date

from pydantic import BaseModel, ConfigDict

from article21.model import Length, Tone


class Details(BaseModel):
    """One person's details; a field is named as its option is, with underscores."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    given_name: str | None = None
    family_name: str | None = None
    email: tuple[str, ...]
    country: str
    language: str | None = None
    profile_url: str | None = None
    address_line: tuple[str, ...] = ()
    place: str | None = None
    ground: tuple[str, ...] = ()
    because: str | None = None
    without_grounds: bool = False
    purpose: tuple[str, ...] = ()
    setting_off: Date | None = None
    no_account: bool = False
    content_url: tuple[str, ...] = ()
    date: Date | None = None
    reference: str | None = None
    length: Length = "full"
    tone: Tone = "firm"
