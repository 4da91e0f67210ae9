"""Commented samples to fill in: one person's details, or a table of people."""

from article21.resources import TEMPLATES

SUFFIXES = (".toml", ".csv", ".xlsx")


def sample(suffix: str) -> bytes:
    """Return the sample whose name ends so."""
    if suffix == ".toml":
        return (TEMPLATES / "samples" / "person.toml").read_bytes()
    from article21.tables.samples import sample_csv, sample_xlsx

    return sample_csv() if suffix == ".csv" else sample_xlsx()
