"""What doesn't part at a line's end, in each language; never in a person's own words, never in plain text."""

import re
import tomllib
from datetime import date, timedelta

import pytest

from article21.model import Bullets, Format
from article21.rendering.editions import render_format
from article21.rendering.envelopes import find_envelope
from article21.rendering.html import markup_parts
from article21.rendering.pdf import to_pdf
from article21.rendering.press import Press
from article21.rendering.press.comparison import find_difference
from article21.rendering.text import to_text
from article21.writing.catalogs import LOCALES
from article21.writing.dates import FORMS, write_date
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from article21.writing.typography import _told, bind_date, binder
from pages import page_texts
from people import ask

TOLD = tomllib.loads((LOCALES / "typography.toml").read_text(encoding="utf-8"))
LANGUAGES = (
    "en",
    "en-US",
    *(path.parents[1].name.replace("_", "-") for path in LOCALES.glob("*/*/letters.po")),
)
PLACES = {"cs": "CZ", "sk": "SK", "pl": "PL", "mt": "MT", "fr": "FR", "de": "DE", "en": "IE", "lt": "LT"}


def shown(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "^").replace("\u2011", "=")


@pytest.mark.parametrize("language", [each for each in LANGUAGES if not each.startswith("zh")])
def test_each_language_says_what_stays_together_and_where_that_was_read(language: str) -> None:
    told = _told(language)
    assert told["citation"]
    assert told["sources"]
    assert told["confidence"] in {"high", "medium", "low"}


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("en", "Under Article 21(1) GDPR within 30 days", "Under Article~21(1) GDPR within 30~days"),
        ("en", "Articles 77 and 79, section 28.1, § 5", "Articles~77 and 79, section~28.1, §~5"),
        ("en", "Regulation (EU) 2016/679", "Regulation (EU)~2016/679"),
        ("en", "within %(days)s days", "within %(days)s~days"),
        ("de", "nach Art. 21 Abs. 1 lit. f DSGVO, z. B.", "nach Art.~21~Abs.~1~lit.~f DSGVO, z.~B."),
        ("de-CH", "Art. 30 Abs. 2 Bst. b DSG", "Art.~30~Abs.~2~Bst.~b DSG"),
        ("hr", "čl. 6. st. 1 i svrha", "čl.~6.~st.~1 i~svrha"),
        ("ro", "art. 21 alin. (1) lit. f)", "art.~21~alin.~(1)~lit.~f)"),
        ("cs", "a v čl. 21 odst. 1, k mým údajům o mně", "a~v~čl.~21~odst.~1, k~mým údajům o~mně"),
        ("sk", "K údajom z profilu", "K~údajom z~profilu"),
        ("pl", "art. 6 ust. 1 i z kontem w portalu", "art.~6~ust.~1 i~z~kontem w~portalu"),
        ("mt", "l-Artikolu 21 u x-xogħol", "l=Artikolu~21 u x=xogħol"),
        ("ga", "a n-úsáid", "a n=úsáid"),
        ("fr", "Objet : « non » ; quoi ?", "Objet~: «~non~»^; quoi^?"),
        ("sv", "artikel 21.1 och 30 dagar", "artikel~21.1 och 30~dagar"),
        ("zh-Hant-HK", "第 486 章", "第 486 章"),
    ],
)
def test_words_are_bound_as_the_language_has_it(language: str, text: str, bound: str) -> None:
    assert shown(binder(language)(text)) == bound


@pytest.mark.parametrize("language", [each for each in LANGUAGES if not each.startswith("zh")])
def test_day_and_month_stay_together_on_every_day_of_a_year(language: str) -> None:
    for offset in range(365):
        day = date(2026, 1, 1) + timedelta(offset)
        for form in FORMS:
            written = bind_date(write_date(day, form, language=language), language)
            assert written.replace("\u00a0", " ").replace("\u2011", "-") == write_date(
                day, form, language=language
            ).replace("\u00a0", " ")
            assert re.search(rf"(?<!\d){day.day}(?!\d)\S{{0,4}}\u00a0|\u00a0{day.day}(?!\d)", written), (
                written
            )


