"""Keep a spreadsheet from computing what a person wrote."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]")
"""How a cell begins that a spreadsheet takes for a formula (wide forms, too), or that looks neutralised."""


def neutralise(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """Undo ``neutralise``."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
