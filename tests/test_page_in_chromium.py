"""The page in a browser people have: whole ways to a letter, with a keyboard, on a phone, without scripts."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, expect

from staffs import person, staff

pytestmark = pytest.mark.chromium
SECONDS = 20
expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "TMPDIR": str(folder), "HOME": str(folder), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "article21", "serve", "--no-open", "--database", str(folder / "cases.db")],
        stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert process.stderr
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found
    yield found[0]
    process.kill()
    _, said = process.communicate()
    assert "Traceback" not in said
    assert "Maja" not in said


@dataclass
class Visit:
    """Somebody who sits before the page."""

    page: Page
    root: str

    def open(self, path: str) -> None:
        self.page.goto(f"{self.root}/{path}")

    @property
    def question(self) -> str:
        return self.page.locator("[name=at]").input_value()

    def answer(self, **texts: str) -> None:
        """Fill in fields and go on to the next question."""
        before = self.question
        for name, text in texts.items():
            self.page.fill(f"#{name}", text)
        self.page.click("button[value=next]")
        expect(self.page.locator("[name=at]")).not_to_have_value(before)

    def go_to(self, question: str, **answers: str) -> None:
        """Answer one question after another until this one is asked."""
        given = {"where": "Sweden", "name": "Maja Lindqvist", "email": "maja@example.org", **answers}
        while self.question != question:
            if self.question == "letter":
                self.page.click("button[value=send]")
                expect(self.page.locator("[name=at]")).to_have_value("send")
                continue
            fields = {"country": "where", "name": "name", "email": "email"}
            field = fields.get(self.question)
            if self.question == "grounds":
                self.page.check("#ground-job-search", force=True)
            self.answer(**({field: given[field]} if field else {}))


def visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.goto(address)
    return Visit(page, address.partition("/?")[0])


@pytest.fixture
def someone(browser: Browser, address: str) -> Iterator[Visit]:
    """Give a visit; no script fails, nothing is asked for elsewhere, no policy is broken."""
    context = browser.new_context(locale="en-GB")
    asked: list[str] = []
    faults: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    sitting = visit(context, address)
    yield sitting
    context.close()
    assert [url for url in asked if not url.startswith((sitting.root, "blob:"))] == []
    assert [url for url in asked if "Maja" in url or "example" in url] == []
    assert faults == []


WAYS = {
    "sv": ("Sverige", ["account", "country", "language", "name", "email"], "Integritetsskyddsmyndigheten"),
    "el": ("Ελλάδα", ["account", "country", "name", "email"], "Αρχή Προστασίας Δεδομένων"),
    "zh-Hant-HK": ("香港", ["account", "country", "language", "name", "email"], "個人資料"),
    "de": ("Deutschland", ["account", "country", "region", "language", "name", "email"], "DSGVO"),
}


@pytest.mark.parametrize("language", WAYS)
def test_a_person_gets_their_letter_in_their_language(someone: Visit, language: str, tmp_path: Path) -> None:
    where, questions, word = WAYS[language]
    page = someone.page
    someone.open(f"{language}/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.click("a.button.large")
    asked = []
    while someone.question != "letter":
        asked.append(someone.question)
        fields = {
            "country": {"where": where},
            "name": {"name": "Maja Lindqvist"},
            "email": {"email": "m@example.org"},
        }
        if someone.question == "grounds":
            page.check("#ground-job-search", force=True)
            expect(page.locator("#ground-job-search-says")).to_be_visible()
        someone.answer(**fields.get(someone.question, {}))
    expected = [each for each in questions if each != "language" or "language" in asked]
    assert asked == [*expected, "grounds", "because"]
    sheet = page.locator(".sheet")
    assert (sheet.get_attribute("lang") or "").partition("-")[0] == language.partition("-")[0]
    assert word in sheet.inner_text()
    expect(page.locator("#pages img").first).to_be_visible()
    assert save(page, "button[value=pdf]", tmp_path).startswith(b"%PDF-1.7")
    page.click("details:has([value=txt]) summary")
    text = save(page, "button[value=txt]", tmp_path).decode()
    assert "Maja Lindqvist" in text
    assert word in text
    page.click("button[value=send]")
    expect(page.locator(".kit h1")).to_be_visible()


def save(page: Page, button: str, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.click(button)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def test_the_letter_follows_what_is_typed_to_the_last_character(someone: Visit) -> None:
    someone.open("en/letter")
    someone.go_to("because")
    words = "I am between two jobs, and my former colleagues read what I write."
    someone.page.locator("#because").press_sequentially(words, delay=1)
    expect(someone.page.locator(".sheet")).to_contain_text(words)
    expect(someone.page.locator("[data-count]")).to_have_text(f"{len(words)} / 4,000")


def test_a_slip_is_told_when_its_field_is_left_and_not_while_one_types(someone: Visit) -> None:
    someone.open("en/letter")
    someone.go_to("email")
    field, told = someone.page.locator("#email"), someone.page.locator("[data-problem=email]")
    field.press_sequentially("maja@")
    expect(told).to_be_hidden()
    field.blur()
    expect(told).to_contain_text("is not an e-mail address")
    field.press("End")
    field.press_sequentially("example.org")
    expect(told).to_be_hidden()


def test_a_button_is_where_it_was_when_it_is_pressed_with_a_slip_in_the_field(someone: Visit) -> None:
    someone.open("en/letter")
    someone.go_to("email")
    someone.page.locator("#email").press_sequentially("maja@", delay=20)
    expect(someone.page.locator("[data-problem=email]")).to_have_attribute("data-told", re.compile("@"))
    someone.page.click("button[value=next]")
    expect(someone.page.locator("#email-problem")).to_be_visible()
    expect(someone.page.locator("#email")).to_be_focused()
    someone.page.locator("#email").press("End")
    someone.page.locator("#email").press_sequentially("example.org")
    expect(someone.page.locator("#email-problem")).to_have_count(0)
    expect(someone.page.locator("[aria-invalid]")).to_have_count(0)


def test_nothing_is_lost_by_going_back_or_reloading_and_another_tab_knows_nothing(someone: Visit) -> None:
    page = someone.page
    someone.open("en/letter")
    someone.go_to("because")
    page.fill("#because", "Half a thought")
    page.reload()
    expect(page.locator("#because")).to_have_value("Half a thought")
    page.go_back()
    expect(page.locator("[name=at]")).to_have_value("grounds")
    expect(page.locator("#ground-job-search")).to_be_checked()
    page.go_back()
    expect(page.locator("#email")).to_have_value("maja@example.org")
    page.go_forward()
    expect(page.locator("[name=at]")).to_have_value("grounds")
    other = page.context.new_page()
    other.goto(f"{someone.root}/en/letter")
    expect(other.locator("[name=at]")).to_have_value("account")
    assert "Maja" not in other.content()
    assert "Maja" not in page.url
    assert page.evaluate("localStorage.length") == 0
    other.close()


def test_the_language_of_the_page_changes_in_the_middle_and_the_answers_stay(someone: Visit) -> None:
    page = someone.page
    someone.open("en/letter")
    someone.go_to("email")
    page.click(".tongues summary")
    page.click(".tongues button[lang=sv]")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("[name=at]")).to_have_value("email")
    expect(page.locator("[name=name]")).to_have_value("Maja Lindqvist")


def test_what_is_deleted_is_gone(someone: Visit) -> None:
    someone.open("en/letter")
    someone.go_to("letter")
    someone.page.click("#forget")
    expect(someone.page.locator("a.button.large")).to_be_visible()
    assert someone.page.evaluate("sessionStorage.length") == 0
    someone.open("en/letter")
    expect(someone.page.locator("[name=at]")).to_have_value("account")


def test_every_text_for_linkedins_form_is_copied_whole_and_steps_are_ticked_off(someone: Visit) -> None:
    page = someone.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    someone.open("en/letter")
    someone.go_to("send")
    expect(page.locator(".kit-step[open]")).to_have_count(1)
    page.evaluate("document.querySelectorAll('.kit-step').forEach(each => { each.open = true })")
    for button in page.locator("[data-copy]").all():
        button.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        source = page.locator(f"#{button.get_attribute('data-copy')}")
        assert copied == source.input_value()
        expect(button).to_have_text("Copied")
    page.check("[data-done=setting]")
    expect(page.locator(".kit-step[open]")).to_have_attribute("data-step", "check")
    page.reload()
    expect(page.locator("[data-done=setting]")).to_be_checked()


def test_the_keyboard_is_enough(someone: Visit) -> None:
    page = someone.page
    someone.open("en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.focus("a.button.large")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letter")  # loaded, scripts and all
    page.focus("#no_account-none")
    page.keyboard.press("Enter")
    for question, typed in (("country", "Ireland"), ("name", "Ann Murphy"), ("email", "ann@example.org")):
        expect(page.locator("[name=at]")).to_have_value(question)
        page.keyboard.type(typed)  # the field has the focus already
        page.keyboard.press("Enter")
        if question == "country":
            expect(page.locator("[name=at]")).not_to_have_value("country")
            if someone.question == "language":
                page.keyboard.press("Enter")
    expect(page.locator("[name=at]")).to_have_value("grounds")
    page.keyboard.press("Space")
    expect(page.locator("[name=ground]").first).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("[name=at]")).to_have_value("because")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=at]")).to_have_value("letter")


def test_without_scripts_plain_forms_do_it_all(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    someone = visit(context, address)
    page = someone.page
    someone.open("sv/letter")
    page.click("button[value=next]")
    page.fill("#where", "Sverige")
    page.click("button[value=next]")
    if someone.question == "language":
        page.click("button[value=next]")
    page.fill("#name", "Maja Lindqvist")
    page.click("button[value=next]")
    page.fill("#email", "maja")
    page.click("button[value=next]")
    expect(page.locator("#email-problem")).to_be_visible()
    page.fill("#email", "maja@example.org")
    page.click("button[value=next]")
    page.click("button[value=back]")
    expect(page.locator("#email")).to_have_value("maja@example.org")
    page.click("button[value=next]")
    page.check("#ground-job-search", force=True)
    page.click("button[value=next]")
    page.fill("#because", "Rad ett\nRad två")
    page.click("button[value=next]")
    expect(page.locator(".sheet")).to_contain_text("Rad två")
    assert save(page, "button[value=pdf]", tmp_path).startswith(b"%PDF-1.7")
    page.click(".tongues summary")
    page.click(".tongues button[lang=de]")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(".sheet")).to_contain_text("Maja Lindqvist")
    page.click("button[value=send]")
    expect(page.locator(".kit-step[open]").first).to_be_visible()
    someone.open("en/staff")
    page.set_input_files("#table", table(tmp_path, [*staff(2), person(2, email="nobody")]))
    page.click("button[value=check]")
    look_until_done(page)
    page.fill("[name=cell-4-1]", "somebody@example.org")
    page.click("button[value=mend]")
    look_until_done(page)
    expect(page.locator("h1")).to_contain_text("3 rows are in order.")
    context.close()


def look_until_done(page: Page) -> None:
    while page.locator("#progress").count():
        page.click("button[value=look]")


def table(folder: Path, rows: list[dict[str, str]]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "staff.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def test_a_staff_is_checked_corrected_written_and_packed(someone: Visit, tmp_path: Path) -> None:
    page = someone.page
    someone.open("en/staff")
    rows = [*staff(3), person(3, email="nobody"), person(4, country="Swedn"), person(1)]
    page.set_input_files("#table", table(tmp_path, rows))
    page.click("button[value=check]")
    expect(page.locator("h1")).to_contain_text("3 rows need a correction.")
    page.click("button[value=once]")
    expect(page.locator("h1")).to_contain_text("2 rows need a correction.")
    page.reload()
    expect(page.locator("h1")).to_contain_text("2 rows need a correction.")
    expect(page.locator("[name=cell-5-1]")).to_be_focused()
    page.fill("[name=cell-5-1]", "somebody@example.org")
    page.fill("[name=cell-6-2]", "Sweden")
    page.click("button[value=mend]")
    expect(page.locator("h1")).to_contain_text("5 rows are in order.")
    page.uncheck("#format-form", force=True)
    page.check("#format-mail", force=True)
    page.check("#format-book", force=True)
    page.click("summary:has-text('More choices')")
    page.fill("#cover", "Dear {name}, sign it.")
    page.click("button[value=write]")
    expect(page.locator("h1")).to_have_text("The letters are ready", timeout=SECONDS * 2000)
    packed = zipfile.ZipFile(io.BytesIO(save(page, "button[value=zip]", tmp_path)))
    names = packed.namelist()
    assert len([name for name in names if name.endswith("letter.pdf")]) == 5
    assert not [name for name in names if name.endswith("form.txt")]
    drafts = [packed.read(name).decode() for name in names if name.endswith("message.eml")]
    assert sorted(re.findall(r"Dear (Person \d) Example, sign it", "".join(drafts))) == [
        f"Person {number}" for number in range(5)
    ]
    with pypdfium2.PdfDocument(save(page, "button[data-file]", tmp_path)) as book:
        assert len(book) >= 10
    page.click("button[value=forget]")
    expect(page.locator("#table")).to_be_visible()


def test_people_are_invited_and_what_comes_back_becomes_letters(someone: Visit, tmp_path: Path) -> None:
    page = someone.page
    someone.open("en/staff")
    bare = [
        {"name": f"Person {number}", "country": "SE", "email": f"p{number}@example.org"} for number in (1, 2)
    ]
    page.set_input_files("#table", table(tmp_path, bare))
    page.click("button[value=check]")
    expect(page.locator("h1")).to_contain_text("2 rows need a correction.")  # grounds are asked for
    page.click(".invite summary")
    page.fill("#page", "https://example.org/linkedin/")
    page.fill("#contact", "Works council")
    packed = zipfile.ZipFile(io.BytesIO(save(page, "button[value=invite]", tmp_path)))
    messages = [packed.read(name).decode() for name in packed.namelist() if name.endswith("message.txt")]
    assert len(messages) == 2
    assert all("https://example.org/linkedin/" in text and "Works council" in text for text in messages)
    filled = []
    for name in packed.namelist():
        if name.endswith("details.toml"):
            sheet = packed.read(name).replace(b'#  "minor"', b'"minor"')
            filled.append({"name": "details.toml", "mimeType": "application/toml", "buffer": sheet})
    page.click("button[value=forget]")
    page.set_input_files("#table", filled)  # type: ignore[arg-type]  # as Playwright takes files from memory
    page.click("button[value=check]")
    expect(page.locator("h1")).to_contain_text("2 rows are in order.")


def test_a_table_can_be_dropped(someone: Visit) -> None:
    page = someone.page
    someone.open("en/staff")
    content = "name,email,country,ground\nMaja Lindqvist,m@example.org,SE,minor\n"
    page.evaluate(
        """content => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([content], "staff.csv", { type: "text/csv" }));
            const drop = document.querySelector("[data-drop]");
            const event = { dataTransfer: transfer, bubbles: true, cancelable: true };
            drop.dispatchEvent(new DragEvent("drop", event));
        }""",
        content,
    )
    expect(page.locator("h1")).to_contain_text("1 row is in order.")


def test_a_case_is_kept_and_says_what_comes_next(someone: Visit, tmp_path: Path) -> None:
    page = someone.page
    someone.open("en/cases")
    expect(page.locator("h1")).to_have_text("My cases")
    someone.open("en/letter")
    someone.go_to("letter")
    page.click("button[value=add]")
    expect(page.locator("h1")).to_have_text("Maja Lindqvist")
    page.select_option("#via", "form")
    page.click("button[value=sent]")
    expect(page.locator(".problem")).to_have_count(0)
    page.click("summary:has-text('LinkedIn answered')")
    page.select_option("#answer", "refused")
    page.click("button[value=answered]")
    assert save(page, "button[value=letter]", tmp_path).startswith(b"PK")
    page.click("button[value=list]")
    expect(page.locator(".case-list li")).to_have_count(1)


STEPS = ("country", "language", "name", "email", "grounds", "because", "letter", "send")


@pytest.mark.parametrize("language", ["en", "de", "el"])
def test_on_a_phone_nothing_leaves_the_screen(someone: Visit, language: str, tmp_path: Path) -> None:
    page = someone.page
    page.set_viewport_size({"width": 360, "height": 740})
    someone.open(f"{language}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    someone.open(f"{language}/letter")
    for step in STEPS:
        someone.go_to(step)
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, step
    someone.open(f"{language}/staff")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_input_files("#table", table(tmp_path, [person(2, email="nobody"), person(3, country="Swedn")]))
    page.click("button[value=check]")
    page.wait_for_selector(".mend")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('.scroll').scrollWidth") <= 360


def test_from_right_to_left_the_page_is_mirrored(someone: Visit) -> None:
    page = someone.page
    page.set_viewport_size({"width": 1200, "height": 800})
    someone.open("en/letter")
    someone.go_to("name")
    left = page.locator("button[value=next]").bounding_box()
    page.evaluate("document.documentElement.dir = 'rtl'")
    right = page.locator("button[value=next]").bounding_box()
    assert left
    assert right
    assert left["x"] + right["x"] + right["width"] == pytest.approx(1200, abs=20)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1200


def hindrances(page: Page) -> list[str]:
    """Return what axe finds on a page with everything opened but the languages."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate("document.querySelector('.tongues').open = false")
    violations = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in violations]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_people_out(someone: Visit, scheme: str, tmp_path: Path) -> None:
    page = someone.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = hindrances(page)

    someone.open("en/")
    look("start")
    someone.open("en/letter")
    look("account")
    someone.go_to("country")
    page.fill("#where", "Georgia")
    page.click("button[value=next]")
    page.wait_for_selector(".offers")
    look("country")
    for step in STEPS[1:]:
        someone.go_to(step)
        look(step)
    someone.open("en/staff")
    look("staff")
    page.set_input_files("#table", table(tmp_path, [*staff(1), person(2, email="nobody")]))
    page.click("button[value=check]")
    page.wait_for_selector(".mend")
    look("correct")
    someone.open("en/cases")
    look("cases")
    assert {name: each for name, each in found.items() if each} == {}


