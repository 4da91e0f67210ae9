"""A language made for a test: its catalog has every sentence of the interface, with marks around its words.

What stands on a screen outside the marks came from no catalog: it is data, or English in another language.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from babel.support import NullTranslations
from tools.catalogs import extract_clauses

from article21 import catalogs
from article21.catalogs import INTERFACE

LANGUAGE = "de"
"""Stands behind the marks: names of places, languages and months are German."""
_PLACEHOLDER = re.compile(r"(%\(\w+\)s)")
_MARKED = re.compile("⟦[^⟦⟧]*⟧")


def marked(sentence: str) -> str:
    """Return a sentence with marks around all its words; the values it names stay outside."""
    parts = _PLACEHOLDER.split(sentence)
    return "".join(f"⟦{part}⟧" if part and not number % 2 else part for number, part in enumerate(parts))


def unmarked(text: str) -> str:
    """Return what is left of a screen without what came from the catalog, wherever its lines broke."""
    return _MARKED.sub(" ", " ".join(text.split()))


class _Pseudo(NullTranslations):
    def gettext(self, message: str) -> str:
        return marked(message) if message in _known() else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


@cache
def _known() -> frozenset[str]:
    """Return what translators are shown."""
    ids = (clause.id for clause in extract_clauses(INTERFACE))
    return frozenset(text for id_ in ids for text in (id_ if isinstance(id_, tuple) else (id_,)))


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Put the marks in place of the German interface; letters stay German."""
    real, pseudo = catalogs.translations, _Pseudo()

    def translations(language: str, domain: str = catalogs.LETTERS) -> object:
        return pseudo if (language, domain) == (LANGUAGE, INTERFACE) else real(language, domain)

    with patch.object(catalogs, "translations", translations), patch.dict("os.environ", LC_ALL="de_DE.UTF-8"):
        yield


def speak_on_a_terminal() -> None:
    """Run the program in the pseudo-language, as a process of its own."""
    from article21.cli import main

    with pseudo_language():
        raise SystemExit(main())
