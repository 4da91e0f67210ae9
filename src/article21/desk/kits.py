"""The kit for LinkedIn's form taken apart: steps of sentences, and of texts to copy into fields."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from article21.writing.fitting import count_characters
from article21.writing.kit import form_entries, kit_blocks, medium_text, rooms, second_text, short_text
from article21.writing.plaintext import plain
from article21.writing.recipients import write_recipient
from article21.writing.requests import Request

_NUMBERED = re.compile(r"([0-9]+)\. (.+)")
_FENCE = "--------"
_COLON = " :\uff1a"
"""What may stand between a label and its value."""


@dataclass(frozen=True)
class Piece:
    """Something to read, a point of a list, or a text to copy."""

    kind: Literal["text", "item", "copy"]
    text: str
    label: str = ""
    """What the field or the text is called."""
    room: int = 0
    """How many characters may stand there; 0: nobody knows."""

    @property
    def count(self) -> int:
        """Return how many characters a form counts."""
        return count_characters(self.text)


@dataclass(frozen=True)
class KitStep:
    """One thing to do."""

    name: str
    number: str
    title: str
    """Empty for what stands before the first step."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Kit:
    """What to do with a letter, in its language."""

    title: str
    steps: tuple[KitStep, ...]


def take_apart(request: Request) -> Kit:
    """Return the kit step by step; the words are those of its plain text."""
    blocks = kit_blocks(request, boxed=True)
    title = blocks.pop("title")
    copied = _texts_to_copy(request)
    steps: list[KitStep] = []
    for name, text in blocks.items():
        heading, _, rest = text.partition("\n")
        numbered = _NUMBERED.fullmatch(heading)
        pieces = tuple(_pieces(rest if numbered else text, copied))
        if numbered:
            steps.append(KitStep(name, numbered[1], numbered[2], pieces))
        elif steps and name != "texts":  # it says more of the step before it
            last = steps.pop()
            steps.append(KitStep(last.name, last.number, last.title, (*last.pieces, *pieces)))
        else:
            steps.append(KitStep(name, "", "", pieces))
    return Kit(title, tuple(steps))


def _texts_to_copy(request: Request) -> Mapping[str, int]:
    """Return what people copy, and how much room there is for it."""
    typed = (entry for entry in form_entries(request) if entry.value != "purpose")  # it is chosen from a list
    entries = {plain(text): 0 for entry in typed for text in entry.texts}
    address = {plain("\n".join(write_recipient(request))): 0}
    texts = {short_text(request): rooms().short, medium_text(request): rooms().medium}
    second = second_text(request)
    return {**entries, **address, **texts, **({second: rooms().short} if second else {})}


def _pieces(text: str, copied: Mapping[str, int]) -> Iterator[Piece]:
    parts = text.split(f"{_FENCE}\n")
    label = ""
    for number, part in enumerate(parts):
        stripped = part.strip("\n").removesuffix(_FENCE).strip("\n")
        if number % 2:
            yield Piece("copy", plain(stripped), label, copied.get(plain(stripped), 0))
            continue
        paragraphs = [each for each in stripped.split("\n\n") if each]
        if number + 1 < len(parts) and paragraphs:
            label = paragraphs.pop()
        for paragraph in paragraphs:
            yield from _of_paragraph(paragraph, copied)


def _of_paragraph(paragraph: str, copied: Mapping[str, int]) -> Iterator[Piece]:
    if plain(paragraph) in copied:
        yield Piece("copy", plain(paragraph))
        return
    for line in filter(str.strip, paragraph.split("\n")):
        typed = plain(line)
        value = max((text for text in copied if typed.endswith(text)), key=len, default="")
        if typed.startswith("- ") and value:
            yield Piece("copy", value, typed.removeprefix("- ").removesuffix(value).rstrip(_COLON))
        elif typed.startswith("  ") and typed.strip() in copied:
            yield Piece("copy", typed.strip())
        elif typed.startswith("- "):
            yield Piece("item", line.removeprefix("- "))
        else:
            yield Piece("text", line.strip())
