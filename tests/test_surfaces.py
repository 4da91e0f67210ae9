"""What is said to people: every code has its sentence on every surface, whole and translatable."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article21.batch.sentences import TABLE
from article21.cli.sentences import ROWS, TERMINAL
from article21.errors import Article21Error, FieldError, UnknownKeyError
from article21.interface import Message, Place, Surface, fill_in
from article21.person import Details
from article21.sentences import PLAIN
from article21.tables.vocabulary import fields
from article21.web.sentences import PAGE

SOURCES = sorted((Path(__file__).parents[1] / "src/article21").rglob("*.py"))
SURFACES = {"plain": PLAIN, "table": TABLE, "terminal": TERMINAL, "rows on a terminal": ROWS, "page": PAGE}
OURS = {"Message"} | {
    node.name
    for path in SOURCES
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ClassDef) and node.bases and node.name.endswith("Error")
} - {"UnsettableError"}
SAYING = {"Message", "say", "usage_error", "_conflict", "_answer", "_counts"}
CODE = r"[a-z0-9]+(-[a-z0-9]+)+"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def calls_with_codes(path: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the code of each message that a module makes, and the values that it names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        code = node.args[0]
        told = name in SAYING or name.endswith("Error")
        if told and isinstance(code, ast.Constant) and re.fullmatch(CODE, str(code.value)):
            yield code.value, frozenset(word.arg for word in node.keywords if word.arg)


def words_of(node: ast.AST) -> Iterator[str]:
    """Yield what stands in a string, formatted or not."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    yield from (str(part.value) for part in parts if isinstance(part, ast.Constant))


def forms_of(sentence: str | tuple[str, str]) -> tuple[str, ...]:
    return (sentence,) if isinstance(sentence, str) else sentence


def test_every_code_that_is_used_has_a_sentence() -> None:
    for_pages = {path for path in SOURCES if "web" in path.parts}
    used = {code for path in SOURCES if path not in for_pages for code, _ in calls_with_codes(path)}
    assert len(used) > 80
    assert used - TERMINAL.sentences.keys() == set()
    on_pages = {code for path in for_pages for code, _ in calls_with_codes(path)}
    assert len(on_pages) > 3
    assert on_pages - PAGE.sentences.keys() == set()


def test_no_error_is_given_a_sentence_instead_of_a_code() -> None:
    guilty = [
        f"{path.name}, line {node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in OURS
        and any(" " in text for each in node.args[:1] for text in words_of(each))
    ]
    assert guilty == []


def test_what_the_desk_and_all_below_it_say_has_plain_words() -> None:
    below = [path for path in SOURCES if not {"cli", "web"} & set(path.parts)]
    assert {code for path in below for code, _ in calls_with_codes(path)} - PLAIN.sentences.keys() == set()


@pytest.mark.parametrize("name", SURFACES)
def test_a_sentence_names_no_value_that_the_plain_one_does_not_have_or_the_code_give(name: str) -> None:
    given_with: dict[str, set[str]] = {}
    for path in SOURCES:
        for code, values in calls_with_codes(path):
            given_with.setdefault(code, set()).update(values)
    # What a table calls its columns is added to whatever is said of a row.
    columns = {f"{field}_column" for field in fields()} if SURFACES[name] in (TABLE, ROWS) else set()
    for code, sentence in SURFACES[name].sentences.items():
        plain = PLAIN.sentences.get(code, sentence)
        known = given_with.get(code, set()) | {
            word for form in forms_of(plain) for word in PLACEHOLDER.findall(form)
        }
        for form in forms_of(sentence):
            assert set(PLACEHOLDER.findall(form)) <= known | {"known"} | columns, (code, form)
            assert not re.search(r"%(?!\(\w+\)s|%)", form), "only named placeholders"


def test_below_the_command_line_nobody_names_an_option_or_a_command() -> None:
    named = re.compile(r"(?<![\w-])--[a-z][a-z-]+|`article21 ")
    guilty = [
        (code, form)
        for surface in (PLAIN, TABLE, PAGE)
        for code, sentence in surface.sentences.items()
        for form in forms_of(sentence)
        if named.search(form.replace("--force-reinstall", ""))  # an option of pip
    ]
    assert guilty == []


