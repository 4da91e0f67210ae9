"""The case file: private, whole after any crash, and never written over when it is somebody else's."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article21.cases import database
from article21.cases.adding import keep_opened
from article21.cases.database import APPLICATION_ID, MIGRATIONS, CaseFileError
from article21.cases.opening import Opened
from article21.cases.rows import KeptFile
from article21.cases.store import CaseError, Store
from article21.errors import Article21Error
from article21.files import FilesExistError
from kept_cases import REFERENCE, answered, case_of, written

TODAY = date(2026, 11, 22)
CASE = case_of("SE", written(), answered(date(2026, 11, 10)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cases.sqlite3"


def keep(path: Path, *cases: object) -> None:
    with Store(path) as store, store.change():
        for case in cases or (CASE,):
            keep_opened(store, Opened(case, ()))


def test_what_is_kept_comes_back_as_it_was(path):
    file = KeptFile(0, "letter.pdf", "0" * 64, "/letters/letter.pdf", b"%PDF")
    keep(path)
    with Store(path) as store, store.change():
        store.keep_files(REFERENCE, (file,))
    with Store(path) as store:
        assert store.find(REFERENCE) == CASE
        assert store.files_of(REFERENCE) == (file,)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_only_its_owner_reads_it(path, tmp_path):
    keep(path)
    with Store(path) as store:
        store.back_up(tmp_path / "copy.sqlite3")
        there = [*path.parent.iterdir(), tmp_path / "copy.sqlite3"]
        assert len(there) > 2, "SQLite's own files beside it are looked at, too"
        for each in there:
            assert stat.S_IMODE(each.stat().st_mode) == 0o600, each
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_it_says_what_it_is(path):
    keep(path)
    with closing(sqlite3.connect(path)) as found:
        (identity,), (version,), (mode,) = (
            found.execute(f"PRAGMA {name}").fetchone()
            for name in ("application_id", "user_version", "journal_mode")
        )
    assert (identity, version, mode) == (APPLICATION_ID, len(MIGRATIONS), "wal")


@pytest.mark.parametrize("unwritable", ["file", "folder"])
@pytest.mark.parametrize("kind", ["file", "backup"])
def test_what_lies_on_a_disk_that_cannot_be_written_is_read_and_not_changed(
    path, tmp_path, monkeypatch, kind, unwritable
):
    keep(path)
    with Store(path) as store:
        store.back_up(tmp_path / "copy.sqlite3")
    if kind == "backup":
        path = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE cases SET counted_by = 'another version', step = 'send'")
        file.commit()
    before, names = path.read_bytes(), {*path.parent.iterdir()}
    hindered = path if unwritable == "file" else path.parent
    monkeypatch.setattr(os, "access", lambda each, mode: mode == os.R_OK or each != hindered)
    with Store(path, create=False) as store:
        assert [line.step for line in store.listed(TODAY, due=False)] == ["reply"], "counted again in memory"
        assert store.find(REFERENCE) == CASE
        for change in (lambda: store.save(CASE), lambda: store.remove(REFERENCE)):
            with pytest.raises(CaseFileError) as error, store.change():
                change()
            assert error.value.code == "write-read-only"
        assert store.has(REFERENCE)
    assert (path.read_bytes(), {*path.parent.iterdir()}) == (before, names)


FOREIGN = {
    "a text": b"Dear Sir or Madam",
    "another database": None,
    "nothing but zeros": bytes(4096),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_foreign_file_is_told_and_left_as_it_is(path, kind):
    path.parent.mkdir()
    if content := FOREIGN[kind]:
        path.write_bytes(content)
    else:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE photos (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(CaseFileError, match="is not a case file"):
        Store(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_newer_file_is_told_and_left_as_it_is(path):
    keep(path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(CaseFileError, match="newer version of article21"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_a_file_of_every_earlier_version_is_brought_up_to_date_with_all_that_is_in_it(
    path, version, monkeypatch
):
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS[:version])
    with Store(path) as store:
        if version == len(MIGRATIONS):
            with store.change():
                store.save(CASE)
    later = (*MIGRATIONS, "ALTER TABLE cases ADD COLUMN color TEXT")
    monkeypatch.setattr(database, "MIGRATIONS", later)
    with Store(path) as store:
        assert len(list(store.cases())) == (version == len(MIGRATIONS))
    with closing(sqlite3.connect(path)) as found:
        assert found.execute("PRAGMA user_version").fetchone() == (len(later),)
        assert found.execute("SELECT count(color) FROM cases").fetchone() == (0,)


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    keep(path)
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE extra (a); SELECT nonsense"))
    with pytest.raises(CaseFileError):
        Store(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert store.find(REFERENCE) == CASE
    with closing(sqlite3.connect(path)) as found:
        assert not found.execute("SELECT 1 FROM sqlite_schema WHERE name = 'extra'").fetchone()


def test_a_damaged_file_is_told_and_never_written_over(path):
    keep(path, *(case_of_number(number) for number in range(300)))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    for use in (lambda store: store.find(REFERENCE), lambda store: store.back_up(path.with_name("copy"))):
        with pytest.raises(CaseFileError, match="is damaged"), Store(path) as store:
            use(store)
    assert path.read_bytes() == bytes(content)
    assert not path.with_name("copy").exists()


def test_a_case_that_only_an_index_of_the_database_names_is_damage(path):
    keep(path)
    with closing(sqlite3.connect(path)) as found:
        (page,) = found.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'cases'").fetchone()
        found.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    rows = 4096 * (page - 1) + 3  # https://www.sqlite.org/fileformat2.html#b_tree_pages
    content[rows : rows + 2] = bytes(2)
    path.write_bytes(content)
    with Store(path) as store:
        for use in (store.find, store.owner_of, lambda _: list(store.cases())):
            with pytest.raises(CaseFileError, match="is damaged"):
                use("A21")


def test_a_backup_is_whole_while_somebody_writes_and_never_replaces_a_file(path, tmp_path):
    keep(path)
    copy = tmp_path / "copy.sqlite3"
    with Store(path) as writer, Store(path) as other, writer.change():
        writer.save(case_of_number(1))
        other.back_up(copy)
    with Store(copy) as store:
        assert [case.reference for case in store.cases()] == [REFERENCE]
    with Store(path) as store, pytest.raises(FilesExistError):
        store.back_up(copy)


def test_a_file_that_another_program_holds_is_told_after_a_while(path, monkeypatch):
    keep(path)
    monkeypatch.setattr(database, "_WAIT", 0.1)
    with Store(path) as first, first.change(), Store(path) as second:
        assert second.find(REFERENCE) == CASE, "reading waits for nobody"
        with pytest.raises(CaseFileError, match="in use by another program"), second.change():
            second.save(CASE)


def test_a_disk_that_cannot_be_written_is_told(tmp_path):
    tmp_path.joinpath("file").write_text("no folder")
    with pytest.raises(CaseFileError, match="can't be written"):
        Store(tmp_path / "file" / "cases.sqlite3")


def test_looking_makes_no_file(path):
    with Store(path, create=False) as store:
        assert list(store.listed(TODAY, due=False)) == []
    assert not path.parent.exists()


def test_what_goes_wrong_within_a_change_undoes_all_of_it(path):
    keep(path)
    with pytest.raises(CaseError):
        keep(path, case_of_number(1), CASE)
    with Store(path) as store:
        assert [case.reference for case in store.cases()] == [REFERENCE]


def test_what_is_removed_stands_nowhere_in_the_file(path):
    words = "Parents find what I write"
    keep(path)
    with Store(path) as store, store.change():
        store.keep_files(REFERENCE, (KeptFile(1, "answer.txt", "", None, words.encode() * 1000),))
    with Store(path) as store:
        store.remove(REFERENCE)
    for each in path.parent.iterdir():
        content = each.read_bytes()
        assert words.encode() not in content
        assert b"maja.lindqvist" not in content


@pytest.mark.parametrize("given", [REFERENCE, REFERENCE.lower(), "7K3M9Q2X", "7k3m", "Q2X", f" {REFERENCE} "])
def test_a_reference_may_be_shortened(path, given):
    keep(path, CASE, case_of_number(1))
    with Store(path) as store:
        assert store.find(given) == CASE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("A21-", "Several cases fit this reference (A21-): A21-00000001, A21-7K3M9Q2X."),
        ("A21-7K3M9Q2Y", "Did you mean A21-7K3M9Q2X?"),
        ("7K3N9Q2X", "Did you mean A21-7K3M9Q2X?"),
        ("%", "No case has this reference (%)."),
        ("", "No case has this reference"),
        ("A21-A21-", "No case has this reference (A21-A21-)."),
        ("7KQ", "No case has this reference (7KQ)."),
        ("Lindq", "No case has this reference (Lindq)."),
        ("Maja Svensson", "No case has this reference (Maja Svensson)."),
        ("lindqvist", "Several cases fit this reference (lindqvist): A21-00000001, A21-7K3M9Q2X."),
        ("A21-ZZZZZZZZ", "No case has this reference (A21-ZZZZZZZZ)."),
    ],
)
def test_a_reference_that_is_unclear_or_unknown_is_told_with_the_nearest(path, given, said):
    keep(path, CASE, case_of_number(1))
    with Store(path) as store, pytest.raises(CaseError) as error:
        store.find(given)
    assert said in str(error.value)
    assert ("Did you mean" in said) == ("Did you mean" in str(error.value))


@pytest.mark.parametrize("given", ["G An", "an", "An,  G."])
def test_a_person_is_found_by_name_and_never_another_one(path, given):
    other = replace(case_of_number(1), reference="A21-W1S83GA4", details={**CASE.details, "name": "Zoë Mann"})
    keep(path, replace(CASE, details={**CASE.details, "name": "G. Án"}), other)
    with Store(path) as store:
        assert store.find(given).reference == REFERENCE
        assert store.find("zoe").reference == "A21-W1S83GA4"
        with pytest.raises(CaseError, match=r"Several cases fit .*A21-W1S83GA4, A21-7K3M9Q2X"):
            store.find("g")
        with pytest.raises(CaseError, match="No case has this reference"):
            store.owner_of("G An")
        with pytest.raises(CaseError, match="No case has this reference"):
            store.remove("Zoë")


def test_a_case_is_kept_once(path):
    keep(path)
    with pytest.raises(CaseError, match="already kept"):
        keep(path)


def test_a_time_limit_that_ends_soon_is_due_although_an_answer_is_waited_for(path):
    replied = written("reply", date(2026, 12, 14), "officer-form")
    keep(path, case_of("NL", written(), answered(date(2026, 11, 10)), replied))
    with Store(path) as store:
        (case,) = store.listed(date(2026, 12, 15), due=True)
    assert (case.step, case.limit) == ("wait", date(2026, 12, 22))


def test_days_are_counted_again_when_the_facts_may_have_changed(path):
    keep(path)
    with closing(sqlite3.connect(path)) as older:
        older.execute("UPDATE cases SET counted_by = '0.0.1', step = 'nothing', acts_from = NULL")
        older.commit()
    with Store(path) as store:
        assert [case.step for case in store.listed(TODAY, due=True)] == ["reply"]


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_case_file import case_of_number
from article21.cases.store import Store

number, path = int(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    with Store(path) as store, store.change():
        store.save(case_of_number(number))
    print(number, flush=True)
"""


