"""What is to do in a case now, what after the next day that counts, and which provision says so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta
from enum import StrEnum

from article21.cases.case import ACCEPTED, EXTENDED, PROCEDURAL, Case, KeptLetter
from article21.cases.days import asked_by, due_of, limits_to, longest_due, opening_of, received_on
from article21.cases.forums import COMPLAINT, can_complain, forums_of, next_forum
from article21.facts import Deadline, Forum, Jurisdiction, find_jurisdiction, periods, periods_of
from article21.facts import Step as Period
from article21.facts.deadlines import last_day
from article21.model import Answer
from article21.writing.limits import Basis, Limit, basis_of

_DAY = timedelta(days=1)
_UK = "uk-gdpr"
_APPEALED = frozenset({"refused", "partial", "no-grounds", "cannot-unlearn", "public-data"})
"""To these a reply is the appeal that the Acts of some states know (templates/letters/reply/us.j2)."""
REMINDER, REPLY, SETTLED = "reminder", "reply", "settled"
"""The kinds of letters to the company that a case writes."""


class Step(StrEnum):
    """What a person does next; ``sentences/cases.py`` says each in a few words."""

    SEND = "send"
    WAIT = "wait"
    REMIND = "remind"
    COMPLAIN_COMPANY = "complain-company"
    """The British reminder, which is a complaint to the company."""
    REPLY = "reply"
    REPLY_COMPLAINING = "reply-complaining"
    """The British reply, which is a complaint to the company."""
    WAIT_COMPLAINT = "wait-complaint"
    COMPLAIN = "complain"
    SETTLE = "settle"
    WAIT_AUTHORITY = "wait-authority"
    ASK_AUTHORITY = "ask-authority"
    NOTHING = "nothing"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({Step.WAIT, Step.WAIT_COMPLAINT, Step.WAIT_AUTHORITY, Step.NOTHING, Step.WITHDRAWN})
"""Steps in which nobody has to do anything."""
LETTERS: Mapping[Step, str] = {
    Step.REMIND: REMINDER,
    Step.COMPLAIN_COMPANY: REMINDER,
    Step.REPLY: REPLY,
    Step.REPLY_COMPLAINING: REPLY,
    Step.COMPLAIN: COMPLAINT,
    Step.SETTLE: SETTLED,
}
"""The kind of letter that a step writes."""
_COURTESIES = frozenset({Step.REMIND, Step.REPLY})
"""Letters that no law wants before a complaint."""
_TOO_LATE = timedelta(weeks=2)
"""Before the end of a time limit: a week for an answer, and a week for the complaint."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The step until a day and the step from the day after it; without a day the step doesn't change."""

    step: Step
    until: Date | None = None
    then: Step | None = None
    basis: Basis | None = None
    """Where that day is written."""
    limits: tuple[Limit, ...] = ()
    forum: Forum | None = None
    """The authority that has the case or is the next to have it."""

    def on(self, day: Date) -> Step:
        """Return what is to do on a day."""
        return step_on(day, self.step, self.until, self.then, self.limit and self.limit.day)

    @property
    def acts_from(self) -> Date | None:
        """Return the first day on which there is something to do; None: never by itself."""
        if self.step not in WAITING:
            return Date.min
        return self.until + _DAY if self.until and self.then else None

    @property
    def limit(self) -> Limit | None:
        """Return the time limit that ends first."""
        return min(self.limits, default=None, key=lambda limit: limit.day)


def step_on(day: Date, step: Step, until: Date | None, then: Step | None, limit: Date | None) -> Step:
    """Return what is to do on a day: shortly before a time limit ends, no courtesy, but the complaint."""
    now = then if then and until and day > until else step
    return Step.COMPLAIN if now in _COURTESIES and limit and day > limit - _TOO_LATE else now


def standing_of(case: Case) -> Standing:
    """Return how a case stands, whatever day it is."""
    last, place = case.events[-1], find_jurisdiction(case.country)
    if case.withdrawn:
        return Standing(step=Step.WITHDRAWN)
    if case.unsent:
        return _unsent(case, case.unsent, place)
    if isinstance(last, Answer):
        return _after_answer(case, last, place)
    if last.kind == SETTLED:
        return Standing(step=Step.NOTHING)
    return _lodged(case, place) if last.authority else _after_letter(case, last, place)


def _unsent(case: Case, letter: KeptLetter, place: Jurisdiction) -> Standing:
    """Return that a letter is to be sent; the time limits run on meanwhile."""
    before = case.events[:-1]
    limits = standing_of(replace(case, events=before)).limits if before else ()
    forum = next_forum(case, place) if letter.authority else None
    return Standing(step=Step.SEND, limits=limits, forum=forum)


def may_reply(case: Case, answer: Answer) -> bool:
    """Say whether a reply would say something new: one to each question, one to a refusal in whatever form.

    In the United Kingdom a refusal that follows the complaint to the company goes to the Commission.
    """
    if not can_complain(find_jurisdiction(case.country)):
        return True
    replied = _replied_to(case)
    if answer.how in PROCEDURAL:
        return answer.how not in replied
    return not (case.law == _UK and _complained(case)) and not replied - PROCEDURAL


def _complained(case: Case) -> bool:
    """Say whether a letter followed the first one, a complaint to the company in the United Kingdom."""
    return sum(bool(letter.sent) for letter in case.letters) > 1


