"""Lengths of time that a law or an authority sets, and what they count from."""

from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict

Counting = Literal["regulation-1182-71", "corresponding-date", "calendar-days", "business-days"]
"""The first two end on a working day; ``calendar-days`` end on whatever day it is, never too late."""

Certainty = Literal["read", "quoted", "known"]
"""Of a basis: the text was read, somebody else's quotation of it was, or it is general knowledge."""

Event = Literal[
    "receipt",  # of the letter, by the controller
    "request",  # sent to the controller
    "complaint-to-controller",
    "answer",  # of the controller, a refusal too
    "appeal",  # to the controller against its refusal
    "last-contact",  # with the controller
    "knowledge",  # of the infringement
    "event",  # the infringement itself
    "lodging",  # of the complaint
    "transmission",  # of the complaint to the lead authority
    "competence",  # confirmed by the lead authority
    "told",  # by the authority
    "mediation",  # by the authority, when it ended
    "decision",  # of the authority
    "report",  # of the authority, when it was sent
    "end-of-year",  # in which the claim arose and the person learned of it
]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A length of time in one unit; ``extension_…`` is what may be added once."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    since: Event
    """What it counts from; that day itself never counts."""
    basis: str
    certainty: Certainty
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    business_days: int = 0
    extension_months: int = 0
    extension_days: int = 0
    counting: Counting = "calendar-days"
    holidays: str = ""
    """The place whose public holidays count, such as ``IE`` or ``CA-AB``; empty: none do."""

    def __post_init__(self) -> None:
        """Refuse a period without a length, or in two units."""
        units = [self.years, self.months, self.weeks, self.days, self.business_days]
        if sum(unit > 0 for unit in units) != 1:
            raise ValueError(f"a period has one unit: {self}")
        if (self.business_days > 0) != (self.counting == "business-days"):
            raise ValueError(f"business days, and they alone, are counted as business days: {self}")
