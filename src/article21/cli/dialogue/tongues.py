"""Ask for the language of the letter where there is a choice, the system's first."""

from collections.abc import Iterator

from prompt_toolkit.completion import WordCompleter

from article21.cli.dialogue.answers import Answers
from article21.cli.dialogue.prompts import ask_line, choose_or_type, explain
from article21.cli.language import spoken, system_language
from article21.cli.sentences import terminal
from article21.cli.streams import say
from article21.interface import Message
from article21.languages import language_name, with_brackets
from article21.model import OBJECTION
from article21.person import official_languages
from article21.person.languages import parse_language
from article21.writing.catalogs import languages_of
from article21.writing.language_choice import find_language, offer_languages


def has_choice(answers: Answers) -> bool:
    """Tell whether the letter may be in one language or another."""
    return len(_tags(answers)) > 1


def ask_language(answers: Answers) -> None:
    """Ask which of the place's languages, or which other one."""
    tags, language = _tags(answers), None
    while not language:
        say("ask-language")
        names = [_both_names(tag) for tag in tags]
        options = [*names, terminal().say(Message("another-language"))]
        chosen = choose_or_type(options, _offered(answers, tags))
        if isinstance(chosen, str):
            language = _called(chosen, answers)
        else:
            language = tags[chosen] if chosen < len(tags) else _another(answers)
    answers.take(language=language)


def _tags(answers: Answers) -> tuple[str, ...]:
    """Return the tags of what to offer: the system's language, the program's, those of the place."""
    place, rule = answers.place, answers.place.law.letter(OBJECTION)
    system = system_language()
    wanted = (system, spoken(), *place.languages) if system else (*place.languages, spoken())
    return offer_languages(wanted, place, rule)


def _offered(answers: Answers, tags: tuple[str, ...]) -> int:
    given = answers.text("language")
    return tags.index(given) if given in tags else 0


def _another(answers: Answers) -> str | None:
    """Return the language that is named; None when nothing is."""
    say("ask-another-language")
    completer = WordCompleter(list(_by_name(answers)), ignore_case=True, sentence=True)
    while text := ask_line("", completer):
        if found := _called(text, answers):
            return found
    return None


def _called(text: str, answers: Answers) -> str | None:
    """Return the language of that name or tag that has a letter; say why there is none."""
    place, rule = answers.place, answers.place.law.letter(OBJECTION)
    tag = next((tag for name, tag in _by_name(answers).items() if name.casefold() == text.casefold()), text)
    problems = answers.problems_with("language", tag)
    if not problems:
        tag = parse_language(tag, official_languages)
        if found := find_language(tag, place, rule, ()):
            return found
    for problem in problems or (Message("language-missing", language=tag, law=place.law.name),):
        explain(problem)
    return None


def _by_name(answers: Answers) -> dict[str, str]:
    return dict(_names(languages_of(answers.place.law.letter(OBJECTION).template)))


def _names(tags: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for tag in tags:
        yield language_name(tag, tag), tag
        yield language_name(tag, spoken()), tag


def _both_names(tag: str) -> str:
    own, here = language_name(tag, tag), language_name(tag, spoken())
    return own if own == here else with_brackets(own, here, spoken())
