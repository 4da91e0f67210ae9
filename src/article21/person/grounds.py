"""Read which ground a person means: its key, or what it is called in any language that letters have."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from article21.catalogs import SOURCE, catalogs, translations
from article21.errors import UnknownKeyError
from article21.facts.places import fold_place
from article21.resources import TEMPLATES

_LABEL = re.compile(r"{% block label %}{% trans %}(.+?){% endtrans %}{% endblock %}")
_NEAR = 0.75
"""How like a label must be, from 0 to 1: they are many and long, so that most words are a little like one."""


@cache
def known_grounds() -> tuple[str, ...]:
    """Return the keys of the grounds that have words: the stems of ``templates/grounds/*.j2``."""
    return tuple(sorted(path.stem for path in (TEMPLATES / "grounds").glob("[!_]*.j2")))


@lru_cache(maxsize=1000)
def parse_ground(text: str) -> str:
    """Return the key of the ground that is meant, in any case, with or without accents and spaces."""
    folded = fold_place(text)
    by_key = {fold_place(key): key for key in known_grounds()}
    if folded in by_key:
        return by_key[folded]
    meant = _called().get(folded, {})
    if len(meant) == 1:
        return next(iter(meant))
    near = get_close_matches(folded, _called(), n=1, cutoff=_NEAR)
    labels = [label for found in near for label in _called()[found].values()]
    raise UnknownKeyError("ground", text, [*known_grounds(), *labels])


def grounds_in(language: str) -> tuple[str, ...]:
    """Return what the grounds are called in a language of the letters, by default in English."""
    words = translations(language)
    return tuple(words.gettext(label) for label in _labels().values())


@cache
def _labels() -> Mapping[str, str]:
    """Return what each ground is called in English, by key."""
    texts = {key: (TEMPLATES / "grounds" / f"{key}.j2").read_text("utf-8") for key in known_grounds()}
    return {key: label[1] for key, text in texts.items() if (label := _LABEL.search(text))}


@cache
def _called() -> Mapping[str, Mapping[str, str]]:
    """Return the keys that a folded label means, each with the label as it is written."""
    found: dict[str, dict[str, str]] = {}
    for language in (SOURCE, *catalogs()):
        for key, label in zip(_labels(), grounds_in(language), strict=True):
            found.setdefault(fold_place(label), {}).setdefault(key, label)
    return found
