"""Write the words of an e-mail that goes with a letter; where some lack a translation, all are in English."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from jinja2 import Environment

from article21.writing.blocks import render_block
from article21.writing.catalogs import catalog_with
from article21.writing.plaintext import plain
from article21.writing.templating import BLANK_LINES, environment

COVER, INVITATION = "mails/cover.j2", "mails/invite.j2"


class Mail(NamedTuple):
    """What an e-mail says."""

    subject: str
    text: str


def write_mail(template: str, language: str, words: Mapping[str, object]) -> Mail:
    """Return an e-mail in a language; ``words`` are what its template names."""
    env = _environment(language)
    subject, message = (render_block(env, template, block, words) for block in ("subject", "message"))
    return Mail(" ".join(subject.split()), BLANK_LINES.sub("\n\n", plain(message)).strip("\n") + "\n")


def write_contact(language: str, contact: str) -> str:
    """Return the line that says who prepared the letter, none when nobody did."""
    if not contact:
        return ""
    return plain(render_block(_environment(language), COVER, "contact_line", {"contact": contact})).strip()


@cache
def _environment(language: str) -> Environment:
    return environment(language, catalog_with("mails", language))
