"""A language is complete for every letter it offers: nothing is missing, English inside, or broken."""

import re
from contextlib import suppress
from datetime import date

import pytest
from tools.catalogs import by_clause, extract_clauses, faults_of, is_translated, read_catalog, update_catalog
from tools.template_use import PARTS, clauses_of, templates_of

from article21.facts import NoLetterError, jurisdictions
from article21.model import NO_CORRESPONDENCE, OBJECTION, Answer, Correspondence
from article21.writing import blocks, letters, templating
from article21.writing.catalogs import INTERFACE, LETTERS, catalogs, declared, drafts
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from article21.writing.requests import AuthorityMissingError
from people import ANSWERS, BEFORE, ONE_PLACE_PER_LAW, ask

CLAUSES = extract_clauses()
WORD = re.compile(r"[^\W\d_][\w-]*")
PLACEHOLDER = re.compile(r"%\(\w+\)s")
TRANSLATED = [tag for tag in catalogs() if tag != "en"]
PLACES = sorted({*ONE_PLACE_PER_LAW.values(), "IE", "DE", "NO", "US-CA", "US-CO", "US-OR"})
LETTERS_THERE_ARE = {rule.template for place in jurisdictions() for rule in place.law.letters.values()}


def _needed(language):
    """Give the clauses that must be translated: those of letters and grounds that are no drafts."""
    complete = {clause for letter in declared(language) - drafts(language) for clause in clauses_of(letter)}
    waiting = {f"{draft}.j2" for draft in drafts(language)}
    for clause in CLAUSES:
        names = {name for name, _line in clause.locations}
        is_ground = any(name.startswith("grounds/") for name in names - waiting)
        if clause.id in complete or is_ground:
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
    said = {clause for letter in LETTERS_THERE_ARE for clause in clauses_of(letter)}
    folders = ("grounds/", *(f"{part}/" for part in PARTS))
    for clause in CLAUSES:
        elsewhere = all(name.startswith(folders) for name, _line in clause.locations)
        assert clause.id in said or elsewhere, (
            f"no letter says “{clause.id}”: include its template, or list its folder in tools/template_use.py"
        )


def test_a_letter_is_written_from_all_that_its_template_includes_and_imports():
    assert {"letters/_frame.j2", "letters/_identity.j2", "kits/objection.j2"} <= templates_of(
        "objection/gdpr"
    )
    assert {"letters/states/US-CA.j2", "letters/states/_acts.j2"} <= templates_of(
        "objection/us"
    ) | templates_of("complaint/us")
    assert not any("reply" in name or "states" in name for name in templates_of("objection/gdpr"))


def test_a_letter_does_not_wait_for_clauses_that_its_law_never_says():
    reminder, reply = clauses_of("reminder/uk-gdpr"), clauses_of("reply/fadp")
    assert not [clause for clause in reminder if re.search(r"FADP|PIPEDA|LGPD|Principle|CCPA", clause)]
    assert not [clause for clause in reply if re.search(r"PIPEDA|LGPD|Principle|17\(3\)", clause)]
    assert any("164A" in clause for clause in reminder)
    assert any("31(1) FADP" in clause for clause in reply)


class _Overheard:
    """English that writes down what it is asked for."""

    def __init__(self):
        self.heard = set()

    def gettext(self, text):
        self.heard.add(text)
        return text

    def ngettext(self, one, many, count):
        return self.gettext(one) if count == 1 else many


@pytest.fixture
def overheard(monkeypatch):
    words = _Overheard()
    monkeypatch.setattr(templating, "translations", lambda _catalog: words)
    monkeypatch.setattr(blocks, "_OFTEN", 1_000_000)
    caches = (templating.environment, letters._environment)
    for each in caches:
        each.cache_clear()
    yield words.heard
    for each in caches:
        each.cache_clear()


@pytest.mark.parametrize("kind", ["objection", "reminder", "reply", "complaint", "settled"])
def test_no_letter_and_no_kit_says_a_clause_that_was_not_counted_for_it(kind, overheard):
    grounds = {
        clause.id for clause in CLAUSES if all(n.startswith("grounds/") for n, _line in clause.locations)
    }
    for place in PLACES:
        for request in _requests(place, kind):
            overheard.clear()
            write_letter(request)
            to_form(request)
            assert "Yours sincerely," in overheard
            assert overheard - grounds <= clauses_of(request.rule.template), place


def _requests(place, kind):
    hows = {"reply": ANSWERS, "settled": ("accepted",), "complaint": (None, "refused", "extended")}.get(
        kind, (None,)
    )
    someone = {"ground": ("special-categories",), "setting_off": "2026-10-01"}
    nobody = {
        "no_account": True,
        "profile_url": None,
        "ground": (),
        "because": None,
        "content_url": ("https://x.org",),
    }
    for how in hows:
        answers = (Answer(date(2026, 11, 10), how, until=date(2026, 11, 20)),) if how else ()
        before = NO_CORRESPONDENCE if kind == OBJECTION else Correspondence(BEFORE.letters, answers)
        for person, tone, length in ((someone, "firm", "full"), (nobody, "friendly", "medium")):
            with suppress(AuthorityMissingError, NoLetterError):
                yield ask(place, kind, before, tone=tone, length=length, **person)
