"""Countries as a table writes them, which is often in the table's own language: Schweden, Allemagne."""

from article21.facts.places import Place, find_place


def find_country(text: str) -> str | None:
    """Return the code of the one place that is meant, None when none is or several are."""
    found = find_place(text)
    return found.code if isinstance(found, Place) else None
