"""The translation after the letter: marked, in its own language, and never taken for the letter."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from article21.model import Format
from article21.rendering.editions import Edition, render_format
from article21.rendering.text import plain
from commands import files_in, letter
from pages import page_texts
from people import ONE_PLACE_PER_LAW, ask

RULE = "-" * 60
NOTE = "This translation is for information. The letter in the following language is authoritative: {}."
WORDS = "Jag är kurator.\n\nFamiljer läser det jag skriver."


def rendered(name: Format, copy: str = "en", country: str = "SE", **details: object) -> bytes:
    given = {"language": "sv", "because": WORDS} | details
    return render_format(name, ask(country, **given), Edition(courtesy_copy=copy))


@pytest.mark.parametrize("copy", ["en", "English", "en-GB"])
def test_the_translation_follows_the_letter_and_says_which_one_counts(copy: str) -> None:
    text = rendered(Format.TXT, copy).decode()
    alone = render_format(Format.TXT, ask(language="sv", because=WORDS)).decode()
    first, _, second = text.partition(f"\n{RULE}\n\n")
    assert first == alone
    assert second.startswith(
        f"Courtesy translation\n\n{NOTE.format('svenska')}\n\nGöteborg, 22 November 2026\n"
    )
    assert "Objection under Article 21(1) GDPR" in second
    assert second.endswith("Yours sincerely,\n\nMaja Lindqvist\n")


@pytest.mark.parametrize("length", ["short", "medium", "full"])
def test_the_persons_own_words_stay_as_they_were_written(length: str) -> None:
    assert rendered(Format.TXT, length=length).decode().count(WORDS) == 2


@pytest.mark.parametrize(
    ("country", "copy"), [("SE", "en"), ("DE-BY", "en"), ("CH", "en"), ("HK", "zh-Hant")]
)
@pytest.mark.parametrize("length", ["short", "full"])
def test_the_page_says_what_the_text_says(country: str, copy: str, length: str) -> None:
    language = "en" if country == "HK" else "sv" if country == "SE" else "de"
    options = {"copy": copy, "country": country, "language": language, "length": length, "address_line": ()}
    texts = page_texts(rendered(Format.PDF, **options))
    title = rendered(Format.TXT, **options).decode().partition(f"{RULE}\n\n")[2].partition("\n")[0]
    pages = [without_foot(text, f"{number}/{len(texts)}", title) for number, text in enumerate(texts, 1)]
    said = rendered(Format.TXT, **options).decode().replace(RULE, "").replace("\n- ", "\n")
    assert squeezed("".join(pages)) == squeezed(said)


def without_foot(text: str, number: str, title: str) -> str:
    text = text.strip().removesuffix(title).strip() if text.strip().endswith(title) else text.strip()
    return text.removesuffix(number).strip().removesuffix(title) if text.endswith(number) else text


def squeezed(text: str) -> str:
    return "".join(plain(text).replace("•", "").split())


def test_the_translation_begins_a_page_and_is_marked_on_each() -> None:
    texts = page_texts(rendered(Format.PDF))
    marked = [text for text in texts if "Courtesy translation" in text]
    first = marked[0]
    assert len(marked) >= 2
    assert first.startswith("Courtesy translation")
    assert first.count("Courtesy translation") == 2  # at its head and at its foot
    assert texts[: texts.index(first)] == [text for text in texts if text not in marked]
    assert "Med vänlig hälsning" not in "".join(marked)


def test_the_letter_before_it_keeps_its_pages() -> None:
    alone = page_texts(render_format(Format.PDF, ask(language="sv", because=WORDS)))
    together = page_texts(rendered(Format.PDF))
    unnumbered = [text.strip().rpartition("/")[0] for text in alone]
    assert [text.strip().rpartition("/")[0] for text in together[: len(alone)]] == unnumbered


def elements(element: pikepdf.Object, language: str) -> Iterator[tuple[str, str, list[int]]]:
    """Yield tag, language and pieces of content of each element, as screen readers inherit the language."""
    language = str(element.get("/Lang", language))
    kids = element.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    yield str(element.get("/S", "/Root")), language, [kid for kid in kids if isinstance(kid, int)]
    for kid in kids:
        if not isinstance(kid, int):
            yield from elements(kid, language)


def test_each_part_is_tagged_with_its_language() -> None:
    with pikepdf.open(BytesIO(rendered(Format.PDF))) as document:
        tags = list(elements(document.Root.StructTreeRoot, str(document.Root.Lang)))
    said = {
        language: sum(len(content) for _, tagged, content in tags if tagged == language)
        for language in ("sv-SE", "en")
    }
    assert set(said) == {language for _, language, content in tags if content}
    assert said["sv-SE"] > 30
    assert said["en"] > 30
    sections = [language for tag, language, _ in tags if tag == "/Sect"]
    assert set(sections) == {"en"}
    assert [language for tag, language, _ in tags if tag == "/BlockQuote"] == ["sv-SE"]
    assert [language for tag, language, _ in tags if tag in ("/H1", "/H2")] == ["sv-SE", "en", "en"]


def test_a_letter_without_a_translation_has_one_language() -> None:
    with pikepdf.open(BytesIO(render_format(Format.PDF, ask(language="sv")))) as document:
        tags = list(elements(document.Root.StructTreeRoot, str(document.Root.Lang)))
    assert {language for _, language, _ in tags} == {"sv-SE"}


class Languages(HTMLParser):
    """The language in which each paragraph of a page is marked up."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in {"html", "section", "blockquote"}:
            self.open.append(attributes["lang"] or "")
        if field := attributes.get("data-field"):
            assert field not in self.fields
            self.fields[field] = self.open[-1]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"section", "blockquote"}:
            self.open.pop()


