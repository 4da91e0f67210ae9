"""The index of the letters that are due: what people wrote into it stays, a killed run leaves it whole."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from article21.batch.index import write_csv
from article21.files import FilesExistError, OutputError
from article21.tables.formulas import neutralise, restore
from article21.tables.table import open_table

_KEY = ("reference", "letter")


class DueIndex:
    """The table of a folder: a row for each letter, with all that is in it already."""

    def __init__(self, path: Path, headings: Sequence[str]) -> None:
        """Read what is there; raise FilesExistError for another file of that name."""
        self._path, self._headings = path, dict.fromkeys(headings)
        self._rows: dict[tuple[str, ...], Mapping[str, str]] = {}
        self._begun = False
        if path.exists():
            self._read(path)

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Note letters that were written, before anything relies on their being noted."""
        if not rows:
            return
        if not self._begun:
            self._write()
            self._begun = True
        own = [dict(zip(self._headings, row, strict=False)) for row in rows]
        self._rows |= {_key_of(row): row for row in own}
        try:
            with self._path.open("a", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(
                    [neutralise(row.get(name, "")) for name in self._headings] for row in own
                )
        except OSError as error:
            raise OutputError(self._path, error) from None

    def finish(self) -> None:
        """Put all rows in order."""
        if self._begun:
            self._write()

    def _write(self) -> None:
        with write_csv(self._path) as write:
            write(tuple(self._headings))
            for key in sorted(self._rows):
                write([self._rows[key].get(name, "") for name in self._headings])

    def _read(self, path: Path) -> None:
        with open_table(str(path), lambda cells: sum(cell in self._headings for cell in cells)) as table:
            if _KEY[0] not in table.headings:
                raise FilesExistError((path,))
            self._headings |= dict.fromkeys(filter(str.strip, table.headings))
            for record in table.records():
                row = dict(zip(table.headings, map(restore, record.cells), strict=False))
                self._rows[_key_of(row)] = row


def _key_of(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in _KEY)