@given(st.text(ascii_lowercase, min_size=1), st.text(), st.integers(1, 10**7))
def test_a_message_says_its_place_and_its_values_and_nothing_a_terminal_would_obey(
    field: str, text: str, count: int
) -> None:
    message = Message("text-too-long", count=count, limit=4000).at(Place(field, "me.toml", 7, 2))
    assert PLAIN.say(message) == (
        f"me.toml, line 7, {field}, entry 2: "
        f"this has {count:,} character{'s' * (count != 1)}; the limit is 4,000."
    )
    said = PLAIN.say(Message("not-a-date", given=text))
    assert not re.search("[\0-\x1f\x7f-\x9f\u202a-\u202e]", said)


def test_each_surface_calls_a_field_by_its_own_name() -> None:
    message = Message("text-empty").at(Place("profile_url"))
    assert PLAIN.say(message) == "profile_url: this is empty."
    assert TERMINAL.say(message) == "--profile-url: this is empty."


def test_one_and_many_have_their_own_sentences() -> None:
    one, many = (TERMINAL.say(Message("rows-rejected", count=count, file="p.csv")) for count in (1, 2))
    assert one.startswith("1 row was")
    assert many.startswith("2 rows were")


def test_an_error_has_a_code_and_values_and_can_be_read_without_a_surface() -> None:
    error = UnknownKeyError("country", "Swedn", ["Sweden"])
    assert (error.code, error.given, error.offer) == ("unknown-country-near", "Swedn", "Sweden")
    assert str(error) == "Unknown country “Swedn”. Did you mean “Sweden”?"
    assert isinstance(error, FieldError)
    assert isinstance(error, Article21Error)


def test_a_language_in_a_sentence_is_called_as_its_reader_calls_it() -> None:
    message = Message("language-missing", language="sv", law="GDPR")
    assert "(Swedish)" in PLAIN.say(message)
    assert "(Schwedisch)" in Surface(PLAIN.sentences, language="de").say(message)


@pytest.mark.parametrize(("language", "quoted"), [("en", "“Name”, “Ort”"), ("de", "„Name“, „Ort“")])
def test_headings_stand_between_the_quotation_marks_of_the_language(language: str, quoted: str) -> None:
    message = Message("column-missing", field="email", headings="“Name”, “Ort”")
    assert quoted in Surface(PLAIN.sentences, language=language).say(message)


def test_every_detail_that_may_be_missing_has_a_sentence() -> None:
    needed = {key for key, field in Details.model_fields.items() if field.is_required()}
    assert {f"{key}-missing" for key in needed} <= PLAIN.sentences.keys()


ASK_THE_DESK = """
import sys
from datetime import date
from article21.desk import batches, letters, listings, samples, wishes
from article21.model import Format
from article21.person import Given

given = Given({"name": "Maja", "email": ["m@example.org"], "country": "SE", "ground": ["minor"]})
request = letters.read_request(given, date(2026, 11, 22))
formats = [name for name in Format if not name.has_pdf]
written = letters.write(request, formats=formats)
assert set(written.files) == set(formats) and all(written.files.values())
assert list(listings.list_grounds())
needed = {"weasyprint", "pikepdf", "PIL", "typer", "rich", "multiprocessing", "pyhanko"}
print(sorted(needed & sys.modules.keys()))
"""


def test_the_desk_writes_all_but_a_pdf_without_processes_and_libraries_that_a_browser_lacks() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK_THE_DESK], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_day_that_ends_with_a_full_stop_ends_its_sentence_too() -> None:
    assert (
        fill_in("Rok: %(day)s. Dalje.", {"day": "22. studenoga 2026."}) == "Rok: 22. studenoga 2026. Dalje."
    )
    assert fill_in("On %(day)s.", {"day": "22 November 2026"}) == "On 22 November 2026."
    assert fill_in("(%(day)s)", {"day": "22 listopada 2026 r."}) == "(22 listopada 2026 r.)"


@pytest.mark.parametrize(
    ("language", "named"),
    [("de", "Spanisch, Griechisch"), ("zh-Hant-HK", "西班牙文、希臘文"), ("el", "Ισπανικά, Ελληνικά")],
)
def test_languages_are_named_and_listed_in_the_language_of_the_sentence(language: str, named: str) -> None:
    said = replace(TERMINAL, language=language).say(
        Message("complaint-to-translate", authority="AEPD", languages="es el")
    )
    assert named in said
