"""Which of Slack's events were handled: in the database for all processes, in memory when it is away."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from datetime import datetime
from threading import Lock

from bot.store.errors import StoreError
from bot.store.processed_events import first_time
from bot.store.store import Store

log = logging.getLogger("alongside.seen")

MANY = 10_000
#: Longer than a timestamp of Slack's is accepted, in seconds.
REMEMBERED = 600.0


class SeenEvents:
    """Says of each event, once, that it is new. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._here: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def first_time(self, team: str, event_id: str, now: datetime) -> bool:
        """Whether the event is new to this process and to every other. One without a number always is."""
        if not event_id:
            return True
        with self._lock:
            if event_id in self._here:
                return False
            self._here[event_id] = None
            while len(self._here) > MANY:
                self._here.popitem(last=False)
        try:
            with self._store.begin() as connection:
                return first_time(connection, team, event_id, now=now)
        except StoreError as error:
            log.warning("events in memory only", extra={"cause": type(error).__name__})
            return True


class Signatures:
    """Signatures of requests that were let in, while Slack's five minutes last; a copied request has an old one.

    Each process remembers its own. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def is_new(self, signature: str) -> bool:
        """Whether this process has not seen the signature in the last ten minutes; from now on it has."""
        now = time.monotonic()
        with self._lock:
            while self._seen and next(iter(self._seen.values())) < now - REMEMBERED:
                self._seen.popitem(last=False)
            if signature in self._seen:
                return False
            self._seen[signature] = now
            return True

    def forget(self, signature: str) -> None:
        """Let the signature come again, because the request that bore it was not Slack's."""
        with self._lock:
            self._seen.pop(signature, None)
