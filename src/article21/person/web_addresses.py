"""Check e-mail and web addresses; a check returns the usual form or raises ValueError(sentence)."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

from article21.person.text import check_line, quoted

_EMAIL_LIMIT = 254
_ADDRESS_LIMIT = 2000
_ORDINARY_EMAIL = re.compile(r"(?=[^@]{1,64}@)[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@([a-z0-9.-]+)")
_SLUG = re.compile(r"[\w.-]{1,100}")
_EXAMPLE = "https://www.linkedin.com/in/maja-lindqvist"
_LINKEDIN_HOST = re.compile(r"(?:[a-z]{1,3}\.)?linkedin\.com")
_OTHER_PAGES = {
    "company": "the page of a company",
    "school": "the page of a school",
    "showcase": "the page of a brand",
    "groups": "the page of a group",
    "feed": "a post",
    "posts": "a post",
    "pulse": "an article",
    "jobs": "a job posting",
    "learning": "a course",
    "events": "an event",
    "pub": "an old kind of profile address",
}


def check_email(text: str) -> str:
    """Return an e-mail address; whether its mailbox exists is not asked."""
    address = check_line(text, _EMAIL_LIMIT)
    ordinary = _ORDINARY_EMAIL.fullmatch(address)
    if ordinary and _is_domain(ordinary[1]):
        return address
    try:
        return _normalized_email(address)
    except ValueError as error:
        reason = str(error)
        raise ValueError(
            f"{quoted(address)} is not an e-mail address: {reason[0].lower()}{reason[1:]}"
        ) from None


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
    parts = _split(address if "://" in address else f"https://{address}", given=address)
    if not _LINKEDIN_HOST.fullmatch(parts.hostname or ""):
        raise ValueError(
            f"{quoted(address)} is not on linkedin.com; a profile's address looks like {_EXAMPLE}."
        )
    page, _, rest = parts.path.lstrip("/").partition("/")
    if page.lower() != "in":
        what = f"{_OTHER_PAGES.get(page.lower(), 'something else')}, not a person's profile"
        raise ValueError(f"{quoted(address)} is {what}; a profile's address looks like {_EXAMPLE}.")
    slug = unquote(rest.partition("/")[0])
    if slug.lower() == "me":
        raise ValueError(
            "linkedin.com/in/me shows everyone their own profile: open yours and copy its address."
        )
    if not _SLUG.fullmatch(slug):
        raise ValueError(f"{quoted(address)} lacks the name of a profile, as in {_EXAMPLE}.")
    return f"https://www.linkedin.com/in/{quote(slug)}"


def check_content_url(text: str) -> str:
    """Return the web address of something published about a person."""
    address = check_line(text, _ADDRESS_LIMIT)
    parts = _split(address, given=address)
    if not parts.hostname or any(character.isspace() for character in address):
        raise ValueError(f"{quoted(address)} is not a web address: it begins with https:// or http://.")
    return address


def _split(address: str, *, given: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is the check
    except ValueError:
        raise ValueError(f"{quoted(given)} is not a web address.") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError(f"{quoted(given)} is not a web address: it begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise ValueError(
            f"{quoted(given)} holds a user name or password: leave out what stands before the @."
        )
    return parts
