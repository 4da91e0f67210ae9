"""In another language nothing is said in English: not by us, not by a library, not by the system."""

import ast
import csv
import errno
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.units import format_unit
from tools.catalogs import read_catalog

from article21.batch.sentences import TABLE
from article21.cli.sentences import ROWS, TERMINAL
from article21.desk.letters import read_request
from article21.desk.listings import ground_texts, purpose_labels
from article21.errors import Article21Error
from article21.facts import jurisdictions
from article21.fields import FIELDS
from article21.files import OutputError, UnreadableError
from article21.interface import Message, Value
from article21.languages import language_name, named_regions
from article21.model import Format
from article21.person import Given, known_grounds
from article21.rendering.envelopes import envelopes
from article21.sentences import PLAIN
from article21.tables.columns import PROBLEM
from article21.tables.vocabulary import fields, heading_in
from article21.writing.catalogs import catalogs
from commands import GROUND, MAJA, Run, files_in, invoke
from people import DAY
from pseudo import LANGUAGE, pseudo_language, unmarked
from staffs import batch, person
from terminals import Person
from test_bad_input import WRONG_USAGE
from test_mistakes import MISTAKES, RIGHT

SURFACES = {"plain": PLAIN, "table": TABLE, "terminal": TERMINAL, "rows": ROWS}
SOURCES = sorted((Path(__file__).parents[1] / "src/article21").rglob("*.py"))
WORD = re.compile(r"[^\W\d_]{3,}")
GERMAN = Locale(LANGUAGE)


@pytest.fixture(autouse=True)
def _pseudo() -> Iterator[None]:
    with pseudo_language():
        yield


@cache
def data() -> frozenset[str]:
    """Return the words that are not the program's: keys, file names, names of places and of the law."""
    german = [
        *GERMAN.territories.values(),
        *GERMAN.languages.values(),
        *GERMAN.months["format"]["wide"].values(),
        *(name for names in named_regions().values() for name in (names["own"], names.get(LANGUAGE, ""))),
        *(text for texts in ground_texts(LANGUAGE).values() for text in texts),
        *(place.authority.name(LANGUAGE) for place in jurisdictions() if place.authority),
        *(place.controller.name for place in jurisdictions()),
        *(label for place in jurisdictions() for label in purpose_labels(place.law.key, LANGUAGE).values()),
        *(heading_in(LANGUAGE, field) for field in fields()),
        *(entry.msgstr for entry in read_catalog(LANGUAGE)),  # the German words of letters, kits and cases
    ]
    keys = [
        *(place.law.key for place in jurisdictions()),
        *FIELDS,
        *fields(),
        *(choice for field in FIELDS.values() for choice in field.choices),
        *Format,
        *(name.file_name for name in Format),
        *(
            "article21",
            "details.toml",
            "problems.csv",
            "person.toml",
            "index.csv",
            "mailmerge.csv",
            "letters",
            "staff.csv",
        ),
        *(envelope.key for envelope in envelopes().values()),
        *known_grounds(),
        *(format_unit(2, f"duration-{unit}", locale=GERMAN) for unit in ("month", "day", "minute", "second")),
        *(format_unit(1, f"duration-{unit}", locale=GERMAN) for unit in ("month", "day")),
    ]
    return frozenset(word.casefold() for text in (*german, *keys) for word in WORD.findall(text))


def left_over(text: str, *known: object) -> list[str]:
    """Return the words that neither the catalog nor those who use the program brought."""
    without_commands = re.sub(r"(?<!\w)--[a-z0-9-]+|article21 [a-z]+|/[\w/.-]+|A21-\w+", " ", unmarked(text))
    brought = {word.casefold() for each in known for word in WORD.findall(str(each))} | data()
    return [word for word in WORD.findall(without_commands) if word.casefold() not in brought]


def said(run: Run, *arguments: object) -> list[str]:
    return left_over(run.err + run.text, *arguments)


@pytest.mark.parametrize("name", SURFACES)
def test_every_sentence_is_in_the_catalog(name: str) -> None:
    surface = replace(SURFACES[name], language=LANGUAGE)
    found = {}
    for code, sentence in surface.sentences.items():
        named = {value for form in _forms(sentence) for value in re.findall(r"%\((\w+)\)s", form)}
        for count in (1, 2):
            values = dict.fromkeys(named, "7") | ({"count": count} if isinstance(sentence, tuple) else {})
            if words := left_over(surface.sentence(Message(code, **values))):
                found[code] = words
    assert found == {}


def _forms(sentence: str | tuple[str, str]) -> tuple[str, ...]:
    return (sentence,) if isinstance(sentence, str) else sentence


