"""The database, asked with patience: an answer within a second or none, and some rest for it when none came.

For what must answer a person even without the database. Whoever cannot go on without it asks the store itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as LateError
from threading import Lock
from typing import Any, TypeVar

from bot.store.errors import StoreUnavailableError

log = logging.getLogger("alongside.reach")

T = TypeVar("T")

#: How long an answer may take, in seconds.
PATIENCE = 1.0
#: How long the database is left alone after it did not answer, in seconds; then one request finds out for all.
REST = 5.0
THREADS = 8


class Reach:
    """Asks on threads of its own, which may hang while nobody waits for them. Safe to use from several threads."""

    def __init__(self, *, patience: float = PATIENCE, rest: float = REST) -> None:
        self._patience = patience
        self._rest = rest
        self._lock = Lock()
        self._away_until = 0.0
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="reach")
        self._asking: set[Future[Any]] = set()

    def ask(self, work: Callable[[], T]) -> T:
        """What `work` gives. Raises StoreUnavailableError at once while the database rests, and when it is late.

        Work that was late goes on behind and may still write: give it only what does no harm late.
        """
        self._may_ask()
        asking = self._pool.submit(work)
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        try:
            found = asking.result(self._patience)
        except LateError:
            asking.cancel()
            self._let_rest("late")
            raise StoreUnavailableError("late") from None
        except StoreUnavailableError as error:
            self._let_rest(error.cause)
            raise
        with self._lock:
            self._away_until = 0.0
        return found

    def close(self) -> None:
        """Let go of the threads, once what is under way gave its connection back or patience ran out."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        wait(set(self._asking), self._patience)

    def _may_ask(self) -> None:
        now = time.monotonic()
        with self._lock:
            if now < self._away_until:
                raise StoreUnavailableError("resting")
            if self._away_until:
                self._away_until = now + self._patience  # this request finds out; the others do not wait with it

    def _let_rest(self, cause: str) -> None:
        with self._lock:
            self._away_until = time.monotonic() + self._rest
        log.warning("database away", extra={"cause": cause})