def test_the_web_page_marks_each_part_with_its_language() -> None:
    fields = Languages(rendered(Format.HTML).decode()).fields
    translated = {name: language for name, language in fields.items() if name.startswith("translation-")}
    own_words = {"translation-own_words-2", "translation-own_words-3"}
    assert own_words < set(translated)
    assert {translated.pop(name) for name in own_words} == {"sv-SE"}
    assert set(translated.values()) == {"en"}
    assert {language for name, language in fields.items() if "translation" not in name} == {"sv-SE"}


def test_an_e_mail_draft_has_it_in_body_and_attachment() -> None:
    message = message_from_bytes(rendered(Format.EML), policy=policy.default)
    (attached,) = message.iter_attachments()
    assert NOTE.format("svenska") in message.get_body(("plain",)).get_content()
    assert NOTE.format("svenska") in "".join(page_texts(attached.get_content()))


def test_a_letter_in_english_may_have_a_translation_too() -> None:
    text = rendered(Format.TXT, "sv", language="en").decode()
    assert text.startswith("Maja Lindqvist")
    assert "English" in text.partition(RULE)[2]
    assert "Invändning enligt artikel 21.1" in text.partition(RULE)[2]


@pytest.mark.parametrize("law", ONE_PLACE_PER_LAW)
def test_a_translation_into_english_exists_under_every_law(law: str) -> None:
    from article21.facts import find_jurisdiction
    from article21.writing.catalogs import languages_of

    place = ONE_PLACE_PER_LAW[law]
    for language in languages_of(find_jurisdiction(place).law.letter("objection").template)[1:3]:
        text = rendered(Format.TXT, "en", place, language=language).decode()
        assert "Courtesy translation" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--courtesy-copy", "en"),
            "no courtesy copy in this language (English): the letter itself is in that language",
        ),
        (
            ("--courtesy-copy", "Klingon"),
            "no courtesy copy in this language (Klingon): no letter under this law (General Data",
        ),
        (("--courtesy-copy", "Sweedish"), "Did you mean “Swedish”?"),
        (("--courtesy-copy", ""), "Unknown language “”"),
    ],
)
def test_a_translation_there_is_none_of_is_one_sentence(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    run = letter(tmp_path, *options)
    assert (run.code, run.out, run.err.count("\n")) == (1, b"", 1)
    assert said in run.err
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(("words", "said"), [(("--because", WORDS), 1), ((), 0)])
def test_the_person_is_told_that_own_words_are_not_translated(
    tmp_path: Path, words: tuple[str, ...], said: int
) -> None:
    run = letter(tmp_path, "--courtesy-copy", "sv", *words)
    if run.code:
        pytest.skip("no letter in a second language is settled")
    assert run.err.count("own words are not translated") == said
