"""Have WeasyPrint set a block that the press can't: odd marks, two fonts, a word just at a line's end."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from article21.errors import Article21Error
from article21.rendering.fonts import FontFolder
from article21.rendering.pdf import typesetter
from article21.rendering.press.formes import Forme, Kind, Look, Setting
from article21.rendering.press.glyph_sets import TABLE, Glyph
from article21.rendering.press.lines import SetText
from article21.rendering.press.markup import join_head
from article21.rendering.press.measures import measure_of, rise_of
from article21.rendering.press.painting import number_text
from article21.rendering.press.properties import MARKS
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.specimens import (
    Block,
    Draw,
    Proof,
    Specimen,
    face_of,
    to_bytes,
)
from article21.rendering.spelling import needs_spelling, spelled

_FIELD = "galley"
_SHOWN = re.compile(rb"/ActualText *<[^>]*>|/([A-Z]+) [\d.]+ Tf|<([0-9a-f]+)>")
"""A font that is chosen, or glyphs of it; and what is neither, the text that glyphs stand for."""


def set_block(forme: Forme, look: Look, kind: Kind, text: str, fonts: FontFolder) -> SetText:
    """Return a block's lines; raise UnsettableError if it looks otherwise than others of its kind."""
    try:
        return _set(forme, look, kind, text, fonts)
    except (Article21Error, UnsettableError):
        raise
    except Exception as error:
        raise UnsettableError("a text that is drawn unlike others") from error


def _set(forme: Forme, look: Look, kind: Kind, text: str, fonts: FontFolder) -> SetText:
    *around, own = kind
    opening = "".join(f"<{tag}>" for tag in (*around, f'{own} data-field="{_FIELD}"'))
    closing = "".join(f"</{tag.partition(' ')[0]}>" for tag in reversed(kind))
    head = join_head(look.frame, tuple(MARKS.values()))
    given = typesetter(fonts), look.envelope, f"{head}{opening}{escape(text)}{closing}", fonts.faces
    proof = Proof(*given)
    (block,) = proof.blocks
    measures = _measures(forme.settings[kind], block)
    if any(font.missing for font in proof.fonts.values()):
        raise UnsettableError("a character that no font has")
    if not proof.fonts.keys() <= forme.faces.keys():
        specimen = Specimen(*given)
        for name, path, font in specimen.faces():
            forme.faces.setdefault(name, face_of(name, path, font, specimen))
    lines = tuple(_shown(draw, proof.operators[draw.page]) for draw in block.lines)
    texts = {name: font.to_unicode for name, font in proof.fonts.items()}
    return SetText(lines, TABLE.set_of(_said(lines, texts)), measures)


def _measures(setting: Setting, block: Block) -> tuple[tuple[float, float], ...]:
    """Return height and rise of each line; raise UnsettableError if they stand elsewhere than others."""
    _, width, _ = measure_of(block)
    if width != setting.width or {number_text(each.box.position_x) for each in block.lines} != {setting.x}:
        raise UnsettableError("a text that is set unlike others of its kind")
    return tuple((each.line.height, rise_of(each, each.line)) for each in block.lines)


def _shown(draw: Draw, operators: Sequence[bytes]) -> bytes:
    """Return what shows a line, between its place and its end."""
    begin = next(i for i in range(draw.start, draw.end) if operators[i].endswith(b" Tm"))
    shown = operators[begin : operators.index(b"ET", begin) + 1]
    if needs_spelling(draw.box.text):
        shown = spelled(list(shown), {shown[0]: draw.box.text})
    return b"\n".join(map(to_bytes, shown[1:-1]))


def _said(lines: Sequence[bytes], texts: Mapping[str, Mapping[int, str]]) -> Iterator[Glyph]:
    for line in lines:
        face = ""
        for name, glyphs in _SHOWN.findall(line):
            face = name.decode() or face
            for i in range(0, len(glyphs), 4):
                glyph = int(glyphs[i : i + 4], 16)
                yield face, glyph, texts[face][glyph]
