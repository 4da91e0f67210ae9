"""Write the kit for LinkedIn's form: field by field, texts that fit its boxes, where the full letter goes."""

from collections.abc import Mapping

from article21.facts import channel
from article21.facts.records import base_language
from article21.model import Length
from article21.writing.blocks import render_blocks
from article21.writing.letters import DETAILS, letter_environment, write_clauses, write_recipient
from article21.writing.plaintext import plain, to_body
from article21.writing.requests import Request
from article21.writing.templating import BLANK_LINES

SHORT = 1_000
MEDIUM = 3_000
"""Characters that the two texts for a form's box may have at most."""

CONTENT_CREATION = "A"
"""The one purpose that an entry of LinkedIn's form was reported for."""


def to_form(request: Request) -> str:
    """Return the kit as plain text, in the language of the letter."""
    parts = render_blocks(letter_environment(request), "kits/objection.j2", _context(request))
    title = parts.pop("title")
    steps = (BLANK_LINES.sub("\n\n", text).strip("\n") for text in (title, *parts.values()))
    return plain("\n\n".join(steps)) + "\n"


def short_text(request: Request) -> str:
    """Return the text for a box of 1,000 characters; what has no room is referred to, never cut."""
    return _fitting(request, "short", SHORT)


def medium_text(request: Request) -> str:
    """Return the text for a box of 3,000 characters; what has no room is referred to, never cut."""
    return _fitting(request, "medium", MEDIUM)


def count_characters(text: str) -> int:
    """Count as web forms do at their strictest: UTF-16 units, a line break as two."""
    return len(text.replace("\n", "\r\n").encode("utf-16-le")) // 2


def _fitting(request: Request, length: Length, room: int) -> str:
    text = ""
    for detail in DETAILS:
        text = f"{to_body(write_clauses(request, length, detail))}\n\n{request.name}"
        if count_characters(text) <= room:
            break
    return text


def _context(request: Request) -> Mapping[str, object]:
    form, setting, authority = channel("objection-form"), channel("setting"), request.authority
    short, medium = short_text(request), medium_text(request)
    chosen = {purpose.key for purpose in request.purposes}
    label = form.labels.get(base_language(request.language))
    return {
        "name": request.name,
        "given_name": request.given_name,
        "family_name": request.family_name,
        "reference": request.reference,
        "address": request.emails[0],
        "content_url": request.content_urls,
        "no_account": request.no_account,
        "setting_off": request.setting_off,
        "content_creation": CONTENT_CREATION in chosen,
        "more_than_content_creation": len(chosen) > 1,
        "without_grounds": request.law.needs_grounds and not request.has_grounds,
        "form_url": form.url,
        "ai_choice": label and label.text,
        "checked": form.checked,
        "officer_url": channel("dpo-form").url,
        "officer_email": request.controller.dpo_email.get(request.jurisdiction.code),
        "recipient": write_recipient(request),
        "guest_url": channel("guest-controls").url,
        "menu_path": " > ".join(setting.menu_path_for(request.language)),
        "setting_url": setting.url,
        "date": request.date,
        "due": request.due,
        "statutory": request.law.deadline.kind == "statutory",
        "authority": authority.name(request.language) if authority else None,
        "authority_url": authority and authority.page_for(request.language),
        "short_text": short,
        "short_count": count_characters(short),
        "medium_text": medium,
        "medium_count": count_characters(medium),
    }
