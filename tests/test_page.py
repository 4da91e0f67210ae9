"""The page: what it asks, what it answers, what it keeps to itself. test_page_in_chromium.py looks at it."""

import asyncio
import csv
import io
import re
import zipfile
from collections.abc import Mapping
from email import message_from_bytes
from email.policy import default
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import tinyhtml5
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st

from article21.batch.sentences import WORDS_OF_A_TABLE
from article21.desk.listings import ground_texts
from article21.model import Format
from article21.tables.vocabulary import heading_in
from article21.web.application import create_app
from article21.web.drawing import ProcessRenderer
from article21.web.home import Home, Renderer
from article21.web.speaking import page_languages, preferred_language
from article21.web.steps import STEPS
from article21.writing.catalogs import catalogs
from asgi import Answer, ask, request
from commands import invoke
from people import DAY
from staffs import person, staff

APP = create_app(Home(today=lambda: DAY))


@pytest.fixture(autouse=True)
def nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


MAJA = {
    "where": "Sweden",
    "country": "SE",
    "language": "en",
    "name": "Maja Lindqvist",
    "email": "maja@example.org",
    "ground": ["confidentiality", "past-content"],
    "because": "I am a child psychologist.\nParents find what I write.",
}


def show(step: str, spoken: str = "en", **given: object) -> Answer:
    answer = ask(APP, f"/{spoken}/letter", {**MAJA, "at": step, "go": "stay", **given})
    assert answer.status == 200
    return answer


def question(page: str) -> str:
    found = re.search(r'name="at" value="([a-z-]+)"', page)
    assert found
    return found[1]


def problems(page: str) -> list[str]:
    return re.findall(r'class="problem" id="[\w-]+">([^<]+)<', page)


