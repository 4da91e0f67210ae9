"""Check e-mail and web addresses; a check returns the usual form or raises FieldError."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from article21.errors import FieldError
from article21.person.text import check_line

_EMAIL_LIMIT = 254
_ADDRESS_LIMIT = 2000
_ORDINARY_EMAIL = re.compile(r"(?=[^@]{1,64}@)[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@([a-z0-9.-]+)")
_LONGEST_SLUG = 100
_OF_SLUGS = ("Mn", "Mc", "Me", "So", "Sk")
"""Vowel signs, variants, emoji and the shades of their skin."""
_PATH_ALONE = re.compile(r"/?in/", re.IGNORECASE)
_HOST_ALONE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?=[/?#]|\Z)")
"""An address as people write it, without its scheme: www.example.org/interview."""
_TRACKS = re.compile(r"(?:utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid|igshid|trk|trackingId|lipi)(?:=|\Z)")
"""Parts of a query that tell who followed a link, and change nothing about the page."""
_EXAMPLE = "https://www.linkedin.com/in/maja-lindqvist"
_LINKEDIN_HOST = re.compile(r"(?:[a-z]{1,3}\.)?linkedin\.com")
_OTHER_PAGES = {
    "company": "page-of-company",
    "school": "page-of-school",
    "showcase": "page-of-brand",
    "groups": "page-of-group",
    "feed": "page-of-post",
    "posts": "page-of-post",
    "pulse": "page-of-article",
    "jobs": "page-of-job",
    "learning": "page-of-course",
    "events": "page-of-event",
    "pub": "page-of-old-profile",
}
"""What there is to say of an address whose path begins so."""


def check_email(text: str) -> str:
    """Return an e-mail address; whether its mailbox exists is not asked."""
    address = check_line(text, _EMAIL_LIMIT)
    ordinary = _ORDINARY_EMAIL.fullmatch(address)
    if ordinary and _is_domain(ordinary[1]):
        return address
    try:
        return _normalized_email(address)
    except ValueError:
        raise FieldError(_what_is_wrong(address), given=address) from None


def _what_is_wrong(address: str) -> str:
    _, at, domain = address.rpartition("@")
    if not at:
        return "email-without-at"
    return "email-mailbox" if _is_domain(domain.lower()) else "email-domain"


@lru_cache(maxsize=1000)
def _is_domain(text: str) -> bool:
    """Say whether an ordinary address at that domain is right as it stands; a staff's addresses share one."""
    try:
        return _normalized_email(f"a@{text}") == f"a@{text}"
    except ValueError:
        return False


def _normalized_email(address: str) -> str:
    from email_validator import validate_email

    return validate_email(address, check_deliverability=False).normalized


def check_profile_url(text: str) -> str:
    """Return the address of a member's profile as ``https://www.linkedin.com/in/<slug>``."""
    address = check_line(text, _ADDRESS_LIMIT)
    whole = f"www.linkedin.com/{address.lstrip('/')}" if _PATH_ALONE.match(address) else address
    parts = _split(whole if "://" in whole else f"https://{whole}", given=address)
    if not _LINKEDIN_HOST.fullmatch(parts.hostname or ""):
        raise FieldError("not-on-linkedin", given=address, example=_EXAMPLE)
    page, _, rest = parts.path.lstrip("/").partition("/")
    if page.lower() != "in":
        code = _OTHER_PAGES.get(page.lower(), "page-of-something")
        raise FieldError(code, given=address, example=_EXAMPLE)
    slug = unquote(rest.partition("/")[0])
    if slug.lower() == "me":
        raise FieldError("profile-of-everyone")
    if not _is_slug(slug):
        raise FieldError("profile-without-name", given=address, example=_EXAMPLE)
    return f"https://www.linkedin.com/in/{quote(slug)}"


def _is_slug(text: str) -> bool:
    """Say whether a profile can be called so: letters and marks of any script, digits, emoji."""
    return 0 < len(text) <= _LONGEST_SLUG and all(
        char.isalnum() or char in "._-\u200c\u200d" or unicodedata.category(char) in _OF_SLUGS
        for char in text
    )


def check_content_url(text: str) -> str:
    """Return the web address of something published about a person, without what tracks its readers."""
    address = check_line(text, _ADDRESS_LIMIT)
    whole = f"https://{address}" if _HOST_ALONE.match(address) else address
    parts = _split(whole, given=address)
    if not parts.hostname or any(character.isspace() for character in address):
        raise FieldError("not-http", given=address)
    kept = [pair for pair in parts.query.split("&") if not _TRACKS.match(pair)]
    return whole if "&".join(kept) == parts.query else urlunsplit(parts._replace(query="&".join(kept)))


def _split(address: str, *, given: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is the check
    except ValueError:
        raise FieldError("not-a-web-address", given=given) from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise FieldError("not-http", given=given)
    if parts.username is not None or parts.password is not None:
        raise FieldError("web-address-with-password", given=given)
    return parts
