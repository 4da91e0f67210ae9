"""A letter's own font has its glyphs as they are in the whole font, and nothing that tells of others."""

import io
import random
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from article21.model import Letter
from article21.render.fonts import font_folder
from article21.render.stamping import Press
from article21.render.stamping.cutting import Face
from article21.render.stamping.plans import glyphs_in
from article21.render.stamping.refusals import UnsettableError
from article21.render.stamping.truetype import Program, TrueType
from batches import first, of

TEXTS = {
    "a name": "陳大文",
    "Latin, digits and marks": "Peter Ångström 1,234.50 €  - „ab“ \N{COMBINING ACUTE ACCENT}",
    "wide marks": "（「」、。，：；！？）　",  # noqa: RUF001 - as Chinese has them
    "one space": " ",
}
LONG = "more outlines than short places reach"


def chinese(weight: str = "Regular") -> Path:
    (path,) = (each for each in font_folder(chinese=True).faces if each.stem == f"NotoSansTC-{weight}")
    return path


def opened(path: Path) -> TrueType:
    return TrueType(hb.Face(hb.Blob.from_file_path(str(path))))


@cache
def whole(weight: str) -> TTFont:
    return TTFont(chinese(weight))


def inflated(program: Program) -> bytes:
    content = zlib.decompress(program.deflated)
    assert len(content) == program.length
    return content


def glyphs_of(name: str, font: TTFont) -> list[int]:
    """Return glyphs for a text, with the first one, which every font has; or very many."""
    if name == LONG:
        return sorted({0, *random.Random(1).sample(range(len(font.getGlyphOrder())), 900)})  # noqa: S311 - no secret
    names = font.getBestCmap()
    return sorted({0, *(font.getGlyphID(names[ord(character)]) for character in TEXTS[name])})


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("name", [*TEXTS, LONG])
def test_the_font_has_these_glyphs_as_they_are_in_the_whole_one_and_no_other(name, weight):
    source = whole(weight)
    wanted = glyphs_of(name, source)
    content = inflated(opened(chinese(weight)).cut(wanted))
    with TTFont(io.BytesIO(content), checkChecksums=2) as font:
        font.ensureDecompiled()
        assert set(font.keys()) == {"GlyphOrder", "head", "hhea", "hmtx", "loca", "maxp", "glyf"}
        assert font["maxp"].numGlyphs == source["maxp"].numGlyphs
        assert (font["head"].indexToLocFormat == 1) == (name == LONG)
        expected = glyphs_of_face(weight)
        for number, found in enumerate(read_glyphs(font)):
            assert found == (expected[number] if number in wanted else (b"", (0, 0))), number
    assert sum(words(content)) % 2**32 == 0xB1B0AFBA


@cache
def glyphs_of_face(weight: str) -> list[tuple[bytes, tuple[int, int]]]:
    return read_glyphs(whole(weight))


def read_glyphs(font: TTFont) -> list[tuple[bytes, tuple[int, int]]]:
    """Return the outline of each glyph, as fontTools writes it, and its width and left bearing."""
    names, table = font.getGlyphOrder(), font["glyf"]
    assert len(font["loca"]) == len(names) + 1
    return [(outline_of(table, name), font["hmtx"][name]) for name in names]


def outline_of(table, name: str) -> bytes:
    glyph = table.glyphs[name]
    glyph.expand(table)
    return glyph.compile(table, recalcBBoxes=False) if glyph.numberOfContours else b""


def words(content: bytes) -> Iterable[int]:
    assert len(content) % 4 == 0
    return (int.from_bytes(content[i : i + 4], "big") for i in range(0, len(content), 4))


def test_a_font_does_not_depend_on_what_was_cut_before():
    source = whole("Regular")
    names = (*TEXTS, LONG)
    alone = {name: opened(chinese()).cut(glyphs_of(name, source)) for name in names}
    used = opened(chinese())
    for name in (*reversed(names), *names):
        assert used.cut(glyphs_of(name, source)) == alone[name]


def test_a_chinese_letter_does_not_depend_on_who_else_is_in_the_batch():
    from article21.render.stamping import cutting

    base, letters = first("zh-Hant"), []
    for others in (("李美玲", "王小明"), ("歐陽志強", "黃嘉欣", "Peter 張俊傑", "郭靖", "龍")):
        cutting.face.cache_clear()
        press = Press(verify=0)
        for name in ("陳大文", *others):
            press.print_letter(person(base, name))
        letters.append(press.print_letter(person(base, "林美")))
        assert press.tally.stamped >= 3, press.tally
    assert letters[0] == letters[1]


def person(base: Letter, name: str) -> Letter:
    return of(base, name, f"香港中環{name}道1號", because=f"我是{name}。")


def test_what_glyphs_say_and_how_wide_they_are_is_of_these_glyphs_alone():
    face = Face(chinese())
    glyphs = [glyph for glyph in glyphs_of("Latin, digits and marks", whole("Regular")) if glyph]
    cut = face.cut(frozenset(glyphs), face.texts, face.widths)
    lines = [f"<{glyph:04x}> <{face.texts[glyph].encode('utf-16-be').hex()}>" for glyph in glyphs]
    block = "\n".join((f"{len(glyphs)} beginbfchar", *lines, "endbfchar"))
    assert f"endcodespacerange\n{block}\nendcmap" in cut.says.decode()
    advances = {glyph: glyphs_of_face("Regular")[glyph][1][0] for glyph in glyphs}
    assert cut.widths.decode() == f"[{' '.join(f'{glyph} [{width}]' for glyph, width in advances.items())}]"
    assert cut.widest == max(advances.values())
    assert 0 in advances.values(), "a mark without a width should be among these"


def test_a_cmap_says_a_hundred_glyphs_at_a_time():
    face = Face(chinese())
    says = face.cut(frozenset(sorted(face.texts)[:250]), face.texts, face.widths).says
    assert [line for line in says.splitlines() if b"beginbf" in line] == [
        b"100 beginbfchar",
        b"100 beginbfchar",
        b"50 beginbfchar",
    ]


def test_a_glyph_made_of_others_is_not_cut():
    serif = opened(font_folder(chinese=False).faces[0])
    font = TTFont(font_folder(chinese=False).faces[0])
    table = font["glyf"]
    made = next(i for i, name in enumerate(font.getGlyphOrder()) if table[name].isComposite())
    with pytest.raises(UnsettableError, match="more than an outline"):
        serif.cut((0, made))


def test_a_font_with_fewer_widths_than_glyphs_is_not_taken_apart():
    font = TTFont(font_folder(chinese=False).faces[0])
    widths = font["hmtx"].metrics
    font["hmtx"].metrics = {name: (500, bearing) for name, (_, bearing) in widths.items()}
    file = io.BytesIO()
    font.save(file)
    with pytest.raises(UnsettableError, match="short tables"):
        TrueType(hb.Face(file.getvalue()))


def test_glyphs_are_found_beside_kerning():
    assert glyphs_in([b"[<00010a2b>-15<0003>] TJ", b"[] TJ", b"[<ffff0001>] TJ"]) == {1, 0x0A2B, 3, 0xFFFF}
    assert glyphs_in([]) == frozenset()