def hidden(page: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    class Inputs(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            values = dict(attrs)
            if tag == "input" and values.get("type") == "hidden":
                found.append((values["name"] or "", values["value"] or ""))

    Inputs().feed(page)
    return found


# The questions.


def test_every_question_follows_the_one_before_with_all_answers_carried_on() -> None:
    answers: dict[str, object] = {}
    asked = ["account"]
    replies = {
        "country": {"where": "Sweden"},
        "name": {"name": "Åsa  Öberg"},
        "email": {"email": "a@example.org"},
    }
    replies |= {"grounds": {"ground": "job-search"}, "language": {"language": "sv-SE"}}
    while asked[-1] != "letter":
        form = {**answers, **replies.get(asked[-1], {}), "at": asked[-1], "go": "next"}
        page = ask(APP, "/en/letter", form).text
        assert problems(page) == []
        answers = dict(hidden(page))
        asked.append(answers.pop("at"))
    assert asked == ["account", "country", "language", "name", "email", "grounds", "because", "letter"]
    assert answers["name"] == "Åsa  Öberg"


@pytest.mark.parametrize(
    ("typed", "asked", "told"),
    [
        ("Schweden", "language", ""),
        ("se", "language", ""),
        ("Georgia", "country", "Several places"),
        ("Paris", "country", "Several places"),
        ("Göteborg", "language", ""),
        ("München", "language", ""),
        ("Swedne", "country", "Did you mean"),
        ("qqqqqq", "country", "Unknown country"),
        ("", "country", "Please give the country"),
        ("Germany", "region", ""),
        ("Bavaria", "language", ""),
        ("Canada", "region", ""),
    ],
)
def test_a_place_is_taken_asked_about_or_explained(typed: str, asked: str, told: str) -> None:
    page = ask(APP, "/en/letter", {"at": "country", "go": "next", "where": typed}).text
    assert question(page) == asked
    assert told in " ".join(problems(page))


@pytest.mark.parametrize("comma", [", ", "\N{FULLWIDTH COMMA}", "\N{IDEOGRAPHIC COMMA}"])
def test_several_addresses_stand_between_the_commas_of_any_keyboard(comma: str) -> None:
    page = show("email", email=f"maja@example.org{comma}maja@work.example", go="next")
    assert problems(page.text) == []


def test_a_place_that_is_picked_from_several_is_the_one() -> None:
    page = ask(APP, "/en/letter", {"at": "country", "go": "next", "where": "Georgia", "meant": "US-GA"}).text
    assert ("country", "US-GA") in hidden(page)
    assert question(page) != "country"


def test_a_city_is_shown_as_the_place_it_is_taken_for() -> None:
    page = ask(APP, "/de/letter", {"at": "country", "go": "next", "where": "München"}).text
    assert {("where", "Bayern, Deutschland"), ("country", "DE-BY")} <= set(hidden(page))
    page = unescape(ask(APP, "/en/letter", {"at": "country", "go": "next", "where": "Cambridge"}).text)
    assert re.findall(r'for="meant-([A-Z-]+)">([^<]+)<', page) == [
        ("GB", "Cambridge, United Kingdom"),
        ("CA-ON", "Cambridge, Ontario, Canada"),
        ("US-MA", "Cambridge, Massachusetts, United States"),
    ]


def test_a_region_stays_when_the_country_is_gone_back_to() -> None:
    form = {"where": "Germany", "country": "DE-BY", "at": "country", "go": "next"}
    page = ask(APP, "/en/letter", form).text
    assert re.search(r'value="DE-BY" checked', page)


@pytest.mark.parametrize(
    ("step", "field", "typed", "told"),
    [
        ("name", "name", "", "Please give your name"),
        ("name", "name", "x" * 101, "the limit is 100"),
        ("name", "name", "12", "is not a name"),
        ("email", "email", "", "Please give an e-mail address"),
        ("email", "email", "maja", "it has no @"),
        ("because", "because", "x" * 4001, "the limit is 4,000"),
    ],
)
def test_what_is_wrong_is_said_where_it_was_typed_and_nothing_is_lost(
    step: str, field: str, typed: str, told: str
) -> None:
    page = show(step, go="next", **{field: typed}).text
    assert question(page) == step
    assert told in " ".join(problems(page))
    assert 'aria-invalid="true"' in page
    assert typed in page


def test_choices_begin_with_a_capital_that_keeps_its_accent() -> None:
    page = show("language", "el", where="Ελλάδα", country="GR").text
    assert re.search(r"<label for=.language-another.>Άλλη", page)  # a style sheet would make it Αλλη
    labels = re.findall(r'<label for="ground-[^"]+">(.)', show("grounds").text)
    assert labels
    assert "".join(labels).isupper()


def test_what_a_letter_will_say_of_a_ground_stands_in_its_language() -> None:
    english, swedish = (ground_texts(tag, tag)["job-search"][1] for tag in ("en", "sv"))
    page = unescape(show("grounds", country="SE", where="Sweden", language="sv").text)
    assert f'<span class="tongue">Swedish</span> <span lang="sv-SE">{swedish}</span>' in page
    assert f"<p>{english}</p>" in page
    page = unescape(show("grounds", "sv", country="SE", where="Sverige", language="sv").text)
    assert english not in page
    assert 'class="tongue"' not in page


def test_a_letter_without_grounds_is_asked_about_where_the_law_asks_for_them() -> None:
    bare = {**MAJA, "ground": [], "because": ""}
    assert question(show("because", go="next", **bare).text) == "without-grounds"
    assert question(show("without-grounds", go="next", **bare, without_grounds="yes").text) == "letter"
    assert question(show("because", go="next", **bare | {"country": "US", "where": "USA"}).text) == "letter"


def test_nobody_gets_past_a_question_that_has_to_be_answered() -> None:
    page = ask(APP, "/en/letter", {"at": "account", "go": "letter"}).text
    assert question(page) == "country"
    page = ask(APP, "/en/letter", {**MAJA, "email": "wrong", "at": "account", "go": "send"}).text
    assert question(page) == "email"


def test_without_an_account_what_only_members_have_is_neither_asked_nor_written() -> None:
    form = {"no_account": "yes", "profile_url": "https://www.linkedin.com/in/maja"}
    assert "ground-job-search" not in show("grounds", **form).text
    letter = file_of("txt", **form)
    assert b"linkedin.com/in/maja" not in letter


# The letter.


def file_of(format: str, **given: object) -> bytes:  # noqa: A002 - the form's field
    answer = ask(APP, "/en/letter-file", {**MAJA, "format": format, **given})
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    return answer.body


def people(count: int) -> list[dict[str, object]]:
    """Return people as they are: from many places, with and without an account, grounds and own words."""
    faker = Faker(["sv_SE", "el_GR", "de_DE", "fr_FR", "pl_PL", "zh_TW", "pt_BR", "en_GB"])
    faker.seed_instance(21)
    places = ("SE", "GR", "DE-BY", "FR", "PL", "HK", "BR", "GB", "CH", "CA-QC", "US-CA", "IN")
    grounds = ((), ("job-search",), ("confidentiality", "past-content"), ("public-exposure",))
    lengths, tones = ("", "short", "medium"), ("", "friendly")
    found = []
    for number in range(count):
        own = grounds[number % 4]
        member = number % 5 != 0 or "job-search" in own
        found.append(
            {
                "where": places[number % 12],
                "country": places[number % 12],
                "language": "" if number % 3 else "en",
                "name": faker.name().strip(),
                "email": f"person{number}@example.org",
                "ground": own,
                "because": faker.sentence() if number % 2 or not own else "",
                "no_account": "" if member else "yes",
                "length": lengths[number % 3],
                "tone": tones[number % 2],
                "address_line": "Storgatan 1\n411 01 Göteborg" if number % 4 == 0 else "",
            }
        )
    return found


def test_the_letters_of_fifty_people_are_those_of_the_command_line(tmp_path: Path) -> None:
    for details in people(50):
        arguments: list[str] = []
        for name, value in details.items():
            values = value.split("\n") if name == "address_line" else value if name == "ground" else [value]
            if name == "no_account":
                arguments += ["--no-account"] if value else []
            elif name != "where":
                arguments += [
                    part for each in values for part in (f"--{name.replace('_', '-')}", each) if each
                ]
        for kind in ("txt", "form", "html", "json"):
            run = invoke(tmp_path, "letter", *arguments, "--format", kind, "--output", "-")
            assert run.code == 0, run.err
            form = {**details, "format": kind}
            assert ask(APP, "/en/letter-file", form).body == run.out, (details, kind)


def test_the_letter_beside_the_questions_says_what_the_letter_says() -> None:
    page = ask(APP, "/en/letter-text", MAJA).text
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    text = file_of("txt").decode()
    for paragraph in text.split("\n\n"):
        said = " ".join(paragraph.removeprefix("- ").replace("\n- ", " ").split())
        assert said in unescape(words), said


def test_the_letter_beside_the_questions_goes_on_while_an_address_is_half_typed() -> None:
    page = ask(APP, "/en/letter-text", {**MAJA, "email": "maja@"}).text
    assert 'class="sheet"' in page
    assert 'data-for="email"' in page


def test_every_text_of_the_kit_can_be_copied_whole() -> None:
    page = show("send").text
    kit = file_of("form").decode()
    for text in re.findall(r"--------\n\n(.+?)\n\n--------", kit, re.DOTALL):
        assert text in unescape(page), text[:40]
    assert 'value="maja@example.org"' in page


def test_the_kit_speaks_the_language_of_the_page_and_its_texts_that_of_the_letter() -> None:
    page = unescape(show("send", "de", language="sv-SE").text)
    assert 'lang="de"' in page.partition("<main")[2]
    assert "So versenden Sie" in page
    assert "Enligt artikel 21.1 i GDPR" in page


def test_a_letter_written_before_is_gone_on_with() -> None:
    for name in ("json", "details"):
        file = ("file", "letter.json" if name == "json" else "details.toml", file_of(name))
        page = ask(APP, "/en/letter-open", {}, [file]).text
        assert question(page) == "letter"
        carried = hidden(page)
        for field in ("name", "email", "because"):
            assert (field, MAJA[field]) in carried
    assert ask(APP, "/en/letter-open", {}, [("file", "x.txt", b"hello")]).status == 400


def test_what_cant_be_written_is_said_beside_the_letter() -> None:
    page = ask(APP, "/en/letter-file", {**MAJA, "format": "txt", "setting_off": "2026-12-24"}).text
    assert "is in the future" in page
    assert "Maja Lindqvist" in page


def test_what_is_wrong_among_what_few_letters_need_is_said_at_its_field() -> None:
    page = show("letter", go="letter", date="yesterday").text
    assert problems(page) == ["“yesterday” is not a date: write year-month-day, for example 2026-11-22."]
    assert re.search(r'<details open class="more">', page)
    assert problems(show("letter", go="letter").text) == []


FEW_GIVE = {
    "profile_url": "google.com",
    "setting_off": "2027-01-01",
    "account_email": "abc",
    "reference": "a b!c",
}


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("letter", {"go": "letter"}),
        ("letter", {"go": "send"}),
        ("letter", {"go": "next"}),
        ("letter-file", {"format": "txt"}),
        ("letter-file", {"format": "details"}),
    ],
)
def test_wrong_answers_that_few_give_stop_the_letter_at_their_fields(path: str, form: dict[str, str]) -> None:
    page = ask(APP, f"/de/{path}", {**MAJA, **FEW_GIVE, "at": "letter", **form}).text
    assert question(page) == "letter"
    for field, typed in FEW_GIVE.items():
        assert page.count(f'id="{field}-problem"') == 1
        assert re.search(f'id="{field}"[^>]* value="{typed}"[^>]*aria-invalid="true"', page)
    assert len(problems(page)) == len(FEW_GIVE)
    assert '<p class="problem">' not in re.sub("<noscript>.*?</noscript>", "", page)
    assert re.findall('id="([a-z_]+)"[^>]* autofocus', page) == ["profile_url"], "the first of them"
    assert 'formaction="../sv/letter"' in page, "the other languages are those of the letter"


