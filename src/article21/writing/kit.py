"""Write the kit for LinkedIn's form: field by field, texts that fit its boxes, where the full letter goes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, cast

from article21.facts import form, periods_of, setting
from article21.facts.deadlines import extended_due, last_day
from article21.facts.linkedin import Choice, Rooms
from article21.writing.authority_kit import write_way
from article21.writing.blocks import render_blocks
from article21.writing.dates import write_duration
from article21.writing.fitting import count_characters, fitting_text
from article21.writing.letters import days_and_letters, has_words_of_state, letter_environment
from article21.writing.mails import write_contact
from article21.writing.plaintext import plain
from article21.writing.recipients import write_recipient
from article21.writing.requests import Request
from article21.writing.templating import BLANK_LINES

_LIMITS = ("complaint", "disagreement")
"""What the time limits that the kit names are about."""


class Entry(NamedTuple):
    """A field of the form and what the person writes into it."""

    value: str
    label: str | None
    """What LinkedIn prints beside it; None where nobody has reported it in the kit's language."""
    texts: tuple[str, ...]


def to_form(request: Request, contact: str = "") -> str:
    """Return the kit as plain text, in the language that the person reads; ``contact`` prepared it."""
    return plain("\n\n".join(kit_blocks(request, contact).values())) + "\n"


def kit_blocks(request: Request, contact: str = "", *, boxed: bool = False) -> dict[str, str]:
    """Return what the kit says, by the names of its blocks, in their order; none is empty.

    ``boxed``: each text to copy is shown in a box with a button, and not between two lines.
    """
    reader = replace(request, language=request.reads or request.language)
    context = {**_context(request, reader), "boxed": boxed}
    parts = render_blocks(letter_environment(reader), kit_template(request), context)
    head = {"title": parts.pop("title"), "about": parts.pop("about", "")}
    blocks = {**head, "contact": write_contact(reader.language, contact), **parts}
    texts = ((name, BLANK_LINES.sub("\n\n", text).strip("\n")) for name, text in blocks.items())
    return {name: text for name, text in texts if text}


def kit_template(request: Request) -> str:
    """Return the template with the words of the kit."""
    return f"kits/{request.kind.key}.j2"


def rooms() -> Rooms:
    """Return how many characters the two texts for a text box may have at most."""
    return cast("Rooms", form("objection").rooms)


def short_text(request: Request) -> str:
    """Return the text for a small text box, with as much of the person's situation as fits."""
    return fitting_text(request, "short", rooms().short)


def medium_text(request: Request) -> str:
    """Return the text for a larger text box, with as much of the person's situation as fits."""
    return fitting_text(request, "medium", rooms().medium)


def second_text(request: Request) -> str | None:
    """Return the short text for what the form's entry on training leaves out; None where that is nothing."""
    training, _other = _choices_of_purpose()
    rest = tuple(purpose for purpose in request.purposes if purpose.key not in training.purposes)
    if not rest or rest == request.purposes:
        return None
    return short_text(replace(request, purposes=rest))


def form_entries(request: Request) -> tuple[Entry, ...]:
    """Return what belongs into each field of LinkedIn's form, in its order."""
    given = {
        "name": (request.details.name,),
        "given_name": (request.details.given_name,),
        "family_name": (request.details.family_name,),
        "email": request.details.known_by[:1],
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


def _choices_of_purpose() -> tuple[Choice, Choice]:
    """Return the form's entry on training, and that for everything else."""
    training, other = next(field.choices for field in form("objection").fields if field.choices)
    return training, other


def _choices(request: Request) -> Mapping[str, object]:
    """Return which entries of the form's list cover the person's purposes, and what they were reported as."""
    training, other = _choices_of_purpose()
    chosen = {purpose.key for purpose in request.purposes}
    return {
        "ai_entry": bool(chosen & training.purposes),
        "ai_choice": training.label_for(request.language),
        "other_choice": other.label_for(request.language),
    }


def _context(request: Request, reader: Request) -> Mapping[str, object]:
    """Return the values of the kit: words for the ``reader``, texts to send in the letter's language."""
    deadline = request.rule.deadline
    return {
        **write_way(request, reader),
        "name": request.details.name,
        "reference": request.reference,
        "redacted": request.redacted,
        "law": request.law.key,
        "jurisdiction": request.jurisdiction.code,
        "no_account": request.no_account,
        "without_grounds": request.law.needs_grounds and not request.has_grounds,
        "recipient": write_recipient(request),
        "date": request.date,
        **days_and_letters(request),
        "days": deadline and deadline.days,
        "extended_due": deadline and extended_due(request.date, deadline),
        "statutory": deadline and deadline.kind == "statutory",
        "state": has_words_of_state(request.jurisdiction.code),
        **_channels(reader),
        **_follow_up(reader),
        **_texts(request),
    }


def _channels(request: Request) -> Mapping[str, object]:
    objection_form, member = form("objection"), setting("member")
    return {
        "setting_off": request.details.setting_off,
        "guest_url": setting("guest").url,
        "menu_path": " > ".join(member.menu_path_for(request.language)),
        "setting_url": member.url,
        "form_url": objection_form.url,
        "fields": form_entries(request),
        **_choices(request),
        "checked": objection_form.checked,
        "officer_url": form("officer").url,
        "officer_email": request.controller.dpo_email.get(request.jurisdiction.code),
        "sharing_url": setting("sharing").url,
        "deletion_url": form("deletion").url,
    }


def _follow_up(request: Request) -> Mapping[str, object]:
    """Return what can be done when the company refuses or is silent, and the authority's time limits."""
    steps, authority = periods_of(request.jurisdiction), request.authority
    also = request.jurisdiction.also
    complaint = authority.complaint if authority else None
    wait = complaint.wait if complaint and complaint.wait and complaint.wait.since == "request" else None
    return {
        "appeal": "appeal" in steps,
        "in_part": "deletion" in steps,
        "acknowledgement_days": steps["acknowledgement"].days if "acknowledgement" in steps else None,
        "authority": authority.name(request.language) if authority else None,
        "authority_url": authority.page_for(request.language) if authority else None,
        "also": also and also.authority.name(request.language),
        "also_url": also and also.authority.page_for(request.language),
        "takes_complaints": complaint is not None and complaint.takes == "complaint",
        "wait": wait and last_day(request.date, wait),
        "time_limits": tuple(
            (limit.about, limit.since, write_duration(limit, request.language))
            for limit in (complaint.limits if complaint else ())
            if limit.about in _LIMITS
        ),
    }


def _texts(request: Request) -> Mapping[str, object]:
    short, medium, second = short_text(request), medium_text(request), second_text(request)
    return {
        "rooms": rooms(),
        "short_text": short,
        "short_count": count_characters(short),
        "medium_text": medium,
        "medium_count": count_characters(medium),
        "second_text": second,
        "second_count": count_characters(second or ""),
    }
