"""Whoever adds a language, a law, a ground or a format and forgets a place is told the file to complete."""

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from jinja2 import nodes
from tools.catalogs import read_catalog

from article21.facts import form, jurisdictions, purposes
from article21.facts.reading import stems
from article21.model import OBJECTION, Format
from article21.person import Details, known_grounds
from article21.rendering import editions
from article21.rendering.press.scripts import script_of, script_of_language
from article21.resources import DATA, TEMPLATES
from article21.writing.catalogs import INTERFACE, LOCALES, catalog_path, catalogs, declared
from article21.writing.letters import has_words_of_state
from article21.writing.templating import environment
from people import ONE_PLACE_PER_LAW

CHECKOUT = Path(__file__).parents[1]
LANGUAGES = [tag for tag in catalogs() if not tag.startswith("en")]
LAWS = stems("laws")
STATES = {place.code for place in jurisdictions() if has_words_of_state(place.code)}
MANY = 5
"""From so many laws on, a chain of conditions is taken for one that goes through all of them."""
WITHOUT_WORDS_OF_THEIR_OWN = {"gdpr", "uk-gdpr", "us", "request"}
"""What other laws need a sentence for, these say by their articles, or claim no statute for."""
UNUSUAL_IN_TABLES = {"cy", "lb", "nn"}
"""Nobody has collected what people of these languages write above columns; their offices use another one."""


