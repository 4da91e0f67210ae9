"""The letters that a spreadsheet shows above its columns: A, B, ... Z, AA."""

import re

_LETTERS = 26


def column_of(letters: str) -> int:
    """Return the number of the column, counted from 1."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def letters_of(column: int) -> str:
    """Return the letters of the column of that number, counted from 1."""
    text = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + letter) + text
    return text


def places_of_letters(text: str, count: int) -> list[int]:
    """Return the column of that letter, as a spreadsheet shows it: equal headings differ in it."""
    letters = text.strip().upper()
    if not re.fullmatch("[A-Z]{1,2}", letters):
        return []
    place = column_of(letters) - 1
    return [place] if place < count else []