def test_axe_finds_nothing_in_other_languages(someone: Visit, tmp_path: Path) -> None:
    page = someone.page
    rows = table(tmp_path, [*staff(1), person(2, email="nobody"), person(0)])
    answers = "where=SE&country=SE&name=Maja+Lindqvist&email=m%40example.org&ground=job-search"
    found: dict[str, list[str]] = {}
    for language in ("bg", "el", "fr", "hu", "cy", "zh-Hant-HK"):
        someone.open(f"{language}/")
        found[f"{language} start"] = hindrances(page)
        for step in ("grounds", "letter", "send"):
            someone.open(f"{language}/")  # where no script keeps answers
            kept = f"{answers}&language={language}&at={step}"
            page.evaluate("kept => sessionStorage.setItem('article21.letter', kept)", kept)
            someone.open(f"{language}/letter")
            expect(page.locator("[name=at]")).to_have_value(step)
            found[f"{language} {step}"] = hindrances(page)
        someone.open(f"{language}/staff")
        page.set_input_files("#table", rows)
        page.click("button[value=check]")
        page.wait_for_selector(".mend")
        found[f"{language} staff"] = hindrances(page)
        page.click("button[value=forget]")
        page.wait_for_selector("#table")
    assert {name: each for name, each in found.items() if each} == {}


