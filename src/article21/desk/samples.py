"""Commented samples to fill in: one person's details, or a table of people."""

from textwrap import wrap

from article21.catalogs import SOURCE
from article21.fields import FIELDS, Field
from article21.interface import Message, Surface
from article21.sentences import PLAIN
from article21.tables.vocabulary import describe_field

SUFFIXES = (".toml", ".csv", ".xlsx")
_WIDTH = 108


def sample(suffix: str, language: str = SOURCE) -> bytes:
    """Return the sample whose name ends so, explained in a language."""
    if suffix == ".toml":
        head = Surface(PLAIN.sentences, language=language).sentence(Message("sample-head"))
        return (_comment(head) + "".join(_lines(field, language) for field in FIELDS.values())).encode()
    from article21.tables.samples import sample_csv, sample_xlsx

    return sample_csv(language) if suffix == ".csv" else sample_xlsx(language)


def _lines(field: Field, language: str) -> str:
    comment = _comment(" ".join(describe_field(field, language)))
    return f"\n{comment}{'' if field.active else '# '}{field.key} = {field.sample}\n"


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(text, _WIDTH))
