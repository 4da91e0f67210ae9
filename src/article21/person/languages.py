"""Read which language a person means: a tag, or its name in English or in a language that letters have."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from babel.localedata import exists

from article21.errors import UnknownKeyError
from article21.languages import language_name, locale_of

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
_NO_LANGUAGE = frozenset({"und", "mul", "zxx"})
# Norwegian is written as Bokmål unless Nynorsk is asked for.
_WRITTEN_AS = {"no": "nb"}


@lru_cache(maxsize=1000)
def parse_language(text: str, official: Callable[[], Iterable[str]]) -> str:
    """Return the BCP 47 tag that is meant; those of ``official`` are known by their names in each other."""
    given = text.strip()
    if tag := _canonical_tag(given) or _named(given, _english_names()):
        return _WRITTEN_AS.get(tag, tag)
    tags = sorted(_languages(official()))
    own_names = {language_name(tag, tag): tag for tag in tags}
    if tag := _named(given, own_names):
        return tag
    names = {language_name(tag, display): tag for display in tags for tag in tags}
    if tag := _named(given, names):
        return tag
    raise UnknownKeyError("language", given, [*_english_names(), *own_names, *names])


def _canonical_tag(text: str) -> str | None:
    match = _TAG.fullmatch(text)
    if not match:
        return None
    language, script, region = match.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    tag = "-".join(part for part in parts if part)
    if exists(tag.replace("-", "_")):  # CLDR's English names of all languages take longer to read
        return tag
    english = locale_of("en")
    if language.lower() not in english.languages or language.lower() in _NO_LANGUAGE:
        return None
    if region and region.upper() not in english.territories:
        return None
    if script and script.title() not in english.scripts:
        return None
    return tag


def _named(given: str, names: Mapping[str, str]) -> str | None:
    return next((tag for name, tag in names.items() if name.casefold() == given.casefold()), None)


def _english_names() -> dict[str, str]:
    names = locale_of("en").languages.items()
    return {name: key.replace("_", "-") for key, name in names if key not in _NO_LANGUAGE}


def _languages(tags: Iterable[str]) -> set[str]:
    return {tag.partition("-")[0] for tag in tags}
