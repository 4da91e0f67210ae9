"""Models of specimens: letters with blocks of all the kinds that a letter has, and with hardly a word."""

from collections.abc import Iterator, Sequence
from datetime import date

from article21.model import Bullets, Clause, Paragraph
from article21.rendering.attachments import Attachment
from article21.rendering.envelopes import Envelope
from article21.rendering.fonts import FontFolder
from article21.rendering.html import clause_markup
from article21.rendering.pdf import typesetter
from article21.rendering.press.formes import Forme
from article21.rendering.press.foundry import cast, learn
from article21.rendering.press.markup import Part, join_head, read_part, with_first_field, with_text
from article21.rendering.press.properties import MARKS
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.specimens import Specimen

_LINE, _LINES = "Aa", "Aa\nAa"
"""What a specimen says, so that its lines are known."""
_NEW_PAGE = "new-page"
_BREAKS = f'[data-field="{_NEW_PAGE}"] {{ break-before: page }}'
_ATTACHMENT = Attachment(b"{}", "Data", date(1583, 1, 2))
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


class Model:
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

    def teach(self, forme: Forme | None) -> Forme:
        """Have a forme learn what is new to it, or return a new one that is read from the specimen."""
        specimen = self._set()
        if forme is None:
            return cast(specimen, self._leaves, self._root, self._fonts)
        learn(forme, specimen, self._leaves, self._root)
        return forme

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
