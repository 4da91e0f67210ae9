"""What is remembered from other letters is what would have been written anew."""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from article21.facts import jurisdictions
from article21.rendering.text import to_text
from article21.writing import blocks, letters, templating
from article21.writing.blocks import render_block
from article21.writing.kit import to_form
from article21.writing.letters import has_words_of_state, write_letter
from article21.writing.requests import Request
from people import ONE_PLACE_PER_LAW, ask

STATES = {place.code for place in jurisdictions() if has_words_of_state(place.code)}
PLACES = sorted({*ONE_PLACE_PER_LAW.values(), "DE", *STATES})
VARIATIONS: dict[str, tuple[dict[str, object], ...]] = {
    "length": ({}, {"length": "medium"}, {"length": "short"}),
    "situation": (
        {},
        {"ground": (), "because": None, "without_grounds": True},
        {"because": None},
        {"because": "Mine alone. " * 200},
    ),
    "account": (
        {"tone": "friendly", "setting_off": date(2026, 1, 2)},
        {"no_account": True, "profile_url": None, "content_url": ("https://example.org/a",)},
        {"profile_url": None, "content_url": tuple(f"https://example.org/{i}" for i in range(5))},
        {"email": ("a@example.org", "b@example.org"), "purpose": ("A",), "place": None},
    ),
}


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    blocks._blocks.cache_clear()
    templating.environment.cache_clear()
    templating.template_cache.cache_clear()
    letters._environment.cache_clear()
    letters._texts_of_purposes.cache_clear()
    letters._texts_of_grounds.cache_clear()


def people(place: str) -> list[Request]:
    chosen = product(*VARIATIONS.values())
    return [ask(place, **{**a, **b, **c}) for a, b, c in chosen]


def everything(request: Request) -> tuple[str, str]:
    return to_text(write_letter(request)), to_form(request)


def test_a_value_that_is_not_given_is_missed_only_where_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_OFTEN", 1)
    source = "{% block asked %}{% if who %}{{ who }}, {{ where }}{% endif %}{% endblock %}"
    env = Environment(loader=DictLoader({"a.j2": source}), undefined=StrictUndefined, autoescape=True)
    for _ in range(2):
        assert render_block(env, "a.j2", "asked", {"who": ""}) == ""
        assert render_block(env, "a.j2", "asked", {"who": "Maja", "where": "here"}) == "Maja, here"
        with pytest.raises(UndefinedError):
            render_block(env, "a.j2", "asked", {"who": "Maja"})


def test_compiled_templates_are_shared_by_languages_and_kept_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = everything(ask())
    forget()
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _name: tmp_path / "cache")
    compiled = []
    compile_source = Environment.compile
    monkeypatch.setattr(
        Environment, "compile", lambda *given, **more: compiled.append(1) or compile_source(*given, **more)
    )
    assert everything(ask()) == expected
    once = len(compiled)
    templating.environment.cache_clear()
    letters._environment.cache_clear()
    blocks._blocks.cache_clear()
    assert everything(ask()) == expected
    assert len(compiled) == once > 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", PLACES)
def test_what_is_remembered_is_what_would_be_rendered(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    requests = people(place)
    monkeypatch.setattr(blocks, "_OFTEN", sys.maxsize)
    rendered = [everything(request) for request in requests]
    forget()
    monkeypatch.setattr(blocks, "_OFTEN", 1)
    assert [everything(request) for request in [*requests, *reversed(requests)]] == [
        *rendered,
        *reversed(rendered),
    ]
    assert len(set(rendered)) == len(rendered)
