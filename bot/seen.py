"""Which of Slack's events and requests came before: in the database for all processes, in memory when it is away."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import OrderedDict
from datetime import datetime
from threading import Lock

from bot.reach import Reach
from bot.store.errors import StoreError
from bot.store.processed_events import first_time
from bot.store.store import Store

log = logging.getLogger("alongside.seen")

MANY = 10_000
#: Longer than a timestamp of Slack's is accepted, in seconds.
REMEMBERED = 600.0


class SeenEvents:
    """Says of each event, once, that it is new. Safe to use from several threads."""

    def __init__(self, store: Store, reach: Reach) -> None:
        self._store = store
        self._reach = reach
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
            return self._reach.ask(lambda: self._first_time(team, event_id, now))
        except StoreError as error:
            log.warning("events in memory only", extra={"cause": type(error).__name__})
            return True

    def _first_time(self, team: str, event_id: str, now: datetime) -> bool:
        with self._store.begin() as connection:
            return first_time(connection, team, event_id, now=now)


class SeenRequests:
    """Says of each signed request, once, that it is new: a copied request bears a signature that was seen before.

    Only requests whose signature was found to be Slack's are to be asked about. Safe to use from several threads.
    """

    def __init__(self, store: Store, reach: Reach) -> None:
        self._store = store
        self._reach = reach
        self._here: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def first_time(self, team: str, signature: str, now: datetime) -> bool:
        """Whether no process has seen the signature; without the database, whether this one has not."""
        key = hashlib.sha256(signature.encode()).hexdigest()[:32]
        moment = time.monotonic()
        with self._lock:
            while self._here and next(iter(self._here.values())) < moment - REMEMBERED:
                self._here.popitem(last=False)
            if key in self._here:
                return False
            self._here[key] = moment
        try:
            return self._reach.ask(lambda: self._first_time(team, key, now))
        except StoreError as error:
            log.warning("requests in memory only", extra={"cause": type(error).__name__})
            return True

    def _first_time(self, team: str, key: str, now: datetime) -> bool:
        with self._store.begin() as connection:
            return first_time(connection, team, f"request {key}", now=now)
