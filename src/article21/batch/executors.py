"""Where chunks can run: in this process, in processes beside it, on a cluster."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from article21.extras import need_extra
from article21.tables.records import TableError

_Given = ParamSpec("_Given")
_Back = TypeVar("_Back")


class InlineExecutor(Executor):
    """Runs everything at once and here: for few rows, and for whoever debugs."""

    def submit(
        self, fn: Callable[_Given, _Back], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Back]:
        """Run the function and return a future that has ended."""
        future: Future[_Back] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future keeps any error for whoever asks for its result
            future.set_exception(error)
        return future


class NoClusterError(TableError):
    """A cluster that can't be reached."""


@contextmanager
def open_executor(jobs: int, scheduler: str | None, *, needs_pdf: bool) -> Iterator[tuple[Executor, int]]:
    """Give an executor and how many chunks it should have pending."""
    if scheduler == "mpi":
        with _mpi() as executor:
            yield executor, 64
    elif scheduler:
        with _dask(scheduler) as (executor, threads):
            yield executor, 3 * threads + 2
    elif jobs == 1:
        yield InlineExecutor(), 1
    else:
        from article21.batch.workers import WorkerPool

        pool = WorkerPool(jobs, needs_pdf=needs_pdf)
        try:
            yield pool, 2 * jobs + 1
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _dask(address: str) -> Iterator[tuple[Executor, int]]:
    need_extra("dask")
    from distributed import Client

    # What went wrong is told in a sentence; Dask gives several of its loggers a handler of their own.
    names = [name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado"))]
    for name in (*names, "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [logging.NullHandler()], False

    try:
        client: Any = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call] # Dask has few types
    except (OSError, ValueError) as error:
        raise NoClusterError("scheduler-away", address=address, reason=type(error).__name__) from None
    with client:
        # The same rows may be written twice on purpose; and keys made from them would tell of them.
        yield client.get_executor(pure=False), max(1, sum(client.nthreads().values()))


@contextmanager
def _mpi() -> Iterator[Executor]:
    try:
        from mpi4py.futures import MPIPoolExecutor
    except ImportError:
        raise NoClusterError("mpi-missing") from None
    with MPIPoolExecutor() as executor:
        yield executor


def end_executor(executor: Executor) -> None:
    """End an executor without waiting for what it was given."""
    try:
        executor.shutdown(cancel_futures=True)
    except TypeError:  # Dask's knows no such thing: its own end cancels what is pending
        executor.shutdown(wait=False)


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
