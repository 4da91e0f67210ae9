"""Bring the translations in step with the templates: ``./run catalogs [--check] [--language XX]``.

A catalog lists the English clauses of all templates in their order, without line numbers, so that a diff
shows words alone. A clause whose English changed loses its translation; the old one is in the file's history.
"""

import argparse
import sys
from pathlib import Path

import polib
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural

from article21.resources import TEMPLATES
from article21.writing.catalogs import LOCALES, catalogs

METHODS = [("**.j2", "jinja2")]
# Letters are written with the same policy, "trimmed", or no translation would be found. Babel wants a string.
OPTIONS = {"**.j2": {"trimmed": "true", "silent": "false", "encoding": "utf-8"}}


def extract_clauses() -> list[Message]:
    """Read every clause of the templates, with the names of the templates it stands in."""
    clauses = Catalog(fuzzy=False)
    found = extract_from_dir(
        TEMPLATES, METHODS, OPTIONS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for name, line, text, comments, context in found:
        clauses.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return [clause for clause in clauses if clause.id]


def path_of(language: str) -> Path:
    """Return where the catalog of a language lies."""
    return LOCALES / language.replace("-", "_") / "LC_MESSAGES" / "letters.po"


def read_catalog(language: str) -> polib.POFile:
    """Read the catalog of a language; a new language has an empty one."""
    path = path_of(language)
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


def update_catalog(old: polib.POFile, clauses: list[Message], language: str) -> polib.POFile:
    """Return the catalog of today's clauses with what ``old`` has translated of them."""
    plural, translated = get_plural(Locale.parse(language, sep="-")), by_clause(old)
    new = polib.POFile(wrapwidth=100)
    new.header = old.header
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural.plural_forms,
        # The laws whose letters the translator declares complete: a test holds the catalog to it.
        "X-Laws": old.metadata.get("X-Laws", ""),
    }
    for entry in (new_entry(clause, plural.num_plurals) for clause in clauses):
        if known := translated.get((entry.msgctxt, entry.msgid)):
            entry.msgstr, entry.msgstr_plural = known.msgstr, known.msgstr_plural or entry.msgstr_plural
            entry.tcomment, entry.fuzzy = known.tcomment, known.fuzzy
        new.append(entry)
    return new


def write_catalog(catalog: polib.POFile, language: str) -> None:
    """Write the catalog of a language where letters look for it."""
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    path_of(language).write_text(str(catalog), encoding="utf-8")


def faults_of(old: polib.POFile, new: polib.POFile, language: str) -> list[str]:
    """Say what keeps a catalog from being in step with the templates."""
    if not path_of(language).exists():
        return ["has no catalog"]
    before, after = by_clause(old), by_clause(new)
    faults = [f"lacks: {text}" for context, text in after if (context, text) not in before]
    faults += [f"stands in no template: {text}" for context, text in before if (context, text) not in after]
    faults += [f"is marked fuzzy, so no letter uses it: {entry.msgid}" for entry in old if entry.fuzzy]
    if not faults and path_of(language).read_text(encoding="utf-8") != str(new):
        faults = ["is not laid out as ./run catalogs lays it out"]
    return faults


def language_tag(text: str) -> str:
    """Accept a BCP 47 tag that Babel knows, such as sv or de-CH."""
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a language tag such as sv or de-CH") from error
    return text


def main() -> int:
    """Update or check the catalogs; return 1 when one is out of step."""
    parser = argparse.ArgumentParser(prog="./run catalogs", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail when one is out of step")
    parser.add_argument("--language", action="append", type=language_tag, help="this one alone; may be new")
    asked = parser.parse_args()
    clauses, faults = extract_clauses(), []
    for language in asked.language or catalogs():
        old = read_catalog(language)
        new = update_catalog(old, clauses, language)
        if asked.check:
            faults += [f"{language}: {fault}" for fault in faults_of(old, new, language)]
        else:
            write_catalog(new, language)
            todo, lost = len(new.untranslated_entries()), len(by_clause(old).keys() - by_clause(new).keys())
            print(f"{language}: {len(new)} clauses, {todo} untranslated, {lost} dropped")
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