def test_an_answer_that_few_give_can_be_corrected_and_taken_back() -> None:
    page = show("letter", go="letter", **FEW_GIVE).text
    assert not {name for name, _ in hidden(page)} & set(FEW_GIVE), "the field itself brings the answer"
    assert not re.search('name="purpose"[^>]*hidden', page)
    kept = show("letter", no_account="yes", **FEW_GIVE).text
    assert ("profile_url", "google.com") in hidden(kept), "what has no field now is kept"


@pytest.mark.parametrize("name", ["details", "ics", "txt"])
def test_a_file_of_answers_that_are_wrong_is_refused_with_what_is_wrong(name: str) -> None:
    page = ask(APP, "/en/letter-file", {**MAJA, "date": "yesterday", "format": name})
    assert page.status == 200
    assert question(page.text) == "letter"
    assert "“yesterday” is not a date" in unescape(page.text)


def test_the_day_the_answer_is_due_can_be_put_into_a_calendar() -> None:
    app = create_app(Home(today=lambda: DAY))
    calendar = ask(app, "/en/letter-file", {**MAJA, "format": "ics"}).text
    assert "DTSTART;VALUE=DATE:20261222" in calendar
    assert "BEGIN:VALARM" in calendar


# All pages.


def pages_in(language: str) -> Mapping[str, str]:
    steps = {step.name: show(step.name, language).text for step in STEPS}
    steps["region"] = show("region", language, where="Germany", country="DE").text
    steps["without-grounds"] = show("without-grounds", language, ground=[], because="").text
    others = {name: ask(APP, f"/{language}/{name}").text for name in ("", "staff", "nothing")}
    return {**steps, **others}


