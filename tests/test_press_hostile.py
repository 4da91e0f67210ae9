"""Letters of people as they are, and of people as nobody is, are what WeasyPrint would have made of them."""

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from article21.errors import Article21Error
from article21.model import Letter
from article21.rendering.pdf import to_pdf
from article21.rendering.press import Press
from article21.rendering.press.comparison import find_difference
from batches import first, of

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from crowd import letters

HOSTILE = {
    "marks": "e\N{COMBINING ACUTE ACCENT}a\N{COMBINING DIAERESIS} Ǖ x\N{COMBINING ENCLOSING CIRCLE}",
    "soft hyphens": "Donau\N{SOFT HYPHEN}dampf\N{SOFT HYPHEN}schiff " * 12,
    "no-break spaces": "10\N{NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}€ und so weiter " * 8,
    "right to left": "Ich heiße \N{HEBREW LETTER SHIN}\N{HEBREW LETTER RESH} und gehe",
    "all from right to left": "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER RESH}\n\N{HEBREW LETTER HE} 2026",
    "Arabic": "أنا أعترض على ذلك",
    "Chinese": "我 bin 陳大文 in München",
    "Greek and Cyrillic": "Η «Αθήνα» (Жанна) und 2026 „Мария“ – 12, LinkedIn 3/4",  # noqa: RUF001 - as people write
    "a word wider than the line": "W" * 130,
    "a link wider than the line": "https://example.org/" + "a-b/c_d.e?f=g&h=" * 14,
    "hyphens": "Nord-Süd-Ost-West-" * 20,
    "odd spaces": " two  spaces \N{EM SPACE} and\ttabs ",
    "lines": "\n".join(("one", "two", "- three", "4.", "(5)")),
    "empty lines": "\none\n\n\ntwo \N{SNOWMAN}\n\n",
    "ligatures": "ﬁ fi ffl ſt Ĳ ŉ ǆ " * 12,  # noqa: RUF001 - as people write
    "digits alone": "12345 67890 " * 30,
    "marks alone": "— … – ! ? ( ) [ ] % & / \\ " * 12,  # noqa: RUF001 - as people write
    "markup": '<b>bold</b> &amp; "quoted" <script>alert(1)</script>' * 3,
    "long": "Ich schreibe viel und lange, und es hört nicht auf; das ist so. " * 60,
    "Indic": "मैं सहमत नहीं हूँ",
    "lines of several heights": "नहीं, and Ես, მე, ไม่, 나는, わたし: 😀 " * 12 + "x",
}


CHINESE_PIECES = "我的工作|與兒童有關|LinkedIn|2026|（見|GDPR|）|「本人」|《資料|保護法》|，|。"  # noqa: RUF001 - marks
CHINESE_PIECES += "|1,234.50|a-b|(AI)|“x”| 第3條 |12/34"


def compare(press: Press, letter: Letter) -> None:
    """Hold a letter to the typeset one, or its error to the typesetter's."""
    try:
        typeset: bytes | str = to_pdf(letter)
    except Article21Error as error:
        typeset = str(error)
    try:
        printed: bytes | str = press.print_letter(letter)
    except Article21Error as error:
        printed = str(error)
    if isinstance(typeset, str) or isinstance(printed, str):
        assert printed == typeset
    else:
        assert find_difference(printed, typeset) is None


def test_a_staff_as_it_is_is_composed_and_right() -> None:
    press = Press(verify=0)
    for letter in letters(45, seed=14):
        compare(press, letter)
    assert press.tally.stamped == 45, press.tally


@pytest.mark.parametrize("language", ["de", "el", "zh-Hant"])
def test_hostile_words_are_right_in_every_place(language: str) -> None:
    press, base = Press(verify=0), first(language)
    for words in HOSTILE.values():
        compare(press, of(base, "Person", because=words))
    for words in list(HOSTILE.values())[:6]:
        compare(press, of(base, words.split("\n")[0].strip()[:60], "Street", because="Short."))
    assert press.tally.stamped >= len(HOSTILE) / 2, press.tally


