"""What follows a letter: the periods of a law, a place or a regulation besides that for the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from article21.facts.periods import Period
from article21.facts.record import Record


@dataclass(frozen=True, kw_only=True)
class Step(Period):
    """A period of a proceeding, such as ``acknowledgement``, ``progress`` or ``court``."""

    lodged_after: date | None = None
    """Only for complaints lodged after that day."""


@dataclass(frozen=True, kw_only=True)
class Periods(Record):
    """What a law, a place or a regulation sets besides the answer; what nobody found is absent."""

    key: str
    """The law, the place in lower case, or the regulation."""
    applies_from: date | None = None
    steps: Mapping[str, Step] = field(hash=False)