@pytest.mark.parametrize("language", sorted({"en", *catalogs()}))
def test_every_page_in_every_language_is_valid_and_says_its_language(language: str) -> None:
    for name, page in pages_in(language).items():
        parser = tinyhtml5.parser.HTMLParser()
        parser.parse(page)
        assert parser.errors == [], name
        assert f'<html lang="{language}" dir="ltr">' in page
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), name
        assert set(re.findall(r'\bfor="([^"]+)"', page)) <= set(ids), name
        described = re.findall(r'aria-describedby="([^"]+)"', page)
        assert {each for several in described for each in several.split()} <= set(ids), name
        assert "<script>" not in page
        assert " style=" not in page
        assert not re.search(r"\son[a-z]+=", page)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("sv", "sv"),
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("xx, fr;q=0.3, sv;q=0.8", "sv"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-TW,en", "zh-Hant-HK"),
        ("zh-CN,en", "en"),
        ("no", "nb"),
        ("fr-CA", "fr-CA"),
        ("PT-br", "pt-BR"),
        ("sv;q=0, de", "de"),
        ("", "en"),
        ("*", "en"),
        (";;,,q=1", "en"),
    ],
)
def test_a_browser_gets_the_pages_of_its_language(accepted: str, language: str) -> None:
    assert preferred_language(accepted) in (language, language.partition("-")[0])
    assert preferred_language(accepted) in page_languages()


@given(st.text())
def test_whatever_a_browser_accepts_there_is_a_page(accepted: str) -> None:
    assert preferred_language(accepted) in page_languages()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_what_people_type_is_never_markup(text: str) -> None:
    hostile = f'"><script>alert(1)</script>{text}<b>'
    fields = ("name", "email", "because", "where", "address_line")
    for step in ("name", "because", "letter"):
        page = show(step, go="next", **dict.fromkeys(fields, hostile)).text
        assert "<script>alert" not in page
        assert "<b>" not in page