def _replied_to(case: Case) -> set[str]:
    return {
        before.how
        for before, after in zip(case.events, case.events[1:], strict=False)
        if isinstance(before, Answer) and isinstance(after, KeptLetter) and after.sent
    }


def awaited_until(case: Case, letter: KeptLetter) -> Date | None:
    """Return the day up to which an answer to a letter was awaited, as far as one knew when it was sent."""
    then = replace(case, events=case.events[: case.events.index(letter) + 1])
    waiting = _wait(then, letter, find_jurisdiction(case.country))
    return waiting.until if waiting else None


def _wait(case: Case, last: KeptLetter, place: Jurisdiction) -> Standing | None:
    """Return the wait for the answer to the last letter; None: it asks for none."""
    found = due_of(case, last)
    if not found:
        return None
    due, deadline = found
    named = asked_by(case, last) in (None, due)
    waiting = Standing(step=Step.WAIT, until=due, basis=_basis(case, deadline) if named else None)
    return _after_reply(case, last, place, waiting) if last.kind == REPLY and case.answers else waiting


def _after_letter(case: Case, last: KeptLetter, place: Jurisdiction) -> Standing:
    waiting = _wait(case, last, place)
    if not waiting:
        return Standing(step=Step.NOTHING)
    if len(case.letters) == 1:
        forum = next_forum(case, place)
        return replace(waiting, then=_reminder(case), limits=limits_to(case, forum), forum=forum)
    return _towards_authority(case, place, waiting)


def _after_reply(case: Case, reply: KeptLetter, place: Jurisdiction, waiting: Standing) -> Standing:
    """Return the wait with a time longer than the letter's own: an extension, or that for an appeal."""
    answer, appeal = case.answers[-1], periods_of(place).get("appeal")
    received = received_on(case, reply)
    if appeal and received and answer.how in _APPEALED:
        return replace(
            waiting, until=last_day(received, appeal), basis=basis_of(f"{place.code}-appeal", appeal)
        )
    if answer.until and waiting.until and answer.until > waiting.until:
        longest = longest_due(case)
        return replace(waiting, until=answer.until, basis=longest and longest.basis)
    return waiting


def _after_answer(case: Case, answer: Answer, place: Jurisdiction) -> Standing:
    if answer.how == ACCEPTED:
        return Standing(step=Step.SETTLE)
    if case.lodged:
        return _lodged(case, place)
    forum = next_forum(case, place)
    if may_reply(case, answer):
        silent = _reminder(case) if answer.how == EXTENDED and answer.until else None
        limits = limits_to(case, forum)
        basis = longest.basis if answer.until and (longest := longest_due(case)) else None
        reply = Step.REPLY_COMPLAINING if case.law == _UK and not _complained(case) else Step.REPLY
        return Standing(step=reply, until=answer.until, then=silent, basis=basis, limits=limits, forum=forum)
    return _towards_authority(case, place, Standing(step=Step.COMPLAIN))


def _reminder(case: Case) -> Step:
    return Step.COMPLAIN_COMPANY if case.law == _UK else Step.REMIND


def _basis(case: Case, deadline: Deadline) -> Basis:
    if deadline.kind == "set":
        return Basis("set", deadline.basis)
    key = case.law if deadline.months else "section_164a"
    return Basis(key.replace("-", "_"), deadline.basis)


def _towards_authority(case: Case, place: Jurisdiction, before: Standing) -> Standing:
    """Return the way to the authority, which may take complaints only from a later day on."""
    if not can_complain(place):
        return replace(before, step=before.step if before.until else Step.REMIND, then=Step.REMIND)
    forum = next_forum(case, place)
    there = replace(before, then=Step.COMPLAIN, limits=limits_to(case, forum), forum=forum)
    opens = opening_of(case, forum) if forum else None
    wait = forum.authority.complaint.wait if forum else None
    if not (forum and opens and wait) or opens <= (before.until or Date.min) + _DAY:
        return there
    return replace(
        there, step=Step.WAIT_COMPLAINT, until=opens - _DAY, basis=basis_of(forum.authority.key, wait)
    )


def _lodged(case: Case, place: Jurisdiction) -> Standing:
    """Return how a case stands that an authority has, until the day by which it has to report."""
    if forum := next_forum(case, place):
        return Standing(step=Step.COMPLAIN, limits=limits_to(case, forum), forum=forum)
    lodged = case.lodged[-1]
    forum = next((forum for forum in forums_of(place) if forum.authority.key == lodged.authority), None)
    limits = tuple(limit for limit in limits_to(case, forum) if limit.court or limit.disagreement)
    having = Standing(step=Step.WAIT_AUTHORITY, limits=limits, forum=forum)
    progress = _progress(case, place, forum)
    if progress is None or lodged.sent is None:
        return having
    until = last_day(lodged.sent, progress)
    basis = Basis("uk_progress" if case.law == _UK else "progress", progress.basis)
    return replace(having, until=until, then=Step.ASK_AUTHORITY, basis=basis)


def _progress(case: Case, place: Jurisdiction, forum: Forum | None) -> Period | None:
    if forum and forum.law.key != case.law:
        return periods(forum.law.key).get("progress")
    return periods_of(place).get("progress")
