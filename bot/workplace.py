"""What a workspace has settled, as the core needs it: from the database, else from memory, else the defaults."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from bot.settings import Settings
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.store.workspaces import workspace_of
from scheduling.places import find_place
from scheduling.policy import Policy

log = logging.getLogger("alongside.workplace")

#: How long what was read is used without reading it again, in seconds.
FRESH = 3.0
#: How long to wait for the database before answering with what is known, in seconds.
PATIENCE = 2.0
MANY = 2000


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workspace's choices. `certain` is false when the database did not answer and these may be out of date."""

    policy: Policy
    chosen: Mapping[str, Any] = field(default_factory=dict)
    certain: bool = True


class Workplaces:
    """Reads workplaces, and goes on without the database when it is slow or away. Safe to use from several threads."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._known: OrderedDict[str, tuple[float, Workplace]] = OrderedDict()
        self._lock = Lock()
        self._reading = ThreadPoolExecutor(4, thread_name_prefix="workplace")

    def of(self, team: str) -> Workplace:
        """The workplace of that workspace; never waits longer than two seconds."""
        with self._lock:
            known = self._known.get(team)
        if known and time.monotonic() - known[0] < FRESH:
            return known[1]
        try:
            found = self._reading.submit(self._read, team).result(PATIENCE)
        except (StoreError, LateError) as error:
            log.warning("without settings", extra={"cause": type(error).__name__})
            if known:
                return Workplace(known[1].policy, known[1].chosen, certain=False)
            return Workplace(policy_from({}, self._settings), certain=False)
        with self._lock:
            self._known[team] = (time.monotonic(), found)
            self._known.move_to_end(team)
            while len(self._known) > MANY:
                self._known.popitem(last=False)
        return found

    def forget(self, team: str) -> None:
        """Read anew next time, because something was changed."""
        with self._lock:
            self._known.pop(team, None)

    def close(self) -> None:
        """Let go of the threads."""
        self._reading.shutdown(wait=False, cancel_futures=True)

    def _read(self, team: str) -> Workplace:
        with self._store.read() as connection:
            kept = workspace_of(connection, team)
        return Workplace(policy_from(kept.policy, self._settings), kept.policy)


def policy_from(chosen: Mapping[str, Any], settings: Settings) -> Policy:
    """The policy for what a workspace chose; everything it did not choose is the default."""
    return Policy(place=find_place(str(chosen.get("place") or settings.place), tz=settings.tz))
