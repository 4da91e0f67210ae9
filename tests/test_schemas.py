"""The JSON Schemas of docs/: in step with what people may give, and true of real files."""

import json
import tomllib
from datetime import date
from pathlib import Path

import fastjsonschema
import pytest
from tools.schemas import DOCS, schemas

from article21.desk.samples import sample
from article21.resources import TEMPLATES
from commands import invoke, letter
from people import DAY

EXAMPLES = sorted((DOCS.parent / "examples").glob("*.toml"))


def checker(name: str):
    return fastjsonschema.compile(json.loads((DOCS / f"{name}-schema.json").read_text(encoding="utf-8")))


def as_json(text: str) -> object:
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


@pytest.mark.parametrize(("path", "text"), list(schemas()), ids=lambda each: getattr(each, "name", ""))
def test_a_schema_is_in_step_with_the_program(path: Path, text: str):
    assert path.read_text(encoding="utf-8") == text, "./run schema brings it in step"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_keep_to_the_schema_of_details(path: Path):
    checker("details")(as_json(path.read_text(encoding="utf-8")))


def test_the_sample_keeps_to_the_schema_with_every_field_given():
    lines = sample(".toml").decode().splitlines()
    given = "\n".join(line.removeprefix("# ") if " = " in line else "" for line in lines)
    details = as_json(given)
    assert len(details) > 15
    checker("details")(details)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Maja", "country": "SE"},
        {"name": "Maja", "email": "maja@example.org", "country": "SE", "nmae": "Maja"},
        {"name": "Maja", "email": "maja@example.org", "country": "SE", "length": "long"},
        {"name": "Maja", "email": ["maja@example.org"] * 6, "country": "SE"},
    ],
)
def test_what_the_program_refuses_the_schema_refuses(wrong: dict[str, object]):
    with pytest.raises(fastjsonschema.JsonSchemaException):
        checker("details")(wrong)


def test_rows_of_a_staff_keep_to_their_schema():
    check = checker("row")
    for line in (TEMPLATES / "samples/staff.jsonl").read_text(encoding="utf-8").splitlines():
        check(json.loads(line))
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({"name": {"first": "Maja"}})


def test_a_case_keeps_to_its_schema_through_its_life(tmp_path: Path):
    check = checker("case")
    assert letter(tmp_path, "--format", "json", "--output", "letter.json").code == 0
    case = ("--database", "cases.db")
    reference = json.loads((tmp_path / "letter.json").read_text(encoding="utf-8"))["letter"]["reference"]
    steps = [
        ("add", "letter.json"),
        ("sent", reference, "--on", DAY.isoformat(), "--via", "form"),
        ("answered", reference, "--on", DAY.isoformat(), "--how", "refused", "--note", "They say no."),
    ]
    for step in steps:
        assert invoke(tmp_path, "case", *step, *case).code == 0
        shown = json.loads(invoke(tmp_path, "case", "show", reference, "--json", *case).text)
        check(shown)
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check(shown | {"step": "dance"})
