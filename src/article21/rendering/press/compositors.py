"""Find the compositor for a letter, or have one learn from a specimen."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from typing import TypeVar

from article21.model import Bullets, Clause, Letter, Paragraph
from article21.rendering.attachments import Attachment
from article21.rendering.envelopes import Envelope
from article21.rendering.fonts import FontFolder, cut_fonts, font_folder
from article21.rendering.glyphs import choose_fonts, fonts_for
from article21.rendering.html import LAYOUT_STYLESHEET, clause_markup
from article21.rendering.pdf import identify, typesetter
from article21.rendering.press.composing import Compositor, Copy
from article21.rendering.press.formes import Forme
from article21.rendering.press.foundry import cast, learn
from article21.rendering.press.galleys import Galley
from article21.rendering.press.markup import (
    Part,
    join_head,
    read_part,
    split_head,
    with_first_field,
    with_text,
)
from article21.rendering.press.passages import UnknownKindError
from article21.rendering.press.properties import MARKS
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import script_of_language
from article21.rendering.press.specimens import Specimen

_UNKNOWN = "a layout that the press can't learn"
_KEPT = 300
"""Formes, of some 100 kB each."""
_CHINESE = "永"
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Learnt = TypeVar("_Learnt")
_LINE, _LINES = "Aa", "Aa\nAa"
"""What a specimen says, so that its lines are known."""
_NEW_PAGE = "new-page"
_BREAKS = f'[data-field="{_NEW_PAGE}"] {{ break-before: page }}'
_ROOT, _ATTRIBUTE = re.compile("<html[^>]*>"), re.compile(r' ([\w-]+)="([^"]*)"')
_ATTACHMENT = Attachment(b"{}", "Data", date(1583, 1, 2))


class Compositors:
    """The compositors of a process."""

    def __init__(self) -> None:
        self._formes: dict[tuple[object, ...], Forme] = {}
        self._beyond: set[object] = set()
        self._known: dict[tuple[object, ...], Compositor] = {}

    def compose(
        self, markup: Sequence[str], envelope: Envelope, letter: Letter, attachment: Attachment | None
    ) -> bytes:
        """Return the PDF of a letter with that markup; raise UnsettableError if WeasyPrint must set it."""
        head, body = split_head(markup[0])
        first = read_part(body)
        copy = Copy(head.properties, first, tuple(markup[1:]), cache(partial(fonts_for, letter)))
        model = partial(_Model, head.frame, body, markup, first, envelope)
        compositor = self._find(head.frame, envelope, letter, model, running=bool(first.running))
        identifier = identify("".join(markup), envelope, attachment)
        try:
            return compositor.compose(copy, identifier, attachment)
        except UnknownKindError as unknown:
            forme = compositor.forme
            self._learn(model(forme.fonts), unknown.what, partial(_Model.teach, forme=forme))
        try:
            return compositor.compose(copy, identifier, attachment)
        except UnknownKindError:
            raise UnsettableError("a layout that a specimen doesn't show") from None

    def _find(
        self, frame: str, envelope: Envelope, letter: Letter, model: Callable[..., "_Model"], *, running: bool
    ) -> Compositor:
        fonts = _fonts_of_language(letter)
        key = frame, envelope.key, running, fonts
        found = self._known.get(key)
        if found is None:
            kind = _canonical(frame, envelope), envelope.key, running, fonts
            if kind not in self._formes:
                forme = self._learn(model(fonts), kind, _Model.cast)
                _make_room(self._formes)
                self._formes[kind] = forme
            forme = self._formes[kind]
            galley = Galley(join_head(frame, tuple(MARKS.values())), envelope)
            _make_room(self._known)
            found = self._known[key] = Compositor(forme, galley, letter.language)
        return found

    def _learn(self, model: "_Model", what: object, learn: Callable[["_Model"], _Learnt]) -> _Learnt:
        """Learn from a specimen; what can't be learnt from one is not tried again with the same blocks."""
        attempt = what, model.kinds
        if attempt in self._beyond:
            raise UnsettableError(_UNKNOWN)
        try:
            return learn(model)
        except (LookupError, ValueError) as error:
            self._beyond.add(attempt)
            raise UnsettableError(_UNKNOWN) from error


def _make_room(kept: dict[_Key, _Value]) -> None:
    if len(kept) >= _KEPT:
        del kept[next(iter(kept))]


@lru_cache(1_000)
def _fonts_in(country: str) -> FontFolder:
    return cut_fonts(choose_fonts(frozenset({_CHINESE}), country))


