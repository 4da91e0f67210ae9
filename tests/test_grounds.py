"""A ground is known by every name that the program shows for it."""

import pytest

from article21.catalogs import SOURCE
from article21.desk.listings import ground_labels
from article21.facts.places import fold_place
from article21.person.grounds import grounds_in, parse_ground
from article21.writing.catalogs import catalogs


@pytest.mark.parametrize("language", [SOURCE, *catalogs()])
def test_a_ground_is_known_by_what_lists_and_letters_call_it(language: str) -> None:
    shown = ground_labels(language)
    # Shown are fixed spaces and hyphens where a line may not end.
    assert [*map(fold_place, grounds_in(language))] == [*map(fold_place, shown.values())]
    assert {label: parse_ground(label) for label in shown.values()} == {
        label: key for key, label in shown.items()
    }
