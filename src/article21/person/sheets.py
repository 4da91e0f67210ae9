"""A sheet of one person's details to complete by themselves: it claims nothing that they did not write."""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from textwrap import wrap

from article21.fields import FIELDS
from article21.interface import Message, Surface, catalog_of
from article21.sentences import PLAIN

FILLED_IN = (
    *("name", "given_name", "family_name", "email", "account_email", "country", "language"),
    *("address_line", "place", "profile_url"),
)
"""What an organisation may know of a person; all else is theirs to say."""
_ALWAYS = ("name", "email", "country", "language")
_MARK = "# article21: "
_WIDTH = 100


def write_sheet(values: Mapping[str, object], grounds: Mapping[str, str], language: str) -> bytes:
    """Return a details file with these values and, as comments, what else a person may say.

    ``grounds`` are those that there are words for, with what each is called, in the language.
    """
    text = "\n".join(_lines(values, grounds, language)) + "\n"
    return f"{text}\n{_MARK}{_digest(text)}\n".encode()


def is_unanswered(content: bytes) -> bool:
    """Say whether a sheet is just as it was written."""
    text, mark, digest = content.decode("utf-8", "replace").replace("\r\n", "\n").rpartition(f"\n{_MARK}")
    return bool(mark) and digest.strip() == _digest(text)


def _lines(values: Mapping[str, object], grounds: Mapping[str, str], language: str) -> Iterator[str]:
    words = Surface(PLAIN.sentences, language=language)
    yield from _comment(words.sentence(Message("sheet-head")))
    for field in FILLED_IN:
        if values.get(field) or field in _ALWAYS:
            yield ""
            yield from _comment(f"{catalog_of(language).gettext(FIELDS[field].help)}.")
            yield f"{field} = {_toml(values.get(field) or ([] if FIELDS[field].several else ''))}"
    yield ""
    yield from _comment(words.sentence(Message("sheet-grounds")))
    yield "ground = ["
    for key, label in grounds.items():
        yield f'#  "{key}",  # {" ".join(label.split())}'
    yield "]"
    yield ""
    yield from _comment(words.sentence(Message("sheet-own-words")))
    yield 'because = """"""'
    yield ""
    yield from _comment(words.sentence(Message("sheet-without-grounds")))
    yield "# without_grounds = true"


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in wrap(text, _WIDTH))


def _toml(value: object) -> str:
    """Return a text or a list of texts; JSON's strings are TOML's, but for one control character."""
    return re.sub("\x7f", r"\\u007f", json.dumps(value, ensure_ascii=False))


def _digest(text: str) -> str:
    return sha256(text.rstrip("\n").encode()).hexdigest()[:16]
