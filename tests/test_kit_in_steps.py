"""The kit taken apart for a page: the same words, and every text to copy by itself."""

import pytest

from article21.desk.kits import take_apart
from article21.writing.catalogs import catalogs, language_for
from article21.writing.kit import form_entries, medium_text, rooms, second_text, short_text, to_form
from article21.writing.plaintext import plain
from article21.writing.recipients import write_recipient
from people import ONE_PLACE_PER_LAW, ask

LANGUAGES = sorted({"en", *catalogs()})


def place_of(language: str) -> str:
    return next(
        place
        for law, place in ONE_PLACE_PER_LAW.items()
        if language_for(language, f"objection/{'pipa' if law.startswith('pipa') else law}")
    )


@pytest.mark.parametrize("place", ONE_PLACE_PER_LAW.values())
def test_the_steps_say_what_the_text_says_in_its_order(place: str) -> None:
    request = ask(place)
    kit = take_apart(request)
    whole = " ".join(to_form(request).split())
    at = 0
    for step in kit.steps:
        for text in (step.title, *(part for piece in step.pieces for part in (piece.label, piece.text))):
            found = whole.find(" ".join(plain(text).split()), at)
            assert found >= at, text
            at = found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_to_copy_stands_by_itself_in_every_language(language: str) -> None:
    request = ask(place_of(language), language=language)
    copied = {
        piece.text: piece
        for step in take_apart(request).steps
        for piece in step.pieces
        if piece.kind == "copy"
    }
    wanted = [
        plain(text) for entry in form_entries(request) if entry.value != "purpose" for text in entry.texts
    ]
    wanted += [plain("\n".join(write_recipient(request))), short_text(request), medium_text(request)]
    wanted += filter(None, [second_text(request)])
    assert set(copied) == set(wanted)
    assert copied[short_text(request)].room == rooms().short
    assert all(copied[plain(text)].label for entry in form_entries(request)[:1] for text in entry.texts)
    assert not [piece for piece in copied.values() if piece.label.endswith((":", " "))]


def test_a_person_without_an_account_copies_each_address_of_their_content() -> None:
    links = ("https://example.org/one", "https://example.org/two")
    request = ask(no_account=True, profile_url=None, content_url=links)
    copied = {
        piece.text for step in take_apart(request).steps for piece in step.pieces if piece.kind == "copy"
    }
    assert set(links) <= copied
