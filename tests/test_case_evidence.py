"""The evidence of a case: every document as it was, its digest, a cover for the authority, a timeline."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article21.cases.evidence import pack_evidence
from article21.cases.rows import KeptFile
from case_desks import Desk
from kept_cases import answered, case_of, written
from pages import page_texts
from test_pdf_conformance import validate

TODAY = date(2026, 12, 7)
REMINDED = written("reminder", date(2026, 11, 20), "officer-form")
LETTER = KeptFile(0, "letter.pdf", hashlib.sha256(b"%PDF letter").hexdigest(), None, b"%PDF letter")
RECEIPT = KeptFile(0, "Beleg / Post.png", hashlib.sha256(b"picture").hexdigest(), None, b"picture")
ANSWER = KeptFile(2, "mail.eml", hashlib.sha256(b"No.").hexdigest(), None, b"No.")


def contents(packed) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page_texts(pdf)).split())


@pytest.fixture
def case():
    return case_of("AT", written(), REMINDED, answered(date(2026, 12, 1)))


def test_all_that_is_kept_is_in_it_with_its_digest(case):
    packed = pack_evidence(case, (LETTER, RECEIPT, ANSWER), TODAY)
    found = contents(packed)
    documents = {name: content for name, content in found.items() if name.startswith("documents/")}
    assert sorted(documents.values()) == sorted([b"%PDF letter", b"picture", b"No."])
    assert all(name.isascii() for name in found)
    sums = dict(reversed(line.split("  ")) for line in found["SHA256SUMS.txt"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in found.items()
        if name != "SHA256SUMS.txt"
    }
    cover = text_of(found["cover.pdf"])
    for name, content in documents.items():
        assert hashlib.sha256(content).hexdigest() in cover.replace(" ", "")
        assert Path(name).name in cover


def test_what_is_missing_is_noted_and_said(case, tmp_path):
    lost = replace(LETTER, content=None, path=str(tmp_path / "gone.pdf"))
    packed = pack_evidence(case, (lost,), TODAY)
    assert [message.code for message in packed.notices] == ["file-lost", "copy-missing", "copy-missing"], (
        "the answer, too"
    )
    cover = text_of(contents(packed)["cover.pdf"])
    assert "no copy kept" in cover or "keine Kopie aufbewahrt" in cover


def test_a_file_that_was_changed_since_is_no_evidence(case, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF letter")
    here = replace(LETTER, content=None, path=str(path))
    assert b"%PDF letter" in contents(pack_evidence(case, (here,), TODAY)).values()
    path.write_bytes(b"%PDF another")
    assert b"%PDF another" not in contents(pack_evidence(case, (here,), TODAY)).values()


def test_the_cover_speaks_the_language_of_the_authority_and_the_timeline_that_of_the_person(case):
    found = contents(pack_evidence(case, (LETTER,), TODAY))
    timeline = text_of(found["timeline.pdf"])
    assert "13 October 2026" in timeline
    assert "What happened" in timeline
    cover = text_of(found["cover.pdf"])
    assert "Österreichische Datenschutzbehörde" in cover or "Austrian Data Protection Authority" in cover
    assert "Storgatan 1" in cover


def test_a_note_is_for_the_timeline_and_not_for_the_cover(case):
    *before, answer = case.events
    noted = replace(case, events=(*before, replace(answer, note="By telephone")))
    found = contents(pack_evidence(noted, (ANSWER,), TODAY))
    assert "By telephone" in text_of(found["timeline.pdf"])
    assert "By telephone" not in text_of(found["cover.pdf"])


def test_a_character_that_no_font_has_keeps_nobody_from_their_evidence(case):
    *before, answer = case.events
    noted = replace(case, events=(*before, replace(answer, note="By telephone 🙂")))
    found = contents(pack_evidence(noted, (ANSWER,), TODAY))
    assert "By telephone [U+1F642]" in text_of(found["timeline.pdf"])


def test_a_letter_that_bears_a_later_day_is_on_the_cover():
    later = case_of("SE", written(sent=None, on=date(2026, 12, 20)))
    assert "20 december 2026" in text_of(contents(pack_evidence(later, (LETTER,), TODAY))["cover.pdf"])


def test_the_timeline_ends_today():
    found = contents(pack_evidence(case_of("SE", written(), REMINDED), (), date(2026, 11, 21)))
    assert "4 December" not in text_of(found["timeline.pdf"])


@pytest.mark.verapdf
@pytest.mark.parametrize("country", ["AT", "GR", "HK", "US-CA"])
def test_its_sheets_pass_the_validator(country, tmp_path):
    language = {"GR": "el", "HK": "zh-Hant-HK"}.get(country, "en")
    case = case_of(country, written(), REMINDED, answered(date(2026, 12, 1)), language=language)
    case = replace(case, details={**case.details, "name": "Ünal Éva-Łucja 王小明"})
    found = contents(pack_evidence(case, (LETTER, RECEIPT, ANSWER), TODAY))
    paths = [tmp_path / name for name in ("cover.pdf", "timeline.pdf")]
    for path in paths:
        path.write_bytes(found[path.name])
    done = validate(*paths)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("PASS") == 4


def test_the_command_packs_what_was_recorded(tmp_path):
    desk = Desk(tmp_path, "--format", "pdf")
    (tmp_path / "answer.txt").write_text("No.", encoding="utf-8")
    (tmp_path / "receipt.txt").write_text("Confirmed.", encoding="utf-8")
    desk.on("2026-10-12", "add")
    desk.on("2026-10-13", "sent", "--on", "2026-10-13", "--via", "form", "--file", "receipt.txt")
    desk.on("2026-11-02", "answered", "--on", "2026-11-02", "--how", "refused", "--file", "answer.txt")
    said = desk.on("2026-11-03", "evidence", "--output", "evidence.zip")
    assert "does not prove that LinkedIn received it" in said
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        names = [name for name in archive.namelist() if name.startswith("documents/")]
    assert names == [
        "documents/01-objection-2026-10-12-letter.pdf",
        "documents/01-objection-2026-10-12-receipt.txt",
        "documents/02-answer-2026-11-02-answer.txt",
    ]