@pytest.mark.parametrize("form", FORMS)
def test_a_hungarian_date_parts_nowhere(form: str) -> None:
    for offset in range(365):
        written = write_date(date(2026, 1, 1) + timedelta(offset), form, language="hu")
        assert " " not in bind_date(written, "hu")


@pytest.mark.parametrize("language", PLACES)
def test_no_number_parts_from_its_word_anywhere_in_a_letter(language: str) -> None:
    words = "|".join(map(re.escape, _told(language)["citation"]))
    short = "|".join(_told(language).get("short", ())) or "(?!)"
    letter = write_letter(ask(PLACES[language], language=language, because=None))
    for clause in letter.clauses:
        for block in clause.blocks:
            text = "\n".join(block.items) if isinstance(block, Bullets) else block.text
            assert not re.search(rf"(?<![\w.])(?:{words}) \d", text)
            assert not re.search(rf"(?<![\w\u2019.-])(?:{short}) \w", text)


def test_what_a_person_wrote_is_left_as_it_is() -> None:
    own = "Podle čl. 21 odst. 1 a v práci s dětmi 22. listopadu"
    place, name = "Lhota u Prahy 9", "Jan z Hradce"
    letter = write_letter(ask("CZ", language="cs", because=own, place=place, name=name))
    markup = "".join(markup_parts(letter, find_envelope("plain")))
    assert markup.count(own) == 1
    assert letter.place_and_date == f"{place}, 22.\u00a0listopadu 2026" or place in letter.place_and_date
    assert markup.count(name) >= 2


@pytest.mark.parametrize("name", [Format.TXT, Format.FORM, Format.JSON])
@pytest.mark.parametrize("language", ["cs", "fr", "mt"])
def test_plain_text_stays_plain(language: str, name: Format) -> None:
    text = render_format(name, ask(PLACES[language], language=language)).decode()
    assert not re.search("[\u00a0\u202f\u2011]", text)


@pytest.mark.parametrize("language", ["cs", "pl"])
def test_no_line_of_a_page_ends_with_a_short_word(language: str) -> None:
    letter = write_letter(ask(PLACES[language], language=language, because=None))
    lines = "\n".join(page_texts(to_pdf(letter))).splitlines()
    assert len(lines) > 40
    assert [line for line in lines if re.search(r"(?<!\w)[aikosuvzw]$", line)] == []


@pytest.mark.parametrize("language", PLACES)
def test_a_stamped_letter_is_the_typeset_one_with_all_that_is_bound(language: str) -> None:
    press = Press(verify=0)
    for name, place in (("Anna Nowak", "Gdynia"), ("Bo Ek", "Ystad"), ("Ivana Horáková", "Brno")):
        letter = write_letter(ask(PLACES[language], language=language, name=name, place=place))
        assert find_difference(press.print_letter(letter), to_pdf(letter)) is None
    assert press.tally.stamped == 3, press.tally


@pytest.mark.parametrize("kind", ["letter", "kit"])
@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_where_a_script_has_no_space_between_sentences_there_is_none_but_in_a_persons_own_words(
    kind: str, length: str
) -> None:
    own = "我是心理學家。 病人會讀到。"
    request = ask("HK", language="zh-Hant-HK", because=own, length=length)
    text = to_form(request) if kind == "kit" else to_text(write_letter(request))
    assert text.count("。") > 3
    assert own in text
    assert "。 " not in text.replace(own, "")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_elsewhere_sentences_are_parted_by_a_space(language: str) -> None:
    text = to_text(write_letter(ask("SE", language=language, because=None)))
    assert len(re.findall(r"\w\. [A-ZÅÄÖ]", text)) > 10
    assert not re.search(r"[a-zåäö]\.[A-ZÅÄÖ]", text)