def test_nothing_personal_stands_in_a_title_or_an_address() -> None:
    for name, page in pages_in("en").items():
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title
        assert "Maja" not in title[1], name
        addresses = re.findall(r'(?:href|src|action|formaction)="([^"]*)"', page)
        assert not [each for each in addresses if "?" in each or "Maja" in each], name


def test_no_page_asks_for_anything_from_elsewhere() -> None:
    for page in pages_in("en").values():
        loaded = re.findall(r'(?:src|action)="([^"]*)"|<link[^>]*href="([^"]*)"', page)
        assert not [each for pair in loaded for each in pair if "//" in each]


def test_pages_name_each_other_relatively_so_that_a_folder_may_lie_anywhere() -> None:
    for name, page in pages_in("en").items():
        addresses = re.findall(r'(?:href|src|action|formaction)="([^"]*)"', page)
        assert not [each for each in addresses if each.startswith("/")], name


# A staff.


def table(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def at_staff(
    *forms: Mapping[str, object],
    file: tuple[str, bytes] = ("table.csv", b""),
    renderer: Renderer | None = None,
) -> Answer:
    """Open a table, then send one form after another; all of it in one page's life."""

    async def sitting() -> Answer:
        app = create_app(Home(today=lambda: DAY, renderer=renderer))
        files = [("table", *file)]
        answer = await request(app, "/en/staff", {"go": "check"}, files)
        for form in forms:
            carried = (
                dict(hidden(answer.text)) if answer.headers["content-type"].startswith("text/html") else {}
            )
            answer = await request(app, "/en/staff", {**carried, **form})
        return answer

    return asyncio.run(sitting())


WRONG = [
    *staff(3),
    person(3, email="nobody"),
    person(4, country="Swedn"),
    person(5, name=""),
]


def test_every_mistake_of_a_table_stands_at_its_row_and_column() -> None:
    page = at_staff(file=("table.csv", table(WRONG))).text
    assert "3 rows are in order." in page
    assert "3 rows need a correction." in page
    cells = re.findall(r'name="(cell-\d+-\d+)" value="([^"]*)"', page)
    assert cells == [("cell-5-1", "nobody"), ("cell-6-2", "Swedn"), ("cell-7-0", "")]
    assert re.findall(r'name="(cell-[0-9-]+)"[^>]* list="places"', page) == ["cell-6-2"]
    assert '<option value="Sweden">' in page
    assert "“nobody” is not an e-mail address" in page
    assert "•" not in page


def test_a_ground_nobody_knows_is_chosen_from_what_the_reader_calls_them() -> None:
    rows = [person(0, ground="Krankheit"), person(1, ground="berufliche Verschwigenheit")]
    given = [("table", "t.csv", table(rows))]
    page = unescape(ask(create_app(Home(today=lambda: DAY)), "/de/staff", {"go": "check"}, given).text)
    assert re.findall(r'name="(cell-[0-9-]+)"[^>]* list="grounds"', page) == ["cell-2-4", "cell-3-4"]
    assert '<option value="berufliche Verschwiegenheit">' in page
    assert re.search("„Krankheit“[^<]* eigene schöpferische Arbeit; .*; Daten über andere in meinen", page)
    assert re.search("„berufliche Verschwigenheit“[^<]* „berufliche Verschwiegenheit“[^<,]*<", page)


def test_rows_are_corrected_in_place_and_their_letters_packed() -> None:
    right = {"cell-5-1": "n@example.org", "cell-6-2": "Sweden", "cell-7-0": "Nils Holm"}
    page = at_staff({**right, "go": "mend"}, file=("table.csv", table(WRONG))).text
    assert "6 rows are in order." in page
    answer = at_staff(
        {**right, "go": "write", "format": ["txt"]}, {"go": "zip"}, file=("table.csv", table(WRONG))
    )
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        letters = [name for name in packed.namelist() if name.endswith("letter.txt")]
        assert len(letters) == 6
        assert {member.date_time[:3] for member in packed.infolist()} == {(DAY.year, DAY.month, DAY.day)}
        assert any(b"Nils Holm" in packed.read(name) for name in letters)


def test_the_letters_of_a_table_are_those_of_the_command_line(tmp_path: Path) -> None:
    rows = [{**row, "Team": f"Team {row['country']}", "No": row["name"][:8]} for row in staff(8)]
    (tmp_path / "table.csv").write_bytes(table(rows))
    options = ("--group-by", "Team", "--keep", "No", "--contact", "Works council")
    done = invoke(tmp_path, "batch", "table.csv", "--output", "out", "--format", "txt", *options)
    assert done.code == 0
    wishes = {"format": ["txt"], "group_by": "Team", "keep": ["No"], "contact": "Works council"}
    answer = at_staff({"go": "write", **wishes}, {"go": "zip"}, file=("table.csv", table(rows)))
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        ours = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    out = tmp_path / "out"
    theirs = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.suffix in (".txt", ".csv")
    }
    assert ours == theirs
    assert "Team" in next(iter(sorted(ours, reverse=True)))


