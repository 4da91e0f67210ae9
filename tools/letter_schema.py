"""Bring docs/letter-schema.json in step with the details a person may give: ``./run schema``."""

import json
from collections.abc import Mapping
from pathlib import Path

from article21.fields import FIELDS, Field
from article21.person import Details

SCHEMA = Path(__file__).parents[1] / "docs" / "letter-schema.json"
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


if __name__ == "__main__":
    SCHEMA.write_text(updated(SCHEMA.read_text(encoding="utf-8")), encoding="utf-8")