def test_no_message_is_given_words_as_a_value() -> None:
    """A value is what somebody wrote, a number, a key or a code; a phrase would be English everywhere."""
    phrase = re.compile(r"[a-z]{2,} [a-z]{2,}")
    guilty = [
        (path.name, node.lineno, word.arg)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _speaks(node)
        for word in node.keywords
        if any(phrase.search(text) for text in _constants(word.value))
    ]
    assert guilty == []


def _name_of(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _speaks(node: ast.Call) -> bool:
    name = _name_of(node)
    return name in {"Message", "say", "usage_error"} or name.endswith("Error")


def _constants(node: ast.AST, *, deep: bool = True) -> Iterator[str]:
    """Yield the texts in an expression; not ``deep``: without those that are given to another function."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif deep or not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from _constants(child, deep=deep)


def test_nothing_is_printed_that_was_not_said() -> None:
    """The command line prints sentences and values; a literal with a word in it would be English anywhere."""
    literal = re.compile(r"[A-Za-z]{3,}")
    calls = {"echo", "show", "print", "ask_line", "choose", "confirm"}
    guilty = [
        (path.name, node.lineno, text)
        for path in SOURCES
        if "cli" in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _name_of(node) in calls
        for argument in node.args
        for text in _constants(argument, deep=False)
        if literal.search(text) and not text.startswith("article21") and text not in TERMINAL.sentences
    ]
    assert guilty == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_what_is_wrong_with_details_is_said_in_the_language(mistake: Mapping[str, object]) -> None:
    with pytest.raises(Article21Error) as caught:
        read_request(Given(RIGHT | mistake), DAY)
    terminal = replace(TERMINAL, language=LANGUAGE)
    text = "\n".join(map(terminal.say, caught.value.messages))
    offers = [message.values.get("offer", "") for message in caught.value.messages]
    assert left_over(text, mistake, offers, "linkedin.com/in/your-name", "https", "example", "www") == []


@pytest.mark.parametrize(("arguments", "_"), WRONG_USAGE)
def test_a_wrong_command_line_is_told_in_the_language(
    tmp_path: Path, arguments: tuple[str, ...], _: str
) -> None:
    run = invoke(tmp_path, *arguments)
    assert run.code == 2
    assert said(run, arguments, "letter", "name", "FILE") == []


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_system_says_is_said_in_the_language(number: int) -> None:
    error = OSError(number, os.strerror(number))
    terminal = replace(TERMINAL, language=LANGUAGE)
    for mistake in (
        OutputError("x.txt", error),
        *(UnreadableError("x.txt", error, kind) for kind in ("file", "details", "table")),
    ):  # type: ignore[arg-type]  # each is a kind
        (message,) = mistake.messages
        assert left_over(terminal.say(message), "x.txt", errno.errorcode[number]) == []


BROKEN = {
    "open.toml": 'name = "Maja\n',
    "long.toml": 'because = """Maja\n',
    "list.toml": 'email = ["a@example.org"\n',
    "twice.toml": 'name = "A"\nname = "B"\n',
    "bare.toml": "name = Maja\n",
    "two.toml": 'name = "Ma" ja"\n',
    "colon.toml": 'name: "Maja"\n',
    "slash.toml": 'because = "C:\\Temp"\n',
    "key.toml": 'lenght = "full"\n',
    "number.toml": "name = 5\n",
    "nothing.toml": "%\n",
    "open.json": '{"name": "Maja',
    "comma.json": '{"name": "Maja" "email": "x"}',
    "list.json": "[]",
    "bytes.json": "\ufeff{",
    "letter.pdf": "%PDF-1.7",
    "picture.png": "x",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_with_a_file_is_said_in_the_language(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BROKEN[name], encoding="utf-8")
    run = invoke(tmp_path, "letter", "--details", name, "--output", "-")
    assert run.code == 1
    assert said(run, name, BROKEN[name], "length") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--output", "it"),
        ("--format", "txt", "--language", "tlh", "--output", "-"),
        ("--country", "DE", "--format", "eml", "--output", "a"),
        ("--country", "IN", "--format", "eml", "--output", "a"),
        ("--country", "US", "--format", "txt", "--output", "-"),
        ("--courtesy-copy", "fr", "--because", "xyz", "--format", "txt", "--output", "-"),
        ("--redacted", "--output", "it"),
        ("--envelope", "din"),
        ("--name", "陳 💩", "--output", "it"),
        ("--signature", "nothing.png"),
        ("--sign-with", "nothing.p12"),
        ("--redacted", "--sign-with", "nothing.p12"),
        ("--output", "/dev/null/x"),
        ("--because", "@nothing.txt"),
        ("--purpose", "D"),
        ("--purpose", "Z"),
        ("--country", "Georgia"),
        ("--country", "Germny"),
        ("--language", "Swedsh"),
        *((("--details", "."),) if os.name != "nt" else ()),
    ],
    ids=str,
)
def test_a_letter_is_spoken_of_in_the_language(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run = invoke(tmp_path, "letter", *MAJA, *GROUND, *arguments)
    text = run.err  # the letter itself is in its own language
    assert text or run.code == 0
    assert left_over(text, arguments, MAJA, GROUND, tmp_path, files_in(tmp_path), "Germany", "Swedish") == []


@pytest.mark.parametrize("listing", ["countries", "languages", "grounds", "purposes", "envelopes"])
def test_listings_are_in_the_language(tmp_path: Path, listing: str) -> None:
    run = invoke(tmp_path, listing)
    own_names = [language_name(tag, tag) for tag in catalogs()]
    assert run.code == 0
    assert said(run, catalogs(), own_names, "Letter", "other", "English") == []


@pytest.mark.parametrize("name", ["me.toml", "staff.csv"])
def test_a_sample_explains_itself_in_the_language(tmp_path: Path, name: str) -> None:
    run = invoke(tmp_path, "new", name)
    assert said(run, name, "letter", "details", "invite", "output", "invitations", tmp_path) == []
    text = (tmp_path / name).read_text(encoding="utf-8-sig")
    if name.endswith(".toml"):
        explained = "\n".join(line for line in text.splitlines() if " = " not in line)
        assert "⟦" in explained
        assert left_over(explained.replace("\n#", "\n"), *FIELDS) == []
    else:
        first = next(csv.reader(text.splitlines(keepends=True)))
        assert all("⟦" in cell for cell in first)
        assert left_over(" ".join(first), *fields()) == []


def test_columns_are_explained_in_the_language(tmp_path: Path) -> None:
    text = invoke(tmp_path, "batch", "--columns").text
    headings = [word for field in fields().values() for words in field.headings.values() for word in words]
    assert left_over(text, *headings) == []


ROWS_OF_TROUBLE = [
    person(0),
    person(1, email="nobody"),
    person(2, country="Germny"),
    person(3, ground="", because=""),
    person(4, country="SE", ground=""),
    person(5, ground="job-serach"),
    person(6, name=""),
    person(7, because="x" * 4001),
    person(8, language="Swedsh"),
    person(9, email="person0@example.org"),
    person(0),
]


def test_a_batch_and_its_problems_are_told_in_the_language(tmp_path: Path) -> None:
    given = ([*row.values()] for row in ROWS_OF_TROUBLE)
    known = [
        *map(str, given),
        "Germany",
        "job-search",
        "Swedish",
        tmp_path,
        "out",
        "letters",
        *ROWS_OF_TROUBLE[0],
    ]
    for options in ((), (), ("--check",), ("--mail",), ("--overwrite", "--zip", "--flat")):
        run = batch(tmp_path, ROWS_OF_TROUBLE, *options)
        assert run.code == 1
        assert left_over(run.err, *known) == []
    (problems,) = tmp_path.rglob("problems.csv")
    with problems.open(encoding="utf-8-sig", newline="") as file:
        told = [row[PROBLEM] for row in csv.DictReader(file)]
    assert told
    assert left_over(" ".join(told), *known) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.csv", None),
        ("empty.csv", b""),
        ("few.csv", b"a,b\n1,2\n"),
        ("twice.csv", b"name,email,email,country\nA,a@b.example,c@d.example,SE\n"),
        ("open.csv", b'name,email,country\n"A,a@b.example,SE\n'),
        ("latin.csv", "name;email;country\nJörg;j@example.org;DE\n".encode("cp1252")),
        ("broken.xlsx", b"PK\x03\x04nonsense"),
        ("page.csv", b"<html><body>x</body></html>"),
        ("lines.jsonl", b"{\n"),
        ("list.jsonl", b"[1]\n[2]\n"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_said_in_the_language(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    run = batch(tmp_path, name)
    assert (
        left_over(
            run.err, name, content, tmp_path, "out", "letters", "Windows", "cp1252", "iso", "utf", "latin"
        )
        == []
    )


def test_an_invitation_is_spoken_of_in_the_language(tmp_path: Path) -> None:
    for row in ("A,a@b.example,SE,yes", "A,nobody,SE,", "A,a@b.example,SE,no"):
        (tmp_path / "t.csv").write_text(f"name,email,country,consent\n{row}\n")
        run = invoke(tmp_path, "invite", "t.csv", "--output", "inv")
        assert left_over(run.err, "inv", "details.toml", "nobody", "out", "FOLDER") == []


def test_the_health_of_the_machine_is_told_in_the_language(tmp_path: Path) -> None:
    text = invoke(tmp_path, "doctor").text
    libraries = ("Python", "Pango", "Noto", "WeasyPrint", "HarfBuzz", "utf", "cjk", "sign", "dask", "web")
    assert left_over(text, libraries, tmp_path) == []


def test_a_case_is_told_in_the_language(tmp_path: Path) -> None:
    options = ("--reference", "A21-TEST", "--date", "2026-10-12", "--format", "json", "--output", "l.json")
    assert invoke(tmp_path, "letter", *MAJA, *GROUND, *options).code == 0
    kept = ("--database", "cases.db")
    words = (*MAJA, "A21-TEST", tmp_path, "l.json", "cases.db", "LinkedIn", "DSGVO", "Integritetsskydds")
    for command in (
        ("add", "l.json"),
        ("sent", "A21-TEST", "--on", "2026-10-13", "--via", "form"),
        ("sent", "A21-TEST", "--on", "2036-10-13", "--via", "form"),
        ("sent", "A21-TSET", "--on", "2026-10-13", "--via", "form"),
        ("answered", "A21-TEST", "--on", "2026-11-10", "--how", "no-grounds"),
        ("list",),
        ("show", "A21-TEST"),
        ("next", "A21-TEST"),
        ("backup", "copy.db"),
        ("remove", "A21-TEST"),
        ("list",),
    ):
        run = invoke(tmp_path, "case", *command, *kept)
        told = re.sub(r"article21 case [^\n]*", " ", run.err + run.text)  # a command to copy
        assert left_over(told, *words, *command, files_in(tmp_path)) == [], command


START = (sys.executable, "-c", "import pseudo; pseudo.speak_on_a_terminal()")
PATH = os.pathsep.join(map(str, (Path(__file__).parent, Path(__file__).parents[1])))
GERMAN_SYSTEM = {"locale": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "PYTHONPATH": PATH}


def words(code: str, **values: Value) -> str:
    return replace(TERMINAL, language=LANGUAGE).say(Message(code, **values))


def test_it_is_asked_in_the_language_before_anything_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "cache/article21").mkdir(parents=True)
    with Person(
        tmp_path,
        "forget",
        command=START,
        columns=200,
        XDG_CACHE_HOME=str(tmp_path / "cache"),
        **GERMAN_SYSTEM,
    ) as person:  # wide enough for any folder: a path that breaks at a line's end would not be recognised
        person.answer(words("forget-question"), "1\n")
        assert person.end()[0] == 0
        assert left_over("\n".join(person.lines()), tmp_path, "cache") == []
    assert not (tmp_path / "cache/article21").exists()


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_the_whole_conversation_is_in_the_language(tmp_path: Path, terminal: str) -> None:
    formats = ("--format", "txt", "--format", "form")
    typed = ["Germny", "Eva Müller", "eva@example.org", "facebook.com/eva", "Straße 1", "Weil."]
    with Person(
        tmp_path, "letter", *formats, terminal=terminal, columns=100, command=START, **GERMAN_SYSTEM
    ) as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), "Germny\n")
        person.wait_for(words("ask-near-place", given="Germny"))
        person.answer("1.", "1\n")
        person.answer(words("ask-region"), "2\n")
        person.answer(words("ask-name"), "Eva Müller\n")
        person.answer(words("ask-email"), "eva\n")
        person.answer(words("email-without-at", given="eva"), "eva@example.org\n")
        person.answer(words("ask-grounds"), "99\n")
        person.wait_for(words("not-numbers", limit=7)[:10])
        person.answer("", "1\n")
        person.wait_for(words("ask-own-words"))
        person.answer("", "Weil.\n.\n" if terminal == "dumb" else "Weil.\x04")
        person.answer(words("ask-profile"), "facebook.com/eva\n")
        wrong = {"given": "facebook.com/eva", "example": "https://www.linkedin.com/in/maja-lindqvist"}
        person.answer(words("not-on-linkedin", **wrong), "\n" if terminal == "dumb" else "\x7f\n")
        person.answer(words("ask-address"), "Straße 1\n\n")
        person.answer(words("ask-setting"), "2026-02-30\n")
        person.answer("", "2026-02-03\n")
        person.answer(words("ask-to-confirm"), "\n")
        assert person.end()[0] == 0
        screen = "\n".join(person.lines())
    assert left_over(screen, typed, tmp_path, "https") == []