TWICE = [*staff(2), person(0), person(3, email="nobody"), person(1)]


def test_the_steps_lead_to_the_field_of_the_day_and_speak_of_no_lines() -> None:
    page = show("letter", go="send").text
    assert "Copy only what stands between" not in page
    assert "paste the short text" in page
    assert "Copy only what stands between the two lines." in file_of("form").decode().replace("\n", " ")
    assert 'name="go" value="setting_off"' in page
    assert 'value="setting_off"' not in show("letter", go="send", no_account="yes", ground="").text
    page = show("send", go="setting_off").text
    assert question(page) == "letter"
    assert re.search('<details open class="more">', page)
    assert re.findall('id="([a-z_]+)"[^>]* autofocus', page) == ["setting_off"]


@pytest.mark.parametrize(("place", "has_others"), [("CH", False), ("SE", True)])
def test_another_language_is_none_of_those_that_were_offered(place: str, has_others: bool) -> None:
    page = show("language", where=place, country=place).text
    offered = set(re.findall('type="radio" id="language-([\\w-]+)"', page))
    others = set(re.findall('<option value="([\\w-]+)"', page))
    assert ("another" in offered) == bool(others) == has_others
    assert len(offered) > 1
    assert not offered & others


def test_people_who_said_no_are_counted_on_the_page() -> None:
    people = [person(0, consent="yes"), person(1, consent="no"), person(2, consent="no")]
    page = at_staff({"go": "open"}, file=("table.csv", table(people))).text
    assert "1 row is in order." in page
    assert "2 people said no and get no letter." in page


def test_rows_can_be_left_out_and_come_back() -> None:
    page = at_staff(file=("table.csv", table(TWICE))).text
    assert "3 rows need a correction." in page
    page = at_staff({"go": "once"}, file=("table.csv", table(TWICE))).text
    assert "1 row needs a correction." in page
    left_out = r'value="(\d+)" checked><label for="leave-\1">Row \d <bdi>([^<]+)</bdi>'
    assert re.findall(left_out, page) == [("4", "Person 0 Example"), ("6", "Person 1 Example")]
    page = at_staff({"go": "mend", "leave_out": ["4", "5"]}, file=("table.csv", table(TWICE))).text
    assert "2 rows are in order. 1 row needs a correction." in page
    forms = ({"go": "once"}, {"go": "mend", "leave_out": ["6"]})
    page = at_staff(*forms, file=("table.csv", table(TWICE))).text
    assert "2 rows need a correction." in page
    forms = ({"go": "once"}, {"go": "write", "leave_out": ["4", "5", "6"], "format": ["txt"]}, {"go": "zip"})
    with zipfile.ZipFile(io.BytesIO(at_staff(*forms, file=("table.csv", table(TWICE))).body)) as packed:
        assert len([name for name in packed.namelist() if name.endswith("letter.txt")]) == 2
        assert not [name for name in packed.namelist() if "problems" in name]


def test_many_rows_are_left_out_at_once_and_those_that_are_not_shown_stay_so() -> None:
    file = ("table.csv", table([*staff(3), *[person(0)] * 70]))
    page = at_staff({"go": "once"}, file=file).text
    assert "Rows left out (70)" in " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert page.count('name="leave_out"') == 51
    page = at_staff({"go": "once"}, {"go": "mend"}, file=file).text  # all that are shown come back
    assert "50 rows need a correction." in page
    assert "Rows left out (20)" in " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_what_was_taken_away_to_correct_is_corrected_in_place_as_well() -> None:
    taken = at_staff({"go": "problems"}, file=("table.csv", table(WRONG))).body
    page = at_staff(file=("problems.csv", taken)).text
    cells = re.findall(r'name="(cell-\d+-\d+)" value="([^"]*)"', page)
    assert cells == [("cell-5-1", "nobody"), ("cell-6-2", "Swedn"), ("cell-7-0", "")]
    right = {"cell-5-1": "n@example.org", "cell-7-0": "Nils Holm"}
    page = at_staff({**right, "go": "mend", "leave_out": ["6"]}, file=("problems.csv", taken)).text
    assert "2 rows are in order." in page
    assert "to correct" not in page.partition("<main")[2].partition("<details")[0]
    again = at_staff({"go": "problems"}, file=("problems.csv", taken)).body
    assert again == taken


