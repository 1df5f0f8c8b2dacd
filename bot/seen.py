"""Which of Slack's events were handled: in the database for all processes, in memory when it is away."""

from __future__ import annotations

import logging
from collections import OrderedDict
from datetime import datetime
from threading import Lock

from bot.reach import Reach
from bot.store.errors import StoreError
from bot.store.processed_events import first_time
from bot.store.store import Store

log = logging.getLogger("alongside.seen")

MANY = 10_000


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
