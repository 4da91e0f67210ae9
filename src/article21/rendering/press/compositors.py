"""Find the compositor for a letter, or have one learn from a specimen."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from article21.model import Letter
from article21.rendering.attachments import Attachment
from article21.rendering.envelopes import Envelope
from article21.rendering.fonts import FontFolder, cut_fonts, font_folder
from article21.rendering.glyphs import choose_fonts, fonts_for
from article21.rendering.pdf import identify, start_weasyprint, style_sheets
from article21.rendering.press import kept
from article21.rendering.press.composing import Compositor, Copy
from article21.rendering.press.formes import Forme, Layout, Look
from article21.rendering.press.markup import read_part, split_head
from article21.rendering.press.passages import UnknownKindError
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import script_of_language

if TYPE_CHECKING:
    from article21.rendering.press.models import Model

_UNKNOWN = "a layout that the press can't learn"
_KEPT = 300
"""Formes, of some 100 kB each."""
_CHINESE = "永"
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_ROOT, _ATTRIBUTE = re.compile("<html[^>]*>"), re.compile(r' ([\w-]+)="([^"]*)"')


class Compositors:
    """The compositors of a process."""

    def __init__(self) -> None:
        self._formes: dict[Layout, Forme] = {}
        self._beyond: set[object] = set()
        self._known: dict[tuple[Layout, str], Compositor] = {}

    def compose(
        self, markup: Sequence[str], envelope: Envelope, letter: Letter, attachment: Attachment | None
    ) -> bytes:
        """Return the PDF of a letter with that markup; raise UnsettableError if WeasyPrint must set it."""
        head, body = split_head(markup[0])
        first = read_part(body)
        copy = Copy(head.properties, first, tuple(markup[1:]), cache(partial(fonts_for, letter)))
        frame = _canonical(head.frame, envelope)
        layout = Layout(frame, envelope.key, bool(first.running), _fonts_of_language(letter))
        model = partial(_model, head.frame, body, markup, first, envelope, layout.fonts)
        learn = partial(self._learn, layout, envelope, model)
        compositor = self._known.get((layout, head.frame))
        if compositor is None:
            forme = self._formes.get(layout) or kept.find(layout, envelope) or learn(layout)
            _make_room(self._formes)
            self._formes[layout] = forme
            _make_room(self._known)
            compositor = Compositor(forme, Look(head.frame, envelope), letter.language)
            self._known[layout, head.frame] = compositor
        identifier = identify("".join(markup), envelope, attachment)
        try:
            return compositor.compose(copy, identifier, attachment)
        except UnknownKindError as unknown:
            learn(unknown.what, compositor.forme)
        try:
            return compositor.compose(copy, identifier, attachment)
        except UnknownKindError:
            raise UnsettableError("a layout that a specimen doesn't show") from None

    def _learn(
        self,
        layout: Layout,
        envelope: Envelope,
        make_model: Callable[[], "Model"],
        what: object,
        forme: Forme | None = None,
    ) -> Forme:
        """Learn from a specimen; what can't be learnt from one is not tried again with the same blocks."""
        model = make_model()
        attempt = what, model.kinds
        if attempt in self._beyond:
            raise UnsettableError(_UNKNOWN)
        try:
            taught = model.teach(forme)
        except (LookupError, ValueError) as error:
            self._beyond.add(attempt)
            raise UnsettableError(_UNKNOWN) from error
        kept.keep(layout, envelope, taught)
        return taught


def _model(*letter: Any) -> "Model":
    start_weasyprint()
    from article21.rendering.press.models import Model

    return Model(*letter)


def _make_room(known: dict[_Key, _Value]) -> None:
    if len(known) >= _KEPT:
        del known[next(iter(known))]


@lru_cache(1_000)
def _fonts_in(country: str) -> FontFolder:
    return cut_fonts(choose_fonts(frozenset({_CHINESE}), country))


def _fonts_of_language(letter: Letter) -> FontFolder:
    """Return the fonts of letters in that language, if they have no other characters than most."""
    if script_of_language(letter.language) == "Hani":
        return _fonts_in(letter.country.partition("-")[0])
    return font_folder(chinese=False)


@lru_cache(1_000)
def _canonical(frame: str, envelope: Envelope) -> str:
    """Return a letter's head without what the style sheets don't tell apart."""
    css = "".join(style_sheets(envelope))

    def told_apart(found: re.Match[str]) -> str:
        name, value = found.groups()
        if re.search(rf"\[{name}(?!=\")", css) or name == "dir":
            return found[0]
        if name == "lang":
            named = ",".join(re.findall(r":lang\(([^)]*)\)", css)).replace(" ", "").split(",")
            return next((each for each in named if value == each or value.startswith(f"{each}-")), "")
        return found[0] if f'[{name}="{value}"]' in css else ""

    return _ROOT.sub(lambda root: _ATTRIBUTE.sub(told_apart, root[0]), frame)
