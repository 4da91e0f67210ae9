"""Write the kit for LinkedIn's form: field by field, texts that fit its boxes, where the full letter goes."""

from collections.abc import Mapping
from typing import NamedTuple, cast

from article21.facts import form, setting
from article21.facts.linkedin import Rooms
from article21.model import Length
from article21.writing.authority_kit import write_way
from article21.writing.blocks import render_blocks
from article21.writing.letters import (
    DETAILS,
    days_and_letters,
    letter_environment,
    write_clauses,
)
from article21.writing.plaintext import plain, to_body
from article21.writing.recipients import write_recipient
from article21.writing.requests import Request
from article21.writing.templating import BLANK_LINES


class Entry(NamedTuple):
    """A field of the form and what the person writes into it."""

    value: str
    label: str | None
    """What LinkedIn prints beside it; None where nobody has reported it in the kit's language."""
    texts: tuple[str, ...]


def to_form(request: Request) -> str:
    """Return the kit as plain text, in the language of the letter."""
    parts = render_blocks(letter_environment(request), kit_template(request), _context(request))
    title = parts.pop("title")
    steps = (BLANK_LINES.sub("\n\n", text).strip("\n") for text in (title, *parts.values()))
    return plain("\n\n".join(steps)) + "\n"


def kit_template(request: Request) -> str:
    """Return the template with the words of the kit."""
    return f"kits/{request.kind.key}.j2"


def rooms() -> Rooms:
    """Return how many characters the two texts for a text box may have at most."""
    return cast("Rooms", form("objection").rooms)


def short_text(request: Request) -> str:
    """Return the text for a small text box; what has no room is referred to, never cut."""
    return _fitting(request, "short", rooms().short)


def medium_text(request: Request) -> str:
    """Return the text for a larger text box; what has no room is referred to, never cut."""
    return _fitting(request, "medium", rooms().medium)


def count_characters(text: str) -> int:
    """Count as web forms do at their strictest: UTF-16 units, a line break as two."""
    return len(text.replace("\n", "\r\n").encode("utf-16-le")) // 2


def _fitting(request: Request, length: Length, room: int) -> str:
    text = ""
    for detail in DETAILS:
        text = f"{to_body(write_clauses(request, length, detail))}\n\n{request.details.name}"
        if count_characters(text) <= room:
            break
    return text


def form_entries(request: Request) -> tuple[Entry, ...]:
    """Return what belongs into each field of LinkedIn's form, in its order."""
    given = {
        "name": (request.details.name,),
        "given_name": (request.details.given_name,),
        "family_name": (request.details.family_name,),
        "email": request.details.email[:1],
        "purpose": tuple(purpose.key for purpose in request.purposes),
        "content_url": request.details.content_url,
    }
    parts = ("given_name", "family_name")
    has_parts = all(given[part][0] for part in parts)
    entries: tuple[Entry, ...] = () if has_parts else (Entry("name", None, (request.details.name,)),)
    for field in form("objection").fields:
        texts = tuple(text for text in given[field.value] if text)
        if texts and (has_parts or field.value not in parts):
            entries += (Entry(field.value, field.label_for(request.language), texts),)
    return entries


def _choices(request: Request) -> Mapping[str, object]:
    """Return which entries of the form's list cover the person's purposes, and what they were reported as."""
    field = next(field for field in form("objection").fields if field.choices)
    training, other = field.choices
    chosen = {purpose.key for purpose in request.purposes}
    return {
        "ai_entry": bool(chosen & training.purposes),
        "ai_choice": training.label_for(request.language),
        "other_entry": bool(chosen - training.purposes),
        "other_choice": other.label_for(request.language),
    }


def _context(request: Request) -> Mapping[str, object]:
    objection_form, member, authority = form("objection"), setting("member"), request.authority
    short, medium = short_text(request), medium_text(request)
    deadline = request.rule.deadline
    return {
        **write_way(request),
        "law": request.law.key,
        "jurisdiction": request.jurisdiction.code,
        "name": request.details.name,
        "reference": request.reference,
        "no_account": request.no_account,
        "setting_off": request.details.setting_off,
        "without_grounds": request.law.needs_grounds and not request.has_grounds,
        "form_url": objection_form.url,
        "fields": form_entries(request),
        **_choices(request),
        "checked": objection_form.checked,
        "officer_url": form("officer").url,
        "officer_email": request.controller.dpo_email.get(request.jurisdiction.code),
        "recipient": write_recipient(request),
        "guest_url": setting("guest").url,
        "menu_path": " > ".join(member.menu_path_for(request.language)),
        "setting_url": member.url,
        "date": request.date,
        **days_and_letters(request),
        "statutory": deadline and deadline.kind == "statutory",
        "extension_months": deadline and deadline.extension_months,
        "authority": authority.name(request.language) if authority else None,
        "authority_url": authority and authority.page_for(request.language),
        "rooms": rooms(),
        "short_text": short,
        "short_count": count_characters(short),
        "medium_text": medium,
        "medium_count": count_characters(medium),
    }
