"""A letter's own font has its glyphs as they are in the whole font, and nothing that tells of others."""

import io
import struct
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from article21.model import Letter
from article21.rendering.fonts import font_folder
from article21.rendering.press import Press, fonts
from article21.rendering.press.compression import Piece, joined
from article21.rendering.press.formes import Face
from article21.rendering.press.glyph_sets import TABLE
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.truetype import Program, TrueType
from batches import first, of

TEXTS = {
    "a name": "Anna Müller",
    "accents, digits and marks": "Ångström 1,234.50 € - „ab“ Ωμέγα Жанна",
    "one space": " ",
}
CHINESE = {
    "a Chinese name": "陳大文",
    "wide marks": "（「」、。，：；！？）　",  # noqa: RUF001 - as Chinese has them
}


def path_of(stem: str) -> Path:
    (path,) = (each for each in font_folder(chinese=True).faces if each.stem == stem)
    return path


def opened(stem: str) -> TrueType:
    return TrueType(hb.Face(hb.Blob.from_file_path(str(path_of(stem)))))


@cache
def whole(stem: str) -> TTFont:
    return TTFont(path_of(stem))


def inflated(program: Program) -> bytes:
    content = zlib.decompress(program.deflated)
    assert len(content) == program.length
    return content


def glyphs_of(text: str, font: TTFont) -> list[int]:
    names = font.getBestCmap()
    return sorted({font.getGlyphID(names[ord(character)]) for character in text})


@pytest.mark.parametrize("stem", ["NotoSerif-Regular", "NotoSerif-Bold", "NotoSansTC-Regular"])
@pytest.mark.parametrize("name", [*TEXTS, *CHINESE])
def test_the_font_has_these_glyphs_as_they_are_in_the_whole_one_and_no_other(stem, name):
    text = (TEXTS | CHINESE)[name]
    if name in CHINESE and "TC" not in stem:
        pytest.skip("another font has these")
    source = whole(stem)
    text = "".join(each for each in text if ord(each) in source.getBestCmap())
    wanted = glyphs_of(text, source)
    program = program_of(opened(stem), wanted)
    content = inflated(program)
    with TTFont(io.BytesIO(content), checkChecksums=2) as font:
        font.ensureDecompiled()
        assert set(font.keys()) == {"GlyphOrder", "head", "hhea", "hmtx", "loca", "maxp", "glyf"}
        numbers = numbers_of(program, wanted)
        parts = parts_of(source, wanted)
        for number in wanted:
            assert drawn(font, numbers[number]) == drawn(source, number), number
        known = {numbers[number] for number in wanted} | (parts if not program.numbers else set()) | {0}
        assert all(is_empty(font, i) for i in range(font["maxp"].numGlyphs) if i not in known)
        assert font["maxp"].numGlyphs <= max(known) + 1
    assert sum(words(content)) % 2**32 == 0xB1B0AFBA


def program_of(font: TrueType, wanted: list[int]) -> Program:
    """Return the font as a letter has it; one of thousands of glyphs is put together of two parts."""
    if not font.is_large:
        return font.cut(wanted)
    slices = [found for numbers in ([0], wanted[1::2], wanted[::2]) if (found := font.slice(numbers))]
    return font.join(slices, [Piece.of(each.outlines) for each in slices[1:-1]])


def numbers_of(program: Program, wanted: Iterable[int]) -> dict[int, int]:
    """Return the number in the file of each glyph."""
    if not program.numbers:
        return {number: number for number in wanted}
    table = zlib.decompress(program.numbers)
    return {number: struct.unpack_from(">H", table, 2 * number)[0] for number in wanted}


def parts_of(font: TTFont, wanted: Iterable[int]) -> set[int]:
    names, found = font.getGlyphOrder(), set()
    for number in wanted:
        glyph = font["glyf"][names[number]]
        if glyph.isComposite():
            inside = {font.getGlyphID(part.glyphName) for part in glyph.components}
            found |= inside | parts_of(font, inside)
    return found


def drawn(font: TTFont, number: int) -> tuple[object, ...]:
    """Return the points of a glyph, and its width and left bearing."""
    name = font.getGlyphOrder()[number]
    points, ends, _ = font["glyf"][name].getCoordinates(font["glyf"])
    return list(points), list(ends), font["hmtx"][name]


def is_empty(font: TTFont, number: int) -> bool:
    return font["glyf"][font.getGlyphOrder()[number]].numberOfContours == 0


