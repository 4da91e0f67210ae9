"""Compress streams quickly: ISA-L takes a quarter of zlib's time for the same size.

As with zlib, of which there are several, a file may have other bytes where another processor wrote it.
"""

from functools import partial

from isal.isal_zlib import compress

deflate = partial(compress, level=1)
"""Return content as ``/FlateDecode`` reads it (RFC 1950)."""
