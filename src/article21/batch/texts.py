"""How a journal keeps values as text."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from article21.batch.chunks import Entry
from article21.batch.problems import RowProblem
from article21.interface import Message

to_json = json.JSONEncoder(ensure_ascii=False).encode


def problems_to_text(problems: Sequence[RowProblem]) -> str:
    """Return problems as the journal keeps them."""
    return to_json([_to_values(problem) for problem in problems])


def problems_from_text(text: str) -> tuple[RowProblem, ...]:
    """Return the problems that the journal kept."""
    return tuple(map(_problem, json.loads(text)))


def entry_from_text(text: str) -> Entry:
    """Return the entry of a letter that the journal kept."""
    values = json.loads(text)
    return Entry(**{**values, "files": tuple((path, digest) for path, digest in values["files"])})


def _to_values(problem: RowProblem) -> Mapping[str, object]:
    return {**vars(problem), "message": (problem.message.code, problem.message.values)}


def _problem(values: Mapping[str, Any]) -> RowProblem:
    code, named = values["message"]
    return RowProblem(**{**values, "message": Message(code, **named)})
