"""Read answers from a terminal: lines, choices, texts of several paragraphs."""

import re
from collections.abc import Callable, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer
from prompt_toolkit.formatted_text import AnyFormattedText
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.layout.processors import TabsProcessor

from article21.cli.dialogue.sessions import REPLACING, is_dumb, select, start_session
from article21.cli.sentences import plain, terminal
from article21.cli.streams import say, show
from article21.interface import COMMAS, Message, standing_alone

PROMPT = "> "
BACK = "<"
_DOT = "."
"""On a terminal without keys of its own, a line that holds only this ends a text."""


class BackError(Exception):
    """The person wants the question before this one, or those named."""

    def __init__(self, *questions: str) -> None:
        self.questions = frozenset(questions)
        super().__init__(*questions)


class _CtrlDError(Exception):
    """Ctrl-D was pressed where there is no text to end."""


def ask_line(offered: str = "", completer: Completer | None = None) -> str:
    """Return the line that was typed, without spaces around it; Enter alone accepts what is offered."""
    if is_dumb() and offered:
        show(f"[{offered}]")
    session = start_session(
        completer=completer,
        complete_while_typing=True,
        reserve_space_for_menu=6,
        key_bindings=REPLACING,
        eof_exception=_CtrlDError,
    )
    try:
        if is_dumb():
            typed = session.prompt(PROMPT)
        else:
            typed = session.prompt(PROMPT, default=offered, pre_run=lambda: select(session))
    except _CtrlDError:  # it ends a text; pressed twice, it must not end everything
        say("how-to-answer")
        return ask_line(offered, completer)
    answer = " ".join(typed.split("\n")).strip()  # what was pasted may have had several
    if answer == BACK:
        raise BackError
    return answer or (offered if is_dumb() else "")


def choose(options: Sequence[str], offered: int | None = None) -> int:
    """Return which of the options, counted from 0, was chosen by its number or its name."""
    _show_numbered(options)
    say("how-to-choose")
    while isinstance(chosen := _choice(options, offered), str):
        say("not-number", limit=len(options))
    return chosen


def choose_or_type(options: Sequence[str], offered: int | None = None) -> int | str:
    """Return which of the options was chosen, or the words that were typed instead."""
    _show_numbered(options)
    say("how-to-choose")
    while isinstance(chosen := _choice(options, offered), str) and not any(map(str.isalpha, chosen)):
        say("not-number", limit=len(options))
    return chosen


def _choice(options: Sequence[str], offered: int | None) -> int | str:
    answer = ask_line("" if offered is None else str(offered + 1))
    chosen = _number(answer, len(options))
    if chosen is None:
        chosen = _named(answer, options)
    return answer if chosen is None else chosen


def choose_several(options: Sequence[str], offered: Sequence[int] = ()) -> tuple[int, ...]:
    """Return which of the options were chosen, in their order."""
    _show_numbered(options)
    say("how-to-choose-several")
    while True:
        answer = ask_line(" ".join(str(number + 1) for number in offered))
        words = re.sub(f"[{COMMAS}]", " ", answer).split()
        chosen = [_number(word, len(options)) for word in words]
        if None not in chosen:
            return tuple(sorted({number for number in chosen if number is not None}))
        say("not-numbers", limit=len(options))


def ask_lines(offered: str = "") -> str:
    """Return some lines; an empty one ends them, or one that holds only a dot."""

    def ends(event: KeyPressEvent) -> bool:
        return event.current_buffer.document.current_line.strip() in {"", _DOT, BACK}

    text = _prompt(_text_session(ends, toolbar=None), offered)
    lines = [line.strip() for line in text.split("\n")]
    if BACK in lines:
        raise BackError
    return "\n".join(line for line in lines if line not in {"", _DOT})


def ask_text(offered: str, limit: int) -> str:
    """Return a text of any length exactly as it was written; while it is, its length is shown."""
    say("how-to-write-lines" if is_dumb() else "how-to-write")

    def counted() -> str:
        return terminal().say(
            Message("own-words-counted", count=len(session.default_buffer.text), limit=limit)
        )

    def ends(event: KeyPressEvent) -> bool:
        buffer = event.current_buffer
        if is_dumb() and buffer.document.current_line == _DOT:
            buffer.delete_before_cursor(len(_DOT) + 1)  # with the line break before it
            return True
        return buffer.text.strip() in {"", BACK}

    session: PromptSession[str]
    session = _text_session(ends, toolbar=None if is_dumb() else counted)
    return _prompt(session, offered)


def explain(message: Message) -> None:
    """Say what is wrong with an answer, without naming an option or a command."""
    show(standing_alone(plain().say(message)))


def _prompt(session: PromptSession[str], offered: str) -> str:
    if is_dumb() and offered:
        show(offered)
    answer = session.prompt(
        PROMPT, default="" if is_dumb() else offered, prompt_continuation=lambda *_: " " * len(PROMPT)
    )
    if answer.strip() == BACK:
        raise BackError
    return answer or (offered if is_dumb() else "")


def _text_session(
    ends: Callable[[KeyPressEvent], bool], toolbar: Callable[[], AnyFormattedText] | None
) -> PromptSession[str]:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        # Of a paste without marks the rest is already there: then this Enter is a part of it.
        if ends(event) and not event.key_processor.input_queue:
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.insert_text("\n")

    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("tab")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\t")

    return start_session(
        multiline=True,
        key_bindings=keys,
        bottom_toolbar=toolbar,
        enable_open_in_editor=True,
        input_processors=[TabsProcessor(char1=" ", char2=" ")],
    )


def _show_numbered(options: Sequence[str]) -> None:
    width = len(str(len(options)))
    for number, option in enumerate(options, 1):
        show(f"{number:{width}}. {option}", indent=width + 2)


def _number(word: str, most: int) -> int | None:
    word = word.rstrip(".")
    return int(word) - 1 if word.isdecimal() and 1 <= int(word) <= most else None


def _named(answer: str, options: Sequence[str]) -> int | None:
    beginning = [
        number
        for number, option in enumerate(options)
        if answer and option.casefold().startswith(answer.casefold())
    ]
    return beginning[0] if len(beginning) == 1 else None
