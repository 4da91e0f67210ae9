"""All letters in one PDF for the printer, each beginning on the front of a sheet."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pikepdf

from article21.files import replace_file

LETTERS_OF_A_BOOK = 3000
"""Binding takes 90 kB of memory a letter: more letters go on in a second file."""


def print_letters(path: Path, letters: Iterable[Path]) -> Iterator[Path]:
    """Write the pages of all letters to one file, or to ``-2`` and so on beside it; yield each file.

    It is for paper: what tells a screen reader of headings and lists stays in the single letters.
    """
    upcoming, number = iter(letters), 1
    while some := tuple(islice(upcoming, LETTERS_OF_A_BOOK)):
        book = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        _bind(book, some)
        yield book
        number += 1


def _bind(path: Path, letters: Iterable[Path]) -> None:
    with pikepdf.new() as book:
        for letter in letters:
            with pikepdf.open(letter) as pages:
                size = pages.pages[-1].mediabox
                book.pages.extend(pages.pages)
            if len(book.pages) % 2:
                book.add_blank_page(page_size=(float(size[2] - size[0]), float(size[3] - size[1])))
        with replace_file(path) as file:
            book.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