def words(content: bytes) -> Iterable[int]:
    assert len(content) % 4 == 0
    return (int.from_bytes(content[i : i + 4], "big") for i in range(0, len(content), 4))


def test_a_font_does_not_depend_on_what_was_cut_before():
    stem = "NotoSerif-Regular"
    alone = {text: opened(stem).cut(glyphs_of(text, whole(stem))) for text in TEXTS.values()}
    used = opened(stem)
    for text in (*reversed(TEXTS.values()), *TEXTS.values()):
        assert used.cut(glyphs_of(text, whole(stem))) == alone[text]


def test_a_chinese_letter_does_not_depend_on_who_else_is_in_the_batch():
    base, letters = first("zh-Hant"), []
    for others in (("李美玲", "王小明"), ("歐陽志強", "黃嘉欣", "Peter 張俊傑", "郭靖", "龍")):
        press = Press(verify=0)
        for name in ("陳大文", *others):
            press.print_letter(person(base, name))
        letters.append(press.print_letter(person(base, "林美")))
        assert press.tally.stamped >= 3, press.tally
    assert letters[0] == letters[1]


def person(base: Letter, name: str) -> Letter:
    return of(base, name, f"香港中環{name}道1號", because=f"我是{name}。")


def cut(texts: dict[int, str]) -> fonts.CutFont:
    face = Face("ABCDEF", path_of("NotoSerif-Regular"), b"", b"", b"", 0)
    said = TABLE.set_of(("ABCDEF", number, text) for number, text in texts.items())
    return fonts.cut_fonts([], said, {"ABCDEF": face}, 13_653)["ABCDEF"]


def test_what_glyphs_say_and_how_wide_they_are_is_of_these_glyphs_alone():
    source = whole("NotoSerif-Regular")
    texts = dict.fromkeys(glyphs_of("abc", source), "x")
    found = cut(texts)
    lines = [f"<{number:04x}> <0078>" for number in texts]
    block = "\n".join((f"{len(texts)} beginbfchar", *lines, "endbfchar"))
    assert f"endcodespacerange\n{block}\nendcmap" in zlib.decompress(found.says).decode()
    widths = {number: source["hmtx"][source.getGlyphOrder()[number]][0] for number in texts}
    assert found.widths.decode() == f"[{' '.join(f'{number} [{width}]' for number, width in widths.items())}]"
    assert found.widest == max(widths.values())


def test_pieces_are_a_stream_together():
    short, full, long = b"abc" * 9_000, b"\xff" * 0xFFFF, b"d" * 0x10000
    pieces = [Piece.of(short), Piece.plain(full), Piece.plain(long), Piece.of(b"")]
    for last in (b"", b"e" * 100):
        assert zlib.decompress(joined(pieces, last)) == short + full + long + last


def test_a_cmap_says_a_hundred_glyphs_at_a_time():
    says = zlib.decompress(cut(dict.fromkeys(range(1, 251), "x")).says)
    assert [line for line in says.splitlines() if b"beginbf" in line] == [
        b"100 beginbfchar",
        b"100 beginbfchar",
        b"50 beginbfchar",
    ]


def test_a_glyph_that_would_stand_for_two_texts_is_left_to_weasyprint():
    face = Face("ABCDEF", path_of("NotoSerif-Regular"), b"", b"", b"", 0)
    with pytest.raises(UnsettableError, match="two texts"):
        fonts.cut_fonts([], TABLE.set_of([("ABCDEF", 9, "a"), ("ABCDEF", 9, "b")]), {"ABCDEF": face}, 13_653)


def test_a_font_with_fewer_widths_than_glyphs_keeps_the_widths_of_all():
    font = TTFont(font_folder(chinese=False).faces[0])
    bearings = {name: bearing for name, (_, bearing) in font["hmtx"].metrics.items()}
    font["hmtx"].metrics = {name: (500, bearing) for name, bearing in bearings.items()}
    file = io.BytesIO()
    font.save(file)
    assert font["hhea"].numberOfHMetrics < len(bearings)
    numbers = [font.getGlyphID(name) for name in ("A", "a", "z")]
    cut = TTFont(io.BytesIO(zlib.decompress(TrueType(hb.Face(file.getvalue())).cut(numbers).deflated)))
    names = map(font.getGlyphName, numbers)
    assert [cut["hmtx"][cut.getGlyphName(number)] for number in numbers] == [
        (500, bearings[name]) for name in names
    ]
