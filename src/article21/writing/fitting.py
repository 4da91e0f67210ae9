"""Choose what a text for a form has room for: in a fixed order, which never drops all grounds."""

import re
from collections.abc import Callable, Iterator

from article21.model import Length
from article21.writing.letters import Detail, write_clauses
from article21.writing.plaintext import to_body
from article21.writing.requests import Request

_END = re.compile(
    r"""(?<=[!?…]|(?<=[^\W\d_]{3})\.)["'”’»“)\]]*(?=\s+(?![a-zà-ÿα-ωа-я\d]))"""  # noqa: RUF001 - letters
    r"|(?<=[。！？])[」』”）]*|\s*(?=\n\s*\n)"  # noqa: RUF001 - marks of Chinese
)
"""Where a sentence or a paragraph ends, which an abbreviation or a day before its month does not."""
_LINKS = (3, 1)
"""How many addresses of content a text keeps when all have no room; none only after all else failed."""


def fitting_text(request: Request, length: Length, room: int) -> str:
    """Return the text with as much of the person's situation as ``room`` characters hold.

    Grounds are explained, then named; own words are whole, then as many whole sentences as fit; addresses of
    content become fewer; of the names of grounds at least one stays.
    """
    texts = _Texts(request, length, room)
    count = len(request.details.content_url)
    for links in (count, *(fewer for fewer in _LINKS if fewer < count)):
        for detail in _with_own_words(texts, links):
            if texts.fits(detail):
                return texts.write(detail)
    return next(text for text in _with_fewer_grounds(texts) if text)


def count_characters(text: str) -> int:
    """Count as web forms do at their strictest: UTF-16 units, a line break as two."""
    return len(text.replace("\n", "\r\n").encode("utf-16-le")) // 2


class _Texts:
    """The texts that one request gives at one length."""

    def __init__(self, request: Request, length: Length, room: int) -> None:
        self.request, self.length, self.room = request, length, room
        self.words = request.details.because or ""

    def write(self, detail: Detail) -> str:
        return f"{to_body(write_clauses(self.request, self.length, detail))}\n\n{self.request.details.name}"

    def fits(self, detail: Detail) -> bool:
        return count_characters(self.write(detail)) <= self.room


def _with_own_words(texts: _Texts, links: int) -> Iterator[Detail]:
    yield Detail(links=links)
    yield Detail(explained=False, links=links)
    for explained in (True, False):
        detail = Detail(explained=explained, links=links)
        kept = _beginning(texts, detail)
        if kept or texts.request.grounds:
            yield Detail(explained=explained, links=links, words=kept)


def _with_fewer_grounds(texts: _Texts) -> Iterator[str]:
    for links in (1, 0):
        for count in range(len(texts.request.grounds), 0, -1):
            detail = Detail(explained=False, grounds=count, words=0, links=links)
            if texts.fits(detail):
                yield texts.write(detail)
    yield texts.write(Detail(explained=False, grounds=1, words=0, links=0))


def _beginning(texts: _Texts, detail: Detail) -> int:
    """Return how many characters of the person's own words fit: whole sentences, or else whole words."""
    words = texts.words
    ends = [found.end() for found in _END.finditer(words) if found.end() < len(words)]
    kept = _longest(ends, lambda place: texts.fits(_shorter(detail, place)))
    if kept or texts.request.grounds:
        return kept
    spaces = [place for place in range(1, len(words)) if words[place].isspace()] or range(1, len(words))
    return _longest(list(spaces), lambda place: texts.fits(_shorter(detail, place)))


def _shorter(detail: Detail, words: int) -> Detail:
    return Detail(explained=detail.explained, links=detail.links, words=words)


def _longest(places: list[int], fits: Callable[[int], bool]) -> int:
    """Return the last place that fits, 0 if none does; what comes before a place that fits, fits."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if fits(places[middle]) else (low, middle)
    return places[low - 1] if low else 0