def test_two_processes_write_and_are_killed_and_nothing_that_was_told_is_lost(path):
    script = KILLED.format(tests=str(Path(__file__).parent))
    for attempt in range(3):
        start = [1_000_000 * (attempt + 1), 500_000 + 1_000_000 * (attempt + 1)]
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", script, str(first), str(path)], stdout=subprocess.PIPE, text=True
            )
            for first in start
        ]
        for writer in writers:
            for _ in range(6):
                assert writer.stdout.readline()
        told = []
        for writer in writers:
            writer.kill()
            rest, _ = writer.communicate()
            told += [int(line) for line in rest.split() if line.isdecimal()]
        told += [first + 1 for first in start]
        with Store(path) as store:
            kept = {case.reference for case in store.cases()}
            store.back_up(path.with_name(f"copy-{attempt}"))  # which looks at every page
        assert {case_of_number(number).reference for number in told} <= kept


def case_of_number(number: int):
    case = case_of("SE", written())
    return type(case)(**{**vars(case), "reference": f"A21-{number:08}"})


def test_the_errors_of_the_file_are_explained_mistakes():
    assert issubclass(CaseFileError, Article21Error)


_PUT = """UPDATE events SET event = replace(event, '"{0}"', '{1}, "{0}"')"""
NOBODY_WROTE = {
    "details that are no JSON": "UPDATE cases SET details = 'not json'",
    "details that are no table": "UPDATE cases SET details = '[1]'",
    "details without end": "UPDATE cases SET details = replace(hex(zeroblob(50000)), '00', '[')",
    "a language that is a path": "UPDATE cases SET language = '../../x'",
    "a language by its name": "UPDATE cases SET language = 'Svenska'",
    "a country that is none": "UPDATE cases SET country = 'XX'",
    "a law that is none": "UPDATE cases SET law = '../laws/gdpr'",
    "a company that is a number": "UPDATE cases SET company = zeroblob(3)",
    "text that is no UTF-8": "UPDATE cases SET company = CAST(x'ff41' AS TEXT)",
    "an escape in a company": "UPDATE cases SET company = char(27) || ']0;evil' || char(7)",
    "an escape in a name": "UPDATE cases SET details = replace(details, 'Maja', '\\u001b[2J')",
    "a mark that turns what follows": "UPDATE cases SET details = replace(details, 'Maja', char(8238))",
    "two lines in a name": "UPDATE cases SET details = replace(details, 'Maja', '\\n')",
    "an escape in a note": _PUT.format("how", '"note": "\\u001b"'),
    "no events": "DELETE FROM events",
    "no first letter": "DELETE FROM events WHERE number = 0",
    "an event without a reference": "UPDATE events SET event = replace(event, 'reference', 'x')",
    "a kind of letter that is none": "UPDATE events SET event = replace(event, 'objection', 'threat')",
    "an answer that is none": "UPDATE events SET event = replace(event, 'refused', 'laughed')",
    "a way of sending that is none": "UPDATE events SET event = replace(event, 'form', 'pigeon')",
    "an authority that is none": _PUT.format("via", '"authority": "x"'),
    "the last day of the calendar": "UPDATE events SET event = replace(event, '2026-10', '9999-12')",
}


