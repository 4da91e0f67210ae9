"""What the program says in each language: nothing is lost, nothing that people type is translated."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from gettext import c2py  # type: ignore[attr-defined] # how gettext itself reads a rule
from pathlib import Path

import polib
import pytest
from rich.cells import cell_len
from tools.catalogs import count_plurals, is_translated, read_catalog

from article21.catalogs import INTERFACE
from article21.cli.sentences import TERMINAL
from article21.interface import Message
from article21.sentences.letters import LAWS
from article21.writing.catalogs import catalog_path, catalogs

LANGUAGES = [tag for tag in catalogs() if tag != "en" and catalog_path(tag, INTERFACE).exists()]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
KEPT = re.compile(
    r"--[a-z][a-z-]+|`[^`]*`|\b[\w-]+\.(?:toml|csv|xlsx|json|pdf|p12)\b|\b[a-z]+_[a-z]+\b|@[A-Z]+"
    r"|\bpip install [^)]*?(?=[.)](?:\s|$))|\bhttps?://(?:[\w/]|\.(?=\w))*|\blinkedin\.com[\w/]*|\bU\+|&uuml;|<[^>]*>"
)
"""What people type or see elsewhere as it is: options, commands, files, keys, addresses."""
ENDS = {
    ":": (":", "\N{FULLWIDTH COLON}"),
    "?": ("?", "\N{FULLWIDTH QUESTION MARK}", ";", "\N{GREEK QUESTION MARK}"),
    ".": (".", "\N{IDEOGRAPHIC FULL STOP}"),
}
KNOWN = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
SPACED = re.compile("([\u00a0\u202f]):")
WIDEST = {"label-": 32, "listed-": 30}
"""What stands before an answer or above a column must leave room for it, in columns of a terminal."""


def entries(language: str) -> Iterator[polib.POEntry]:
    return (entry for entry in read_catalog(language, INTERFACE) if is_translated(entry))


def forms(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Yield each translation with the English that it stands for."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
    for number, text in entry.msgstr_plural.items():
        yield entry.msgid if number == 0 else entry.msgid_plural, text


def faults(language: str, is_wrong) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def] # a predicate
    return [
        (text, english)
        for entry in entries(language)
        for english, text in forms(entry)
        if is_wrong(english, text)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_its_place(language: str) -> None:
    def is_wrong(english: str, text: str) -> bool:
        named, wanted = set(PLACEHOLDER.findall(text)), set(PLACEHOLDER.findall(english))
        # “One person” may be written out; a form that serves for 1, 21 and 31 has to say which.
        return bool((named ^ wanted) - {"%(count)s"}) or "%" in PLACEHOLDER.sub("", text).replace("%%", "")

    assert faults(language, is_wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_amount_has_a_form(language: str) -> None:
    rule = read_catalog(language, INTERFACE).metadata["Plural-Forms"]
    number_of = c2py(rule.partition("plural=")[2].rstrip(";"))
    wanted = {number_of(amount) for amount in range(1_000)}
    assert wanted == set(range(count_plurals(rule)))
    plurals = [entry for entry in entries(language) if entry.msgid_plural]
    assert [entry.msgid for entry in plurals if set(entry.msgstr_plural) != wanted] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_type_is_not_translated(language: str) -> None:
    def is_wrong(english: str, text: str) -> bool:
        return any(text.count(word) < english.count(word) for word in set(KEPT.findall(english)))

    assert faults(language, is_wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_print(language: str) -> None:
    quotes = KNOWN[language]["quotes"]

    def is_wrong(english: str, text: str) -> bool:
        foreign = set(re.findall("[„“”«»「」]", text)) - set(quotes)
        straight = text.count('"') > english.count('"') or re.search(r"(?:^|\s)'|'(?:\s|$)", text)
        return bool(foreign or straight)

    assert faults(language, is_wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_kind_of_space_stands_before_a_colon(language: str) -> None:
    spaces = {
        space for entry in entries(language) for _, text in forms(entry) for space in SPACED.findall(text)
    }
    assert len(spaces) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_one_clean_line_that_ends_as_the_english_does(language: str) -> None:
    def is_wrong(english: str, text: str) -> bool:
        unclean = text != text.strip() or re.search(r"[\n\t\u00ad\u200b\ufeff]|  ", text)
        ending = ENDS.get(english[-1])
        named_last = "%(" in text[-20:]
        return bool(unclean) or (bool(ending) and not named_last and not text.endswith(ending))

    assert faults(language, is_wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_begins_with_a_capital_where_the_english_does(language: str) -> None:
    def is_wrong(english: str, text: str) -> bool:
        return english[0].isupper() and english.endswith(".") and text[0].islower()

    assert faults(language, is_wrong) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_leaves_room_for_what_it_names(language: str) -> None:
    translated = {entry.msgid: entry.msgstr for entry in entries(language)}
    wide = {
        text: cell_len(text)
        for code, sentence in TERMINAL.sentences.items()
        for beginning, most in WIDEST.items()
        if code.startswith(beginning) and cell_len(text := translated.get(str(sentence), "")) > most
    }
    assert wide == {}


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if not tag.startswith("en")])
def test_no_sentence_is_left_in_english(language: str) -> None:
    words = re.compile(r"[^\W\d_]{2,}")

    def is_wrong(english: str, text: str) -> bool:
        return (
            text == english
            and english not in LAWS
            and len(words.findall(KEPT.sub("", PLACEHOLDER.sub("", english)))) > 2
        )

    assert faults(language, is_wrong) == []


@pytest.mark.parametrize(
    ("language", "named"), [("zh-Hant-HK", "法文、荷蘭文"), ("de", "Französisch, Niederländisch")]
)
def test_languages_are_listed_in_the_language_of_the_sentence(language: str, named: str) -> None:
    message = Message("complaint-to-translate", authority="CAI", languages="fr nl")
    assert named in replace(TERMINAL, language=language).say(message)
