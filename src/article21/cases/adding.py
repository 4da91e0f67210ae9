"""Keep the case of a first letter: a reference belongs to one letter, and which one is kept is told."""

from article21.cases.case import Case
from article21.cases.opening import Opened
from article21.cases.store import CaseError, Store
from article21.interface import Value


def keep_opened(store: Store, opened: Opened) -> Case | None:
    """Keep a case; return the one it replaces: of the same person, whose letter was not sent yet.

    Raise CaseError when this letter is kept already, or another one under its reference.
    """
    case = opened.case
    kept = store.find(case.reference) if store.has(case.reference) else None
    if kept:
        check_letter(kept, case)
    store.save(case)
    store.drop_files(case.reference, 0)
    store.keep_files(case.reference, opened.files)
    return kept


def check_letter(kept: Case, case: Case) -> None:
    """Raise CaseError unless the letter of a case may take the place of the one that is kept."""
    if is_same_letter(kept, case):
        raise CaseError("case-twice", **named(kept))
    if len(kept.events) > 1 or kept.objection.sent or kept.name != case.name:
        raise CaseError("case-other", **named(kept))


def is_same_letter(kept: Case, case: Case) -> bool:
    """Say whether the first letter of a case is the one that is kept; later letters may add details."""
    if (kept.objection.date, kept.name) != (case.objection.date, case.name):
        return False
    return len(kept.letters) > 1 or (kept.details, kept.language) == (case.details, case.language)


def named(case: Case) -> dict[str, Value]:
    """Return what names a case that is kept."""
    return {"reference": case.reference, "name": case.name, "day": case.objection.date}
