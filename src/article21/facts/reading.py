"""Read records from the data files, each file once and only when it is asked for."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from article21.facts.linkedin import Controller, Form, Purpose, Setting
from article21.facts.proceedings import Periods, Step
from article21.facts.record import Record
from article21.facts.records import (
    Authority,
    EverydayNames,
    Forum,
    Grounds,
    Jurisdiction,
    Kind,
    Law,
    Territories,
)
from article21.resources import DATA

Facts = TypeVar("Facts", bound=Record)

_ADAPTERS: dict[type[Record], TypeAdapter[Any]] = {}
"""Built when first used: each costs some milliseconds."""

_INHERITED = ("law", "controller", "authority", "languages", "paper")
"""What a part of a country has from the country unless its own file says otherwise."""


@cache
def kind(key: str) -> Kind:
    """Read one kind of letter, such as ``objection``."""
    own = {name: value for name, value in _kind_table(key).items() if name != "deadline"}
    return _record(Kind, own | {"key": key})


@cache
def law(key: str) -> Law:
    """Read one law, such as ``uk-gdpr``; what it says of a kind of letter goes before what the kind says."""
    table = _table("laws", key)
    own, template = table.get("letters", {}), table.pop("template")
    table["letters"] = {
        kind: _letter_rule(kind, template, own.get(kind, {}))
        for kind in stems("kinds")
        if "none" not in own.get(kind, {})
    }
    return _record(Law, table)


@cache
def _kind_table(key: str) -> dict[str, Any]:
    return _table("kinds", key)


def _letter_rule(kind: str, template: str, own: dict[str, Any]) -> dict[str, Any]:
    deadline = own.get("deadline", _kind_table(kind).get("deadline"))
    return {"template": f"{kind}/{own.get('template', template)}", "deadline": deadline}


@cache
def controller(key: str) -> Controller:
    """Read one LinkedIn company."""
    return _record(Controller, _table("controllers", key))


@cache
def authority(key: str) -> Authority:
    """Read one authority without what its file marks as uncertain."""
    table = _table("authorities", key)
    for place in table.get("uncertain", ()):
        _leave_out(table, place.split("."))
    return _record(Authority, table)


def _leave_out(table: dict[str, Any], place: list[str]) -> None:
    *way, last = place
    for name in way:
        table = table[name]
    del table[last]


def jurisdiction(code: str) -> Jurisdiction | None:
    """Read the place of that ISO 3166 code, in either case; None when no file of ours describes it."""
    stem = code.lower()
    is_code = re.fullmatch(r"[a-z]{2}(-[a-z0-9]{1,3})?", stem)
    return _jurisdiction(stem) if is_code and stem in stems("jurisdictions") else None


def any_other_country() -> Jurisdiction:
    """Read the row that stands for every country without a file."""
    return _jurisdiction("other")


@cache
def _jurisdiction(stem: str) -> Jurisdiction:
    table = _table("jurisdictions", stem)
    if "part_of" in table:
        whole = _table("jurisdictions", table["part_of"].lower())
        table = {key: whole[key] for key in _INHERITED if key in whole} | table
    table["law"] = law(table["law"])
    table["controller"] = controller(table["controller"])
    if "authority" in table:
        table["authority"] = authority(table["authority"])
    if also := table.get("also"):
        table["also"] = Forum(law=law(also["law"]), authority=authority(also["authority"]))
    return _record(Jurisdiction, table)


@cache
def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Read every place that has a file, by code; the row of every other country comes last."""
    places = map(_jurisdiction, stems("jurisdictions"))
    return tuple(sorted(places, key=lambda place: (place.code == "other", place.code)))


@cache
def purposes(law_key: str) -> tuple[Purpose, ...]:
    """Read the purposes that LinkedIn states, or that are possible, for people under that law."""
    every = (_record(Purpose, _table("purposes", stem)) for stem in stems("purposes"))
    return tuple(purpose for purpose in every if law_key in purpose.standing)


@cache
def periods(key: str) -> Mapping[str, Step]:
    """Read the periods of a law, a place or a regulation by their step; none where nothing was found."""
    return _record(Periods, _table("periods", key)).steps if key in stems("periods") else {}


def applies(regulation: str, day: date) -> bool:
    """Say whether a regulation with periods of its own, such as ``eu-2025-2518``, applies on that day."""
    start = _record(Periods, _table("periods", regulation)).applies_from
    return start is None or start <= day


def periods_of(place: Jurisdiction) -> Mapping[str, Step]:
    """Read those of the law of a place, of its country and its own; the nearer ones go before the others."""
    keys = (place.law.key, place.country.lower(), place.part_of.lower(), place.code.lower())
    return {step: period for key in keys for step, period in periods(key).items()}


@cache
def form(key: str) -> Form:
    """Read one of LinkedIn's forms: ``objection``, or ``officer`` for the data protection officer's."""
    return _record(Form, _table("forms", key))


@cache
def setting(key: str) -> Setting:
    """Read one of LinkedIn's settings: that of a ``member``, or of a ``guest`` without an account."""
    return _record(Setting, _table("settings", key))


@cache
def grounds_that_need_an_account() -> frozenset[str]:
    """Read the keys of the grounds that only somebody with an account can have."""
    return _record(Grounds, tomllib.loads((DATA / "grounds.toml").read_text(encoding="utf-8"))).needs_account


@cache
def territories() -> Territories:
    """Read what ISO 3166 alone gets wrong or leaves out for our purpose."""
    return _record(Territories, tomllib.loads((DATA / "territories.toml").read_text(encoding="utf-8")))


@cache
def everyday_names() -> EverydayNames:
    """Read what people call places."""
    return _record(EverydayNames, tomllib.loads((DATA / "places.toml").read_text(encoding="utf-8")))


def named_places() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the code and all the names of every place that has a file."""
    for stem in stems("jurisdictions"):
        if stem != "other":
            table = _table("jurisdictions", stem)
            yield table["code"], (table["name"], *table.get("also_known_as", ()))


def parts_of(country: str) -> tuple[str, ...]:
    """Return the ISO 3166-2 codes of the parts of a country that have a file."""
    return tuple(stem.upper() for stem in stems("jurisdictions") if stem.startswith(f"{country.lower()}-"))


@cache
def stems(folder: str) -> tuple[str, ...]:
    """Return the file names of a folder of facts without their suffix, in order."""
    return tuple(sorted(path.stem for path in (DATA / folder).glob("*.toml")))


def _table(folder: str, stem: str) -> dict[str, Any]:
    return tomllib.loads((DATA / folder / f"{stem}.toml").read_text(encoding="utf-8"))


def _record(kind: type[Facts], table: dict[str, Any]) -> Facts:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    record: Facts = _ADAPTERS[kind].validate_python(table)
    return record
