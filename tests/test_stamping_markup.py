"""Nothing of a letter's markup gets lost when it is taken apart, and nobody's text can pose as a tag."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from article21.model import Letter
from article21.render.envelopes import envelopes, find_envelope
from article21.render.html import markup_parts
from article21.render.stamping.markup import names_of_values, put_together, take_apart, text_of
from letter_samples import sample

HOSTILE = st.one_of(
    st.text(),
    st.text("<>\"'&=/ -abdflmteiscou#;34"),
    st.sampled_from(
        ['" data-field="x">', '<p data-field="x">', "&quot;&lt;", '"><meta name="author" content="']
    ),
)


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(sorted(envelopes())))
def test_frame_and_values_are_all_of_the_markup(name, line, keyword, envelope):
    letter = sample("de")
    changed = replace(
        letter, signature=name, sender=(name, line, line), reference=keyword, place_and_date=line
    )
    parts = markup_parts(changed, find_envelope(envelope))
    frame, values = take_apart(parts)
    assert put_together(frame, values) == "".join(parts)
    named = dict(zip(names_of_values(frame), map(text_of, values), strict=True))
    assert list(named)[:4] == ["author", "keywords", "dcterms.created", "dcterms.modified"]
    if "\r" not in name + line:
        assert (named["author"], named["signature"], named["sender-2"], named["date"]) == (
            name,
            name,
            line,
            line,
        )


@given(HOSTILE, HOSTILE)
def test_what_is_not_a_value_is_in_the_frame(text, title):
    letter = sample("de")
    same = frame_of(replace(letter, signature=text))
    other = frame_of(replace(letter, signature=text, subject=title))
    assert same == frame_of(letter)
    assert (other == same) == (title == letter.subject)


def frame_of(letter: Letter) -> tuple[str, ...]:
    return take_apart(markup_parts(letter, find_envelope("plain"))).frame
