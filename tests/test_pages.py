"""How many pages a letter takes, and what stands at their feet, in every language there is."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from article21.facts import find_jurisdiction, jurisdictions
from article21.model import Clause, Format, Letter, Paragraph, Signature, Translation
from article21.person import Given, check_details, read_details_file
from article21.rendering.editions import render_format
from article21.rendering.pdf import to_pdf
from article21.rendering.signatures import prepare_signature
from article21.writing.catalogs import catalogs, languages_of
from article21.writing.requests import Request, resolve_request
from letter_samples import sample
from pages import page_texts
from people import DAY, ONE_PLACE_PER_LAW
from signatories import image_file, scribble

EXAMPLE = read_details_file(Path(__file__).parents[1] / "examples/person.toml")
LETTERS = [
    (law, language)
    for law, place in ONE_PLACE_PER_LAW.items()
    for language in languages_of(find_jurisdiction(place).law.letter("objection").template)
]


@cache
def home_of(law: str, language: str) -> str:
    """Return a place under the law where the language is spoken, if there is one."""
    base = language.partition("-")[0]
    places = [place for place in jurisdictions() if place.law.key == law and place.code != "other"]
    spoken = [place.code for place in places if base in {tag.partition("-")[0] for tag in place.languages}]
    return next(iter(spoken), ONE_PLACE_PER_LAW[law])


def example(law: str, language: str, **details: object) -> Request:
    given = Given({"country": home_of(law, language), "language": language, **details})
    request = resolve_request(check_details(given.over(EXAMPLE), DAY), DAY)
    assert request.language.startswith(language.partition("-")[0])
    return request


def test_every_catalog_is_tried() -> None:
    assert len(LETTERS) > len(catalogs()) >= 2


@pytest.mark.parametrize("law_and_language", LETTERS, ids="-".join)
def test_short_and_medium_letters_fit_a_page_and_full_ones_two_or_three(
    law_and_language: tuple[str, str],
) -> None:
    pages = {
        length: page_texts(render_format(Format.PDF, example(*law_and_language, length=length)))
        for length in ("short", "medium", "full")
    }
    assert [len(pages["short"]), len(pages["medium"])] == [1, 1]
    assert 2 <= len(pages["full"]) <= 3


def filled(language: str, lines: int) -> Letter:
    body = Paragraph("\n".join(f"Zeile {number}" for number in range(lines)))
    return replace(sample(language), clauses=(Clause("own", (body,)),))


def test_nobody_signs_a_page_that_says_nothing_with_a_picture_either() -> None:
    picture = Signature(prepare_signature(image_file(scribble())), "Unterschrift")
    seen = set()
    for lines in range(20, 44, 2):
        texts = page_texts(to_pdf(filled("de", lines), "din5008-b", signature=picture))
        seen.add(len(texts))
        assert texts[-1].splitlines().index("Mit freundlichen Grüßen") >= 2
        assert "Jürgen Groß-Müller" in texts[-1]
    assert seen == {1, 2}


def test_a_translation_does_not_end_with_a_page_that_says_nothing() -> None:
    seen = set()
    for lines in range(34, 58, 2):
        translation = Translation(filled("sv", lines), "Översättning", "Originalet gäller.")
        texts = page_texts(to_pdf(filled("de", 10), "din5008-b", translation=translation))
        seen.add(len(texts))
        assert texts[-1].splitlines().index(translation.letter.closing) >= 2
        assert translation.letter.signature in texts[-1]
    assert seen == {2, 3}
