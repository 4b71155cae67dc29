"""Work on the second core: what can be done beside other work begins in a copy of this process."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterator
from typing import TypeVar

Result = TypeVar('Result')
# Fewer pages than these are done sooner than this process is copied.
MANY = 20


def by_language(work: Callable[[str], Result], pages: int) -> tuple[Result, Result]:
    """What a work on so many pages gives for Chinese and for English; with many, beside each other."""
    if pages < MANY:
        return work('zh'), work('en')
    with beside(lambda: work('en')) as english:
        return work('zh'), english()


@contextlib.contextmanager
def beside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begins `work` beside what this context does; the given function waits for it and gives its result.

    work: changes nothing but files, and gives what can be pickled. Where there is one core or no fork, where
    the copy was killed or failed, that function does the work itself and raises what it raises: so a fault
    reads as it does without us. Nothing is left at work when the context ends.
    """
    if (os.cpu_count() or 1) < 2 or not hasattr(os, 'fork'):
        yield work
        return
    read, write = os.pipe()
    with warnings.catch_warnings():
        # Python warns of threads, which `make serve` and the tests have. The copy neither waits for one nor
        # takes a lock of one.
        warnings.simplefilter('ignore', DeprecationWarning)
        child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException), open(write, 'wb') as out:
            os.close(read)
            pickle.dump((work(),), out)
        # no clean-up: all that would be closed or flushed belongs to the process that we are a copy of
        os._exit(0)
    os.close(write)
    with open(read, 'rb') as told:

        def answer() -> Result:
            try:
                return pickle.load(told)[0]
            except (EOFError, pickle.UnpicklingError):
                return work()

        try:
            yield answer
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
