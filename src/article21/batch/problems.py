"""What is wrong with a row: where, what stands there (masked where it is personal), and how to mend it."""

import re
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from article21.errors import Article21Error, DetailsError
from article21.person.text import shown
from article21.tables.columns import Columns, fields

_QUOTED = re.compile("“[^”]*”")
_VALUE = re.compile(r"“.*”|(?<=\s)'[^']+'", re.DOTALL)
"""What a sentence quotes; it may hold a closing mark itself. Libraries quote with apostrophes."""
_OPTION = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class RowProblem:
    """One thing that keeps a row from its letter."""

    row: int
    column: str
    """The heading, as the table has it; empty when the whole row is meant."""
    value: str
    """What stands there, masked where it is personal."""
    sentence: str

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"row {self.row}{column}: {self.sentence}"

    @property
    def kind(self) -> str:
        """Return the sentence without what a person wrote, to count its like."""
        sentence = _QUOTED.sub("“…”", self.sentence)
        return f"{self.column}: {sentence}" if self.column else sentence


def name_fields(sentence: str) -> str:
    """Return a sentence that names fields where it named options: ``--profile-url`` is profile_url here."""
    return _OPTION.sub(
        lambda option: key if (key := option[1].replace("-", "_")) in fields() else option[0], sentence
    )


def mask(text: str) -> str:
    """Return what shows a slip of the keyboard and not the person: each word's first character."""
    return _WORD.sub(lambda word: word[0][0] + "•" * (len(word[0]) - 1), shown(text, 60))


def explain(
    error: Article21Error, row: int, columns: Columns, values: dict[str, str]
) -> tuple[RowProblem, ...]:
    """Return the problems that an error names, each at its column."""
    if not isinstance(error, DetailsError):  # a sentence of this kind quotes nothing of a person
        return (RowProblem(row, "", "", name_fields(str(error))),)
    found = []
    for problem in error.problems:
        field = problem.place.removeprefix("--").replace("-", "_")
        if field == "name" and "name" not in columns.places:
            field = "given_name" if "given_name" in columns.places else "family_name"
        personal = field not in fields() or fields()[field].personal
        value = values.get(field, "")
        sentence = mask_quotations(problem.sentence) if personal else problem.sentence
        heading = shown(columns.heading_of(field), 60)
        found.append(RowProblem(row, heading, mask(value) if personal else shown(value, 60), sentence))
    return tuple(dict.fromkeys(found))


def mask_quotations(sentence: str) -> str:
    """Mask what a sentence quotes."""
    return _VALUE.sub(lambda value: f"{value[0][0]}{mask(value[0][1:-1])}{value[0][-1]}", sentence)


class ProgramFault(Article21Error):  # noqa: N818 - not a person's mistake, but told like one
    """A bug met in one row: the others go on, and no word of the row is shown."""

    def __init__(self, error: BaseException) -> None:
        frames = [frame for frame in extract_tb(error.__traceback__) if "article21" in frame.filename]
        where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
        super().__init__(
            f"a fault of article21 ({type(error).__name__}{where}): please report it; other rows go on."
        )