def damage_first(path: Path, change: str) -> None:
    """Change one case of two, and have its days counted again."""
    keep(path)
    with closing(sqlite3.connect(path)) as file:
        file.execute(change)
        file.execute("UPDATE cases SET counted_by = NULL")
        file.commit()
    keep(path, case_of_number(1))


@pytest.mark.parametrize("change", NOBODY_WROTE.values(), ids=NOBODY_WROTE)
def test_a_case_that_nobody_could_have_written_is_named_and_the_others_are_listed(path, change):
    damage_first(path, change)
    said = f": {REFERENCE}. All others can be used."
    with Store(path) as store:
        assert [case.reference for case in store.listed(TODAY, due=False)] == ["A21-00000001"]
        assert said in str(store.damage())
        assert [case.reference for case in store.due_cases(TODAY)] == ["A21-00000001"]
        with pytest.raises(CaseFileError) as error:
            store.find(REFERENCE)
        assert said in str(error.value)
        store.remove(REFERENCE)
        assert store.owner_of("A21")[0] == "A21-00000001"
        assert [case.reference for case in store.cases()] == ["A21-00000001"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases SET name = char(27) || ']0;evil' || char(7)",
        "UPDATE cases SET name = 'Maja' || char(10) || 'A21-00000002'",
        "UPDATE cases SET name = CAST(x'ff41' AS TEXT)",
        "UPDATE cases SET step = 'dance'",
        "UPDATE cases SET until = 'soon'",
        'UPDATE cases SET basis = \'["key", "\\u001b[2J"]\'',
        "UPDATE cases SET basis = '[[], {}]'",
    ],
)
def test_a_line_of_a_list_that_nobody_could_have_written_is_left_out_and_named(path, change):
    keep(path)
    with closing(sqlite3.connect(path)) as file:
        file.execute(change)
        file.commit()
    keep(path, case_of_number(1))
    with Store(path) as store:
        assert [case.reference for case in store.listed(TODAY, due=False)] == ["A21-00000001"]
        assert f": {REFERENCE}. All others can be used." in str(store.damage())


def test_a_kept_file_that_nobody_could_have_written_is_damage(path):
    keep(path)
    with Store(path) as store, store.change():
        store.keep_files(REFERENCE, (KeptFile(0, "letter.pdf", ""),))
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE files SET number = 'none'")
        file.commit()
    with Store(path) as store, pytest.raises(CaseFileError, match=REFERENCE):
        store.files_of(REFERENCE)
