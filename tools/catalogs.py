"""Bring the translations in step with their source: ``./run catalogs [--check] [--missing] [--language XX]``.

There are two catalogs for each language. ``letters.po`` has the clauses of the templates: what letters and
kits say. ``interface.po`` has what the program says: strings that are marked ``N_("…")`` or ``NN_("…", "…")``
in Python, what data files say of columns and envelopes, and ``templates/pages/``; ``--interface`` begins
those that are not there yet. Each lists the English in the order of its source, without line numbers, so that
a diff shows words alone. A clause whose English changed loses its translation; the old one is in the file's
history.

A letter that lacks translations is a draft: it is named in the header (``X-Drafts``), and people get it in
English until it is translated. That is how one person can land new English words. ``--missing`` lists them,
each with what waits for it. Clauses that a letter's law never says don't count.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import BinaryIO

import polib
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.plurals import get_plural

from article21.resources import PACKAGE, TEMPLATES
from article21.writing.catalogs import INTERFACE, LETTERS, catalog_path, catalogs
from tools.template_use import PARTS, clauses_of

PAGES = "pages/**.j2"
# Letters are written with the same policy, "trimmed", or no translation would be found. Babel wants a string.
OPTIONS = {"**.j2": {"trimmed": "true", "silent": "false", "encoding": "utf-8"}}
SOURCES = {
    LETTERS: [(TEMPLATES, [(PAGES, "ignore"), ("**.j2", "jinja2")])],
    INTERFACE: [
        (PACKAGE, [("**.py", "python"), ("data/tables/columns.toml", "tools.catalogs:extract_words")]),
        (TEMPLATES, [(PAGES, "jinja2"), ("envelopes/envelopes.toml", "tools.catalogs:extract_words")]),
    ],
}
"""Where the clauses of each catalog come from."""

_WORDS = re.compile(rb'(?:help|note|title) = "(.+)"\n')


def extract_words(
    file: BinaryIO,
    _keywords: object,
    _comment_tags: object,
    options: object,  # noqa: ARG001 - Babel names it
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what a data file says to people: Babel's interface of an extractor."""
    for number, line in enumerate(file, 1):
        if found := _WORDS.fullmatch(line):
            yield number, "N_", found[1].decode(), []


@cache
def extract_clauses(domain: str = LETTERS) -> list[Message]:
    """Read every clause of a catalog, with the names of the files it stands in."""
    clauses = Catalog(fuzzy=False)
    for folder, methods in SOURCES[domain]:
        found = extract_from_dir(
            folder,
            methods,
            OPTIONS | {PAGES: OPTIONS["**.j2"]},
            keywords=DEFAULT_KEYWORDS | {"NN_": (1, 2)},
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for name, line, text, comments, context in found:
            clauses.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return [clause for clause in clauses if clause.id]


def read_catalog(language: str, domain: str = LETTERS) -> polib.POFile:
    """Read the catalog of a language; a new language has an empty one."""
    path = catalog_path(language, domain)
    return polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()


def by_clause(catalog: polib.POFile) -> dict[tuple[str | None, str], polib.POEntry]:
    """Return the entries by what gettext tells them apart by: context and English."""
    return {(entry.msgctxt, entry.msgid): entry for entry in catalog if not entry.obsolete}


def new_entry(clause: Message, plural_forms: int) -> polib.POEntry:
    """Return the clause without a translation."""
    singular, plural = clause.id if isinstance(clause.id, tuple) else (clause.id, "")
    return polib.POEntry(
        msgid=singular,
        msgid_plural=plural,
        msgstr_plural=dict.fromkeys(range(plural_forms), "") if plural else {},
        msgctxt=clause.context,
        occurrences=[(name, "") for name in dict.fromkeys(name for name, _line in clause.locations)],
        comment="\n".join(clause.auto_comments),
        flags=sorted(clause.flags),
    )


def update_catalog(
    old: polib.POFile, clauses: Iterable[Message], language: str, domain: str = LETTERS
) -> polib.POFile:
    """Return the catalog of today's clauses with what ``old`` has translated of them."""
    # The rule of a catalog belongs to its translations: Babel's may change from one version to the next.
    rule, translated = old.metadata.get("Plural-Forms") or _plural_rule(language), by_clause(old)
    new = polib.POFile(wrapwidth=100)
    new.header = old.header
    for entry in (new_entry(clause, count_plurals(rule)) for clause in clauses):
        if known := translated.get((entry.msgctxt, entry.msgid)):
            entry.msgstr, entry.msgstr_plural = known.msgstr, known.msgstr_plural or entry.msgstr_plural
            entry.tcomment, entry.fuzzy = known.tcomment, known.fuzzy
        new.append(entry)
    declared = old.metadata.get("X-Letters", "")
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": rule,
        # The letters that the translator takes care of.
        **({"X-Letters": declared} if domain == LETTERS else {}),
    }
    if drafts := drafts_of(new, listed(declared), domain):
        new.metadata["X-Drafts"] = ", ".join(drafts)
    return new


def _plural_rule(language: str) -> str:
    return str(get_plural(Locale.parse(language, sep="-")).plural_forms)


def count_plurals(rule: str) -> int:
    """Return how many forms of an amount the header ``Plural-Forms`` declares."""
    return int(rule.partition(";")[0].partition("=")[2])


