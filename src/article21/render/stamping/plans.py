"""A plan: one letter laid out by WeasyPrint, and what of it other letters may have differently."""

from collections.abc import Mapping, Sequence

from article21.render.stamping.files import File
from article21.render.stamping.properties import PropertiesTemplate
from article21.render.stamping.refusals import UnsettableError
from article21.render.stamping.typesetting import Line, Sheet

_PERSONAL = ("sender-", "return-line", "reference", "signature", "identity-", "own_words-")
"""Fields that hardly ever are the same in two letters; room is made at once for these, later for others."""

SetText = tuple[bytes, ...] | UnsettableError
"""The TJ operator of each line of a text, or why there is none."""


class Plan:
    """Stamps letters in which every field takes as many lines as in the one that was laid out."""

    def __init__(
        self, sheet: Sheet, fields: Sequence[str], texts: Sequence[str], lines: Sequence[SetText]
    ) -> None:
        """Keep a letter's layout; ``fields`` names its texts, which are as they stand in the markup."""
        self._sheet, self._fields, self._texts = sheet, fields, texts
        self._properties = PropertiesTemplate(sheet.metadata, sheet.info)
        settable = (i for i, found in enumerate(lines) if not isinstance(found, UnsettableError))
        self._make_room(frozenset(i for i in settable if fields[i].startswith(_PERSONAL)))

    def stamp(
        self, texts: Sequence[str], lines: Sequence[SetText], properties: Mapping[str, str], identifier: str
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
        return self._file.write(own, *self._properties.fill(properties), identifier.encode("ascii"))

    def _make_room(self, own: frozenset[int]) -> None:
        places: dict[Line, tuple[int, int]] = {
            place: (i, line)
            for i in own
            for line, place in enumerate(self._sheet.blocks[self._fields[i]].lines)
        }
        self._order = [places[place] for place in sorted(places)]
        self._file = File(self._sheet, places)
        self._own = own


def _lines(text: SetText) -> tuple[bytes, ...]:
    if isinstance(text, UnsettableError):
        raise text
    return text
