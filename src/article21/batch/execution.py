"""Run chunks on an executor: never too many at once, and no row lost when a worker dies."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import replace
from itertools import islice

from article21.batch.chunks import Chunk, Result, Results
from article21.batch.jobs import write_chunk
from article21.batch.problems import RowProblem
from article21.errors import Article21Error
from article21.interface import Message, Value

_DEATHS = 5
"""So many rows in a row that end their worker are not the rows' fault."""


class BatchStoppedError(Article21Error):
    """Nothing more can be written; what is written stays, and the next run goes on from there."""

    def __init__(self, *reasons: Message | str, resumable: bool = True, **values: Value) -> None:
        kept = [Message("letters-kept")] if resumable else []  # the reason may say so itself
        super().__init__(*reasons, *kept, **values)


def run_chunks(executor: Executor, chunks: Iterable[Chunk], most_pending: int) -> Iterator[Results]:
    """Yield what became of each chunk, in whatever order they end."""
    upcoming = iter(chunks)
    pending: dict[Future[Results], Chunk] = {}
    suspects: deque[Chunk] = deque()
    while True:
        if not suspects:
            for chunk in islice(upcoming, most_pending - len(pending)):
                pending[executor.submit(write_chunk, chunk)] = chunk
        if not (pending or suspects):
            return
        for results in _ended(pending, suspects) if pending else _run_alone(executor, suspects):
            yield results
            if results.halted:
                raise BatchStoppedError(*results.halted)


def _ended(pending: dict[Future[Results], Chunk], suspects: deque[Chunk]) -> Iterator[Results]:
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        chunk = pending.pop(future)
        if (results := _results_of(future)) is None:
            suspects.append(chunk)
        else:
            yield results


def _results_of(future: Future[Results]) -> Results | None:
    """Return a chunk's results, or None when its worker died; any of the pending chunks may be why."""
    try:
        results = future.result()
    except CancelledError:
        raise BatchStoppedError("scheduler-ended") from None
    except Exception:  # noqa: BLE001 - each executor has its own way to say that a worker died
        return None
    return results


def _run_alone(executor: Executor, suspects: deque[Chunk]) -> Iterator[Results]:
    """Run suspect rows one at a time, with nothing beside them, so that blame falls on the right one."""
    deaths = 0
    while suspects:
        chunk = suspects.popleft()
        for task in chunk.tasks:
            alone = replace(chunk, tasks=(task,))
            results = _results_of(executor.submit(write_chunk, alone))
            deaths = 0 if results else deaths + 1
            if deaths == _DEATHS:
                raise BatchStoppedError("workers-crash")
            yield results or Results((_died(task.row),))


def _died(row: int) -> Result:
    return Result(row, None, problems=(RowProblem(row, "", "", Message("worker-died")),))