def test_a_photo_of_a_signature_is_printed_and_stays_in_the_tab(someone: Visit, tmp_path: Path) -> None:
    photo = Image.new("RGB", (3000, 1500), "white")
    ImageDraw.Draw(photo).line([(300, 900), (1200, 400), (1800, 1000), (2700, 500)], fill="navy", width=40)
    photo.save(tmp_path / "name.png", compress_level=0)
    page = someone.page
    someone.open("en/letter")
    someone.go_to("letter")
    page.click(".more summary")
    page.set_input_files("#picture", tmp_path / "name.png")
    expect(page.locator("[name=signature]")).to_be_attached()
    with pypdfium2.PdfDocument(save(page, "button[value=pdf]", tmp_path)) as document:
        kinds = {type(each).__name__ for sheet in document for each in sheet.get_objects()}
    assert "PdfImage" in kinds
    page.reload()
    expect(page.locator("[name=signature]")).to_be_attached()
    assert len(page.locator("[name=signature]").input_value()) < 500_000


def test_printing_the_page_prints_the_letter_alone(someone: Visit) -> None:
    page = someone.page
    someone.open("en/letter")
    someone.go_to("letter")
    page.emulate_media(media="print")
    expect(page.locator(".said")).to_be_hidden()
    expect(page.locator(".top")).to_be_hidden()
