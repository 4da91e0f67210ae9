"""A sentence for every code, in words that fit any surface; a surface may have its own."""

from article21.interface import Surface
from article21.sentences import (
    batches,
    cases,
    details,
    dialogue,
    files,
    health,
    letters,
    listings,
    pages,
    tables,
)

PLAIN = Surface(
    {
        **details.SENTENCES,
        **dialogue.SENTENCES,
        **files.SENTENCES,
        **health.SENTENCES,
        **letters.SENTENCES,
        **pages.SENTENCES,
        **listings.SENTENCES,
        **tables.SENTENCES,
        **batches.SENTENCES,
        **cases.SENTENCES,
    }
)
"""Names fields and nothing else: no option, no command, no button."""
