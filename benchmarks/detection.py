"""How often the encoding of a table is told rightly, asked for, or told wrongly: ours and two libraries'.

``./run bench detection [COUNT] [SEED]``; 700 tables take two minutes.
"""

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable

import chardet
from charset_normalizer import from_bytes

from article21.tables.columns import count_known
from article21.tables.detection import find_encoding
from article21.tables.encodings import EncodingError
from table_corpus import Sample, make_tables

Detector = Callable[[bytes], str | None]


def ours(content: bytes) -> str | None:
    """Return the encoding, or None when it is asked for."""
    try:
        return find_encoding(io.BytesIO(content), count_known)
    except EncodingError:
        return None


def of_charset_normalizer(content: bytes) -> str | None:
    """Return its best guess."""
    best = from_bytes(content).best()
    return best.encoding if best else None


def of_chardet(content: bytes) -> str | None:
    """Return its guess."""
    return chardet.detect(content)["encoding"]


DETECTORS: dict[str, Detector] = {
    "ours": ours,
    "charset-normalizer": of_charset_normalizer,
    "chardet": of_chardet,
}


def judge(sample: Sample, detector: Detector) -> str:
    """Say what became of a table: right, asked or wrong; one that can't be read must be asked for."""
    encoding = detector(sample.content)
    if encoding is None:
        return "asked"
    if not sample.readable:
        return "wrong"
    try:
        read = sample.content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return "asked"
    return "right" if read.removeprefix("\ufeff") == sample.text else "wrong"


def kind(sample: Sample) -> str:
    """Name the part of the corpus."""
    if not sample.readable:
        return "UTF-8 with a stray byte"
    if not sample.old:
        return "Unicode or ASCII"
    return "old, one to six people" if sample.small else "old, ten to sixty people"


def count(samples: Iterable[Sample], detector: Detector) -> dict[str, Counter[str]]:
    """Count the verdicts by part of the corpus."""
    counts: dict[str, Counter[str]] = {}
    for sample in samples:
        counts.setdefault(kind(sample), Counter())[judge(sample, detector)] += 1
    return counts


def main() -> None:
    """Print a table of the verdicts."""
    number, seed = (int(text) for text in (*sys.argv[1:], "700", "1")[:2])
    samples = list(make_tables(number, seed))
    print(f"{len(samples)} tables, seed {seed}")
    for name, detector in DETECTORS.items():
        for part, verdicts in sorted(count(samples, detector).items()):
            told = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in ("right", "asked", "wrong"))
            print(f"{name:20}{part:28}{told}")


if __name__ == "__main__":
    main()
