"""Where chunks can run: in this process, in processes beside it, on a cluster."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from article21.tables.records import TableError

_CHUNKS_OF_A_POOL = 400
"""Then a new pool takes over: the typesetter leaks some kilobytes a letter."""
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


class WorkerPool(Executor):
    """Processes that are replaced now and then, and end at once when this one is stopped or killed."""

    def __init__(self, jobs: int, *, needs_pdf: bool = False) -> None:
        self._jobs, self._submitted = jobs, 0
        # Whoever holds the reading end knows when the writing end is gone, however this process ended.
        self._alive, self._watched = multiprocessing.Pipe(duplex=False)
        methods = multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        # What workers need is imported once, in the process they are forked from.
        imported = ["article21.batch.preloaded"] if needs_pdf else []
        self._context.set_forkserver_preload(["article21.batch.jobs", *imported])
        self._pools = [self._new_pool()]

    def submit(
        self, fn: Callable[_Given, _Back], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Back]:
        """Hand the work to the current pool; a new one follows a broken or an old one."""
        self._submitted += 1
        if self._submitted % _CHUNKS_OF_A_POOL == 0:
            self._pools[-1].shutdown(wait=False)
            self._pools = [self._pools[-1], self._new_pool()]
        try:
            return self._pools[-1].submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            self._pools = [self._new_pool()]
            return self._pools[-1].submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's
        """End the pools; files being written are left unfinished, under names that say so."""
        if not self._watched.closed:
            self._watched.close()
        for pool in self._pools:
            pool.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait and not self._alive.closed:
            self._alive.close()

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs, self._context, initializer=_start_worker, initargs=(self._alive,)
        )


def _start_worker(alive: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the first process decides
    Thread(target=_end_with_parent, args=(alive,), daemon=True).start()


def _end_with_parent(alive: Connection) -> None:
    try:
        alive.recv()
    except (EOFError, OSError):
        os._exit(1)


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
        pool = WorkerPool(jobs, needs_pdf=needs_pdf)
        try:
            yield pool, 2 * jobs + 1
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _dask(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise NoClusterError("dask-missing", address=address) from None
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


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
