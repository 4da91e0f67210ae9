"""The letter is shown again when what it is made of changes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.watch import times_of, watch


class EnoughSeenError(Exception):
    """Ends the watch, as Ctrl-C does."""


def test_a_letter_is_shown_at_once_and_again_after_each_change(tmp_path: Path) -> None:
    words = tmp_path / "letter.j2"
    words.write_text("one")
    os.utime(words, (1, 1))
    shown: list[int] = []
    """How many files there were."""

    def happenings() -> Iterator[None]:
        yield
        words.write_text("two, longer")
        yield
        (tmp_path / "new.j2").write_text("new")
        yield
        words.unlink()
        yield

    after = happenings()

    def wait() -> None:
        if next(after, "end") == "end":
            raise EnoughSeenError

    with pytest.raises(EnoughSeenError):
        watch(
            lambda: shown.append(", ".join(sorted(map(str, tmp_path.iterdir())))),
            lambda: times_of([tmp_path]),
            wait,
        )
    assert [len(names.split(", ")) for names in shown] == [1, 1, 2, 1]