def read(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def toml(name: str) -> dict:
    return tomllib.loads(read(name))


def named(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def base(tag: str) -> str:
    return tag.partition("-")[0]


def sentences(*checks: tuple[object, str]) -> str:
    """Return what is left to do: the sentences whose check fails."""
    return "\n".join(sentence for done, sentence in checks if not done)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_is_known_wherever_languages_are_listed(tag: str) -> None:
    known = toml("tests/languages.toml").get(tag, {})
    row = re.search(rf"^\| {tag} \| ([^|]*) \|", read("docs/languages.md"), re.M)
    laws = {Path(letter).name for letter in declared(tag) if letter.startswith(OBJECTION)}
    assert not sentences(
        ("quotes" in known, f"tests/languages.toml: say how {tag} quotes (quotes)"),
        ("terms" in known, "tests/languages.toml: list stems of its law's official terms (terms)"),
        ("citation" in known, "tests/languages.toml: say how it cites its law (citation)"),
        (
            {"dictionary", "alphabet"} & known.keys() or base(tag) == "zh",
            "tests/languages.toml: name its dictionary, or list its alphabet where there is none",
        ),
        (has_package(known.get("dictionary", "")), ".ci/run: install its dictionary"),
        (row, f"docs/languages.md: write a row for {tag}"),
        (
            not row or set(row.group(1).split(", ")) == laws,
            f"docs/languages.md: its row names other laws than the catalog's X-Letters ({sorted(laws)})",
        ),
        (
            {tag, base(tag)} & toml(named(LOCALES / "dates.toml")).keys(),
            "templates/locales/dates.toml: say how its sentences have a day",
        ),
        (
            base(tag) in headings_of_tables() | UNUSUAL_IN_TABLES,
            "src/article21/data/tables/columns.toml: list what people write above columns in it",
        ),
        (
            script_of_language(tag) == script_of_words(tag),
            "src/article21/rendering/press/scripts.py: say in which script it is written",
        ),
    )


def headings_of_tables() -> set[str]:
    """Return the languages in which headings of tables are known."""
    fields = toml(named(DATA / "tables/columns.toml"))["fields"].values()
    return {tag for field in fields for tag in field["headings"]}


def has_package(dictionary: str) -> bool:
    """Say whether CI installs what a test spells with, such as ``hunspell sv_SE``."""
    if not dictionary:
        return True
    tool, _, name = dictionary.partition(" ")
    code = "no" if name[:2] in {"nb", "nn"} else name[:2]
    return bool(re.search(rf"\b(hunspell|myspell|aspell|{tool})-{code}\b", read(".ci/run")))


def script_of_words(tag: str) -> str:
    """Return the script of most of the letters in a catalog; without words, the one that is declared."""
    words = "".join(entry.msgstr for entry in read_catalog(tag))
    scripts = Counter(script_of(character) for character in words if character.isalpha())
    return scripts.most_common(1)[0][0] if words else script_of_language(tag)


@pytest.mark.parametrize("key", LAWS)
def test_a_law_is_known_wherever_laws_are_listed(key: str) -> None:
    places = [place for place in jurisdictions() if place.law.key == key]
    names = {"anywhere else" if place.code == "other" else place.name for place in places}
    table = read("README.md").partition("| you live in | what you get |")[2].partition("\n\n")[0]
    assert not sentences(
        (places, f"src/article21/data/jurisdictions/: no place has the law {key}"),
        (key in ONE_PLACE_PER_LAW, f"tests/people.py: name a place for the golden letter of {key}"),
        (
            purposes(key),
            f"src/article21/data/purposes/: say under [standing] what is stated under {key}",
        ),
        (any(name in table for name in names), f"README.md: say in the table what people under {key} get"),
    )


def test_no_list_knows_a_law_that_there_is_not() -> None:
    assert set(ONE_PLACE_PER_LAW) == set(LAWS), "tests/people.py"
    for path in sorted((DATA / "purposes").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert {*table["standing"], *table["covered_by_setting"]} <= set(LAWS), path
    for path in sorted(TEMPLATES.rglob("*.j2")):
        assert laws_compared_in(parsed(path)) <= set(LAWS), (
            f"{path} names a law that has no file in {DATA / 'laws'}"
        )


def laws_compared_in(node: nodes.Node) -> set[str]:
    """Return the texts that a part of a template compares the key of the law with."""
    comparisons = [node] if isinstance(node, nodes.Compare) else node.find_all(nodes.Compare)
    return {
        constant.value
        for comparison in comparisons
        if isinstance(comparison.expr, nodes.Name) and comparison.expr.name == "law"
        for operand in comparison.ops
        for constant in operand.find_all(nodes.Const)
    }


def parsed(path: Path) -> nodes.Template:
    return environment("en", "en").parse(path.read_text(encoding="utf-8"))


def test_what_a_template_says_law_by_law_it_says_for_every_law() -> None:
    for path in sorted(TEMPLATES.rglob("*.j2")):
        for chain in parsed(path).find_all(nodes.If):
            named = set().union(*(laws_compared_in(part.test) for part in (chain, *chain.elif_)))
            if len(named) < MANY or chain.else_:
                continue
            missing = set(LAWS) - named - WITHOUT_WORDS_OF_THEIR_OWN
            assert not missing, f"{path.relative_to(CHECKOUT)} says nothing for {', '.join(sorted(missing))}"


@pytest.mark.parametrize("key", known_grounds())
def test_a_ground_has_a_label_and_a_text(key: str) -> None:
    template = environment("en", "en").get_template(f"grounds/{key}.j2")
    assert set(template.blocks) == {"label", "text"}, (
        f"templates/grounds/{key}.j2 needs the blocks label and text"
    )


def test_every_state_with_words_of_its_own_is_a_place() -> None:
    words = {path.stem for path in (TEMPLATES / "letters/states").glob("[!_]*.j2")}
    assert words == STATES, (
        "templates/letters/states/ and src/article21/data/jurisdictions/us-*.toml belong together"
    )


@pytest.mark.parametrize("name", Format)
def test_a_format_is_known_wherever_formats_are_listed(name: Format) -> None:
    assert not sentences(
        (name in editions._RENDERERS, f"src/article21/rendering/editions.py: say what renders {name}"),
        (re.search(rf"`{name}`|{name.file_name}", read("README.md")), f"README.md: tell of {name}"),
        (re.search(rf"\b{name}\b", help_of("letter")), f"the help of `article21 letter` lacks {name}"),
        (re.search(rf"\b{name}\b", help_of("batch")), f"the help of `article21 batch` lacks {name}"),
    )


@cache
def help_of(command: str) -> str:
    arguments = [sys.executable, "-m", "article21", command, "--help"]
    environment = os.environ | {"COLUMNS": "400", "NO_COLOR": "1", "TERM": "dumb"}
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("field", form(OBJECTION).fields, ids=lambda field: field.value)
def test_a_field_of_the_form_holds_a_detail_and_has_words_in_the_kit(field) -> None:
    assert field.value in Details.model_fields, (
        "src/article21/data/forms/objection.toml names no detail of a person"
    )
    assert f'"{field.value}": _(' in read("templates/kits/objection.j2"), (
        f"templates/kits/objection.j2 doesn't say in `words` what belongs into the field {field.value}"
    )


@pytest.mark.parametrize("folder", ["controllers", "authorities"])
def test_every_company_and_authority_belongs_to_a_place(folder: str) -> None:
    used = {place.controller.key for place in jurisdictions()} | {
        place.authority.key for place in jurisdictions() if place.authority
    }
    for stem in stems(folder):
        assert stem in used, f"no file in src/article21/data/jurisdictions/ names {stem}"


@pytest.mark.parametrize("tag", catalogs())
def test_what_the_program_says_has_a_catalog_in_every_language_of_the_letters(tag: str) -> None:
    if any(catalog_path(other, INTERFACE).exists() for other in catalogs()):
        assert catalog_path(tag, INTERFACE).exists(), (
            f"./run catalogs --interface --language {tag} writes {catalog_path(tag, INTERFACE)}"
        )
