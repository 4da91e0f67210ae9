"""The facts: laws, places, authorities, companies, purposes and channels, read from ``data/*.toml``."""

from article21.facts.places import find_jurisdiction
from article21.facts.reading import authority, channel, channels, controller, jurisdictions, law, purposes
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
    "Controller",
    "Deadline",
    "Jurisdiction",
    "Label",
    "Law",
    "Provisions",
    "Purpose",
    "StateAct",
    "authority",
    "channel",
    "channels",
    "controller",
    "find_jurisdiction",
    "jurisdictions",
    "law",
    "purposes",
]
