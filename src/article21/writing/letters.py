"""Write the letter: a request in, plain text clauses out."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from jinja2 import Environment

from article21.facts import Law, Purpose, applies
from article21.languages import language_name
from article21.model import Bullets, Clause, Length, Letter, Paragraph
from article21.resources import TEMPLATES
from article21.writing.blocks import render_block, render_blocks
from article21.writing.catalogs import SOURCE, language_for
from article21.writing.directions import isolate
from article21.writing.recipients import write_company, write_recipient, write_sender
from article21.writing.requests import Request
from article21.writing.templating import BLANK_LINES, environment

CONTENT_CREATION, SHARING = "A", "C"
"""Purposes that LinkedIn's setting covers, the second in the United Kingdom alone."""
SENSITIVE = "special-categories"
"""The ground that says that the data is sensitive."""
_FRAME = "letters/_frame.j2"
_PROCEDURE = "eu-2025-2518"
"""The regulation on complaints that cross borders."""
_ALL = sys.maxsize
CLAUSES_KEPT = 2_000
"""Where clauses are remembered; the letters of a batch share most of theirs."""
_CHOICES = 1_000
"""Of grounds."""


@dataclass(frozen=True)
class Detail:
    """How much a text has room for; what is left out is said to stand in the full letter."""

    explained: bool = True
    """Grounds in full; else by name."""
    grounds: int = _ALL
    words: int = _ALL
    """Characters of the person's own words, from their beginning."""
    links: int = _ALL


EVERYTHING = Detail()


def write_letter(request: Request, *, length: Length | None = None) -> Letter:
    """Return the letter for this request; the full length explains the grounds, the others name them."""
    length = length or request.details.length
    detail = Detail(explained=length == "full")
    env = letter_environment(request)
    context = _context(env, request, length, detail)
    argument = _render_argument(env, request, context)
    parts = {**render_blocks(env, _FRAME, context), **argument}
    return Letter(
        kind=request.kind.key,
        law=request.law.key,
        language=request.language,
        country=request.jurisdiction.code,
        sender=write_sender(request),
        recipient=write_recipient(request),
        place_and_date=parts["place_and_date"],
        date=request.date,
        reference=request.reference,
        reference_line=parts["reference_line"],
        subject=parts["subject"],
        salutation=parts["salutation"],
        clauses=_clauses(env, argument),
        closing=parts["closing"],
        signature=request.details.name,
        paper=request.jurisdiction.paper,
        length=length,
    )


def write_clauses(request: Request, length: Length, detail: Detail = EVERYTHING) -> tuple[Clause, ...]:
    """Return the clauses of such a letter, without salutation and closing."""
    env = letter_environment(request)
    return _clauses(env, _render_argument(env, request, _context(env, request, length, detail)))


def letter_environment(request: Request) -> Environment:
    """Return the environment in the request's language, with the catalog that has this letter."""
    return _environment(request.language, request.rule.template)


@cache
def _environment(language: str, letter: str) -> Environment:
    return environment(language, language_for(language, letter) or SOURCE)


def write_label(request: Request, label: str, original: str | None = None) -> str:
    """Return what layouts put around the letter; ``original`` is the language of the one it translates."""
    context = {"name": request.details.name, "original": original and language_name(original, original)}
    return render_block(letter_environment(request), "letters/_labels.j2", label, context)


def _render_argument(env: Environment, request: Request, context: Mapping[str, object]) -> Mapping[str, str]:
    return render_blocks(env, f"letters/{request.rule.template}.j2", context)


def _clauses(env: Environment, argument: Mapping[str, str]) -> tuple[Clause, ...]:
    around = _around_clauses(env)
    clauses = (_clause(name, text) for name, text in argument.items() if name not in around)
    return tuple(clause for clause in clauses if clause)


@cache
def _around_clauses(env: Environment) -> frozenset[str]:
    """Return the blocks that are not clauses: a letter template may bring those of the frame itself."""
    return frozenset({"subject", *env.get_template(_FRAME).blocks})


@lru_cache(CLAUSES_KEPT)
def _clause(name: str, text: str) -> Clause | None:
    blocks = parse_blocks(text)
    return Clause(name, blocks) if blocks else None


def parse_blocks(text: str) -> tuple[Paragraph | Bullets, ...]:
    """Read plain text: a blank line ends a paragraph, lines that begin with ``- `` are a list."""
    blocks: list[Paragraph | Bullets] = []
    for part in BLANK_LINES.split(text.strip("\n")):
        if not part.strip():
            continue
        if part.startswith("- ") and all(line.startswith(("- ", "  ")) for line in part.split("\n")):
            items = part.removeprefix("- ").split("\n- ")
            blocks.append(Bullets(tuple(item.replace("\n  ", "\n") for item in items)))
        else:
            blocks.append(Paragraph(part))
    return tuple(blocks)


