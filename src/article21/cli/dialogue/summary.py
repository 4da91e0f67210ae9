"""Show what will be written, line by line, and ask whether it is right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from article21.cli.dialogue.answers import Answers
from article21.cli.dialogue.prompts import BackError, ask_line
from article21.cli.language import spoken
from article21.cli.sentences import terminal
from article21.cli.streams import say, show
from article21.desk.listings import ground_labels
from article21.facts.places import whole_name
from article21.interface import Message, catalog_of, written_day
from article21.languages import language_name, mark, with_brackets
from article21.person import Given
from article21.writing.requests import NO_ACCOUNT, Request

_SHOWN = 60
"""So many characters of the person's own words stand in the summary."""


@dataclass(frozen=True)
class _Line:
    label: str
    text: str
    question: str = ""
    """The question that changes it; empty: it follows from others."""


def ask_what_to_change(answers: Answers, request: Request | None, where: Callable[[Request], str]) -> str:
    """Show the summary; return the name of the question to ask again, or nothing when all is right."""
    lines = list(_lines(answers, request, where))
    changed = [line.question for line in lines if line.question]
    show("")
    say("summary")
    for line in lines:
        number = f"{changed.index(line.question) + 1:3}." if line.question else "    "
        labelled = Message("at-place", place=_word(line.label), sentence=line.text)
        show(f"{number} {terminal().sentence(labelled)}", indent=5)
    say("ask-to-confirm")
    while True:
        try:
            answer = ask_line()
        except BackError:
            return changed[-1]
        if not answer:
            return ""
        number = answer.rstrip(".")
        if number.isdecimal() and 1 <= int(number) <= len(changed):
            return changed[int(number) - 1]
        say("not-number", limit=len(changed))


def _lines(answers: Answers, request: Request | None, where: Callable[[Request], str]) -> Iterator[_Line]:
    given, code = _as_printed(answers, request), answers.text("country")
    yield _Line("label-account", _word("yes" if answers.has_account else "no"), "account")
    yield _Line("label-country", whole_name(code, spoken()), "country")
    if request:
        yield _Line("label-law", catalog_of(spoken()).gettext(request.law.name))
        yield _Line("label-company", request.controller.name)
        if request.authority:
            yield _Line("label-authority", request.authority.name(spoken()))
        yield _Line("label-language", language_name(request.language, spoken()), "language")
    yield _Line("label-name", given.text("name"), "name")
    yield _Line("label-email", given.text("email", ", "), "email")
    yield _Line("label-grounds", _grounds(given), "grounds")
    yield _Line("label-because", _own_words(given), "because")
    if answers.has_account:
        yield _Line("label-profile", given.text("profile_url") or _word("not-given"), "profile")
    else:
        yield _Line("label-content", given.text("content_url") or _word("not-given"), "content")
    yield _Line("label-address", given.text("address_line", ", ") or _word("not-given"), "address")
    if answers.has_account:
        yield _Line("label-setting", _setting_off(given, request) or _word("not-given"), "setting")
    if request:
        if request.due:
            yield _Line("label-due", written_day(request.due, spoken()))
        yield _Line("label-files", where(request))


def _as_printed(answers: Answers, request: Request | None) -> Answers:
    """Return the answers as the letter will print them: without double spaces, links made whole."""
    if not request:
        return answers
    shown = ("name", "email", "profile_url", "content_url", "address_line")
    values = {name: getattr(request.details, name) for name in shown}
    return Answers(Given(values).over(answers.given), answers.today)


def _setting_off(answers: Answers, request: Request | None) -> str:
    day = request.details.setting_off if request else None
    return written_day(day, spoken()) if day else answers.text("setting_off")


def _word(code: str) -> str:
    return terminal().say(Message(code))


def _grounds(answers: Answers) -> str:
    labels = ground_labels(spoken())
    keys = [key for key in answers.keys("ground") if key != NO_ACCOUNT]
    return mark("; ", spoken()).join(labels[key] for key in keys) or _word("none")


def _own_words(answers: Answers) -> str:
    text = answers.text("because").strip()
    if not text:
        return _word("none")
    start, rest = " ".join(text.split())[:_SHOWN], len(text) > _SHOWN
    counted = terminal().say(Message("own-words-kept", count=len(text)))
    return with_brackets(f"{start}{'…' if rest else ''}", counted, spoken())
