"""A character is drawn as it and the one after it tell: so it is remembered, and so our fonts are made."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from article21.catalogs import LOCALES
from article21.rendering.fonts import font_folder, read_font, sources
from article21.rendering.press.scripts import ANY, script_of
from article21.rendering.press.shaping import DRAWN_APART, WIDER, Shaper

FEATURES = {"calt", "ccmp", "clig", "dist", "kern", "liga", "locl", "rclt", "rlig"}
"""Those that Pango leaves on for text from left to right, but for the ones that place marks."""
ALONE, LIGATURES, CONTEXTS, PAIRS, EXTENSION = 1, 4, (5, 6), 2, (7, 9)
OTHERS = {"APPH", "CAT ", "IPPH", "MAH ", "MKD ", "NAV ", "SRB "}
"""What fonts draw in ways of its own, and no letter is in."""
OURS = {"ro": {"MOL ", "ROM "}, "zh": {"JAN ", "KOR ", "ZHH ", "ZHS ", "ZHT "}}
TEXTS = {
    "Latn": [
        "To AV",
        "office",
        "fi",
        "a1\N{FRACTION SLASH}2b",
        "12",
        "11",
        "A21-7Y3Y",
        "flügge.1@example.org",
        "ff",
    ],
    "Grek": ["ΑΥτό", "ίψ·", "(ΓΚΠΔ)."],
    "Cyrl": ["Жанна", "„ГА“"],
    "Hani": ["永遠", "永12", "「《第486章》」", "12", "2"],
    ANY: ["12", "1\N{FRACTION SLASH}2", "2025/2518).", "(..)"],
}


@pytest.mark.parametrize(
    "source", [*sources("serif")[:1], *sources("east_asian")], ids=lambda source: source.face
)
def test_no_rule_of_our_fonts_looks_at_more_than_two_characters_side_by_side(source):
    font = TTFont(BytesIO(read_font(source)), lazy=True)
    characters = {glyph: character for character, glyph in font.getBestCmap().items()}
    is_set = cache(lambda glyph: can_be_set(characters.get(glyph)))
    for kind, table in rules_of(font):
        if kind == LIGATURES:
            joined = [(first, *each.Component) for first, those in table.ligatures.items() for each in those]
            joined = [glyphs for glyphs in joined if all(map(is_set, glyphs))]
            assert {glyphs[:2] for glyphs in joined} <= {*joined}
        elif kind in CONTEXTS:
            covered = [*table.InputCoverage, *table.BacktrackCoverage, *table.LookAheadCoverage]
            assert any(not any(map(is_set, each.glyphs)) for each in covered)
        elif kind == PAIRS:
            assert not table.ValueFormat2
            assert not any(is_ideograph(characters.get(glyph)) for glyph in table.Coverage.glyphs)
            classes = getattr(table, "ClassDef2", None)
            assert not any(is_ideograph(characters.get(glyph)) for glyph in getattr(classes, "classDefs", ()))
        else:
            assert kind == ALONE


def rules_of(font: TTFont) -> Iterator[tuple[int, Any]]:
    for name in ("GSUB", "GPOS"):
        table = font[name].table
        numbers = {
            number
            for script in table.ScriptList.ScriptRecord
            for system in (script.Script.DefaultLangSys, *others_of(script.Script))
            for feature in system.FeatureIndex
            if table.FeatureList.FeatureRecord[feature].FeatureTag in FEATURES
            for number in table.FeatureList.FeatureRecord[feature].Feature.LookupListIndex
        }
        for number in sorted(numbers):
            for each in table.LookupList.Lookup[number].SubTable:
                own = each.ExtSubTable if each.LookupType in EXTENSION else each
                yield own.LookupType, own


def others_of(script: Any) -> Iterator[Any]:
    for each in script.LangSysRecord:
        assert each.LangSysTag in OTHERS.union(*OURS.values())
        if each.LangSysTag not in OTHERS:
            yield each.LangSys


def can_be_set(character: int | None) -> bool:
    try:
        return character is not None and (script_of(chr(character)), chr(character) not in WIDER)[1]
    except KeyError:
        return False


def is_ideograph(character: int | None) -> bool:
    return character is not None and 0x4E00 <= character < 0xA000


def test_no_letter_is_in_a_language_that_fonts_draw_in_a_way_we_don_t_know():
    languages = {path.name.partition("_")[0] for path in LOCALES.iterdir()}
    assert not {"ca", "mh", "mk", "nv", "sr"} & languages
    assert OURS.keys() == DRAWN_APART


@pytest.mark.parametrize("script", TEXTS)
def test_what_is_remembered_is_what_harfbuzz_draws(script):
    stem, language = ("NotoSansTC-Regular", "zh-Hant") if script == "Hani" else ("NotoSerif-Regular", "de")
    (path,) = (path for path in font_folder(chinese=True).faces if path.stem == stem)
    shaper = Shaper("F", path, 13653, language)
    for _ in range(2):
        for text in TEXTS[script]:
            assert shaper.draw([text], script) == [shaper._ask(text, script)]
        assert shaper.draw(TEXTS[script], script) == [shaper._ask(text, script) for text in TEXTS[script]]
