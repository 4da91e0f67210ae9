"""The letter's fonts inside its HTML page, cut to the characters the page shows."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb

from article21.model import Letter, Translation
from article21.rendering.fonts import WEIGHTS
from article21.rendering.glyphs import characters_in, characters_of, nearest_fonts

_LAYOUT = frozenset(" •/0123456789")
"""What the style sheets write: the mark of an item, page numbers."""
_REMEMBERED = 16


def font_faces(letter: Letter, translation: Translation | None = None) -> str:
    """Return a rule for each face the page needs; what no face has is left to the browser's fonts."""
    characters, rules = characters_of(letter, translation) | _LAYOUT, []
    left = dict.fromkeys(WEIGHTS, characters)
    for path in nearest_fonts(letter, translation).faces:
        style = path.stem.rpartition("-")[2]
        wanted = left[style] & characters_in(path)
        if "Italic" in path.stem or not wanted:
            continue
        rules.append(_rule(path, wanted))
        if not letter.language.startswith("zh"):  # whose fonts come first, for Latin letters too
            left[style] -= wanted
    return "\n".join(rules)


@lru_cache(_REMEMBERED)
def _rule(path: Path, characters: frozenset[str]) -> str:
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    cut = hb.SubsetInput()
    cut.unicode_set.update(map(ord, characters))
    media_type, kind, font = _packed(hb.subset(face, cut).blob.data)
    content = b64encode(font).decode()
    weight = WEIGHTS[path.stem.rpartition("-")[2]]
    return (
        f'@font-face {{ font-family: "{_family(face)}"; font-weight: {weight};'
        f' src: url("data:{media_type};base64,{content}") format("{kind}"); }}'
    )


def _family(face: hb.Face) -> str:
    """Return the family as style sheets name it, without the weight that older programs know as a family."""
    names = {name.name_id: face.get_name(name.name_id, name.language) for name in face.list_names()}
    ids = hb.OTNameIdPredefined
    return str(names.get(ids.TYPOGRAPHIC_FAMILY) or names[ids.FONT_FAMILY])


def _packed(font: bytes) -> tuple[str, str, bytes]:
    """Return a font's media type, format and bytes; a browser lacks what compresses them."""
    try:
        import brotli  # type: ignore[import-untyped]  # noqa: F401 - what fontTools compresses with
        from fontTools.ttLib import TTFont
    except ImportError:
        return "font/ttf", "truetype", font
    with TTFont(BytesIO(font), recalcTimestamp=False) as whole:  # the same letter is the same bytes
        whole.flavor = "woff2"
        compressed = BytesIO()
        whole.save(compressed)
    return "font/woff2", "woff2", compressed.getvalue()
