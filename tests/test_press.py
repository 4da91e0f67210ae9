"""A stamped letter is the letter WeasyPrint would have made, and has nothing of anybody else."""

import io
import random
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import pypdfium2
import pytest
import uharfbuzz as hb
from pypdf import PdfReader

from article21.errors import Article21Error
from article21.model import Bullets, Clause, Letter, Paragraph
from article21.rendering.attachments import Attachment
from article21.rendering.fonts import font_folder
from article21.rendering.pdf import to_pdf
from article21.rendering.press import Press
from article21.rendering.press.comparison import differences, find_difference
from article21.writing.catalogs import SOURCE, catalogs
from batches import first, of

LANGUAGES = sorted({first(language).language for language in (SOURCE, *catalogs())})
NAMES = (
    "Anna Schmidt",
    "Jürgen Groß-Müller",
    "Fiona O’Affleck",  # noqa: RUF001 - as people write
    "Çelik Öztürk İnan",
    "Nguyễn Văn Ánh",
    "AVATAR To. Ve, Wa! fi ffl",
    "Zoë Łukasiewicz-Ďurkovičová-Ångström",
    '<b>Tom</b> & “Jerry” "O\'Neil"',
    "J. R. R. (Tolkien) #1 50% 3/4 a+b=c",
    "Maximiliane Theodora von und zu Hohenzollern-Sigmaringen und Wittelsbach, geb. Freifrau von Droste",
)
REASONS = (
    "Short.",
    "I teach; my pupils find what I write, and their parents: https://example.org/a-long/path/to-it?x=1&y=2",
    "Line one\nline two, which is longer than the first and is broken between here and its end\nlast line",
    "Fi–ffl — “quotes” ‘and’ „others“ «guillemets» 12-13 a/b c.d e-f, (g) [h] 100 % 5 € n° 7; x! y? … z",  # noqa: RUF001 - as people write
)
CHINESE_NAMES = ("陳大文", "歐陽志強 Peter Chan", "李Anna-Marie", "張（小明）", "黃12345", "一人用⽤")  # noqa: RUF001 - as people write  # noqa: RUF001 - as people write
CHINESE_REASONS = (
    "我的工作與兒童有關。",
    "我撰寫的內容與病人有關，只供少數同事閱讀，不應用於訓練人工智能；LinkedIn 2026年的做法，「本人」不能同意（見https://example.org/a/b）。",  # noqa: RUF001 - one long line
    "第一行\n第二行ABC一二三1,234.50元，以及再長一點的文字直到換行為止，一二三四五六七八九十一二三四五六七八九十，完。",  # noqa: RUF001 - as Chinese has them
)
# Each is left to WeasyPrint, for its own reason.
AWKWARD = (
    "Decomposed e\N{COMBINING ACUTE ACCENT}",
    "Soft\N{SOFT HYPHEN}hyphen",
    "Two  spaces",
    "Zero\N{ZERO WIDTH SPACE}width",
    "Cyrillic Жанна",
    "Cyrillic and Greek in one word: ЖΩ",
    "Greek Αθηνά and Latin",
    "Tab\there",
    "W" * 130,
)


def batch(language: str, names: tuple[str, ...] = NAMES, **details: object) -> list[Letter]:
    """Return letters of several people, and more than one in each number of lines."""
    base = first(language, **details)
    reasons = [REASONS[i % len(REASONS)] for i in range(len(names))]
    return [
        of(base, name, f"Street {i}", because=reason)
        for i, (name, reason) in enumerate(zip(names, reasons, strict=True))
    ]


def test_chinese_letters_have_the_glyphs_of_their_own_words_and_no_others():
    press = Press(verify=0)
    base = first("zh-Hant")
    people = [
        of(base, name, "中環皇后大道中1號", because=CHINESE_REASONS[i % 3])
        for i, name in enumerate(CHINESE_NAMES)
    ]
    for letter in people:
        stamped, typeset = press.print_letter(letter), to_pdf(letter)
        assert find_difference(stamped, typeset) is None
        assert pixels(stamped) == pixels(typeset)
        assert glyphs_of_fonts(stamped) == glyphs_of_fonts(typeset)
    assert press.tally.stamped >= len(people) - 2, press.tally


