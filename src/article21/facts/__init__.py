"""The facts about laws, kinds of letters, places, authorities and LinkedIn, read from ``data/``."""

from article21.facts.complaints import Complaint, Expectation, TimeLimit
from article21.facts.linkedin import Controller, Form, Purpose, Setting
from article21.facts.periods import Period
from article21.facts.places import Candidates, Place, complete_place, find_place
from article21.facts.proceedings import Step
from article21.facts.reading import (
    applies,
    authority,
    controller,
    form,
    grounds_that_need_an_account,
    jurisdictions,
    kind,
    law,
    periods,
    periods_of,
    purposes,
    setting,
)
from article21.facts.records import (
    Authority,
    Deadline,
    Forum,
    Jurisdiction,
    Kind,
    Law,
    LetterRule,
    NoLetterError,
)
from article21.facts.residence import find_jurisdiction

__all__ = [
    "Authority",
    "Candidates",
    "Complaint",
    "Controller",
    "Deadline",
    "Expectation",
    "Form",
    "Forum",
    "Jurisdiction",
    "Kind",
    "Law",
    "LetterRule",
    "NoLetterError",
    "Period",
    "Place",
    "Purpose",
    "Setting",
    "Step",
    "TimeLimit",
    "applies",
    "authority",
    "complete_place",
    "controller",
    "find_jurisdiction",
    "find_place",
    "form",
    "grounds_that_need_an_account",
    "jurisdictions",
    "kind",
    "law",
    "periods",
    "periods_of",
    "purposes",
    "setting",
]
