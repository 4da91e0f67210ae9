"""A plan: one letter laid out by WeasyPrint, and what of it other letters may have differently."""

import re
import struct
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from article21.render.attachments import Attachment
from article21.render.stamping.cutting import Cut, face
from article21.render.stamping.files import File, OwnParts
from article21.render.stamping.properties import PropertiesTemplate
from article21.render.stamping.refusals import UnsettableError
from article21.render.stamping.sheets import Font, Line, Sheet

_PERSONAL = ("sender-", "return-line", "reference", "signature", "identity-", "own_words-")
"""Fields that hardly ever are the same in two letters; room is made at once for these, later for others."""

_SHOWN = re.compile(rb"<([0-9a-f]*)>")

SetText = tuple[bytes, ...] | UnsettableError
"""The TJ operator of each line of a text, or why there is none."""


class Plan:
    """Stamps letters in which every field takes as many lines as in the one that was laid out."""

    def __init__(
        self, sheet: Sheet, font: Font, fields: Sequence[str], texts: Sequence[str], lines: Sequence[SetText]
    ) -> None:
        """Keep a letter's layout; ``fields`` names its texts, which are as they stand in the markup."""
        self._sheet, self._font, self._fields, self._texts = sheet, font, fields, texts
        self._properties = PropertiesTemplate(sheet.metadata, sheet.info)
        settable = (i for i, found in enumerate(lines) if not isinstance(found, UnsettableError))
        self._make_room(frozenset(i for i in settable if fields[i].startswith(_PERSONAL)))

    def stamp(
        self,
        texts: Sequence[str],
        lines: Sequence[SetText],
        properties: Mapping[str, str],
        identifier: str,
        attachment: Attachment | None,
    ) -> bytes:
        """Return a letter's PDF; raise UnsettableError when a text that differs has no lines.

        No text counts as the same because it was so far: each is compared, or printed anew.
        """
        differing = {i for i, text in enumerate(texts) if text != self._texts[i]}
        if not differing <= self._own:
            for i in differing:
                _lines(lines[i])
            self._make_room(self._own | differing)
        own = tuple(_lines(lines[i])[line] for i, line in self._order)
        properly = self._properties.fill(properties)
        return self._file.write(
            OwnParts(own, *properly, identifier.encode("ascii"), self._cut(own), attachment)
        )

    def _cut(self, own: Iterable[bytes]) -> Cut | None:
        font = self._font
        if font.whole:
            return None
        return face(font.face).cut(self._shared | glyphs_in(own), font.texts, font.widths)

    def _make_room(self, own: frozenset[int]) -> None:
        places: dict[Line, tuple[int, int]] = {
            place: (i, line)
            for i in own
            for line, place in enumerate(self._sheet.blocks[self._fields[i]].lines)
        }
        self._order = [places[place] for place in sorted(places)]
        self._file = File(self._sheet, places)
        self._shared = frozenset() if self._font.whole else glyphs_in(self._shared_lines(places))
        self._own = own
        if not self._shared <= self._font.texts.keys():
            raise UnsettableError("a character outside the alphabet")

    def _shared_lines(self, own: Container[Line]) -> Iterator[bytes]:
        """Yield the lines in the font that are the same in all letters."""
        font = b"/%b " % self._font.name.encode("ascii")
        for number, page in enumerate(self._sheet.pages):
            for place, (before, line) in enumerate(pairwise(page.operators), 1):
                if before.startswith(font) and Line(number, place) not in own:
                    yield line


def glyphs_in(lines: Iterable[bytes]) -> frozenset[int]:
    """Return the numbers of all glyphs that TJ operators show."""
    shown = bytes.fromhex(b"".join(_SHOWN.findall(b"".join(lines))).decode("ascii"))
    return frozenset(struct.unpack(f">{len(shown) // 2}H", shown))


def _lines(text: SetText) -> tuple[bytes, ...]:
    if isinstance(text, UnsettableError):
        raise text
    return text
