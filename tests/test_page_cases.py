"""Cases on the page: the same as on the command line, without one."""

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from article21.web.application import create_app
from article21.web.home import Home
from asgi import Answer, ask
from people import DAY
from test_page import MAJA, hidden


@pytest.fixture
def cases(tmp_path: Path) -> "Cases":
    return Cases(tmp_path)


class Cases:
    """Somebody with a case file, and the case of Maja in it."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "cases.db"
        home = Home(
            is_hosted=False,
            today=lambda: DAY,
            case_file=self.database,
            workplace=lambda: self._place(folder),
        )
        self._app = create_app(home)

    @staticmethod
    def _place(folder: Path) -> Path:
        place = folder / "place"
        place.mkdir()
        return place

    def ask(self, **form: str) -> Answer:
        return ask(self._app, "/en/cases", form)

    def add(self) -> str:
        answer = ask(self._app, "/en/cases", {**MAJA, "go": "add"})
        return dict(hidden(answer.text))["case"]

    def list(self) -> str:
        return ask(self._app, "/en/cases").text


def test_without_a_case_the_page_says_how_to_begin_one_and_makes_no_file(cases: Cases) -> None:
    assert "There is no case yet." in cases.list()
    assert not cases.database.exists()


def test_a_letter_becomes_a_case_and_leaves_no_copy_elsewhere(cases: Cases, tmp_path: Path) -> None:
    reference = cases.add()
    assert reference in cases.list()
    assert [path.name for path in tmp_path.iterdir() if "cases.db" not in path.name] == []
    assert reference in cases.ask(case=reference).text


def test_a_letter_that_is_a_case_already_leads_to_it(cases: Cases) -> None:
    reference = cases.add()
    page = ask(cases._app, "/en/cases", {**MAJA, "go": "add"}).text
    assert "This case is already kept" in page
    assert dict(hidden(page))["case"] == reference


def test_a_letter_with_wrong_answers_stays_open_at_them_in_the_language_of_the_page(cases: Cases) -> None:
    form = {**MAJA, "profile_url": "google.com", "language": "xx", "go": "add"}
    page = ask(cases._app, "/de/cases", form).text
    assert dict(hidden(page))["at"] == "letter"
    assert 'id="profile_url-problem"' in page
    assert 'class="problem">Sprache: ' in page
    assert "Language of" not in page
    assert not cases.database.exists()


def test_what_was_sent_and_answered_leads_to_the_next_letter(cases: Cases) -> None:
    reference = cases.add()
    page = cases.ask(case=reference, go="sent", via="post", **{"sent-on": "2026-11-22"}).text
    assert 'class="problem"' not in page
    assert "22 November 2026" in page
    page = cases.ask(case=reference, go="answered", answer="refused", **{"answered-on": "2026-11-22"}).text
    assert 'value="letter"' in page
    answer = cases.ask(case=reference, go="letter")
    with zipfile.ZipFile(BytesIO(answer.body)) as packed:
        (text,) = (packed.read(name).decode() for name in packed.namelist() if name.endswith("letter.txt"))
    assert "Maja Lindqvist" in text
    assert "Send the letter, then record the day" in cases.list()


def test_an_answer_is_corrected_or_kept_as_a_second_one_and_what_it_replaces_is_told(cases: Cases) -> None:
    reference = cases.add()
    cases.ask(case=reference, go="sent", via="post", **{"sent-on": "2026-11-22"})
    first = {"answered-on": "2026-11-22", "answer": "identity"}
    page = cases.ask(case=reference, go="answered", **first).text
    assert 'value="answered"' not in page, "the page asks which it is"
    page = cases.ask(case=reference, go="answered", **first).text
    assert 'class="problem">This answer is already recorded (22 November 2026)' in page
    again = {"answered-on": "2026-11-22", "answer": "refused"}
    page = cases.ask(case=reference, go="answered-otherwise", **again).text
    assert "This replaces what was recorded before: 22 November 2026" in page
    assert page.count("Answer received.") == 2, "as what was replaced, and as what happened"
    page = cases.ask(
        case=reference, go="answered-again", answer="partial", **{"answered-on": "2026-11-22"}
    ).text
    assert page.count("Answer received.") == 2, "both happened"


def test_a_letter_that_no_longer_counts_is_told(cases: Cases) -> None:
    reference = cases.add()
    cases.ask(case=reference, go="sent", via="post", **{"sent-on": "2026-11-22"})
    first = {"answered-on": "2026-11-22", "answer": "refused"}
    cases.ask(case=reference, go="answered", **first)
    cases.ask(case=reference, go="letter")
    gone = "An earlier letter (22 November 2026) no longer counts."
    assert gone not in cases.ask(case=reference).text
    again = {"answered-on": "2026-11-22", "answer": "partial"}
    assert gone in cases.ask(case=reference, go="answered-again", **again).text
    cases.ask(case=reference, go="letter")
    assert gone in cases.ask(case=reference).text


def test_a_reply_for_which_grounds_are_missing_asks_for_them(cases: Cases) -> None:
    bare = {**MAJA, "ground": "", "because": "", "without_grounds": "yes"}
    reference = dict(hidden(ask(cases._app, "/en/cases", {**bare, "go": "add"}).text))["case"]
    cases.ask(case=reference, go="sent", via="post", **{"sent-on": "2026-11-22"})
    cases.ask(case=reference, go="answered", answer="no-grounds", **{"answered-on": "2026-11-22"})
    page = cases.ask(case=reference, go="letter").text
    assert 'name="because"' in page
    answer = cases.ask(case=reference, go="letter", because="I am a nurse.\r\nPatients find me.")
    with zipfile.ZipFile(BytesIO(answer.body)) as packed:
        texts = [packed.read(name).decode() for name in packed.namelist() if name.endswith("letter.txt")]
    assert "I am a nurse.\nPatients find me." in texts[0]


def test_a_letter_that_is_not_sent_yet_is_handed_over_again_as_it_was(cases: Cases) -> None:
    def texts(answer: Answer) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(answer.body)) as packed:
            return {name: packed.read(name) for name in packed.namelist()}

    reference = cases.add()
    assert 'value="letter-again"' in cases.ask(case=reference).text
    first = texts(cases.ask(case=reference, go="letter-again"))
    assert any(b"I am a child psychologist." in text for text in first.values())
    cases.ask(case=reference, go="sent", via="post", **{"sent-on": "2026-11-22"})
    assert 'value="letter-again"' not in cases.ask(case=reference).text
    cases.ask(case=reference, go="answered", answer="refused", **{"answered-on": "2026-11-22"})
    written = texts(cases.ask(case=reference, go="letter"))
    before = cases.ask(case=reference).text
    assert 'value="letter-again"' in before
    assert texts(cases.ask(case=reference, go="letter-again")) == written
    assert cases.ask(case=reference).text == before, "nothing was recorded"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"go": "sent", "sent-on": "2026-11-21"}, "via"),
        ({"go": "answered", "answered-on": "2026-11-21", "note": "No."}, "answer"),
    ],
)
def test_nothing_is_chosen_for_the_person(cases: Cases, form: dict[str, str], field: str) -> None:
    reference = cases.add()
    assert " selected" not in cases.ask(case=reference).text
    page = cases.ask(case=reference, **form, **{field: ""}).text
    assert re.search(f'id="{field}-problem">Choose one of these.<', page)
    assert 'value="2026-11-21"' in page, "nothing that was typed is lost"
    assert form.get("note", "") in page
    assert "Send the letter, then record the day" in cases.list()


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"go": "sent", "sent-on": "tomorrow", "via": "post"}, "is not a date"),
        ({"go": "sent", "sent-on": "2027-01-01", "via": "post"}, "in the future"),
        ({"go": "answered", "answered-on": "2026-11-22", "answer": "refused"}, "not recorded as sent"),
    ],
)
def test_what_cant_be_recorded_is_said_and_changes_nothing(
    cases: Cases, form: dict[str, str], told: str
) -> None:
    reference = cases.add()
    page = cases.ask(case=reference, **form).text
    assert told in unescape(" ".join(re.findall(r'class="problem">([^<]+)<', page)))
    assert "Send the letter, then record the day" in cases.list()


def test_the_days_of_cases_go_to_a_calendar(cases: Cases) -> None:
    reference = cases.add()
    cases.ask(case=reference, go="sent", via="form", **{"sent-on": "2026-11-22"})
    answer = cases.ask(go="calendar")
    assert answer.headers["content-disposition"] == 'attachment; filename="cases.ics"'
    assert "BEGIN:VEVENT" in answer.text
