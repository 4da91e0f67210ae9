"""A sample of a table: a row that explains the columns, the headings, and people who don't exist."""

import csv
import io
import json

from article21.catalogs import SOURCE
from article21.interface import Message, Surface
from article21.resources import TEMPLATES
from article21.sentences import PLAIN
from article21.tables.formulas import neutralise
from article21.tables.vocabulary import describe_column, fields


def sample_rows(language: str = SOURCE) -> list[tuple[str, ...]]:
    """Return the rows; reading skips the explanations, because the headings below them are known."""
    text = (TEMPLATES / "samples" / "staff.jsonl").read_text(encoding="utf-8")
    people = [json.loads(line) for line in text.splitlines()]
    headings = tuple(people[0])
    explained = tuple(describe_column(fields()[key], language) for key in headings)
    return [explained, headings, *(tuple(map(str, person.values())) for person in people)]


def sample_csv(language: str = SOURCE) -> bytes:
    """Return the sample as CSV with a mark that tells spreadsheets its encoding."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([neutralise(cell) for cell in row] for row in sample_rows(language))
    return text.getvalue().encode("utf-8-sig")


def sample_xlsx(language: str = SOURCE) -> bytes:
    """Return the sample as a workbook whose cells hold text, so that postcodes keep their zeros."""
    import xlsxwriter

    content, words = io.BytesIO(), Surface(PLAIN.sentences, language=language)
    with xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(words.sentence(Message("sample-sheet"))[:31])  # Excel takes no longer name
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        looks = (book.add_format(text | {"italic": True}), book.add_format(text | {"bold": True}))
        plain = book.add_format(text)
        rows = sample_rows(language)
        sheet.set_column(0, len(rows[0]) - 1, 24, plain)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, looks[number] if number < len(looks) else plain)
        sheet.freeze_panes(len(looks), 0)
    return content.getvalue()
