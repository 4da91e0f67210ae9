"""The table of promises in docs/trust.md names tests that there are."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
TEXT = (TESTS.parent / "docs/trust.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`(test_\w+)`", TEXT))


def test_every_test_that_the_table_names_exists():
    defined = {
        name
        for path in TESTS.glob("test_*.py")
        for name in re.findall(
            r"^\s*(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert len(NAMED) > 40
    assert NAMED - defined == set()


def test_every_promise_has_a_test():
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert rows
    assert [row for row in rows if "`test_" not in row] == []
