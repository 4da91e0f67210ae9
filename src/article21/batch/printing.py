"""All letters in one PDF for the printer, each beginning on the front of a sheet."""

from collections.abc import Iterable
from pathlib import Path

import pikepdf

from article21.output import replace_file


def print_letters(path: Path, letters: Iterable[Path]) -> int:
    """Write the pages of all letters to one file and return how many letters there are.

    The file is for paper: what tells a screen reader of headings and lists stays in the single letters.
    """
    count = 0
    with pikepdf.new() as book:
        for count, letter in enumerate(letters, 1):  # noqa: B007 - the last one's number is the count
            with pikepdf.open(letter) as pages:
                size = pages.pages[-1].mediabox
                book.pages.extend(pages.pages)
            if len(book.pages) % 2:
                book.add_blank_page(page_size=(float(size[2] - size[0]), float(size[3] - size[1])))
        with replace_file(path) as file:
            book.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return count
