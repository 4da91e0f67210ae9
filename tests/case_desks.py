"""People with a letter and a case file, for the tests of what they do with it."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from commands import Run, invoke, letter

TODAY = date(2026, 11, 22)


class Desk:
    """A person with a folder, a letter in it and a case file."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        done = letter(folder, "--date", "2026-10-12", "--format", "txt", "--format", "json", *options)
        assert done.code == 0, done.err
        (self.letter,) = folder.glob("A21-*")
        self.reference = self.letter.name

    def case(self, *arguments: str, today: date = TODAY, code: int = 0) -> Run:
        database = () if arguments[:1] == ("--help",) else ("--database", str(self.folder / "cases.db"))
        done = invoke(self.folder, "case", *arguments, *database, today=today)
        assert done.code == code, done.err
        return done

    def sent(self, day: str = "2026-10-13") -> None:
        self.case("add", self.reference)
        self.case("sent", self.reference, "--on", day, "--via", "form")

    def on(self, day: str, *arguments: str) -> str:
        """Do something in the case on a day; return what was said and printed."""
        name, *rest = arguments
        done = self.case(name, self.reference, *rest, today=date.fromisoformat(day))
        return " ".join((done.text + done.err).split())

    def sends(self, day: str, via: str, *options: str) -> str:
        """Record on a day that the last letter was sent on it; return what was said."""
        return self.on(day, "sent", "--on", day, "--via", via, *options)

    def is_answered(self, day: str, how: str, *options: str) -> str:
        """Record on a day what LinkedIn answered on it; return what was said."""
        return self.on(day, "answered", "--on", day, "--how", how, *options)

    def next_letter(self, day: str, kind: str) -> tuple[str, str, str]:
        """Have the next letter written; return it and its kit, each on one line, and what was said."""
        said = self.on(day, "next", "--format", "txt", "--format", "form")
        folder = self.folder / f"{self.reference}-{kind}"
        letter, kit = ((folder / name).read_text(encoding="utf-8") for name in ("letter.txt", "form.txt"))
        return " ".join(letter.split()), " ".join(kit.split()), said


def damage(desk: Desk) -> None:
    """Keep a case of Luc, too, and give Maja's a name and a company that a terminal would obey."""
    desk.sent()
    assert letter(desk.folder, "--name", "Luc Tremblay", "--format", "json", "--output", "luc.json").code == 0
    desk.case("add", "luc.json")
    evil = "\x1b]0;evil\x07\nNobody"
    with closing(sqlite3.connect(desk.folder / "cases.db")) as file:
        file.execute(
            "UPDATE cases SET name = ?, company = ?, counted_by = NULL WHERE reference = ?",
            (evil, evil, desk.reference),
        )
        file.commit()
