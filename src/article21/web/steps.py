"""The questions one after another: when each is asked, which answers it takes, when it is done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Date

from article21.facts.cities import City
from article21.facts.places import Place, complete_place, find_place, name_choice, whole_name
from article21.facts.reading import parts_of
from article21.facts.residence import find_home
from article21.interface import Message
from article21.model import OBJECTION
from article21.web.answers import MEMBERS_ONLY, WHERE, YES, Answers
from article21.writing.language_choice import offer_languages

Problems = Mapping[str, tuple[Message, ...]]
_OFFERED = 8
MEANT, ANOTHER, OTHER_LANGUAGE = "meant", "another", "other_language"


@dataclass(frozen=True)
class Step:
    """One question, or what comes after them."""

    name: str
    fields: tuple[str, ...]
    """The answers it takes, which its form doesn't carry on."""
    applies: Callable[[Answers, str], bool]
    """Asked with the answers and the language of the page."""


def _always(_answers: Answers, _spoken: str) -> bool:
    return True


def _in_parts(answers: Answers, spoken: str) -> bool:
    return bool(regions_of(answers, spoken))


def _in_several_languages(answers: Answers, spoken: str) -> bool:
    return len(offered_languages(answers, spoken)) > 1


def lacks_grounds(answers: Answers, _spoken: str = "") -> bool:
    """Tell whether the law asks for grounds and none is there."""
    given = answers.grounds() or answers.has("because") or not answers.has_account
    return bool(answers.place and answers.place.law.needs_grounds and not given)


STEPS = (
    Step("account", ("no_account",), _always),
    Step("country", (WHERE, "country"), _always),
    Step("region", ("country",), _in_parts),
    Step("language", ("language",), _in_several_languages),
    Step("name", ("name",), _always),
    Step("email", ("email",), _always),
    Step("grounds", ("ground",), _always),
    Step("because", ("because",), _always),
    Step("without-grounds", ("without_grounds",), lacks_grounds),
    Step("letter", (), _always),
    Step("send", (), _always),
)
BY_NAME: Mapping[str, Step] = {step.name: step for step in STEPS}
_NAMES = tuple(BY_NAME)
AFTER_QUESTIONS = ("letter", "send")
_OF_THE_LETTER = ("given_name", "family_name", "purpose", "length", "tone", "date", "place", "reference")
_AROUND = ("courtesy_copy", "redacted")


def fields_of(step: Step, answers: Answers, *, draws: bool) -> tuple[str, ...]:
    """Return the answers that the page of a step has a field for, in their order on it.

    Beside the letter stands what few need.
    """
    if step.name != "letter":
        return step.fields
    own = MEMBERS_ONLY if answers.has_account else ("content_url",)
    around = ("envelope", *_AROUND) if draws else _AROUND
    return ("address_line", *own, *_OF_THE_LETTER, *around)


def by_field(messages: Iterable[Message], fields: Iterable[str]) -> Problems:
    """Return what is wrong by the field at which it is said; what has none here stands at the empty name."""
    found: dict[str, tuple[Message, ...]] = {}
    there = frozenset(fields)
    for message in messages:
        name = message.place.field if message.place else ""
        at, told = (name, message.at(None)) if name in there else ("", message)
        found[at] = (*found.get(at, ()), told)
    return found


def first_open(answers: Answers, wanted: str, today: Date) -> Step:
    """Return the step that is wanted, or the first before it that has to be answered first."""
    for name in ("country", "name", "email"):
        if _NAMES.index(wanted) > _NAMES.index(name) and (
            not answers.has(name) or name in answers.problems(today) or not answers.place
        ):
            return BY_NAME[name]
    if wanted in AFTER_QUESTIONS and lacks_grounds(answers) and not answers.has("without_grounds"):
        return BY_NAME["without-grounds"]
    return BY_NAME[wanted]


def step_after(step: Step, answers: Answers, spoken: str) -> Step:
    """Return the next one that applies; the last stays."""
    later = STEPS[_NAMES.index(step.name) + 1 :]
    return next((each for each in later if each.applies(answers, spoken)), step)


def step_before(step: Step, answers: Answers, spoken: str) -> Step | None:
    """Return the one before that applies; None: this is the first."""
    earlier = reversed(STEPS[: _NAMES.index(step.name)])
    return next((each for each in earlier if each.applies(answers, spoken)), None)


@dataclass(frozen=True)
class Taken:
    """What became of a step's answer."""

    answers: Answers
    problems: Problems
    offers: Mapping[str, str] = field(default_factory=dict)
    """The places that may be meant, by their codes."""


def take(step: Step, answers: Answers, form: Mapping[str, str], spoken: str, today: Date) -> Taken:
    """Check what a step asked for."""
    if step.name == "country":
        return _take_country(answers, form, spoken)
    if step.name == "region":
        return Taken(answers, {})
    if step.name == "language" and answers.text("language") == ANOTHER:
        answers = answers.having(language=form.get(OTHER_LANGUAGE, ""))
    if step.name == "without-grounds" and answers.text("without_grounds") != YES:
        return Taken(answers.having(without_grounds=""), {})
    for name in step.fields:
        if name in ("name", "email") and not answers.has(name):
            return Taken(answers, {name: (Message(f"{name}-missing"),)})
    found = answers.problems(today)
    return Taken(answers, {name: found[name] for name in step.fields if name in found})


def _take_country(answers: Answers, form: Mapping[str, str], spoken: str) -> Taken:
    code = form.get(MEANT, "")
    if code and code != ANOTHER and isinstance(find_place(code), Place):
        return Taken(answers.having(where=whole_name(code, spoken), country=code), {})
    typed = answers.text(WHERE).strip()
    if not typed:
        return Taken(answers.having(country=""), {WHERE: (Message("country-missing"),)})
    known = form.get("country", "")
    if known and typed == whole_name(known.partition("-")[0], spoken):
        return Taken(answers.having(country=known), {})  # the same country: its part stays, too
    found = find_home(typed, (spoken,))
    if isinstance(found, City):
        return Taken(answers.having(where=whole_name(found.code, spoken), country=found.code), {})
    if isinstance(found, Place):
        return Taken(answers.having(country=found.code), {})
    near = found.near or complete_place(typed, (spoken,))
    offers = {place.code: name_choice(place, spoken) for place in found.meant[:_OFFERED]} or {
        place.code: whole_name(place.code, spoken) for place in near[:_OFFERED]
    }
    code = "ask-which-place" if found.meant else "ask-near-place" if offers else "unknown-country"
    return Taken(answers.having(country=""), {WHERE: (Message(code, given=typed),)}, offers)


def regions_of(answers: Answers, spoken: str) -> tuple[str, ...]:
    """Return the parts to choose from: none when the place that was typed is a part itself."""
    code = answers.text("country")
    if "-" in code and answers.text(WHERE) == whole_name(code, spoken):
        return ()
    typed = find_place(answers.text(WHERE), (spoken,)) if answers.has(WHERE) else None
    if isinstance(typed, Place) and "-" in typed.code:
        return ()
    return parts_of(code.partition("-")[0]) if code else ()


def offered_languages(answers: Answers, spoken: str) -> tuple[str, ...]:
    """Return the languages to offer, the page's first, then those of the place."""
    place = answers.place
    if not place:
        return ()
    return offer_languages((spoken, *place.languages), place, place.law.letter(OBJECTION))