def _context(env: Environment, request: Request, length: Length, detail: Detail) -> Mapping[str, object]:
    purposes = _texts_of_purposes(env, request.law, request.purposes)
    return {
        **vars(request.details),
        "place": request.details.place and isolate(request.details.place),
        "email": request.details.known_by,
        "short": length == "short",
        "full": length == "full",
        "firm": request.details.tone == "firm",
        "law": request.law.key,
        "term": request.law.term,
        "jurisdiction": request.jurisdiction.code,
        "state": has_words_of_state(request.jurisdiction.code),
        "authority": request.authority.name(request.language) if request.authority else None,
        "controller": request.controller.name,
        "controller_address": write_company(request),
        "date": request.date,
        "days": request.rule.deadline and request.rule.deadline.days,
        **days_and_letters(request),
        "reference": request.reference,
        "redacted": request.redacted,
        "no_account": request.no_account,
        "setting_covers": _reach_of_setting(request),
        "without_grounds": not request.has_grounds,
        "grounds_are_new": request.details.without_grounds and request.has_grounds,
        "sensitive": SENSITIVE in request.grounds,
        "purposes": purposes["text"],
        "purposes_in_short": purposes["short"],
        "several_purposes": len(request.purposes) > 1,
        **_situation(env, request, detail),
    }


def _situation(env: Environment, request: Request, detail: Detail) -> Mapping[str, object]:
    texts = _texts_of_grounds(env, request.grounds)
    grounds = texts["text" if detail.explained else "label"]
    words, links = request.details.because or "", request.details.content_url
    return {
        "ground_labels": texts["label"],
        "ground_texts": texts["text"],
        "grounds": grounds[: detail.grounds],
        "because": words[: detail.words] + (" […]" if _cut_inside(words, detail.words) else ""),
        "content_url": links[: detail.links],
        "left_out": len(grounds) > detail.grounds or len(words) > detail.words or len(links) > detail.links,
    }


def _cut_inside(words: str, kept: int) -> bool:
    """Say whether a paragraph of the person's own words ends before its end."""
    return 0 < kept < len(words) and "\n" not in words[kept:].lstrip(" ")[:1]


def _reach_of_setting(request: Request) -> str:
    """Return what LinkedIn's setting covers of the chosen purposes; templates/letters/_setting.j2 says it."""
    chosen = {purpose.key for purpose in request.purposes}
    covered = {purpose.key for purpose in request.purposes if request.law.key in purpose.covered_by_setting}
    if covered == chosen:
        return "everything"
    reach = {CONTENT_CREATION: "content", SHARING: "sharing"}
    return " and ".join(reach[key] for key in sorted(covered)) or "nothing"


def days_and_letters(request: Request) -> Mapping[str, object]:
    """Return the days an answer is due and, after the letter that opens a case, what went before."""
    if request.kind.opens_case:
        return {"due": request.due}
    so_far = request.correspondence
    return {
        "due": so_far.due,
        "new_due": request.due,
        "today": request.date,
        "earlier": so_far.letters,
        "objection": so_far.letters[0],
        "answer": so_far.answer,
        "how": so_far.answer and so_far.answer.how,
        **{name: getattr(so_far, name) for name in ("answers", "decided", "silent", "history")},
        "new_procedure": applies(_PROCEDURE, request.date),
    }


@cache
def has_words_of_state(code: str) -> bool:
    """Say whether the law of that state adds a clause to the letter."""
    return (TEMPLATES / "letters" / "states" / f"{code}.j2").exists()


@cache
def _texts_of_purposes(
    env: Environment, law: Law, purposes: tuple[Purpose, ...]
) -> Mapping[str, tuple[str, ...]]:
    return _transposed(
        render_blocks(
            env,
            f"purposes/{purpose.key.lower()}.j2",
            {"term": law.term, "title": purpose.title, "standing": purpose.standing[law.key]},
        )
        for purpose in purposes
    )


@lru_cache(_CHOICES)
def _texts_of_grounds(env: Environment, keys: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    return _transposed(render_blocks(env, f"grounds/{key}.j2", {}) for key in keys)


def _transposed(parts: Iterable[Mapping[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Return for each block what it says in all the templates."""
    texts = defaultdict[str, tuple[str, ...]](tuple)
    for part in parts:
        for block, text in part.items():
            texts[block] += (text,)
    return texts
