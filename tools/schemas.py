"""Bring the JSON Schemas in ``docs/`` in step with what people may give: ``./run schema``."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from article21.cases.case import HOWS, VIAS
from article21.cases.standing import Step
from article21.facts.reading import stems
from article21.fields import FIELDS, Field
from article21.person import Details
from article21.tables.vocabulary import describe_column, fields

DOCS = Path(__file__).parents[1] / "docs"
DRAFT = "http://json-schema.org/draft-07/schema#"
_INDENT = " " * 8


def schema_of(field: Field) -> Mapping[str, object]:
    """Return what JSON Schema says of a detail."""
    said: dict[str, object] = {"description": f"{field.help}."}
    if field.choices:
        return said | {"enum": field.choices}
    if field.kind == "flag":
        return said | {"type": "boolean"}
    if field.kind == "day":
        return said | {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    one = {"type": "string", "minLength": 1, "maxLength": field.room}
    if not field.several:
        return said | one
    return said | {"type": "array", "items": one} | ({"maxItems": field.most} if field.most else {})


def details_schema() -> Mapping[str, object]:
    """Return the schema of a details file, as TOML or JSON; a text serves as a list of one."""
    return {
        "$schema": DRAFT,
        "title": "A person's details as article21 letter --details reads them",
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, field in FIELDS.items() if field.needed and key != "email"],
        "anyOf": [{"required": ["email"]}, {"required": ["account_email"]}],
        "properties": {key: _one_or_several(FIELDS[key]) for key in FIELDS if key in Details.model_fields},
    }


def _one_or_several(field: Field) -> Mapping[str, object]:
    whole = schema_of(field)
    if not field.several:
        return whole
    return {"description": whole["description"], "anyOf": [_undescribed(whole), whole["items"]]}


def _undescribed(schema: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in schema.items() if key != "description"}


def row_schema() -> Mapping[str, object]:
    """Return the schema of a row of a table, as an object of a JSON Lines file."""
    cell = {"type": ["string", "number", "boolean", "null"]}
    return {
        "$schema": DRAFT,
        "title": "A row of a table as article21 batch reads it",
        "description": "The keys are the names of the fields; the headings that people use are read as well.",
        "type": "object",
        "additionalProperties": True,
        "properties": {
            key: {"description": describe_column(column)}
            | ({"anyOf": [cell, {"type": "array"}]} if column.several else cell)
            for key, column in fields().items()
        },
    }


def updated(text: str) -> str:
    """Return the schema with the details as they are now, each on its line; the rest stays as it is."""
    begin = text.index('"properties": {\n', text.index('"details": {\n')) + len('"properties": {\n')
    end = text.index("\n      }\n    },", begin)
    lines = (
        f"{_INDENT}{json.dumps(key)}: {json.dumps(schema_of(field), ensure_ascii=False)}"
        for key, field in FIELDS.items()
        if key in Details.model_fields
    )
    return text[:begin] + ",\n".join(lines) + text[end:]


def case_schema() -> Mapping[str, object]:
    """Return the schema of a case as ``article21 case show --json`` writes it."""
    day = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    day_or_none = {"anyOf": [day, {"type": "null"}]}
    text = {"type": "string"}
    letter = {
        "type": "object",
        "required": ["kind", "date", "reference", "authority", "sent", "via", "received"],
        "properties": {
            "kind": {"enum": sorted(stems("kinds"))},
            "date": day,
            "reference": text,
            "authority": text,
            "sent": day_or_none,
            "via": {"enum": [*VIAS, None]},
            "received": day_or_none,
        },
    }
    answer = {
        "type": "object",
        "required": ["how", "date", "note", "until"],
        "properties": {
            "how": {"enum": list(HOWS)},
            "date": day,
            "note": {"type": ["string", "null"]},
            "until": day_or_none,
        },
    }
    limit = {
        "type": "object",
        "required": ["day", "basis", "court"],
        "properties": {"day": day, "basis": text, "court": {"type": "boolean"}},
    }
    return {
        "$schema": DRAFT,
        "title": "A case as article21 case show --json writes it",
        "type": "object",
        "additionalProperties": False,
        "required": [
            "reference",
            "details",
            "country",
            "law",
            "language",
            "company",
            "events",
            "step",
            "due",
        ],
        "properties": {
            **dict.fromkeys(("reference", "country", "law", "language", "company"), text),
            "details": {"description": "As in details-schema.json.", "type": "object"},
            "events": {"type": "array", "items": {"anyOf": [letter, answer]}, "minItems": 1},
            "withdrawn": {"description": "The person wants no more letters.", "type": "boolean"},
            "step": {"enum": sorted(Step)},
            "due": day_or_none,
            "limits": {"type": "array", "items": limit},
            "sentences": {"type": "array", "items": text},
        },
    }


def schemas() -> Iterator[tuple[Path, str]]:
    """Yield each schema with the file it belongs in."""
    letter = DOCS / "letter-schema.json"
    yield letter, updated(letter.read_text(encoding="utf-8"))
    for name, schema in (("details", details_schema()), ("row", row_schema()), ("case", case_schema())):
        yield DOCS / f"{name}-schema.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for path, text in schemas():
        path.write_text(text, encoding="utf-8")
