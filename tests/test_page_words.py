"""Nothing on the page is English inside another language: every word of its own comes from a catalog."""

import asyncio
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from tempfile import mkdtemp

import pytest

from article21.web import application, speaking
from article21.web.home import Home
from asgi import ask, request
from pseudo import pseudo_language, unmarked
from staffs import person
from test_page import MAJA, hidden, table

DATA = re.compile(
    r"article21|letter\.(json|pdf)|details\.toml|Maja Lindqvist|maja(@example\.org)?|LinkedIn\w*|A21-\w+"
    r"|Schweden|Schwedisch|Englisch|Deutsch|Dezember|November|Georgia|Swedn|Sweden|nobody"
    r"|NF Z|DIN \d+|SN \d+|\bSE\b|example\.org|PNG|JPEG|SVG|\bGDPR\b"
)
"""What people and files are called, and German names from the CLDR."""
TEXT_ATTRIBUTES = re.compile(r'\b(?:aria-label|alt|title|placeholder|data-copied|data-alt)="([^"]*)"')


@pytest.fixture
def marked() -> Iterator[None]:
    speaking.pages.cache_clear()
    with pseudo_language():
        yield
    speaking.pages.cache_clear()


def english_on(page: str) -> list[str]:
    """Return the English words that no catalog had."""
    head, _, rest = page.partition("<body")
    body = f"<body{rest}"
    for theirs in (
        r'<details class="tongues">.*?</details>',
        r"<(article|datalist|select|bdi|textarea)\b.*?</\1>",
        r'<div class="says".*?</div>',
        r'<dd dir="auto">.*?</dd>',
        r"(?<=</h2>).*?<details[^>]*>",  # of a case: what the words of its letters say
        r"<ol>.*?</ol>",
    ):
        body = re.sub(theirs, " ", body, flags=re.DOTALL)
    labels = re.sub(r'<label for="(?:ground|purpose|language|country|meant)-[^"]*">.*?</label>', " ", body)
    title = re.search(r"<title>(.*?)</title>", head, re.DOTALL)
    texts = [title[1] if title else "", *TEXT_ATTRIBUTES.findall(labels), re.sub(r"<[^>]+>", " ", labels)]
    return [
        word
        for text in texts
        for word in re.findall(r"[A-Za-z]{3,}", DATA.sub(" ", unmarked(unescape(text))))
    ]


STEPS = ("account", "country", "language", "name", "email", "grounds", "because", "without-grounds", "letter")


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("step", STEPS)
def test_a_step_says_nothing_that_is_in_no_catalog(step: str) -> None:
    app = application.create_app(Home(today=lambda: date(2026, 11, 26)))
    without = {"ground": [], "because": ""} if step == "without-grounds" else {}
    wrong = {"name": {"name": "x" * 101}, "email": {"email": "maja"}, "country": {"where": "Georgia"}}
    forms = ({"go": "stay"}, {"go": "next", **wrong.get(step, {})})
    for extra in forms[:1] if step == "letter" else forms:  # after it comes the kit, a letter's words
        page = ask(app, "/de/letter", {**MAJA, **without, "where": "Schweden", "at": step, **extra}).text
        assert english_on(page) == [], extra


@pytest.mark.usefixtures("marked")
def test_the_other_pages_say_nothing_that_is_in_no_catalog(tmp_path: Path) -> None:
    home = Home(
        today=lambda: date(2026, 11, 26),
        case_file=tmp_path / "cases.db",
        is_hosted=False,
        workplace=lambda: Path(mkdtemp(dir=tmp_path)),
    )

    async def all_pages() -> list[str]:
        app = application.create_app(home)
        shown = [await request(app, path) for path in ("/de/", "/de/nothing", "/de/staff", "/de/cases")]
        rows = [person(0), person(1, email="nobody"), person(2, country="Swedn")]
        checked = await request(app, "/de/staff", {"go": "check"}, [("table", "t.csv", table(rows))])
        carried = dict(hidden(checked.text))
        written = await request(app, "/de/staff", {**carried, "go": "write", "format": ["txt"]})
        kept = await request(app, "/de/cases", {**MAJA, "language": "de", "go": "add"})
        return [answer.text for answer in (*shown, checked, written, kept)]

    cells = {"nobody", "Swedn", "email", "country", "name"}
    offered = {"Einwilligung", "Profil"}  # German headings for columns that the table lacks
    for page in asyncio.run(all_pages()):
        found = [word for word in english_on(page) if word not in cells | offered]
        assert found == [], page.partition("<h1")[2][:80]
