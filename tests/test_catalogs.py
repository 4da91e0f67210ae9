"""A language is complete for every letter it offers: nothing is missing, English inside, or broken."""

import re

import pytest
from tools.catalogs import by_clause, extract_clauses, faults_of, is_translated, read_catalog, update_catalog
from tools.template_use import PARTS, templates_of

from article21.facts import jurisdictions
from article21.writing.catalogs import INTERFACE, LETTERS, catalogs, declared, drafts

CLAUSES = extract_clauses()
WORD = re.compile(r"[^\W\d_][\w-]*")
PLACEHOLDER = re.compile(r"%\(\w+\)s")
TRANSLATED = [tag for tag in catalogs() if tag != "en"]
LETTERS_THERE_ARE = {rule.template for place in jurisdictions() for rule in place.law.letters.values()}


def _needed(language):
    """Give the clauses that must be translated: those of letters and grounds that are no drafts."""
    complete = {name for letter in declared(language) - drafts(language) for name in templates_of(letter)}
    waiting = {f"{draft}.j2" for draft in drafts(language)}
    for clause in CLAUSES:
        names = {name for name, _line in clause.locations}
        is_ground = any(name.startswith("grounds/") for name in names - waiting)
        if names & complete or is_ground:
            yield clause


def test_there_are_clauses_and_catalogs():
    assert len(CLAUSES) > 200
    assert {"sv", "nl", "de", "de-CH", "fr", "fr-CH", "fr-CA"} <= set(catalogs())


@pytest.mark.parametrize("domain", [LETTERS, INTERFACE])
def test_the_catalogs_are_in_step_with_their_source(domain):
    faults = []
    for language in catalogs():
        old, clauses = read_catalog(language, domain), extract_clauses(domain)
        if domain == LETTERS or len(old):
            new = update_catalog(old, clauses, language, domain)
            faults += [f"{language}: {fault}" for fault in faults_of(old, new, language, domain)]
    assert not faults, "run ./run catalogs\n" + "\n".join(faults[:20])


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalog_declares_letters_that_there_are(language):
    assert declared(language), f"X-Letters in the catalog of {language} names no letter"
    assert declared(language) <= LETTERS_THERE_ARE


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_clause_of_a_letter_that_is_no_draft_is_translated(language):
    translated = by_clause(read_catalog(language))
    # What a catalog does not list at all, the test above tells.
    entries = [(clause.id, translated.get((clause.context, clause.id))) for clause in _needed(language)]
    assert not [english for english, entry in entries if entry and not is_translated(entry)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_the_english_text(language):
    if language.startswith("en"):
        pytest.skip("an English catalog changes the spelling alone")
    same = [
        entry.msgid
        for entry in read_catalog(language)
        # One word may well be the same (“Profile”), a sentence never is.
        if entry.msgstr == entry.msgid
        and len(re.findall(r"[^\W\d_][\w-]*", PLACEHOLDER.sub("", entry.msgid))) > 1
    ]
    assert not same


@pytest.mark.parametrize("language", catalogs())
def test_a_translation_has_the_placeholders_of_its_clause_and_no_stray_percent_sign(language):
    for entry in read_catalog(language):
        if entry.msgstr:
            used, given = PLACEHOLDER.findall(entry.msgstr), PLACEHOLDER.findall(entry.msgid)
            assert sorted(used) == sorted(given), entry.msgid
            assert "%" not in PLACEHOLDER.sub("", entry.msgstr).replace("%%", ""), entry.msgid


@pytest.mark.parametrize("language", catalogs())
def test_a_translation_is_one_line_of_clean_text(language):
    for entry in read_catalog(language):
        text = entry.msgstr
        assert text == text.strip(), entry.msgid
        assert not re.search(r"\n|  |\t|[\u00ad\u200b\ufeff]|<|>|\{|\}", text), entry.msgid


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_every_article_number_of_its_clause(language):
    for entry in read_catalog(language):
        if entry.msgstr:
            numbers = {n for n in re.findall(r"\d+", PLACEHOLDER.sub("", entry.msgid)) if len(n) > 1}
            found = set(re.findall(r"\d+", entry.msgstr.replace("\u202f", "").replace("\u00a0", "")))
            missing = {n for n in numbers if n not in found}
            assert not missing or "000" in missing, (entry.msgid, missing)


def test_every_clause_belongs_to_a_letter_or_a_part_so_that_no_draft_is_overlooked():
    known = {name for letter in LETTERS_THERE_ARE for name in templates_of(letter)}
    for clause in CLAUSES:
        for name, _line in clause.locations:
            assert name in known or name.startswith(("grounds/", *(f"{part}/" for part in PARTS))), (
                f"nothing includes templates/{name}: include it, or list its folder in tools/template_use.py"
            )


def test_a_letter_is_written_from_all_that_its_template_includes_and_imports():
    assert {"letters/_frame.j2", "letters/_identity.j2", "kits/objection.j2"} <= templates_of(
        "objection/gdpr"
    )
    assert {"letters/states/US-CA.j2", "letters/states/_acts.j2"} <= templates_of(
        "objection/us"
    ) | templates_of("complaint/us")
    assert not any("reply" in name or "states" in name for name in templates_of("objection/gdpr"))
