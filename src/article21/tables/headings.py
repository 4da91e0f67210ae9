"""The headings of a table without our own, in an order that stays when a table comes back rearranged."""

from collections import Counter
from collections.abc import Mapping, Sequence

from article21.tables.columns import OWN, Columns, fold_heading


class Headings:
    """Headings in their order; what comes back in another order or with more columns is put into it."""

    def __init__(self, columns: Columns, before: Sequence[str] = ()) -> None:
        """Begin with the headings that the table had before, if it comes back."""
        self._own = {place for key in OWN for place in columns.places.get(key, ())}
        here = _numbered(self.without_own(columns.headings))
        self._all = list(dict.fromkeys((*_numbered(before), *here)))
        self._places = [self._all.index(heading) for heading in here]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the headings."""
        return tuple(text for text, _ in self._all)

    def without_own(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return a row without the columns that are our own."""
        return tuple(cell for place, cell in enumerate(cells) if place not in self._own)

    def arranged(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return a row of the table in the order of the headings."""
        arranged = [""] * len(self._all)
        several = self.without_own(cells)
        for place, cell in zip(self._places, several, strict=False):
            arranged[place] = cell
        return (*arranged, *several[len(self._places) :])

    def by_heading(self, cells: Sequence[str]) -> dict[str, str]:
        """Return an arranged row by its headings."""
        return {text: cell for (text, number), cell in zip(self._all, cells, strict=False) if not number}

    def replaced(self, cells: Sequence[str], by_heading: Mapping[str, str]) -> tuple[str, ...]:
        """Return an arranged row with other cells under some headings, new ones included."""
        for text in by_heading:
            if (text, 0) not in self._all:
                self._all.append((text, 0))
        padded = (*cells, *[""] * (len(self._all) - len(cells)))
        return tuple(
            by_heading.get(self._all[place][0], cell) if place < len(self._all) else cell
            for place, cell in enumerate(padded)
        )

    def cell(self, cells: Sequence[str], heading: str) -> str:
        """Return what an arranged row has under a heading."""
        folded = fold_heading(heading)
        for place, (text, _) in enumerate(self._all):
            if fold_heading(text) == folded and place < len(cells):
                return cells[place].strip()
        return ""


def _numbered(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Tell headings that are the same apart."""
    counted = Counter[str]()
    numbered = []
    for text in texts:
        numbered.append((text, counted[text]))
        counted[text] += 1
    return numbered