@pytest.mark.parametrize("language", ["de", "fr"])
def test_pages_end_where_weasyprint_ends_them(language: str) -> None:
    """Own words of every number of lines move every block over a page's end."""
    press, base = Press(verify=0), first(language)
    for count in range(1, 64, 3 if language == "fr" else 2):
        compare(press, of(base, "Person", because="\n".join(["Eine Zeile."] * count)))
    assert press.tally.stamped > 20, press.tally


def test_lists_are_not_broken_and_what_leads_into_them_stays_with_them() -> None:
    press, base, dice = Press(verify=0), first("de"), random.Random(3)  # noqa: S311 - no secret
    for count in range(2, 26, 2):
        clauses = list(base.clauses)
        dice.shuffle(clauses)
        own = of(base, "Person", because="\n".join(["Zeile"] * count))
        compare(press, replace(own, clauses=tuple(clauses)))
    assert press.tally.stamped == 12, press.tally


def test_chinese_lines_that_begin_with_anything_are_right() -> None:
    """Digits, Latin words and marks in pairs come to stand at the beginnings of lines."""
    press, base, dice = Press(verify=0), first("zh-Hant"), random.Random(7)  # noqa: S311 - no secret
    pieces = CHINESE_PIECES.split("|")
    for count in range(40, 160, 6):
        words = " ".join("".join(dice.choices(pieces, k=count)).split())
        compare(press, of(base, "陳大文", because=words))
    assert press.tally.stamped >= 15, press.tally


def test_what_is_forgotten_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from article21.rendering.press import fonts, passages, plans, words
    from article21.rendering.press.memory import Memory

    people, press = list(letters(30, seed=2)), Press(verify=0)
    with monkeypatch.context() as small:
        small.setattr(words, "_WORDS", 100)
        memories = (passages, "_texts"), (passages, "_passages"), (plans, "_plans"), (fonts, "_cut")
        for module, name in memories:
            small.setattr(module, name, Memory(10_000))
        forgetful = [press.print_letter(letter) for letter in people]
    assert [press.print_letter(letter) for letter in people] == forgetful
    assert press.tally.stamped == 2 * len(people), press.tally


def test_letters_of_one_shape_are_planned_once_and_have_nothing_else_in_common(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from article21.rendering.press import plans
    from article21.rendering.press.memory import Memory

    made, make = [], plans.Planner._make
    monkeypatch.setattr(plans.Planner, "_make", lambda self, *shape: made.append(shape) or make(self, *shape))
    monkeypatch.setattr(plans, "_plans", Memory(1_000_000))
    base, press = first("de"), Press(verify=0)
    people = [of(base, name, f"{name}weg 1", because=f"{name} schreibt.") for name in ("Anna", "Bo", "Ilse")]
    together = [press.print_letter(letter) for letter in people]
    assert len(made) == 1
    for letter, pdf in zip(people, together, strict=True):
        monkeypatch.setattr(plans, "_plans", Memory(1_000_000))
        assert Press(verify=0).print_letter(letter) == pdf
        assert find_difference(pdf, to_pdf(letter)) is None
    assert len(made) == 1 + len(people)


def test_who_was_printed_before_changes_nothing_whatever_fonts_their_names_need() -> None:
    people = [
        of(first("bg"), "வணக்கம் Bo", because="Pu"),
        of(first("bg", length="short"), "Ann Bo", because="Њујорк\nїжак Ўзбек работа Ѝ"),  # noqa: RUF001 - as people write
        of(first("de"), "Ann Bo", because="☃ ① ★ ♥"),
        of(first("pl", length="short"), "Ann Bo", because="Հայաստան"),
    ]
    printed = []
    for order in (people, people[::-1]):
        press = Press(verify=0)
        pdfs = {id(letter): press.print_letter(letter) for letter in order}
        printed.append([pdfs[id(letter)] for letter in people])
        assert press.tally.stamped == len(people), press.tally
    assert printed[0] == printed[1]
    for letter, pdf in zip(people, printed[0], strict=True):
        assert find_difference(pdf, to_pdf(letter)) is None
