"""The questions in their order: when each is asked, and what is done with the answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from article21.cli.dialogue import places
from article21.cli.dialogue.answers import MEMBERS_ONLY, Answers
from article21.cli.dialogue.prompts import (
    BackError,
    ask_line,
    ask_lines,
    ask_text,
    choose,
    choose_several,
    explain,
)
from article21.cli.dialogue.sessions import is_dumb
from article21.cli.dialogue.tongues import ask_language, has_choice
from article21.cli.language import spoken
from article21.cli.sentences import terminal
from article21.cli.streams import say, show
from article21.desk.listings import ToldGround, tell_grounds
from article21.errors import FieldError
from article21.facts import grounds_that_need_an_account
from article21.fields import FIELDS
from article21.interface import COMMAS, Message
from article21.languages import language_name, with_brackets
from article21.model import OBJECTION
from article21.writing.language_choice import choose_language
from article21.writing.requests import NO_ACCOUNT

_ALWAYS_PRINTED = "\u0530"
"""The letters before this one, Latin, Greek and Cyrillic, are in the letters' own font."""


@dataclass(frozen=True)
class Question:
    """One question: what settles it without being asked, when it is asked, and how."""

    name: str
    settles: tuple[str, ...]
    """With one of these details there is nothing to ask."""
    applies: Callable[[Answers], bool]
    ask: Callable[[Answers], None]


def _always(_: Answers) -> bool:
    return True


def _members(answers: Answers) -> bool:
    return answers.has_account


def _others(answers: Answers) -> bool:
    return not answers.has_account


def _ask_account(answers: Answers) -> None:
    say("ask-account")
    offered = 0 if answers.has_account else 1
    chosen = choose([terminal().say(Message("yes")), terminal().say(Message("no"))], offered)
    answers.take(no_account=bool(chosen))
    if chosen:
        grounds = [key for key in answers.keys("ground") if key not in grounds_that_need_an_account()]
        answers.take(ground=tuple(grounds), **dict.fromkeys(MEMBERS_ONLY))


def _ask_name(answers: Answers) -> None:
    say("ask-name" if answers.has_account else "ask-name-without-account")
    _until_right(answers, "name", str.strip)


def _ask_email(answers: Answers) -> None:
    say("ask-email" if answers.has_account else "ask-email-without-account")
    _until_right(answers, "email", lambda text: tuple(re.split(f"[\\s{COMMAS}]+", text)), between=", ")


def _ask_grounds(answers: Answers) -> None:
    told = _grounds_for(answers)
    keys = tuple(told)
    say("ask-grounds" if answers.place.law.needs_grounds else "ask-grounds-freely")
    offered = [keys.index(key) for key in answers.keys("ground") if key in keys]
    chosen = [keys[number] for number in choose_several([each.label for each in told.values()], offered)]
    answers.take(ground=tuple(chosen))
    if chosen:
        say("ground-says")
        for key in chosen:
            _show_words_of(told[key])


def _show_words_of(ground: ToldGround) -> None:
    """Show what the letter will say, in its language, which is named where it is not the reader's."""
    says = ground.says
    if ground.language:
        named = language_name(ground.language, spoken())
        says = terminal().sentence(Message("at-place", place=named, sentence=says))
    show(f"  {says}", indent=2)
    if ground.meaning:
        show(f"  {with_brackets('', ground.meaning, spoken())}", indent=2)


def _grounds_for(answers: Answers) -> Mapping[str, ToldGround]:
    left_out = {NO_ACCOUNT} if answers.has_account else {NO_ACCOUNT, *grounds_that_need_an_account()}
    rule = answers.place.law.letter(OBJECTION)
    language, _ = choose_language(answers.text("language") or None, answers.place, rule, ())
    told = tell_grounds(spoken(), language, rule.template)
    return {key: ground for key, ground in told.items() if key not in left_out}


def _ask_own_words(answers: Answers) -> None:
    say("ask-own-words")
    limit, text = FIELDS["because"].room, answers.text("because")
    while True:
        text = ask_text(text, limit)
        problems = answers.problems_with("because", text) if text.strip() else ()
        if not problems:
            break
        for problem in problems:
            explain(problem)
        say("own-words-to-shorten")
    answers.take(because=text)
    if text.strip():
        say("own-words-kept", count=len(text.strip()))


def _lacks_grounds(answers: Answers) -> bool:
    given = answers.has("ground") or answers.has("because") or not answers.has_account
    return answers.place.law.needs_grounds and not given


def _ask_without_grounds(answers: Answers) -> None:
    say("ask-without-grounds")
    if choose([terminal().say(Message("yes")), terminal().say(Message("no"))], 1):
        raise BackError("grounds", "because")
    answers.take(without_grounds=True)


def _ask_profile(answers: Answers) -> None:
    say("ask-profile")
    _until_right(answers, "profile_url", str.strip)


def _ask_content(answers: Answers) -> None:
    say("ask-content")
    _until_right(answers, "content_url", lambda text: tuple(text.split()))


def _ask_address(answers: Answers) -> None:
    say("ask-address")
    offered = answers.text("address_line", "\n")
    while True:
        offered = ask_lines(offered)
        if _takes(answers, "address_line", tuple(offered.splitlines())):
            return


def _ask_setting(answers: Answers) -> None:
    say("ask-setting")
    _until_right(answers, "setting_off", _read_day)


def _read_day(text: str) -> str:
    from article21.tables.days import read_day

    return read_day(text)


def _until_right(answers: Answers, name: str, read: Callable[[str], object], *, between: str = " ") -> None:
    text = answers.text(name, between)
    while True:
        text = ask_line(text)
        try:
            if not text and FIELDS[name].needed:
                explain(Message(f"{name}-missing"))
            elif _takes(answers, name, read(text) if text else None):
                return
        except FieldError as error:  # a day that could be two
            for message in error.messages:
                explain(message)
        if is_dumb():  # where what is offered can't be deleted, Enter must not give the same again
            text = ""


def _takes(answers: Answers, name: str, value: object) -> bool:
    problems = answers.problems_with(name, value)
    for problem in problems:
        explain(problem)
    if not problems:
        answers.take(**{name: value})
        if unprintable := _unprintable(value):
            say("note", sentence=terminal().say(Message("characters-unprintable", characters=unprintable)))
    return not problems


def _unprintable(value: object) -> str:
    text = value if isinstance(value, str) else "".join(map(str, value)) if isinstance(value, tuple) else ""
    if all(character < _ALWAYS_PRINTED for character in text):
        return ""
    from article21.rendering.glyphs import unprintable

    return " ".join(sorted(unprintable(text)))


QUESTIONS: Sequence[Question] = (
    Question("account", ("no_account", *MEMBERS_ONLY), _always, _ask_account),
    Question("country", ("country",), _always, places.ask_country),
    Question("region", (), places.region_matters, places.ask_region),
    Question("language", ("language",), has_choice, ask_language),
    Question("name", ("name",), _always, _ask_name),
    Question("email", ("email",), _always, _ask_email),
    Question("grounds", ("ground", "without_grounds"), _always, _ask_grounds),
    Question("because", ("because", "without_grounds"), _always, _ask_own_words),
    Question("without-grounds", ("without_grounds",), _lacks_grounds, _ask_without_grounds),
    Question("profile", ("profile_url",), _members, _ask_profile),
    Question("content", ("content_url",), _others, _ask_content),
    Question("address", ("address_line",), _always, _ask_address),
    Question("setting", ("setting_off",), _members, _ask_setting),
)
OPTIONAL = frozenset({"profile", "content", "address", "setting"})
