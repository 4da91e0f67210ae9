"""What the site is built from and with, as far as no browser is needed for it."""

import asyncio
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tools.website import parts
from tools.website.browser.bridge import Answer, ask
from tools.website.parts import SiteError, get_parts

from article21.catalogs import catalog_path, compile_catalog
from article21.desk.letters import read_request, write
from article21.model import Format
from article21.person import Given
from article21.web.application import create_app
from article21.web.home import Home, local_today

FORM = [("Content-Type", "application/x-www-form-urlencoded")]
PERSON = {"name": "Maja Lindqvist", "email": "m@example.org", "country": "SE", "ground": "job-search"}


def asked(method: str, target: str, form: Mapping[str, str] | None = None) -> Answer:
    body = urlencode(form or {}).encode()
    return asyncio.run(ask(create_app(Home()), method, target, FORM if form else (), body))


def test_the_bridge_hands_requests_over_as_a_server_does() -> None:
    start = asked("GET", "/sv/?from=somewhere")
    assert start.status == 200
    assert dict(start.headers)["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="sv"' in start.body.decode()
    letter = asked("POST", "/sv/letter-file", {**PERSON, "language": "sv", "format": "txt"})
    given = Given({**PERSON, "email": (PERSON["email"],), "ground": (PERSON["ground"],), "language": "sv"})
    expected = write(read_request(given, local_today()), formats=(Format.TXT,)).files[Format.TXT]
    assert (letter.status, letter.body) == (200, expected)
    assert "letter.txt" in dict(letter.headers)["content-disposition"]
    assert asked("GET", "/sv/nowhere").status == 404


def test_a_page_from_a_host_forbids_the_browser_to_send_anything() -> None:
    for target in ("/sv/", "/sv/letter", "/sv/staff", "/sv/nowhere"):
        page = asked("GET", target).body.decode()
        for rule in ("default-src 'none'", "connect-src 'self'", "form-action 'none'", "base-uri 'none'"):
            assert rule in page
        assert 'content="no-referrer"' in page


def test_a_letter_for_the_printer_has_the_envelope_of_the_country() -> None:
    printed = asked("POST", "/sv/letter-file", {**PERSON, "language": "sv", "format": "print"}).body.decode()
    plain = asked("POST", "/sv/letter-file", {**PERSON, "language": "sv", "format": "html"}).body.decode()
    assert printed != plain
    assert printed.partition("<body>")[2] == plain.partition("<body>")[2]


def test_what_the_site_is_built_from_is_pinned() -> None:
    assert "sha256" in next(iter(parts._pinned(["pydantic-core"])))
    with pytest.raises(SiteError, match=r"requirements\.txt pins no left-pad"):
        list(parts._pinned(["left-pad"]))


def test_who_lacks_what_builds_a_site_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parts.platformdirs, "user_cache_path", lambda _name: tmp_path)
    monkeypatch.setattr(parts.shutil, "which", lambda program: None if program == "npm" else program)
    with pytest.raises(SiteError, match=r"npm was not found: install nodejs and npm\.$"):
        get_parts()
    monkeypatch.setattr(parts.shutil, "which", lambda program: program)
    monkeypatch.setattr(
        parts.subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, 1, "", "no such host\n"),
    )
    with pytest.raises(SiteError, match=r"needs pyodide .*, which could not be had: no such host$"):
        get_parts()
    assert list((tmp_path / "site").iterdir()) == [], "nothing half-got stays"


def test_a_catalog_compiled_twice_is_the_same_bytes() -> None:
    path = catalog_path("sv")
    with path.open("rb") as source:
        first = compile_catalog(source, "sv", "letters").getvalue()
    with path.open("rb") as source:
        assert compile_catalog(source, "sv", "letters").getvalue() == first
    assert b"2026-01-01" in first
