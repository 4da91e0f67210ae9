"""Keep the case of a first letter: a reference belongs to one letter, and which one is kept is told."""

from article21.cases.case import Case
from article21.cases.opening import Opened
from article21.cases.store import CaseError, Store


def keep_opened(store: Store, opened: Opened) -> Case | None:
    """Keep a case; return the one it replaces: of the same person, whose letter was not sent yet.

    Raise CaseError when this letter is kept already, or another one under its reference.
    """
    case = opened.case
    kept = store.find(case.reference) if store.has(case.reference) else None
    if kept:
        if is_same_letter(kept, case) and (kept.objection.sent or not _is_written_anew(store, opened)):
            raise _error("case-twice", kept)
        if len(kept.events) > 1 or kept.objection.sent or kept.name != case.name:
            raise _error("case-other", kept)
    store.save(case)
    store.drop_files(case.reference, 0)
    store.keep_files(case.reference, opened.files)
    return kept


def is_same_letter(kept: Case, case: Case) -> bool:
    """Say whether the first letter of a case is the one that is kept; later letters may add details."""
    if (kept.objection.date, kept.name) != (case.objection.date, case.name):
        return False
    return len(kept.letters) > 1 or (kept.details, kept.language) == (case.details, case.language)


def _is_written_anew(store: Store, opened: Opened) -> bool:
    """Say whether a file of the letter is another one than that of the same name which is kept."""
    kept = {file.name: file.sha256 for file in store.files_of(opened.case.reference) if not file.number}
    return any(kept.get(file.name, file.sha256) != file.sha256 for file in opened.files)


def _error(code: str, kept: Case) -> CaseError:
    return CaseError(code, reference=kept.reference, name=kept.name, day=kept.objection.date)