def drafts_of(catalog: polib.POFile, declared: Iterable[str], domain: str = LETTERS) -> list[str]:
    """Return what lacks translations: declared letters, grounds, folders of words, the whole interface."""
    return sorted({draft for _clause, drafts in missing_from(catalog, declared, domain) for draft in drafts})


def missing_from(
    catalog: polib.POFile, declared: Iterable[str], domain: str = LETTERS
) -> Iterator[tuple[str, list[str]]]:
    """Yield each clause that lacks a translation which something needs, and what needs it."""
    letters = sorted(declared)
    for entry in catalog:
        if is_translated(entry):
            continue
        if domain == INTERFACE:
            yield entry.msgid, [INTERFACE]
        elif letters and (needed_by := _needing(entry, letters)):
            yield entry.msgid, needed_by


def _needing(entry: polib.POEntry, letters: list[str]) -> list[str]:
    names = [name for name, _line in entry.occurrences]
    grounds = {name.removesuffix(".j2") for name in names if name.startswith("grounds/")}
    parts = {name.partition("/")[0] for name in names} & set(PARTS)
    return [*(letter for letter in letters if entry.msgid in clauses_of(letter)), *sorted(grounds | parts)]


def is_translated(entry: polib.POEntry) -> bool:
    """Say whether letters use the translation: a fuzzy one they don't."""
    return not entry.fuzzy and all(entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,))


def listed(text: str) -> list[str]:
    """Return the parts of a header such as ``objection/gdpr, objection/request``."""
    return [part for part in text.replace(" ", "").split(",") if part]


def write_catalog(catalog: polib.POFile, language: str, domain: str = LETTERS) -> None:
    """Write the catalog of a language where letters look for it."""
    path = catalog_path(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(catalog), encoding="utf-8")


def faults_of(
    old: polib.POFile, new: polib.POFile, language: str, domain: str = LETTERS, *, release: bool = False
) -> list[str]:
    """Say what keeps a catalog from being in step with its source; a release has no drafts."""
    if not catalog_path(language, domain).exists():
        return ["has no catalog"]
    before, after = by_clause(old), by_clause(new)
    faults = [f"lacks: {text}" for context, text in after if (context, text) not in before]
    faults += [f"has no source: {text}" for context, text in before if (context, text) not in after]
    faults += [f"is marked fuzzy, so no letter uses it: {entry.msgid}" for entry in old if entry.fuzzy]
    faults += [
        f"declares a letter that there is not: {letter}"
        for letter in listed(old.metadata.get("X-Letters", ""))
        if not (TEMPLATES / "letters" / f"{letter}.j2").exists()
    ]
    if not faults and catalog_path(language, domain).read_text(encoding="utf-8") != str(new):
        faults = ["is not laid out as ./run catalogs lays it out"]
    drafts = listed(new.metadata.get("X-Drafts", ""))
    return [*faults, *(f"is a draft: {draft}" for draft in drafts)] if release else faults


def language_tag(text: str) -> str:
    """Accept a BCP 47 tag that Babel knows, such as sv or de-CH."""
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a language tag such as sv or de-CH") from error
    return text


def update(language: str, domain: str, clauses: list[Message]) -> None:
    """Write the catalog of today's clauses and say what is left to do."""
    old = read_catalog(language, domain)
    new = update_catalog(old, clauses, language, domain)
    write_catalog(new, language, domain)
    todo = sum(not is_translated(entry) for entry in new)
    lost = len(by_clause(old).keys() - by_clause(new).keys())
    drafts = new.metadata.get("X-Drafts")
    print(f"{language} {domain}: {len(new)} clauses, {todo} untranslated, {lost} dropped", end="")
    print(f"; drafts: {drafts}" if drafts else "")


def list_missing(language: str, domain: str) -> None:
    """Say what is left to translate, a clause a line, and what waits for it."""
    catalog = read_catalog(language, domain)
    for clause, drafts in missing_from(catalog, listed(catalog.metadata.get("X-Letters", "")), domain):
        print(f"{language} {domain} ({', '.join(drafts)}): {clause}")


def main() -> int:
    """Update or check the catalogs; return 1 when one is out of step."""
    parser = argparse.ArgumentParser(prog="./run catalogs", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail when one is out of step")
    parser.add_argument("--release", action="store_true", help="like --check; fail for drafts, too")
    parser.add_argument("--missing", action="store_true", help="change nothing; list what is untranslated")
    parser.add_argument("--language", action="append", type=language_tag, help="this one alone; may be new")
    parser.add_argument("--interface", action="store_true", help="begin every interface.po that is missing")
    asked = parser.parse_args()
    faults = []
    for domain in SOURCES:
        clauses = extract_clauses(domain)
        every = domain == LETTERS or asked.interface
        for language in asked.language or catalogs():
            if not every and not catalog_path(language, domain).exists():
                continue
            if asked.missing:
                list_missing(language, domain)
                continue
            if not (asked.check or asked.release):
                update(language, domain, clauses)
                continue
            old = read_catalog(language, domain)
            new = update_catalog(old, clauses, language, domain)
            found = faults_of(old, new, language, domain, release=asked.release)
            faults += [f"{language} {domain}: {fault}" for fault in found]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
