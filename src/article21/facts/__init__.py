"""The facts: laws, places, authorities, companies, purposes and channels, read from ``data/*.toml``."""

from article21.facts.complaints import Complaint, Expectation, TimeLimit
from article21.facts.periods import Period
from article21.facts.places import find_jurisdiction
from article21.facts.proceedings import Step
from article21.facts.reading import (
    authority,
    channel,
    channels,
    controller,
    jurisdictions,
    law,
    periods,
    periods_of,
    purposes,
)
from article21.facts.records import (
    Authority,
    Channel,
    Controller,
    Deadline,
    Jurisdiction,
    Label,
    Law,
    Provisions,
    Purpose,
    StateAct,
)

__all__ = [
    "Authority",
    "Channel",
    "Complaint",
    "Controller",
    "Deadline",
    "Expectation",
    "Jurisdiction",
    "Label",
    "Law",
    "Period",
    "Provisions",
    "Purpose",
    "StateAct",
    "Step",
    "TimeLimit",
    "authority",
    "channel",
    "channels",
    "controller",
    "find_jurisdiction",
    "jurisdictions",
    "law",
    "periods",
    "periods_of",
    "purposes",
]
