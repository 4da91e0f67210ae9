"""Go through the questions, back and forth, then show what will be written until it is confirmed."""

from collections.abc import Callable, Iterator
from datetime import date as Date

import typer

from article21.cli.dialogue.answers import Answers, refuse_wrong
from article21.cli.dialogue.prompts import BackError, explain
from article21.cli.dialogue.questions import OPTIONAL, QUESTIONS, Question
from article21.cli.dialogue.sessions import discard_typed_ahead
from article21.cli.dialogue.summary import ask_what_to_change
from article21.cli.streams import say, show
from article21.errors import Article21Error
from article21.person import Given
from article21.writing.requests import Request

_DEPENDENT = {
    "account": {"profile", "content", "setting", "without-grounds"},
    "country": {"region", "language"},
}
"""What is asked again after a change, for its answer may be another one now."""


def converse(given: Given, today: Date, where: Callable[[Request], str]) -> Request:
    """Return the request that the person has confirmed; ``where`` names the files that will be written."""
    refuse_wrong(given, today)
    answers = Answers(given, today)
    answers.settled = {question.name for question in QUESTIONS if any(map(answers.has, question.settles))}
    say("how-to-answer")
    try:
        _ask_open(answers)
        return _confirm(answers, where)
    except (KeyboardInterrupt, EOFError) as end:
        say("nothing-written")
        raise typer.Exit(130 if isinstance(end, KeyboardInterrupt) else 1) from None
    finally:
        discard_typed_ahead()


def _ask_open(answers: Answers) -> None:
    """Ask every question that is open; a step back asks the one before it again."""
    asked: list[Question] = []
    while question := next(_open(answers), None):
        try:
            _ask(answers, question)
        except BackError as back:
            _step_back(answers, asked, back.questions)
            continue
        answers.settled.add(question.name)
        asked.append(question)


def _step_back(answers: Answers, asked: list[Question], wanted: frozenset[str]) -> None:
    if wanted:
        answers.settled -= wanted
        asked[:] = [question for question in asked if question.name not in wanted]
        return
    if not asked:
        say("no-way-back")
        return
    answers.settled.discard(asked.pop().name)


def _open(answers: Answers) -> Iterator[Question]:
    return (
        question
        for question in QUESTIONS
        if question.name not in answers.settled and _applies(answers, question)
    )


def _applies(answers: Answers, question: Question) -> bool:
    needs_place = question.name in {"region", "language", "grounds", "without-grounds"}
    return (not needs_place or answers.has("country")) and question.applies(answers)


def _ask(answers: Answers, question: Question) -> None:
    show("")
    if question.name in OPTIONAL:
        say("answer-optional")
    question.ask(answers)


def _confirm(answers: Answers, where: Callable[[Request], str]) -> Request:
    while True:
        try:
            request = answers.request()
        except Article21Error as error:
            for message in error.messages:
                explain(message.at(None))
            request = None
        name = ask_what_to_change(answers, request, where)
        if not name and request:
            return request
        _change(answers, name)


def _change(answers: Answers, name: str) -> None:
    question = next((question for question in QUESTIONS if question.name == name), None)
    if not question:
        return
    before, language = answers.given, _language_of(answers)
    try:
        _ask(answers, question)
    except BackError:
        answers.given = before
        return
    if answers.given.values != before.values:
        answers.settled -= _DEPENDENT.get(name, set())
        if name in {"grounds", "because"}:
            answers.take(without_grounds=False)
            answers.settled.discard("without-grounds")
    _ask_open(answers)
    if "language" not in answers.settled:  # the new place leaves no choice
        answers.take(language=None)
    if answers.has("because") and _language_of(answers) != language:  # the words are in the one before
        answers.settled.discard("because")
        _ask_open(answers)


def _language_of(answers: Answers) -> str:
    try:
        return answers.request().language.partition("-")[0]
    except Article21Error:
        return ""
