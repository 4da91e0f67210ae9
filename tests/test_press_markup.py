"""Nothing of a letter's markup gets lost when it is taken apart, and nobody's text can pose as a tag."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article21.model import Letter
from article21.rendering.envelopes import envelopes, find_envelope
from article21.rendering.html import markup_parts
from article21.rendering.press.markup import Part, join_head, read_part, split_head
from article21.rendering.press.refusals import UnsettableError
from letter_samples import sample

HOSTILE = st.one_of(
    st.text(),
    st.text("<>\"'&=/ -abdflmteiscou#;34"),
    st.sampled_from(
        [
            '" data-field="x">',
            '<p data-field="x">',
            "&quot;&lt;",
            '"><meta name="author" content="',
            "</head><body>",
        ]
    ),
)


def taken_apart(letter: Letter, envelope: str = "plain") -> tuple[str, tuple[str, ...], list[Part]]:
    first, *others = markup_parts(letter, find_envelope(envelope))
    head, body = split_head(first)
    parts = [read_part(body)]
    return head.frame, head.properties, [*parts, *(read_part(part, parts[0].open) for part in others)]


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(sorted(envelopes())))
def test_every_text_of_a_letter_is_read_as_it_is(name, line, keyword, envelope):
    letter = replace(
        sample("de"), signature=name, sender=(name, line, line), reference=keyword, place_and_date=line
    )
    usual = taken_apart(sample("de"), envelope)
    frame, properties, parts = taken_apart(letter, envelope)
    assert [part.leaves for part in parts[1:-1]] == [part.leaves for part in usual[2][1:-1]]
    if "\r" in name + line + keyword:  # HTML has another idea of these
        return
    assert properties[:3] == (letter.subject, name, ", ".join(filter(None, ("objection", "gdpr", keyword))))
    assert parts[0].texts[:3] == (name, line, line)
    assert line in parts[0].texts[3:]
    assert parts[-1].texts == (letter.closing, name)
    assert frame == usual[0]


def test_a_head_is_put_together_again():
    first = markup_parts(sample("de"), find_envelope("plain"))[0]
    head, body = split_head(first)
    written = join_head(head.frame, head.properties) + body
    assert written == first


def test_a_tag_that_is_new_makes_another_kind():
    plain, dressed = (
        read_part(f'<div class="clause"><p data-field="a-1"{more}>x</p></div>') for more in ("", " dir=rtl")
    )
    assert plain.texts == dressed.texts == ("x",)
    assert plain.leaves[0].kind != dressed.leaves[0].kind


@pytest.mark.parametrize("part", ["<div>text</div>", '<p data-field="a">one<span>two</span></p>'])
def test_text_that_is_no_field_is_left_to_weasyprint(part):
    with pytest.raises(UnsettableError):
        read_part(part)


def test_what_a_block_shares_with_the_one_before_it_is_counted():
    part = read_part(
        '<div><p data-field="a">1</p><ul><li data-field="b">2</li><li data-field="c">3</li></ul></div>'
    )
    assert [leaf.shared for leaf in part.leaves] == [0, 1, 2]
