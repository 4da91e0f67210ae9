"""Lines are broken, shaped and written as Pango and WeasyPrint do it, or not at all."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from article21.rendering.envelopes import find_envelope
from article21.rendering.fonts import font_folder
from article21.rendering.pdf import typesetter
from article21.rendering.press.refusals import UnsettableError

HEAD = '<div id="letterhead"><div id="sender"></div></div><div id="window"><div id="recipient"></div></div>'
CLAUSE = '<div class="clause"><p data-field="{}">{}</p><ul><li data-field="{}">{}</li></ul></div>'

WORDS = {
    "de": [
        "ich",
        "Straße",
        "AV",
        "To.",
        "fi",
        "Übergrößenträger",
        "z. B.",
        "12-13",
        "Müller-Lüdenscheidt",
        "100 %",
    ],
    "el": ["Αθήνα", "προσωπικού", "ΑΥ", "LinkedIn", "(GDPR)", "ε.ε.", "«λόγος»", "2026"],  # noqa: RUF001 - as people write
    "bg": ["София", "личните", "данни", "„думи“", "чл. 21", "2026 г.", "LinkedIn"],  # noqa: RUF001 - as people write
    "fr": ["l’objet", "« mot »", "données", "n° 5", "et/ou", "celui-ci", "œuvre", "1 000 €"],  # noqa: RUF001 - as people write
    "vi": ["Nguyễn", "Văn", "dữ", "liệu", "Ánh"],
}
MIXED = {
    "el": ["Η LinkedIn", "«Data for AI»", "(GDPR)", "2026 LinkedIn", "— Ireland Ltd"],  # noqa: RUF001 - as people write
    "bg": ["„Data for AI“", "LinkedIn (Ирландия)", "чл. 21 GDPR,", "2026 г."],  # noqa: RUF001 - as people write
    "de": ["Жанна", "Ελένη", "(Мария)", "„Ωμέγα“", "2026"],
}
MARKS = [
    *"-/–—.,;:!?()[]«»„“”‘’'\"&@#%+*=~_|\\{}<>$€§°·•…¿¡",  # noqa: RUF001 - as people write
    "://",
    "--",
    "...",
    " - ",
    "?!",
    "(a)",
    "1,5",
    "1.000",
    "a@b.c",
]


def check(language: str, texts: list[str]) -> int:
    """Compare every text, as a paragraph and as an item; return how many were set."""
    fonts = font_folder(chinese=False)
    setter = typesetter(fonts)
    from article21.rendering.press.lines import Column
    from article21.rendering.press.measures import measure_of, type_of
    from article21.rendering.press.shaping import drawn_as
    from article21.rendering.press.specimens import Proof
    from article21.rendering.press.words import words_in

    clauses = "".join(
        CLAUSE.format(f"p-{i}", escape(text), f"l-{i}", escape(text)) for i, text in enumerate(texts)
    )
    markup = f'<html lang="{language}"><title>t</title>{HEAD}<div class="text">{clauses}</div></html>'
    proof = Proof(setter, find_envelope("plain"), markup, fonts.faces)
    (path,) = (face for face in fonts.faces if face.stem == "NotoSerif-Regular")
    count = 0
    assert len(proof.blocks) == 2 * len(texts)
    for block in proof.blocks:
        first = block.lines[0]
        font = type_of(first, proof.operators[first.page])
        text = texts[int(block.chain[-1].element.get("data-field").partition("-")[2])]
        _, width, collapses = measure_of(block)
        words = words_in(font.face, path, font.size, drawn_as(language))
        try:
            lines = Column(words, language, font.select, width, collapses=collapses).set_text(text).lines
        except UnsettableError:
            continue
        assert lines == tuple(
            shown(proof.operators[draw.page][draw.start : draw.end]) for draw in block.lines
        ), text
        count += 1
    return count


def shown(operators: list[bytes]) -> bytes:
    """Return what shows a line, without adjustments of nothing."""
    begin = next(i for i, operator in enumerate(operators) if operator.endswith(b" Tm"))
    line = b"\n".join(operators[begin + 1 : operators.index(b"ET")])
    return line.replace(b">0<", b"").replace(b">0]", b">]").replace(b"><", b"")


def texts_in(language: str) -> st.SearchStrategy[list[str]]:
    letters = st.sampled_from("".join(WORDS[language]).replace(" ", ""))
    word = st.one_of(
        st.sampled_from(WORDS[language]),
        st.text(letters, min_size=1, max_size=14),
        st.builds(
            "{}{}{}".format,
            st.sampled_from(WORDS[language]),
            st.sampled_from(MARKS),
            st.text(letters, max_size=9),
        ),
        st.builds("{}{}".format, st.sampled_from(MARKS), st.text(letters, max_size=9)),
    )
    text = st.lists(word, min_size=1, max_size=70).map(lambda words: " ".join(words).strip()).filter(bool)
    return st.lists(text, min_size=12, max_size=20)


@pytest.mark.parametrize("language", sorted(WORDS))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_text_that_is_set_is_set_as_weasyprint_does(language, data):
    check(language, data.draw(texts_in(language)))


@pytest.mark.parametrize("language", sorted(WORDS))
def test_most_texts_are_set(language):
    texts = [" ".join(WORDS[language][i % 4 :] * 5) for i in range(8)]
    assert check(language, texts) >= len(texts)


def test_every_width_of_a_line_is_right_or_left_to_weasyprint():
    """Lines that end anywhere near the edge, in steps of a letter."""
    texts = [
        f"{'n' * i} {'n' * j} und {'i' * i}-{'W' * j} und so weiter"
        for i in range(30, 90, 4)
        for j in range(1, 25, 6)
    ]
    assert check("de", texts) > len(texts)


@pytest.mark.parametrize("language", sorted(MIXED))
def test_texts_in_several_scripts_are_set_line_by_line(language):
    dice = random.Random(language)  # noqa: S311 - no secret
    pool = [*WORDS[language], *MIXED[language], *MIXED[language], "12", "–", "3/4,"]  # noqa: RUF001 - as people write
    texts = [" ".join(dice.choices(pool, k=dice.randrange(2, 40))) for _ in range(60)]
    assert check(language, texts) > len(texts)


@given(st.sampled_from(sorted(WORDS)), st.text("aéXЖΩ0159" + "".join(MARKS), min_size=1, max_size=40))
@settings(deadline=None, max_examples=500)
def test_a_word_may_part_where_pango_parts_it_however_many_letters_are_between(language, word):
    from article21.rendering.press.lines import _breaks_inside, _may_break

    found = [place for place, breaks in enumerate(_may_break(word, language)) if breaks and place]
    assert list(_breaks_inside(word, language)) == found
