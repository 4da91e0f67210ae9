"""What somebody has answered so far: it comes with every request and is kept nowhere here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Date

from article21.errors import Article21Error, DetailsError
from article21.facts import Jurisdiction, find_jurisdiction, grounds_that_need_an_account
from article21.fields import FIELDS
from article21.interface import COMMAS, Message
from article21.person import Given, check_details
from article21.writing.requests import NO_ACCOUNT

YES = "yes"
WHERE = "where"
"""The place as it was typed; ``country`` has its code once it is found."""
WISHES = ("envelope", "courtesy_copy", "redacted", "signature")
"""What goes around the words; a picture of a signature is carried as base64."""
CARRIED = (*FIELDS, WHERE, *WISHES)
"""The names under which answers come and go in forms."""
MEMBERS_ONLY = ("profile_url", "setting_off", "account_email")
_PARTS: Mapping[str, str] = {
    "email": f"[\\s{COMMAS}]+",
    "account_email": f"[\\s{COMMAS}]+",
    "content_url": r"\s+",
    "address_line": r"\n",
}
"""What stands between several values where one box holds them."""


@dataclass(frozen=True)
class Answers:
    """The texts of each field, as they were typed."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, form: Iterable[tuple[str, object]]) -> "Answers":
        """Take what a form brings; anything else in it is none of the answers."""
        texts: dict[str, tuple[str, ...]] = {}
        for name, text in form:
            if name in CARRIED and isinstance(text, str) and text:
                clean = text.replace("\r\n", "\n").replace("\r", "\n")
                texts[name] = (*texts.get(name, ()), clean)
        return cls(texts)

    @classmethod
    def of_given(cls, given: Given) -> "Answers":
        """Take the details of a letter that is opened again."""
        texts = {name: _typed_as(name, value) for name, value in given.values.items() if name in FIELDS}
        found = cls({name: text for name, text in texts.items() if any(text)})
        return found.having(where=found.text("country")) if found.has("country") else found

    def having(self, **texts: str | Iterable[str]) -> "Answers":
        """Return the same with other answers; an empty one is taken out."""
        new = {name: (text,) if isinstance(text, str) else tuple(text) for name, text in texts.items()}
        merged = {**self.texts, **new}
        return Answers({name: text for name, text in merged.items() if any(text)})

    def has(self, name: str) -> bool:
        """Tell whether a field was answered."""
        return any(text.strip() for text in self.texts.get(name, ()))

    def text(self, name: str) -> str:
        """Return what was typed."""
        return "\n".join(self.texts.get(name, ()))

    def all(self, name: str) -> tuple[str, ...]:
        """Return what was picked."""
        return self.texts.get(name, ())

    @property
    def has_account(self) -> bool:
        """True unless the person said that they have none."""
        return self.text("no_account") != YES

    @property
    def place(self) -> Jurisdiction | None:
        """The place of residence, once it is known."""
        try:
            return find_jurisdiction(self.text("country")) if self.has("country") else None
        except Article21Error:
            return None

    def pairs(self, without: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield what a form carries on."""
        left_out = frozenset(without)
        return ((name, text) for name, all_ in self.texts.items() if name not in left_out for text in all_)

    def given(self) -> Given:
        """Return the details, typed but unchecked; what only members have goes with the account."""
        values = {name: _typed(name, self.texts[name]) for name in FIELDS if self.has(name)}
        if not self.has_account:
            values = {name: value for name, value in values.items() if name not in MEMBERS_ONLY}
        else:
            values.pop("content_url", None)
        if grounds := self.grounds():
            values["ground"] = grounds
        else:
            values.pop("ground", None)
        return Given(values)

    def grounds(self) -> tuple[str, ...]:
        """Return the grounds that can be this person's."""
        beside = {NO_ACCOUNT} | (set() if self.has_account else grounds_that_need_an_account())
        return tuple(key for key in self.all("ground") if key not in beside)

    def problems(self, today: Date) -> Mapping[str, tuple[Message, ...]]:
        """Return what is wrong, by field; what is missing is not wrong yet."""
        found: dict[str, tuple[Message, ...]] = {}
        try:
            check_details(self.given(), today)
        except DetailsError as error:
            for message in error.messages:
                if message.place and not message.code.endswith("-missing"):
                    name = message.place.field
                    found[name] = (*found.get(name, ()), message.at(None))
        return found


def _typed(name: str, texts: tuple[str, ...]) -> object:
    detail = FIELDS[name]
    if detail.kind == "flag":
        return texts[-1] == YES
    if detail.several:
        parts = re.split(_PARTS[name], "\n".join(texts)) if name in _PARTS else texts
        return tuple(part.strip() for part in parts if part.strip())
    return texts[-1] if name == "because" else texts[-1].strip()


def _typed_as(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, bool):
        return (YES,) if value else ()
    if isinstance(value, list | tuple):
        parts = tuple(map(str, value))
        between = ", " if name.endswith("email") else "\n"  # a box of one line can't hold several
        return parts if name in ("ground", "purpose") else (between.join(parts),)
    return (str(value),)
