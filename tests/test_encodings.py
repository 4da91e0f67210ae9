"""A table's letters are right or asked for, whatever program saved it and whoever works there."""

import io
from functools import cache
from pathlib import Path

import pytest
from benchmarks.table_corpus import Sample, make_tables

from article21.interface import Message
from article21.tables.columns import count_known
from article21.tables.detection import find_encoding
from article21.tables.encodings import (
    AmbiguousEncodingError,
    BrokenUnicodeError,
    EncodingError,
    old_encodings,
)
from article21.tables.table import open_table

CASES = Path(__file__).parent / "tables" / "cases"


def decoded(content: bytes) -> str | None:
    """Return the text, or None when its encoding is asked for."""
    try:
        return content.decode(find_encoding(io.BytesIO(content), count_known))
    except EncodingError:
        return None


@cache
def read(sample: Sample) -> str | None:
    return decoded(sample.content)


@pytest.fixture(scope="module")
def samples() -> tuple[Sample, ...]:
    """A part of the corpus; ``./run bench detection`` reads more of it."""
    return tuple(make_tables(100, seed=20261125))


def test_no_letter_is_wrong_without_a_word(samples: tuple[Sample, ...]) -> None:
    wrong = [sample.name for sample in samples if read(sample) not in (None, sample.text)]
    assert wrong == [sample.name for sample in samples if not sample.readable and read(sample)]
    assert wrong == []


def test_few_small_tables_are_asked_about_and_no_unicode_is(samples: tuple[Sample, ...]) -> None:
    small = [sample for sample in samples if sample.old and sample.small]
    asked = [sample.name for sample in small if read(sample) is None]
    assert len(small) > 40
    assert len(asked) < 0.15 * len(small), asked
    unicode = [sample for sample in samples if sample.readable and not sample.old]
    assert len(unicode) > 10
    assert all(read(sample) == sample.text for sample in unicode)


def test_unicode_with_a_letter_of_another_encoding_is_refused_with_its_line(
    samples: tuple[Sample, ...],
) -> None:
    spoilt = [sample for sample in samples if not sample.readable]
    assert spoilt
    for sample in spoilt:
        with pytest.raises(EncodingError):
            find_encoding(io.BytesIO(sample.content), count_known)
    with pytest.raises(BrokenUnicodeError, match="line 3, after “Andr”"):
        find_encoding(io.BytesIO((CASES / "73-utf8-one-cp1252-byte.csv").read_bytes()), count_known)


@pytest.mark.parametrize(
    ("case", "encoding"),
    [
        ("01-sap-alv.txt", "cp1252"),
        ("04-datev.csv", "cp1252"),
        ("31-two-rows-sv-de-cp1252.csv", "cp1252"),
        ("33-300-german-1-zoe-cp1252.csv", "cp1252"),
        ("66-fr-de.csv", "cp1252"),
        ("72-mac.csv", "mac-roman"),
    ],
)
def test_a_staff_of_two_languages_is_no_greek(case: str, encoding: str) -> None:
    content = (CASES / case).read_bytes()
    assert decoded(content) == content.decode(encoding)


def test_a_line_may_end_in_a_carriage_return_alone() -> None:
    with open_table(str(CASES / "cr.csv"), count_known) as table:
        names = [record.cells[0] for record in table.records()]
    assert len(names) == (CASES / "cr.csv").read_bytes().count(b"@")
    assert names[-1] == "Łukasz Święty"
    accented = "Namn;E-post;Land\rÅsa Ek;a@example.org;SE\rHåkan Sjö;b@example.org;SE\r"
    assert decoded(accented.encode("mac-roman")) == accented


def test_one_far_row_decides_between_encodings_that_read_all_others_alike() -> None:
    text = "Name;E-Mail;Land\r\n" + "Jürgen Müller;j@example.org;DE\r\n" * 3000
    text += "Łukasz Dąbrowski;l@example.org;PL\r\n"
    assert decoded(text.encode("cp1250")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Name;E-mail;Country\nP\xe6l;p@example.org;XX\n", "cp1252"),
        ("a;b@example.org\n\xe5\xe4;c@example.org\n", "cp1252"),
    ],
)
def test_what_cannot_be_told_is_asked_with_the_readings_and_their_options(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    with pytest.raises(AmbiguousEncodingError, match="line 2") as asked:
        find_encoding(io.BytesIO(content), count_known)
    assert len(asked.value.readings) > 1
    for reading, option in asked.value.readings:
        assert Message("encoding-offer", given=reading, encoding=option) in asked.value.messages
        assert reading in content.decode(option)


def test_long_lines_of_chinese_are_cut_between_their_characters() -> None:
    text = "姓名;電郵;國家;理由\n陳大文;a@example.org;HK;" + "x" * 7 + "我不同意使用我的資料。" * 400 + "\n"
    assert decoded(text.encode("big5")) == text


def test_every_encoding_that_is_tried_is_one_that_can_be_named() -> None:
    assert len(old_encodings()) > 20
    for each in old_encodings():
        assert "a".encode(each.name) == b"a"
