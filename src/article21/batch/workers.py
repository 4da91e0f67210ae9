"""Processes beside this one that write chunks; a browser has none, so nothing else imports this module."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from threading import Thread
from typing import ParamSpec, TypeVar

_CHUNKS_OF_A_POOL = 400
"""Then a new pool takes over: the typesetter leaks some kilobytes a letter."""
_Given = ParamSpec("_Given")
_Back = TypeVar("_Back")


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
