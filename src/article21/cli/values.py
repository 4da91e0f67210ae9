"""What may stand after an option: the shell offers it when Tab is pressed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from article21.cli.language import spoken

Offered = Iterator[tuple[str, str]]
"""A word to put there, and what it is."""


def offer_values(option: str) -> Callable[[str], list[tuple[str, str]]] | None:
    """Return what offers the values of an option; None where any text may stand."""
    if option not in _VALUES:
        return None

    def offered(incomplete: str) -> list[tuple[str, str]]:
        return [each for each in _VALUES[option](incomplete) if _begins(each[0], incomplete)]

    return offered


def offer_cases(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the references of the cases that are kept; of a file that can't be read, nothing."""
    from datetime import UTC, datetime

    from article21.desk.cases import Cases, default_path
    from article21.errors import Article21Error

    path, today = ctx.params.get("database"), datetime.now(UTC).date()
    try:
        listed = Cases(Path(path) if path else default_path(), today, spoken()).listed().cases
    except Article21Error:
        return []
    return [(line.reference, line.name) for line in listed if _begins(line.reference, incomplete)]


def _begins(word: str, typed: str) -> bool:
    return word.casefold().startswith(typed.casefold())


def _places(typed: str) -> Offered:
    """Offer names in the person's language, or else in any; with the code where several places have it."""
    from article21.facts import jurisdictions
    from article21.facts.places import Place, complete_place, find_place, name_place
    from article21.facts.reading import any_other_country

    codes = [place.code for place in jurisdictions() if place.code != any_other_country().code]
    found = {place.code: place.name for place in complete_place(typed)} if typed else dict.fromkeys(codes, "")
    own = {code: name for code in found if _begins(name := name_place(code, spoken()), typed)}
    for code, name in (own or found).items():
        yield name if isinstance(find_place(name), Place) else f"{name} ({code})", code
    yield from ((code, name_place(code, spoken())) for code in codes if typed and typed.isupper())


def _languages(_: str) -> Offered:
    from article21.languages import language_name
    from article21.writing.catalogs import SOURCE, catalogs

    for tag in sorted({SOURCE, *catalogs()}):
        yield tag, language_name(tag, spoken())


def _grounds(_: str) -> Offered:
    from article21.desk.listings import ground_labels

    yield from ground_labels(spoken()).items()


def _purposes(_: str) -> Offered:
    from article21.desk.listings import list_purposes

    for purpose in list_purposes(spoken()):
        yield str(purpose["key"]), str(purpose["title"])


def _envelopes(_: str) -> Offered:
    from article21.desk.listings import list_envelopes

    for envelope in list_envelopes(spoken()):
        yield str(envelope["key"]), str(envelope["title"])


_VALUES: dict[str, Callable[[str], Offered]] = {
    "country": _places,
    "language": _languages,
    "courtesy_copy": _languages,
    "interface": _languages,
    "ground": _grounds,
    "purpose": _purposes,
    "envelope": _envelopes,
}
