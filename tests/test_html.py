import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from article21.errors import UnknownKeyError
from article21.model import Bullets, Clause, Letter, Paragraph
from article21.rendering.envelopes import envelopes, find_envelope
from article21.rendering.html import to_html, to_markup
from letter_samples import sample

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt; &amp; &#8203;",
    "{{ 7 * 7 }}{% raw %}",
    "</p></body>",
    "**bold** _it_ [a](http://example.org)",
    "<!-- -->",
    "]]>",
    "(PDF) Tj /Name <</A 1>>",
)


class Outline(HTMLParser):
    """The fields of a page in the order of the document, each with its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.fields: dict[str, str] = {}
        self.doubled: list[str] = []
        self._field: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if field := attributes.get("data-field"):
            self.doubled += [field] if field in self.fields else []
            self.fields[field] = ""
            self._field = field

    def handle_data(self, data: str) -> None:
        if self._field is not None:
            self.fields[self._field] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "h1"}:
            self._field = None

    def attributes_of(self, tag: str) -> dict[str, str | None]:
        return next(attributes for name, attributes in self.tags if name == tag)


def with_words(letter: Letter, words: str) -> Letter:
    return replace(
        letter,
        sender=(words, words),
        recipient=(words,),
        reference=words,
        reference_line=words,
        subject=words,
        signature=words,
        clauses=(Clause("own", (Paragraph(words), Bullets((words, words)))),),
    )


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("envelope", ["plain", "din5008-b"])
def test_text_that_looks_like_code_is_shown_as_it_was_typed(words, envelope):
    page = to_html(with_words(sample("de"), words), envelope)
    outline = Outline(page)
    shown = {
        name: text for name, text in outline.fields.items() if name.startswith(("own", "sender", "subj"))
    }
    assert set(shown.values()) == {words}
    assert len(shown) == 6
    assert {tag for tag, _ in outline.tags} <= {
        "html", "head", "meta", "title", "style", "body", "div", "p", "h1", "ul", "li",
    }  # fmt: skip


def test_own_line_breaks_and_spaces_reach_the_page():
    own = "First line\n  second,  with spaces\n\n\nfourth"
    page = to_html(replace(sample("de"), clauses=(Clause("own", (Paragraph(own),)),)))
    assert Outline(page).fields["own-1"] == own
    assert re.search(r"p, li, h1, h2 \{[^}]*white-space: pre-wrap", page)


@pytest.mark.parametrize("language", ["de", "sv", "el", "zh-Hant"])
def test_the_page_is_read_from_the_sender_to_the_signature(language):
    letter = sample(language)
    fields = list(Outline(to_html(letter)).fields)
    order = ["sender-1", "recipient-1", "date", "reference", "subject", "salutation", "clause1-1"]
    assert sorted(order, key=fields.index) == order
    assert fields[-2:] == ["closing", "signature"]


def test_every_block_of_a_letter_has_a_name_of_its_own():
    letter = sample("de")
    outline = Outline(to_html(letter))
    blocks = sum(len(b.items) if isinstance(b, Bullets) else 1 for c in letter.clauses for b in c.blocks)
    assert not outline.doubled
    assert len(outline.fields) == len(letter.sender) + len(letter.recipient) + blocks + 6


def test_the_page_names_its_language_direction_title_and_one_heading():
    outline = Outline(to_html(sample("zh-Hant")))
    assert outline.attributes_of("html")["lang"] == "zh-Hant"
    assert outline.attributes_of("html")["dir"] == "ltr"
    assert [tag for tag, _ in outline.tags].count("h1") == 1
    assert f"<title>{html.escape(sample('zh-Hant').subject)}</title>" in to_html(sample("zh-Hant"))


@pytest.mark.parametrize("language", ["ar", "he", "fa-IR"])
def test_a_language_written_from_right_to_left_says_so(language):
    page = to_html(replace(sample("de"), language=language))
    assert Outline(page).attributes_of("html")["dir"] == "rtl"


def test_the_page_stands_alone():
    page = to_html(sample("de"))
    assert not re.search(r"@import|\s(src|href)=", page)
    addresses = re.findall(r"url\(([^;]*);", page)
    assert addresses == ['"data:font/woff2', '"data:font/woff2']


def test_its_fonts_have_the_characters_of_the_page_and_no_others():
    small = len(to_html(sample("sv")))
    assert small < 60_000
    assert len(to_html(replace(sample("sv"), signature="Ξένη"))) > small


def test_the_style_sheet_is_as_it_was_written():
    page = to_html(sample("de"))
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "--paper: A4" in style
    assert 'data-paper="Letter"' in style
    assert "&" in style
    assert not re.search(r"&(#|quot|lt|gt|amp)", style)


def test_a_style_sheet_cannot_end_its_element():
    page = to_markup(sample("de"), find_envelope("plain"), 'p::before { content: "</style><script>" }')
    assert page.count("</style>") == 1
    assert Outline(page).tags[-1][0] != "script"
    assert "script" not in {tag for tag, _ in Outline(page).tags}


def test_a_sender_without_an_address_gets_no_return_line():
    letter = replace(sample("de"), sender=("Erika Muster", "erika@example.org", "e.muster@example.com"))
    assert "return-line" not in Outline(to_html(letter, "din5008-b")).fields
    line = Outline(to_html(sample("de"), "din5008-b")).fields["return-line"]
    assert line == "Jürgen Groß-Müller · Weißenburger Straße 12 · 81667 München"


def test_an_unknown_layout_is_named_with_the_nearest():
    with pytest.raises(UnknownKeyError, match="din5008-b"):
        to_html(sample("de"), "din5008b")
    assert len(envelopes()) >= 10
