"""Rows are written on any executor; a worker that dies costs at most the row that killed it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article21.batch import execution
from article21.batch.batches import Outcome, run_batch
from article21.batch.chunks import Chunk, Results
from article21.batch.execution import BatchStoppedError
from article21.batch.executors import InlineExecutor
from article21.batch.jobs import write_chunk
from article21.batch.plans import Plan
from article21.batch.workers import WorkerPool
from article21.model import Format
from article21.person import Given
from article21.tables.columns import count_known, match_columns
from article21.tables.table import open_table
from people import DAY
from staffs import HEADINGS, batch, index, letters, person, read_csv, staff, write_table


@contextmanager
def run(folder: Path, rows: list[dict[str, str]], executor: Executor, pending: int = 4) -> Iterator[Outcome]:
    """Run a batch on an executor."""
    path = write_table(folder / "staff.csv", rows)
    plan = Plan(folder / "out", (Format.TXT,), Given({}), DAY)
    with open_table(str(path), count_known) as table:
        columns = match_columns(table.headings, {}, frozenset())
        with run_batch(table, columns, plan, executor, most_pending=pending) as outcome:
            yield outcome


def write_or_die(chunk: Chunk) -> Results:
    """Write the chunk, but die like a crashed library on certain people."""
    if any("Killer" in task.values["name"] for task in chunk.tasks):
        os.kill(os.getpid(), signal.SIGKILL)
    return write_chunk(chunk)


def always_die(_chunk: Chunk) -> Results:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def test_threads_do_as_well_as_processes(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as executor, run(tmp_path, staff(60), executor) as outcome:
        assert (outcome.report.written, outcome.report.rejected) == (60, 0)
    assert len(index(tmp_path)) == 60


def test_a_row_that_kills_its_worker_is_a_problem_and_all_others_have_their_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execution, "write_chunk", write_or_die)
    rows = staff(120)
    rows[40]["name"] = rows[90]["name"] = "Killer"
    pool = WorkerPool(2)
    with run(tmp_path, rows, pool) as outcome:
        assert (outcome.report.written, outcome.report.rejected) == (118, 2)
    pool.shutdown()
    assert [row["article21_row"] for row in read_csv(tmp_path / "out/problems.csv")] == ["42", "92"]


def test_workers_that_always_die_stop_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "write_chunk", always_die)
    pool = WorkerPool(1)
    with pytest.raises(BatchStoppedError, match="keep crashing"), run(tmp_path, staff(30), pool):
        pass
    assert not (tmp_path / "out/index.csv").exists()


class Counting(InlineExecutor):
    """Counts what is pending."""

    def __init__(self) -> None:
        self.pool, self.now, self.most = ThreadPoolExecutor(2), 0, 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def, override] # as the executor's own
        self.now += 1
        self.most = max(self.most, self.now)
        future = self.pool.submit(fn, *args, **kwargs)
        future.add_done_callback(lambda _future: setattr(self, "now", self.now - 1))
        return future


def test_no_more_chunks_are_pending_than_allowed(tmp_path: Path) -> None:
    executor = Counting()
    with run(tmp_path, staff(500), executor, pending=3) as outcome:
        assert outcome.report.written == 500
    executor.pool.shutdown()
    assert 2 <= executor.most <= 3


def test_a_chunk_shows_no_word_of_a_person(tmp_path: Path) -> None:
    class Spy(InlineExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def, override] # as above
            assert repr(args) == "(Chunk(2 rows),)"
            return super().submit(fn, *args, **kwargs)

    with run(tmp_path, staff(2), Spy()) as outcome:
        assert outcome.report.written == 2


cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["SE", "Deutschland", "job-search", "a@example.org", "b@example.org;c@example.org", "=1+1", "en"]
    ),
)
tables = st.lists(st.fixed_dictionaries(dict.fromkeys(HEADINGS, cells)), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=tables, good=st.integers(0, 3))
def test_any_table_gives_one_letter_or_one_problem_for_each_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], good: int
) -> None:
    # Half a character can't be saved in a file.
    rows = [
        {key: text.encode("utf-8", "replace").decode() for key, text in row.items()} for row in rows
    ] + staff(good)
    folder = tmp_path_factory.mktemp("any")
    path = write_table(folder / "staff.csv", rows)
    with open_table(str(path), count_known) as table:
        numbers = [record.number for record in table.records() if any(map(str.strip, record.cells))]
    with run(folder, rows, InlineExecutor()):
        pass
    written = [int(row["row"]) for row in index(folder)]
    problems = folder / "out/problems.csv"
    rejected = [int(row["article21_row"]) for row in read_csv(problems)] if problems.exists() else []
    assert sorted([*written, *rejected]) == numbers
    assert len(written) >= good
    assert len(letters(folder)) == len(written)


@contextmanager
def dask(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a part of a Dask cluster."""
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_dask_cluster_writes_the_same_letters_even_when_a_worker_is_killed(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    rows = staff(400)
    assert batch(here, rows).code == 0
    write_table(there / "staff.csv", rows)
    address = f"tcp://127.0.0.1:{free_port()}"
    worker = ("worker", address, "--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path))
    today = f"date({DAY.year}, {DAY.month}, {DAY.day})"
    imports = "import sys; from datetime import date; from article21.cli import main, writing; "
    program = f"{imports}writing.today = lambda: {today}; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program]
    options = ["batch", "staff.csv", "--output", "out", "--format", "txt", "--scheduler", address]
    with dask("scheduler", "--host", address), dask(*worker) as first, dask(*worker):
        process = subprocess.Popen([*command, *options], cwd=there, stderr=subprocess.PIPE)
        folder = there / "out/letters"
        until = time.monotonic() + 60
        while time.monotonic() < until and (not folder.exists() or len(list(folder.iterdir())) < 60):
            time.sleep(0.02)
        first.kill()
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()
    assert letters(there) == letters(here)
    assert (there / "out/index.csv").read_bytes() == (here / "out/index.csv").read_bytes()


def test_a_scheduler_that_is_killed_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    write_table(tmp_path / "staff.csv", staff(1500))
    address = f"tcp://127.0.0.1:{free_port()}"
    worker = ("worker", address, "--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path))
    command = [sys.executable, "-m", "article21", "batch", "staff.csv", "--output", "out", "--format", "txt"]
    with dask("scheduler", "--host", address) as scheduler, dask(*worker):
        process = subprocess.Popen(
            [*command, "--scheduler", address], cwd=tmp_path, stderr=subprocess.PIPE, text=True
        )
        folder, until = tmp_path / "out/letters", time.monotonic() + 60
        while time.monotonic() < until and (not folder.exists() or len(list(folder.iterdir())) < 60):
            time.sleep(0.02)
        scheduler.kill()
        _, err = process.communicate(timeout=90)
    assert process.returncode == 1, err
    assert "The scheduler ended." in err
    assert "Traceback" not in err
    assert batch(tmp_path, "staff.csv").code == 0


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    run = batch(tmp_path, [person(1)], "--scheduler", "nonsense://nowhere")
    assert run.code == 2
    assert "The scheduler nonsense://nowhere can't be used" in run.err
    assert not (tmp_path / "out").exists()
