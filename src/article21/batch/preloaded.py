"""Imported where printing workers are forked from: what every PDF needs is there once for all of them."""

from contextlib import suppress

from article21.rendering.fonts import font_folder
from article21.rendering.pdf import typesetter

with suppress(Exception):  # whatever is missing, each worker tells it of its letters
    typesetter(font_folder(chinese=False))
