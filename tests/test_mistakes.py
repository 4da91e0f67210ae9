"""The mistakes that people make most, and what they are told: ``tests/golden/mistakes.txt``."""

from datetime import date
from pathlib import Path

from pytest_regressions.file_regression import FileRegressionFixture

from article21.cli.sentences import TERMINAL
from article21.desk.letters import read_request
from article21.errors import Article21Error
from article21.person import Given

RIGHT: dict[str, object] = {
    "name": "Maja Lindqvist",
    "email": "maja@example.org",
    "country": "SE",
    "ground": ["minor"],
}
MISTAKES: list[dict[str, object]] = [
    {"name": ""},
    {"name": "42"},
    {"name": "Maja\nLindqvist"},
    {"name": "M" * 101},
    {"email": ""},
    {"email": "maja"},
    {"email": "maja@"},
    {"email": "@example.org"},
    {"email": "maja@example"},
    {"email": "maja example@example.org"},
    {"email": "maja@exa mple.org"},
    {"email": "maja@@example.org"},
    {"email": ["a@example.org"] * 1 + [f"{letter}@example.org" for letter in "bcdef"]},
    {"country": ""},
    {"country": "Atlantis"},
    {"country": "Swedn"},
    {"country": "Germny"},
    {"country": "Georgia"},
    {"country": "XX"},
    {"country": "Londn"},
    {"language": "Klingonish"},
    {"language": "Swedsh"},
    {"ground": []},
    {"ground": ["job"]},
    {"ground": ["job-serach"]},
    {"because": "x" * 4001},
    {"because": "half \ud83d"},
    {"because": "bell \x07"},
    {"profile_url": "maja-lindqvist"},
    {"profile_url": "https://www.linkedin.com/company/acme"},
    {"profile_url": "https://www.linkedin.com/in/me"},
    {"profile_url": "https://www.linkedin.com/feed/update/1"},
    {"profile_url": "https://facebook.com/maja"},
    {"content_url": ["not a link"]},
    {"content_url": ["ftp://example.org/x"]},
    {"setting_off": "30.10.2025"},
    {"setting_off": "2026-02-30"},
    {"setting_off": "2027-01-01"},
    {"setting_off": "1999-01-01"},
    {"setting_off": "yesterday"},
    {"date": "22 November"},
    {"date": "2036-11-22"},
    {"date": "2026-11-01", "setting_off": "2026-11-20"},
    {"no_account": True, "profile_url": "https://www.linkedin.com/in/maja"},
    {"purpose": ["D"]},
    {"purpose": ["Z"]},
    {"address_line": [str(number) for number in range(7)]},
    {"address_line": ["x" * 61]},
    {"reference": "my letter no 1"},
    {"lenght": "short"},
]


def told(mistake: dict[str, object]) -> str:
    given = ", ".join(f"{name} = {_short(value)}" for name, value in mistake.items())
    try:
        read_request(Given(RIGHT | mistake), date(2026, 11, 22))
    except Article21Error as error:
        said = "\n".join(f"    {TERMINAL.say(message)}" for message in error.messages)
        return f"{given}\n{said}\n"
    raise AssertionError(f"{given} is no mistake")


def _short(value: object) -> str:
    text = ascii(value)
    return text if len(text) < 80 else f"{text[:40]}… ({len(text)} characters)"


def test_what_people_are_told_of_the_mistakes_they_make_most(file_regression: FileRegressionFixture) -> None:
    assert len(MISTAKES) >= 40
    golden = Path(__file__).parent / "golden/mistakes.txt"
    file_regression.check("\n".join(map(told, MISTAKES)), fullpath=golden, encoding="utf-8")
