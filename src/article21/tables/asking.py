"""Find the columns that nobody has named and that may say who wants no letter."""

from collections.abc import Sequence

from article21.tables.cells import is_placeholder, read_answer
from article21.tables.columns import ROW, Columns, sounds_like_consent

_CONSENT = "consent"


class Asking:
    """The unknown columns of a table, as far as what stands in them may be answers."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        used = {place for several in columns.places.values() for place in several}
        unknown = [place for place, text in enumerate(columns.headings) if place not in used and text.strip()]
        self._sounding = [place for place in unknown if sounds_like_consent(columns.headings[place])]
        # What problems.csv has of a column is not all of it; the whole table was looked at before.
        self.candidates = [] if ROW in columns.places else unknown
        """The columns that hold nothing but yes and no so far."""
        self._answered: dict[int, bool] = {}
        """Whether one of the answers in a column is a no in words."""

    def look_at(self, cells: Sequence[str]) -> None:
        """Take a row into account."""
        for place in tuple(self.candidates):
            text = cells[place].strip() if place < len(cells) else ""
            if not text or is_placeholder(_CONSENT, text):
                continue
            answer = read_answer(text)
            if answer is None:
                self.candidates.remove(place)
                continue
            is_no = answer is False and not text[0].isdigit()
            self._answered[place] = self._answered.get(place, False) or is_no

    def doubtful(self) -> tuple[str, ...]:
        """Return the headings of the columns that may be about consent."""
        answering = [place for place in self.candidates if place in self._answered]
        if _CONSENT in self._columns.places:
            found = [place for place in self._sounding if place in answering]
        else:
            found = [*self._sounding, *(place for place in answering if self._answered[place])]
        return tuple(self._columns.headings[place] for place in sorted({*found}))
