"""How a journal keeps values as text."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from article21.batch.chunks import Entry
from article21.batch.problems import RowProblem
from article21.interface import Message

to_json = json.JSONEncoder(ensure_ascii=False).encode


def from_json(text: str) -> Any:  # whatever was kept
    """Return what the journal kept; raise what the database raises when it is damaged itself."""
    with _damage_told():
        return json.loads(text)


def problems_to_text(problems: Sequence[RowProblem]) -> str:
    """Return problems as the journal keeps them."""
    return to_json([_to_values(problem) for problem in problems])


def problems_from_text(text: str) -> tuple[RowProblem, ...]:
    """Return the problems that the journal kept."""
    with _damage_told():
        return tuple(map(_problem, json.loads(text)))


def entry_from_text(text: str) -> Entry:
    """Return the entry of a letter that the journal kept."""
    with _damage_told():
        values = json.loads(text)
        return Entry(**{**values, "files": tuple((path, digest) for path, digest in values["files"])})


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, LookupError):
        raise sqlite3.DatabaseError("malformed") from None


def _to_values(problem: RowProblem) -> Mapping[str, object]:
    return {**vars(problem), "message": (problem.message.code, problem.message.values)}


def _problem(values: Mapping[str, Any]) -> RowProblem:
    code, named = values["message"]
    return RowProblem(**{**values, "message": Message(code, **named)})


def digest_of_reference(entry: Entry) -> bytes:
    """Return what tells that two letters have one reference."""
    return blake2b(f"letter\0{entry.reference.casefold()}".encode(), digest_size=16).digest()