def test_a_check_finds_what_no_font_can_print_without_making_a_pdf() -> None:
    rows = [person(0), person(1, because="👩‍👩‍👧")]
    renderer = ProcessRenderer()  # it starts no process before it is asked for a page
    try:
        page = at_staff(file=("table.csv", table(rows)), renderer=renderer).text
        assert "1 row is in order. 1 row needs a correction." in page
        assert "U+1F467" in page
        page = at_staff({"go": "mend", "format": ["txt"]}, file=("table.csv", table(rows)), renderer=renderer)
        assert "2 rows are in order." in page.text
    finally:
        renderer.close()


def test_own_words_for_drafts_that_name_a_field_there_is_not_are_told_before_anything_is_written() -> None:
    renderer = ProcessRenderer()
    try:
        form = {"go": "mend", "format": ["txt", "mail"], "cover": "Dear {surname},"}
        page = at_staff(form, file=("table.csv", table(staff(1))), renderer=renderer).text
        assert "Unknown field “surname”; the fields are name, given_name" in unescape(page)
        assert "Dear {surname}," in page
    finally:
        renderer.close()


def test_grounds_that_are_missing_are_given_in_place_or_left_out_for_all() -> None:
    rows = [person(0, ground=""), person(8, ground="")]
    page = at_staff(file=("table.csv", table(rows))).text
    assert re.findall(r'name="(cell-\d+-\d+)"', page) == ["cell-2-5", "cell-3-5"]
    page = at_staff({"go": "mend", "cell-2-5": "I teach."}, file=("table.csv", table(rows))).text
    assert "1 row is in order." in page
    page = at_staff({"go": "mend", "without_grounds": "yes"}, file=("table.csv", table(rows))).text
    assert "2 rows are in order." in page


def test_a_row_bears_its_person_and_its_columns_are_called_as_the_table_calls_them() -> None:
    headings = {"ground": "Gründe", "because": "Eigene Worte", "consent": "Einverstanden"}
    rows = [
        {headings.get(field, field): text for field, text in one.items()}
        for one in (person(0, ground="", because="", consent="ja"), person(1, ground="minor", consent="ja"))
    ]
    page = at_staff(file=("table.csv", table(rows))).text
    assert f"<bdi>{person(0)['name']}</bdi>" in page
    assert "fill in “Gründe” or “Eigene Worte”;" in page
    assert "unless the column “Einverstanden” says yes" in page
    bare = [("table", "t.csv", table([{"name": "Maja Lind", "email": "m@example.org", "country": "SE"}]))]
    page = ask(create_app(Home(today=lambda: DAY)), "/de/staff", {"go": "check"}, bare).text
    assert "Füllen Sie „Grund“ oder „Eigene Worte“ aus" in page


def test_columns_to_add_are_called_as_people_call_them_in_every_language() -> None:
    named = set(re.findall(r"%\((\w+)_column\)s", " ".join(map(str, WORDS_OF_A_TABLE.values()))))
    assert {"ground", "because", "without_grounds", "content_url"} <= named
    lacking = {(tag, name) for tag in page_languages() for name in named if heading_in(tag, name) == name}
    assert lacking == set()


def test_rows_to_correct_can_be_taken_away() -> None:
    answer = at_staff({"go": "problems"}, file=("table.csv", table(WRONG)))
    assert answer.headers["content-disposition"] == 'attachment; filename="problems.csv"'
    assert answer.text.count("\n") == 4


def test_a_column_that_is_not_recognised_is_asked_for() -> None:
    rows = [{"Wer": "Maja Lindqvist", "email": "m@example.org", "country": "SE", "ground": "minor"}]
    page = at_staff(file=("table.csv", table(rows))).text
    assert 'name="column-name"' in page
    (told,) = problems(page)
    assert told.startswith("No column holds the field Name: the headings are “Wer”, “email”,")
    page = at_staff({"go": "again", "column-name": "Wer"}, file=("table.csv", table(rows))).text
    assert "1 row is in order." in page