def _fonts_of_language(letter: Letter) -> FontFolder:
    """Return the fonts of letters in that language, if they have no other characters than most."""
    if script_of_language(letter.language) == "Hani":
        return _fonts_in(letter.country.partition("-")[0])
    return font_folder(chinese=False)


@cache
def _sheets(envelope: Envelope) -> str:
    return "".join(sheet.read_text(encoding="utf-8") for sheet in (LAYOUT_STYLESHEET, envelope.stylesheet))


@lru_cache(1_000)
def _canonical(frame: str, envelope: Envelope) -> str:
    """Return a letter's head without what the style sheets don't tell apart."""
    css = _sheets(envelope)

    def told_apart(found: re.Match[str]) -> str:
        name, value = found.groups()
        if re.search(rf"\[{name}(?!=\")", css) or name == "dir":
            return found[0]
        if name == "lang":
            named = ",".join(re.findall(r":lang\(([^)]*)\)", css)).replace(" ", "").split(",")
            return next((each for each in named if value == each or value.startswith(f"{each}-")), "")
        return found[0] if f'[{name}="{value}"]' in css else ""

    return _ROOT.sub(lambda root: _ATTRIBUTE.sub(told_apart, root[0]), frame)


_POINT, _LEADS_IN, _LIST = Paragraph("A."), Paragraph("A:"), Bullets(("A", "A"))
_CLAUSES = tuple(
    Clause(f"specimen-{number}", blocks)
    for number, blocks in enumerate(
        (
            (_POINT, _POINT, _LEADS_IN, _LIST, _POINT, _LEADS_IN, _POINT),
            (_LEADS_IN, _LIST, _LEADS_IN, _LIST),
            (_LEADS_IN, _LIST),
            (_POINT,),
            (_LEADS_IN,),
            (_POINT,),
            (_POINT,),
        )
    )
)
"""Every kind of block that clauses have, with every kind before and behind it."""


class _Model:
    """A specimen after a letter: blocks of all the kinds that it has, with hardly a word."""

    def __init__(  # noqa: PLR0913, PLR0917 - a letter's parts, all bound in one place
        self,
        frame: str,
        body: str,
        markup: Sequence[str],
        first: Part,
        envelope: Envelope,
        fonts: FontFolder,
    ) -> None:
        _, *clauses, last = markup
        parts = [first, *(read_part(part, first.open) for part in markup[1:])]
        if not clauses:
            raise UnsettableError("a letter without clauses")
        usual, *others = map(clause_markup, _CLAUSES)
        kept = [
            clauses[0],
            with_first_field(usual, _NEW_PAGE),
            *others,
            *_without_repetition(clauses, parts[1:-1], first.open),
        ]
        new_page = with_first_field(clauses[-1], _NEW_PAGE)
        texts = list(_with_texts(kept, parts[0].open))
        texts += [with_text(part, _LINES) for part in (new_page, new_page, last)]
        self._parts = (with_text(body, _LINE), *texts)
        self._read = [parts[0], *(read_part(part, parts[0].open) for part in texts)]
        self._leaves = [leaf for part in self._read for leaf in part.leaves]
        self.kinds = frozenset(leaf.kind for leaf in self._leaves)
        self._envelope, self._fonts = envelope, fonts
        self._root = parts[0].open
        self._frame = frame

    def cast(self) -> Forme:
        """Return a forme that is read from the specimen."""
        return cast(self._set(), self._leaves, self._root, self._fonts)

    def teach(self, forme: Forme) -> None:
        """Have a forme learn what is new to it."""
        learn(forme, self._set(), self._leaves, self._root)

    def _set(self) -> Specimen:
        setter = typesetter(self._fonts)
        markup = join_head(self._frame, tuple(MARKS.values())) + "".join(self._parts)
        return Specimen(
            setter, self._envelope, markup, self._fonts.faces, css=_BREAKS, attachment=_ATTACHMENT
        )


def _without_repetition(
    clauses: Sequence[str], parts: Sequence[Part], around: tuple[str, ...]
) -> Iterator[str]:
    """Leave out clauses of kinds of blocks that the usual ones show."""
    usual = {leaf.kind for clause in _CLAUSES for leaf in read_part(clause_markup(clause), around).leaves}
    for clause, part in zip(clauses, parts, strict=True):
        if not {leaf.kind for leaf in part.leaves} <= usual:
            yield clause


def _with_texts(clauses: Sequence[str], around: tuple[str, ...]) -> Iterator[str]:
    """Yield clauses with texts of two lines where they show something new."""
    seen: set[tuple[str, ...]] = set()
    for clause in clauses:
        kinds = {leaf.kind for leaf in read_part(clause, around).leaves}
        yield with_text(clause, _LINE if kinds <= seen else _LINES)
        seen |= kinds
