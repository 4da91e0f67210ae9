"""Commented samples to fill in: one person's details, or a table of people."""

from collections.abc import Iterator
from textwrap import wrap

from article21.fields import FIELDS, Field

SUFFIXES = (".toml", ".csv", ".xlsx")
_HEAD = """\
# Your details: replace the values of name, email and country with your own. Remove the # in front of any
# other field that you want to give. The letter says what this file says, so give only what is true for you.
# Nothing here is sent anywhere. The file holds personal data: keep it where only you can read it.
"""


def sample(suffix: str) -> bytes:
    """Return the sample whose name ends so."""
    if suffix == ".toml":
        return (_HEAD + "".join(map(_lines, FIELDS.values()))).encode()
    from article21.tables.samples import sample_csv, sample_xlsx

    return sample_csv() if suffix == ".csv" else sample_xlsx()


def _lines(field: Field) -> str:
    comment = "".join(f"# {line}\n" for line in wrap(" ".join(_sentences(field)), 108))
    return f"\n{comment}{'' if field.active else '# '}{field.key} = {field.sample}\n"


def _sentences(field: Field) -> Iterator[str]:
    yield f"{field.help}."
    if field.choices:
        yield f"One of {', '.join(field.choices)}."
    if field.default:
        yield f"Default: {field.default}."
    if field.hint:
        yield field.hint