def test_an_encoding_that_cant_be_told_is_asked_for() -> None:
    content = "name,email,country,ground\nÅsa Ek,a@example.org,SE,minor\n".encode("cp1252")
    page = at_staff(file=("table.csv", content)).text
    if "in order" not in page:
        assert 'name="encoding"' in page
    page = at_staff({"go": "again", "encoding": "cp1252"}, file=("table.csv", content)).text
    assert "1 row is in order." in page


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00" * 2000, b"hello"])
def test_a_file_that_is_no_table_gets_a_sentence(content: bytes) -> None:
    page = at_staff(file=("table.csv", content))
    assert page.status == 200
    assert 'class="problem"' in page.text


def test_invitations_are_packed_and_what_comes_back_is_a_table() -> None:
    answer = at_staff({"go": "invite", "contact": "Works council"}, file=("table.csv", table(staff(2))))
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.endswith("details.toml")]
    assert len(sheets) == 2
    filled = [sheet.replace(b'#  "minor"', b'"minor"') for sheet in sheets]
    files = [("table", "details.toml", sheet) for sheet in filled]
    page = ask(create_app(Home(today=lambda: DAY)), "/en/staff", {"go": "check"}, files).text
    assert "2 rows are in order." in page, problems(page)


def test_people_are_invited_whose_addresses_the_table_lacks_and_nobody_who_said_no() -> None:
    rows = [{"name": "Maja Lindqvist"}, {"name": "Nils Holm"}]
    page = at_staff(file=("table.csv", table(rows))).text
    assert 'value="invite"' in page
    answer = at_staff({"go": "invite"}, file=("table.csv", table(rows)))
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        assert len([name for name in packed.namelist() if name.endswith("details.toml")]) == 2
    page = at_staff({"go": "invite"}, file=("table.csv", table([person(0, consent="no")]))).text
    assert "There is nobody to invite." in page


def test_one_table_is_not_seen_by_who_has_another() -> None:
    async def two() -> str:
        app = create_app(Home(today=lambda: DAY))
        await request(app, "/en/staff", {"go": "check"}, [("table", "a.csv", table(WRONG))])
        return (await request(app, "/en/staff", {"go": "zip", "job": "guessed"})).text

    page = asyncio.run(two())
    assert "no longer here" in page
    assert "nobody" not in page


def test_a_sample_can_be_had() -> None:
    assert ask(APP, "/en/staff", {"go": "sample"}).body.startswith(b"PK")


# Faults and strange requests.


@pytest.mark.parametrize(
    "path", ["/xx/", "/en/letter/x", "/en", "/static/../home.py", "/static/nothing.css", "/en/cases"]
)
def test_what_there_is_not_gets_a_page_that_says_so(path: str) -> None:
    answer = ask(APP, path)
    assert answer.status in (404, 307)
    if answer.status == 404:
        assert "There is no such page." in answer.text


def test_a_fault_of_the_program_gets_a_page_without_a_word_of_the_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Maja Lindqvist")

    monkeypatch.setattr("article21.web.letters.take", fail)
    answer = ask(APP, "/en/letter", {**MAJA, "at": "name", "go": "next"})
    assert answer.status == 500
    assert "RuntimeError" in answer.text
    assert "Maja" not in answer.text


def test_a_home_without_a_typesetter_offers_all_but_the_pdf() -> None:
    page = show("letter").text
    offered = set(re.findall(r'name="format" value="([a-z]+)"', page))
    assert offered == {each.value for each in Format} - {"pdf"} | {"details", "print", "ics"}
    draft = message_from_bytes(file_of("eml"), policy=default)
    body = draft.get_body()
    assert body
    assert body.get_content().replace("\r\n", "\n").strip() in file_of("txt").decode()
    assert list(draft.iter_attachments()) == []


def test_a_picture_that_is_none_is_told_and_nothing_is_lost() -> None:
    answer = ask(APP, "/en/letter-file", {**MAJA, "format": "html", "signature": "aGVsbG8="})
    assert "signature" in answer.text
    assert question(answer.text) == "letter"
    assert ask(APP, "/en/letter-file", {**MAJA, "format": "html", "signature": "%%%"}).status == 200
