"""The page as plain files: the program in the visitor's own browser, and nothing that leaves it."""

import csv
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tools.website import parts
from tools.website.checking import check, first_visit
from tools.website.parts import SiteError

from article21.desk.letters import read_request, write
from article21.facts import jurisdictions
from article21.model import Format
from article21.person import Given
from article21.rendering.pdf import to_pdf
from article21.writing.letters import write_letter
from pages import page_texts, paper_of, place_of
from sites import Host, build, built_site, serve
from staffs import person, staff

pytestmark = [pytest.mark.chromium, pytest.mark.site]
SECONDS = 60
"""A busy machine starts the engine slowly."""
WAYS = {
    "de": ("Österreich", "AT", "Datenschutzbehörde"),
    "sv": ("Göteborg", "SE", "Integritetsskyddsmyndigheten"),
    "el": ("Ελλάδα", "GR", "Αρχή Προστασίας"),
    "zh-Hant-HK": ("香港", "HK", "個人資料"),
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.getbasetemp()
    return built_site(here.parent if os.environ.get("PYTEST_XDIST_WORKER") else here)


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with serve(site) as host:
        yield host


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser of one person, in which no script fails and no policy is broken."""
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    context.set_default_timeout(SECONDS * 1000)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield context
    context.close()
    assert faults == []


def opened(context: BrowserContext, host: Host, language: str) -> Page:
    """Open a start page and wait for the engine."""
    page = context.new_page()
    page.goto(f"{host.address}{language}/")
    page.wait_for_selector("html[data-engine=ready]", state="attached", timeout=SECONDS * 1000)
    return page


def answer(page: Page, **texts: str) -> None:
    asked = page.locator("[name=at]").input_value()
    for name, text in texts.items():
        page.fill(f"#{name}", text)
    page.click("button[value=next]")
    expect(page.locator("[name=at]")).not_to_have_value(asked, timeout=SECONDS * 1000)


def write_one(page: Page, where: str) -> None:
    """Answer all questions, up to the letter."""
    page.click("a.button.large")
    page.wait_for_selector("#answers")
    given = {
        "country": {"where": where},
        "name": {"name": "Maja Lindqvist"},
        "email": {"email": "m@example.org"},
    }
    while (asked := page.locator("[name=at]").input_value()) != "letter":
        if asked == "grounds":
            page.check("#ground-job-search", force=True)
        answer(page, **given.get(asked, {}))


def downloaded(page: Page, name: str) -> bytes:
    if not page.locator(f"button[name=format][value={name}]").is_visible():
        page.locator("details:has(.files) > summary").click()
    with page.expect_download() as found:
        page.click(f"button[name=format][value={name}]")
    return Path(found.value.path()).read_bytes()


def today() -> datetime:
    return datetime.now().astimezone()


def letter_of(kind: Format = Format.TXT, /, **details: object) -> bytes:
    given = {"name": "Maja Lindqvist", "email": ("m@example.org",), "ground": ("job-search",)}
    return write(read_request(Given(given | details), today().date()), formats=(kind,)).files[kind]


@pytest.mark.parametrize("language", WAYS)
def test_a_person_gets_the_letter_that_the_command_writes(
    context: BrowserContext, host: Host, language: str
) -> None:
    where, country, word = WAYS[language]
    page = opened(context, host, language)
    write_one(page, where)
    assert page.url == f"{host.address}{language}/#/letter"
    expect(page.locator(".sheet")).to_contain_text(word)
    assert downloaded(page, "txt") == letter_of(country=country, language=language)
    draft = message_from_bytes(downloaded(page, "eml"), policy=policy.default)
    assert "Maja Lindqvist" in str(draft.get_body())
    assert b"\r\nDTSTART;VALUE=DATE:" in downloaded(page, "ics")
    kept = json.loads(downloaded(page, "json"))
    assert kept["letter"] == json.loads(letter_of(Format.JSON, country=country, language=language))["letter"]
    page.click("button[value=send]")
    expect(page.locator("div.kit")).to_be_visible()


def test_a_keyboard_a_phone_and_a_screen_reader_are_enough(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, "de")
    page.set_viewport_size({"width": 360, "height": 740})
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found = Axe().run(page).response["violations"]
        faults[name] = [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in found]
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            faults[name].append("wider than the screen")

    look("start")
    page.focus("a.button.large")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answers")
    typed = {"country": "Österreich", "name": "Maja Lindqvist", "email": "m@example.org"}
    keys = {"grounds": ["Space", "Enter"], "because": ["Tab", "Enter"]}
    while (asked := page.locator("[name=at]").input_value()) != "letter":
        look(asked)
        if asked == "account":
            page.focus("#no_account-none")
        page.keyboard.type(typed.get(asked, ""))  # the field has the focus already
        for key in keys.get(asked, ["Enter"]):
            page.keyboard.press(key)
        expect(page.locator("[name=at]")).not_to_have_value(asked, timeout=SECONDS * 1000)
    look("letter")
    assert {name: each for name, each in faults.items() if each} == {}


def test_nothing_leaves_the_browser_while_a_letter_is_written(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, "sv")
    page.click("a.button.large")
    page.wait_for_selector("#answers")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => caches.keys().then((names) => names.length)")
    settle(page)
    host.asked.clear()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host.address}sv/")
    page.wait_for_selector("html[data-engine=ready]", state="attached", timeout=SECONDS * 1000)
    write_one(page, "Sverige")
    downloaded(page, "txt")
    # The second visit is answered by what the first one kept; the browser looks for a new version by itself.
    assert set(host.asked) <= {"GET /a/folder/service-worker.js"}
    assert not any("Maja" in url or "example" in url or "job" in url for url in asked)
    assert all(url.startswith((host.address, "blob:")) for url in asked)


def settle(page: Page) -> None:
    """Wait until the service worker has kept everything it keeps by itself."""
    page.evaluate(
        """async () => {
          const worker = (await navigator.serviceWorker.ready).active;
          const kept = async () => {
            const [name] = await caches.keys();
            return (await (await caches.open(name)).keys()).length;
          };
          worker.postMessage({ fill: document.documentElement.lang });
          for (let before = -1, now = await kept(); before !== now; now = await kept()) {
            before = now;
            await new Promise((done) => setTimeout(done, 3000));
          }
        }"""
    )


@pytest.mark.parametrize("place", ["page", "worker"])
def test_the_page_and_its_engine_may_ask_nobody_else(
    browser: Browser, host: Host, site: Path, place: str
) -> None:
    context = browser.new_context()
    with serve(site) as stranger:
        page = opened(context, host, "en")
        where = page if place == "page" else page.workers[0]
        refused = where.evaluate(
            "(address) => fetch(address, {mode: 'no-cors'}).then(() => 'sent', () => 'refused')",
            f"{stranger.address}index.html?Maja",
        )
        assert (refused, stranger.asked) == ("refused", [])
    context.close()


def test_a_form_is_not_sent_when_the_scripts_are_gone(browser: Browser, host: Host) -> None:
    context = browser.new_context()
    page = opened(context, host, "en")
    host.asked.clear()
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form'))")
    page.wait_for_timeout(500)
    assert not any(request.startswith("POST") for request in host.asked)
    assert page.url.partition("#")[0].endswith("/en/")  # what comes after it, no host gets
    context.close()


def test_with_the_network_cut_the_page_comes_back_and_writes(context: BrowserContext, site: Path) -> None:
    with serve(site) as host:
        settle(opened(context, host, "el"))
        settle(opened(context, host, "sv"))
    page = opened(context, host, "sv")
    write_one(page, "Sverige")
    assert downloaded(page, "txt") == letter_of(country="SE", language="sv")
    page.locator(".tongues summary").click()
    page.click(".tongues [lang=el]")
    expect(page.locator("html")).to_have_attribute("lang", "el")
    expect(page.locator(".sheet")).to_be_visible()


def people(count: int) -> Iterator[dict[str, object]]:
    """Yield people of many places and languages, each with other details."""
    random = Random(21)  # noqa: S311 - the same people each time
    places = [place for place in jurisdictions() if place.code.isupper()]
    names = (
        "Zoë Österlund",
        "Jean-Luc d'Arc",
        "Ελένη Παπαδοπούλου",
        "陳大文",
        "Иван Петров",
        "O'Brien & Söhne",
    )
    for number in range(count):
        place = random.choice(places)
        yield {
            "name": random.choice(names),
            "email": (f"person{number}@example.org",),
            "country": place.code,
            "language": random.choice(place.languages),
            "ground": (random.choice(("job-search", "confidentiality", "past-content")),),
            "because": random.choice(
                ("", "Parents find what I write <here> & there.\nIt is about children.")
            ),
            "length": random.choice(("short", "medium", "full")),
            "reference": f"TEST-{number}",
        }


def test_the_texts_of_fifty_people_are_those_of_the_command(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, "en")
    different = []
    for details in people(50):
        form = [
            (name, text)
            for name, value in details.items()
            for text in (value if isinstance(value, tuple) else (value,))
        ]
        for name in (Format.TXT, Format.FORM):
            body = urlencode([*form, ("format", name)])
            there = page.evaluate(
                """async (body) => {
                  const { ask } = await import("../engine/home.js");
                  const sent = new URLSearchParams(body);
                  return (await ask("/en/letter-file", { method: "POST", body: sent })).text();
                }""",
                body,
            )
            if there != letter_of(name, **details).decode():
                different.append((details, name))
    assert different == []


def test_a_staff_is_checked_corrected_and_written(
    context: BrowserContext, host: Host, tmp_path: Path
) -> None:
    rows = [*staff(3), person(3, email="nobody"), person(4, country="Sweeden")]
    table = tmp_path / "staff.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    page = opened(context, host, "en")
    page.click("a[href=staff]")
    page.wait_for_selector("#staff")
    page.set_input_files("input[type=file]", table)
    page.click("button[value=check]")
    expect(page.locator("main")).to_contain_text("it has no @", timeout=SECONDS * 1000)
    page.locator(".mend [name^=cell]").nth(0).fill("person3@example.org")
    page.locator(".mend [name^=cell]").nth(1).fill("SE")
    page.click("button[value=mend]")
    page.click("button[value=write]", timeout=SECONDS * 1000)
    with page.expect_download(timeout=SECONDS * 1000) as found:
        page.click("button[value=zip]", timeout=SECONDS * 1000)
    with zipfile.ZipFile(io.BytesIO(Path(found.value.path()).read_bytes())) as archive:
        texts = {archive.read(name) for name in archive.namelist() if name.endswith(".txt")}
    rows[3]["email"], rows[4]["country"] = "person3@example.org", "SE"
    for row in rows:
        details = {**row, "email": (row["email"],), "ground": (row["ground"],), "because": None}
        assert any(row["name"].encode() in text for text in texts), details


def tries_with_a_wrong_answer(context: BrowserContext, page: Page) -> None:
    """Try to print and to take down a letter in which something is wrong; then mend it."""
    page.locator("details.more > summary").click()
    page.fill("#account_email", "abc")
    for button in ("button[data-print]", "button[name=format][value=txt]"):
        if not page.locator(button).is_visible():
            page.locator("details:has(.files) > summary").click()
        page.evaluate("document.getElementById('answers').dataset.before = ''")
        page.click(button)
        page.wait_for_selector("#answers:not([data-before])")  # the page that says what is wrong
        expect(page.locator("#account_email-problem")).to_be_visible()
        expect(page.locator("#account_email")).to_have_value("abc")
        expect(page.locator("#account_email")).to_be_focused()
    assert context.pages == [page]  # no empty tab is left over
    page.fill("#account_email", "")


def test_the_printed_letter_looks_as_the_pdf_does(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, "sv")
    write_one(page, "Sverige")
    context.add_init_script("window.print = () => {}")  # a printer that is busy prints no second time
    tries_with_a_wrong_answer(context, page)
    with context.expect_page() as found:
        page.click("button[data-print]")
    printing = found.value
    printing.wait_for_selector("#recipient")
    printing.wait_for_function(
        "() => document.adoptedStyleSheets.length && document.fonts.status === 'loaded'"
    )
    printed = printing.pdf(prefer_css_page_size=True)
    given = {
        "name": "Maja Lindqvist",
        "email": ("m@example.org",),
        "ground": ("job-search",),
        "country": "SE",
    }
    letter = write_letter(read_request(Given({**given, "language": "sv"}), today().date()))
    pdf = to_pdf(letter)
    assert paper_of(printed) == pytest.approx(paper_of(pdf), abs=0.3)
    assert len(page_texts(printed)) == len(page_texts(pdf))
    for text in (letter.recipient[0], letter.reference, letter.subject.split()[0][:9], "1/"):
        there, here = place_of(printed, text), place_of(pdf, text)
        assert (there.left, there.top) == pytest.approx((here.left, here.top), abs=1), text


def test_answers_stay_on_the_device_only_when_one_wants_that(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, "en")
    write_one(page, "Ireland")
    assert page.evaluate("localStorage.length") == 0
    page.locator("details:has(.files) > summary").click()
    page.check("#keeps")
    page.close()
    again = opened(context, host, "en")
    again.click("a.button.large")
    expect(again.locator(".sheet")).to_contain_text("Maja Lindqvist")
    again.click("#forget")
    again.wait_for_selector("a.button.large")
    assert again.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("kind", [Format.PDF, Format.JSON])
def test_a_letter_that_was_written_is_taken_up_again(
    context: BrowserContext, host: Host, tmp_path: Path, kind: Format
) -> None:
    letter = tmp_path / f"letter.{kind}"
    letter.write_bytes(letter_of(kind, country="SE", language="sv"))
    page = opened(context, host, "sv")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    page.set_input_files("#file", letter)
    page.click("form:has(#file) button")
    page.wait_for_selector("#answers", timeout=SECONDS * 1000)
    expect(page.locator(".sheet")).to_contain_text("Maja Lindqvist")
    assert page.locator("[name=at]").input_value() == "letter"


def test_a_reload_goes_on_where_one_was(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, "en")
    write_one(page, "Ireland")
    page.reload()
    expect(page.locator(".sheet")).to_contain_text("Maja Lindqvist", timeout=SECONDS * 1000)
    page.go_back()
    page.wait_for_selector("a.button.large, #answers")


def test_the_root_goes_to_the_language_of_the_browser(browser: Browser, host: Host) -> None:
    for locale, language in (("sv-FI", "sv"), ("zh-TW", "zh-Hant-HK"), ("ja-JP", "en"), ("de-AT", "de")):
        context = browser.new_context(locale=locale, service_workers="block")
        page = context.new_page()
        page.goto(host.address)
        page.wait_for_url(f"{host.address}{language}/")
        context.close()


def test_a_start_page_can_be_read_without_the_engine(browser: Browser, host: Host) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.address}sv/")
    assert page.locator("h1").inner_text()
    assert page.locator("noscript").count() == 1
    assert page.locator("meta[name=description]").get_attribute("content")
    context.close()


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build(tmp_path / "again")
    there, here = ((folder / "site.json").read_bytes() for folder in (site, tmp_path / "again"))
    assert there == here


def test_the_licence_of_everything_in_it_lies_beside_it(site: Path) -> None:
    texts = {
        path.stem.partition("-")[0]: path.read_text("utf-8", "replace")
        for path in (site / "licences").iterdir()
    }
    wheels = (*parts._LOCK["python"]["wheels"], parts._LOCK["python"]["pure_part_of"]["name"])
    others = ("article21", "fflate", "pyodide", "python", "emscripten", "geonames")
    assert set(texts) == {*others, *(name.replace("-", "_") for name in wheels)}
    assert [name for name, text in texts.items() if len(text) < 400] == []
    assert "Mozilla Public License Version 2.0" in texts["pyodide"]
    assert "Exhibit B" in texts["pyodide"]
    assert "pdfium" in texts["pypdfium2"]


def linked(site: Path, folder: Path) -> Path:
    shutil.copytree(site, folder, copy_function=os.link)
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.unlink()  # the site's own file stays as it is
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_check_finds_what_is_wrong_with_a_site(site: Path, tmp_path: Path) -> None:
    assert check(site) == []
    changed, registry = linked(site, tmp_path / "changed"), "un" + "pkg.com"
    replace(changed / "sv" / "index.html", "form-action 'none'", "form-action 'self'")
    replace(changed / "en" / "index.html", 'href="../static/page.css"', 'href="https://example.org/page.css"')
    replace(changed / "engine" / "choose.js", "//", f"// https://{registry}/x\n//")
    (changed / "engine" / "engine.js").unlink()
    (changed / "more.txt").touch()
    said = "\n".join(check(changed))
    for sentence in (
        "sv/index.html: its policy lacks form-action 'none'.",
        "sv/index.html: is not as it was built.",
        "en/index.html: leads away, to https://example.org/page.css.",
        f"engine/choose.js: names {registry}.",
        "engine/engine.js: is missing.",
        "more.txt: is not in site.json.",
    ):
        assert sentence in said
    with pytest.raises(SiteError, match="is no site"):
        check(tmp_path)


def test_a_first_visit_takes_at_most_eight_megabytes(site: Path) -> None:
    for language in ("en", "sv", "el", "zh-Hant-HK"):
        assert sum(first_visit(site, language).values()) <= 8_000_000
