"""Sessions of prompt_toolkit, for terminals of every kind; all of it on standard error.

It reads the keyboard itself, so that no line is too long for the terminal's own buffer, a paste stays one
text, and nothing that was typed is left over for the shell.
"""

import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.filters import Condition, shift_selection_mode
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys

if TYPE_CHECKING:
    from prompt_toolkit.output import Output

_ESCAPE_WAITS = 0.1
"""So many seconds Escape waits for the rest of a key such as Alt-B."""


def is_dumb() -> bool:
    """Tell whether the terminal can't move its cursor."""
    return os.environ.get("TERM", "").lower() in {"dumb", "unknown"}


def start_session(**wishes: object) -> PromptSession[str]:
    """Return what reads one answer: nothing of it is remembered, and Ctrl-Z leaves it for a while."""
    session: PromptSession[str] = PromptSession(
        history=DummyHistory(),
        enable_history_search=False,
        enable_suspend=Condition(lambda: True),
        input=create_input(sys.stdin),
        output=_output(),
        **wishes,  # type: ignore[arg-type]  # each is one of the session's own
    )
    # After Escape alone the next letter is a letter; what begins with Escape comes at once.
    session.app.ttimeoutlen = session.app.timeoutlen = _ESCAPE_WAITS
    return session


@cache
def _output() -> "Output":
    from prompt_toolkit.output import create_output

    return create_output(sys.stderr)


def discard_typed_ahead() -> None:
    """Leave nothing in the terminal's input that the shell would take for commands."""
    with suppress(ImportError, OSError):  # Windows has no termios, and no such danger
        import termios

        with suppress(termios.error):
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


REPLACING = KeyBindings()
"""A paste takes the place of what is offered, as typing does."""


@REPLACING.add(Keys.BracketedPaste, filter=shift_selection_mode)
def _(event: KeyPressEvent) -> None:
    event.current_buffer.cut_selection()
    event.current_buffer.insert_text(event.data.strip())


def select(session: PromptSession[str]) -> None:
    """Select what is offered: typing replaces it, an arrow key begins to edit it."""
    buffer = session.default_buffer
    if not buffer.text:
        return
    buffer.cursor_position = 0
    buffer.start_selection()
    if buffer.selection_state:
        buffer.selection_state.enter_shift_mode()
    buffer.cursor_position = len(buffer.text)
