"""A batch's letters are stamped; its report says how many, and the same rows give the same files."""

import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from article21.batch.pdfs import press
from article21.person.attached import read_attached
from staffs import batch, person, report, staff


@pytest.fixture(autouse=True)
def _new_press() -> None:
    press.cache_clear()


def pdfs(folder: Path) -> dict[str, str]:
    found = sorted((folder / "out/letters").rglob("letter.pdf"))
    return {path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_the_report_says_how_many_letters_were_stamped_and_why_others_were_not(tmp_path: Path) -> None:
    rows = staff(6)
    rows[3]["name"] = "Ωμέγα Жанна"
    rows[4]["because"] = "שלום לכולם"
    run = batch(tmp_path, rows, "--format", "pdf")
    assert run.code == 0, run.err
    assert "PDFs stamped: 5; typeset one by one: 1." in run.err
    told = report(batch(tmp_path, rows, "--format", "pdf", "--json", "--overwrite"))
    assert told["stamped"] == 5
    assert told["typeset"] == {"a text that is no field": 1}


def test_each_pdf_carries_the_data_of_its_own_letter(tmp_path: Path) -> None:
    rows = staff(6)
    rows[4]["because"] = "שלום לכולם"  # typeset
    run = batch(tmp_path, rows, "--format", "pdf", "--format", "json")
    assert run.code == 0, run.err
    folders = sorted((tmp_path / "out/letters").iterdir())
    assert len(folders) == 6
    for folder in folders:
        data = (folder / "letter.json").read_text(encoding="utf-8")
        assert read_attached((folder / "letter.pdf").read_bytes()) == data
        assert json.loads(data)["letter"]["signature"].replace(" ", "-") in folder.name


def test_a_batch_without_pdfs_says_nothing_of_them(tmp_path: Path) -> None:
    assert "PDFs" not in batch(tmp_path, staff(2), "--format", "txt").err


def test_a_batch_without_pdfs_does_not_wait_for_the_press() -> None:
    script = "import sys, article21.cli.batching; sys.exit('article21.rendering.press' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_same_row_gives_the_same_file_whoever_else_is_in_the_table(tmp_path: Path) -> None:
    rows = [*staff(16), *untidy_people()]
    orders = (rows, rows[::-1], random.Random(2).sample(rows, len(rows)), rows[3:4] + rows[-2:])  # noqa: S311 - no secret
    found = []
    for number, order in enumerate(orders):
        folder = tmp_path / str(number)
        folder.mkdir()
        press.cache_clear()
        run = batch(folder, order, "--format", "pdf", "--jobs", "2" if number == 1 else "1")
        assert run.code == 0, run.err
        found.append(pdfs(folder))
    again = tmp_path / "again"
    again.mkdir()
    press.cache_clear()
    for order in (rows[5:9], rows):  # as if it had been interrupted
        assert batch(again, order, "--format", "pdf", "--jobs", "1", "--overwrite").code == 0
    found.append(pdfs(again))
    assert len(found[0]) == len(rows)
    assert found[0] == found[1] == found[2] == found[4]
    assert found[3].items() <= found[0].items()


def untidy_people() -> list[dict[str, str]]:
    """Return people whose letters have little in common with each other's."""
    names = ("Ωμέγα Παπά", "Жанна Ли", "陳大文", "Zoë Łoś", "Nguyễn Ánh", "שרה לוי", "Ted", "A ﬁne name")
    words = (
        "",
        "Short.",
        "I teach. " * 60,
        "Line\nand line",
        "2026 / 12",
        "Straße fi ffl " * 9,
        "12 (34) 56",
        "AVAV",
    )
    places = ("DE", "CH", "GR", "FR", "GB", "HK", "BG", "US")
    people = zip(names, words, places, strict=True)
    return [
        {**person(50 + number, name=name, country=place, because=because), "language": language}
        for number, ((name, because, place), language) in enumerate(
            zip(people, ("de", "fr", "el", "fr", "en", "zh", "bg", "en"), strict=True)
        )
    ]


def test_a_difference_is_reported_and_the_rest_is_typeset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "article21.rendering.press.comparison.find_difference", lambda *_: "page 1 operator 7"
    )
    run = batch(tmp_path, staff(4), "--format", "pdf", "--jobs", "1", "--verify", "1")
    assert run.code == 0, run.err
    assert "differed from the typeset one (page 1 operator 7)" in run.err
    assert "PDFs stamped: 0; typeset one by one: 4." in run.err


def test_nothing_is_verified_when_nobody_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article21.rendering.press.comparison.find_difference", lambda *_: "never asked")
    run = batch(tmp_path, staff(3), "--format", "pdf", "--jobs", "1", "--verify", "0")
    assert "PDFs stamped: 3; typeset one by one: 0." in run.err
