"""Countries as a table writes them, which is often in the table's own language: Schweden, Allemagne."""

from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from article21.errors import UnknownKeyError
from article21.facts import find_jurisdiction
from article21.person import official_languages
from article21.tables.columns import fold_heading


@lru_cache(maxsize=1024)
def find_country(text: str) -> str | None:
    """Return the code of a place by its code or by its name in any language that letters are written in."""
    try:
        return find_jurisdiction(text).code
    except UnknownKeyError:
        return _names().get(fold_heading(text))


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    ambiguous = set()
    for tag in official_languages():
        try:
            territories = Locale.parse(tag, sep="-").territories
        except UnknownLocaleError:
            continue
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and names.setdefault(fold_heading(name), code) != code:  # noqa: PLR2004 - ISO 3166-1
                ambiguous.add(fold_heading(name))
    return {name: code for name, code in names.items() if name not in ambiguous}