def glyphs_of_fonts(pdf: bytes) -> dict[str, set[str]]:
    """Return what the glyphs of each font say."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for name, font in page["/Resources"]["/Font"].items():
            says = font.get_object()["/ToUnicode"].get_data()
            found[name] = set(re.findall(rb"<[0-9a-f]{4}> <[0-9a-f]+>", says))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stamped_letter_is_the_typeset_one_in_every_language(language):
    press = Press(verify=0)
    turn = LANGUAGES.index(language)
    names = CHINESE_NAMES[:4] if language.startswith("zh") else (NAMES * 2)[turn % len(NAMES) :][:4]
    for letter in batch(language, names):
        assert find_difference(press.print_letter(letter), to_pdf(letter)) is None
    assert press.tally.stamped == len(names), press.tally


def test_awkward_letters_are_typeset_and_right():
    press = Press(verify=0)
    people = batch("de", (*NAMES[:3], *AWKWARD))
    for letter in people:
        try:
            expected: bytes | Article21Error = to_pdf(letter)
        except Article21Error as error:
            expected = error
        try:
            printed: bytes | Article21Error = press.print_letter(letter)
        except Article21Error as error:
            printed = error
        if isinstance(expected, bytes):
            assert isinstance(printed, bytes)
            assert find_difference(printed, expected) is None
        else:
            assert str(printed) == str(expected)
    assert press.tally.stamped >= 6, press.tally


@pytest.mark.parametrize("name", ["陳大文", "Жанна", "Two  spaces", "W" * 130])
def test_an_awkward_first_letter_keeps_none_of_the_others_from_being_stamped(name):
    press = Press(verify=0)
    for letter in batch("de", (name, *NAMES[:3])):
        assert find_difference(press.print_letter(letter), to_pdf(letter)) is None
    assert press.tally.stamped >= 3, press.tally


def test_own_words_and_addresses_in_many_lines_and_every_length():
    press = Press(verify=0)
    base = first("de")
    letters = [of(base, name, because=words(i)) for i, name in enumerate((*NAMES, *NAMES))]
    for letter in letters:
        assert find_difference(press.print_letter(letter), to_pdf(letter)) is None
    assert press.tally.stamped >= len(letters) - 8, press.tally


def words(seed: int) -> str:
    dice = random.Random(seed)  # noqa: S311 - not a secret
    vocabulary = (
        "ich",
        "Öffentlichkeit",
        "Betriebsrat,",
        "z. B.",
        "AV-Recht",
        "(seit 2009)",
        "fi",
        "–",  # noqa: RUF001 - as people write
        "„so“",
    )
    return " ".join(dice.choices(vocabulary, k=dice.randrange(3, 60)))


@pytest.mark.parametrize("envelope", ["plain", "din5008-a", "sn-right", "us"])
def test_every_pixel_is_the_same(envelope):
    press = Press(envelope, verify=0)
    for letter in batch("de", NAMES[:4]):
        stamped, typeset = press.print_letter(letter), to_pdf(letter, envelope)
        assert pixels(stamped) == pixels(typeset)
        assert texts(stamped) == texts(typeset)
    assert press.tally.stamped == 4


def pixels(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=2).to_pil().tobytes() for page in document]


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_file_inside_the_pdf_is_the_letter_s_own():
    press = Press(verify=0)
    for number, letter in enumerate(batch("de", NAMES[:4])):
        data = Attachment(b'{"number": %d}' % number * (number + 1), "Daten des Schreibens", letter.date)
        stamped = press.print_letter(letter, data)
        assert find_difference(stamped, to_pdf(letter, attachment=data)) is None
        assert PdfReader(io.BytesIO(stamped)).attachments[data.name] == [data.content]
    assert press.tally.stamped == 4
    plain = press.print_letter(letter)
    assert find_difference(plain, to_pdf(letter)) is None
    assert not PdfReader(io.BytesIO(plain)).attachments


def test_the_comparison_sees_every_kind_of_difference():
    letter = first("de")
    pdf = to_pdf(letter)
    changes: dict[str, Letter] = {
        "properties": replace(letter, signature="Another Name"),
        "page 1": replace(letter, sender=("Another Name", *letter.sender[1:])),
        "/Outlines": replace(letter, subject="Another subject"),
        "/StructTreeRoot": replace(letter, clauses=(*letter.clauses, Clause("more", (Bullets(("One",)),)))),
        "/Metadata": replace(letter, law="pdpo"),
    }
    for place, changed in changes.items():
        other = to_pdf(changed)
        found = set(differences(pdf, other))
        assert any(place in each for each in found), (place, sorted(found)[:20])
    assert find_difference(pdf, pdf) is None


# Where a letter may differ from the others, each with a letter of the alphabet that nothing else has.
PLANTS: dict[str, tuple[str, Callable[[Letter, str], Letter]]] = {
    "a name": ("Ŧ", lambda letter, mark: replace(letter, sender=(mark, *letter.sender[1:]))),
    "an author": ("ŧ", lambda letter, mark: replace(letter, signature=mark)),
    "a reason": ("Ħ", lambda letter, mark: in_clause(letter, "own_words", mark)),
    "an authority": ("ħ", lambda letter, mark: in_clause(letter, "remedies", mark)),
    "a date": ("Ŋ", lambda letter, mark: replace(letter, place_and_date=mark)),
    "a title": ("ŋ", lambda letter, mark: replace(letter, subject=mark)),
    "a link": ("ĸ", lambda letter, mark: in_clause(letter, "identity", f"https://example.org/{mark}")),
    "a keyword": ("Ĳ", lambda letter, mark: replace(letter, reference=mark)),
    "a demand": ("Ŀ", lambda letter, mark: in_clause(letter, "erasure", mark)),
    "an addressee": ("ŀ", lambda letter, mark: replace(letter, recipient=(mark, *letter.recipient[1:]))),
}


def in_clause(letter: Letter, name: str, text: str) -> Letter:
    """Replace the last words of a clause."""
    clause = letter.clause(name)
    assert clause is not None
    *others, last = clause.blocks
    new = Bullets((*last.items[:-1], text)) if isinstance(last, Bullets) else Paragraph(text)
    changed = replace(clause, blocks=(*others, new))
    return replace(letter, clauses=tuple(changed if each is clause else each for each in letter.clauses))


def test_a_difference_in_one_row_of_ten_thousand_is_in_that_letter_and_in_no_other():
    count, step = 10_000, 937
    base = first("de")
    rows = {step * (i + 1): plant for i, plant in enumerate(PLANTS)}
    press = Press(verify=0)
    found: dict[str, list[int]] = {plant: [] for plant in PLANTS}
    signs = {plant: signs_of(mark * 3) for plant, (mark, _) in PLANTS.items()}
    for row in range(count):
        letter = of(base, f"Person {row}", f"Street {row}", because=f"Reason {row % 7}")
        if plant := rows.get(row):
            mark, change = PLANTS[plant]
            letter = change(letter, mark * 3)
        content = everything_in(press.print_letter(letter))
        for each, forms in signs.items():
            if any(is_in(form, content) for form in forms):
                found[each].append(row)
    assert found == {plant: [row] for row, plant in rows.items()}
    assert press.tally.stamped >= count - 20, press.tally


def signs_of(text: str) -> tuple[bytes, ...]:
    """Return how a text may stand in a PDF: as glyphs, in strings and in metadata."""
    face = hb.Face(hb.Blob.from_file_path(str(font_folder(chinese=False).faces[0])))
    bold = hb.Face(hb.Blob.from_file_path(str(font_folder(chinese=False).faces[1])))
    glyphs = [
        "".join(f"{hb.Font(each).get_nominal_glyph(ord(char)):04x}" for char in text) for each in (face, bold)
    ]
    return (
        *(each.encode() for each in glyphs),
        text.encode(),
        b"feff" + text.encode("utf-16-be").hex().encode(),
    )


def is_in(sign: bytes, content: bytes) -> bool:
    """Say whether a sign is there; glyphs have four digits each, and may not begin amid them."""
    if sign not in content:
        return False
    lines = re.findall(rb"<([0-9a-f]+)>", content)
    aligned = (line[i : i + len(sign)] == sign for line in lines for i in range(0, len(line), 4))
    return not sign.isalnum() or any(aligned)


STREAM = re.compile(rb"obj\n<<([^\n]*)>>\nstream\n(.*?)\nendstream", re.DOTALL)


def everything_in(pdf: bytes) -> bytes:
    """Return the content of every stream but of fonts; of glyphs only their numbers."""
    streams = STREAM.findall(pdf)
    assert len(streams) > 5
    content = b"\n".join(
        inflated(data) if b"/FlateDecode" in extra else data
        for extra, data in streams
        if b"/Length1" not in extra
    )
    return re.sub(rb">-?\d+<", b"", content) + b"".join(re.findall(rb"<feff[0-9a-f]*>", pdf))


@lru_cache(100)  # what letters share comes again and again; the rest of ten thousand would fill the memory
def inflated(data: bytes) -> bytes:
    content = zlib.decompress(data)
    return b"" if b"beginbfchar" in content else content


def test_a_letter_does_not_depend_on_who_else_is_in_the_batch():
    base = first("de")
    letters = []
    for others in (("Aaa Aaa", "Bbb Bbb"), ("Żółć Ŧŧŧ", "Жанна", "Ωμέγα", "Ĳsbrand Ŋŋ", "Xyz Qqq")):
        press = Press(verify=0)
        for name in (*NAMES[:2], *others):
            press.print_letter(of(base, name, f"{name}-Straße"))
        letters.append(press.print_letter(of(base, "Zed", "Zed-Straße")))
        assert press.tally.stamped >= 3
    assert letters[0] == letters[1]


def test_a_difference_stops_stamping_and_is_told(monkeypatch):
    from article21.rendering.press.lines import Column

    base = first("de")
    letters = [of(base, f"Name {i}", "Street") for i in range(14)]
    press = Press(verify=3)
    for letter in letters[:9]:
        press.print_letter(letter)
    assert (press.tally.stamped, press.tally.verified, press.tally.difference) == (9, 1, None)
    set_text = Column.set_text
    monkeypatch.setattr(Column, "set_text", lambda *given: wrong(set_text(*given)))
    typeset = [to_pdf(letter) for letter in letters[9:]]
    assert [press.print_letter(letter) for letter in letters[9:]] == typeset
    assert press.tally.difference is not None
    assert press.tally.difference.startswith("page 1")
    assert press.tally.stamped == 9


def wrong(text):
    return text._replace(lines=tuple(re.sub(rb"<[0-9a-f]{4}", b"<0024", line) for line in text.lines))


@pytest.mark.parametrize("name", ["LineBox", "block_level_page_break", "text_boxes"])
def test_a_weasyprint_that_has_changed_typesets_every_letter(name, monkeypatch, tmp_path):
    from article21.rendering.press import kept, specimens

    monkeypatch.setattr(kept, "_folder", lambda: tmp_path)
    monkeypatch.setattr(specimens, name, Changed)
    press = Press()
    for letter in batch("de")[:4]:
        assert press.print_letter(letter) == to_pdf(letter)
    assert press.tally.stamped == 0


class Changed:
    def __init__(self, *_arguments: object) -> None:
        raise AttributeError("changed")
