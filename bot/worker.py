"""The worker: plans, hands over and settles channel prompts, tells owners, and cleans up, on a ticker of its own.

Any number may run on one database, in processes of their own (`alongside worker`) or inside `alongside socket`.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import timedelta

from bot.posting.handing_over import hand_over
from bot.posting.notices import tell_owners
from bot.posting.planning import plan
from bot.posting.reconciling import reconcile
from bot.posting.room import PostRoom
from bot.store.errors import StoreError
from bot.store.heartbeats import Heartbeat, beat, sign_off
from bot.store.retention import clean_up
from scheduling.ticker import Job, Ticker

log = logging.getLogger("alongside.worker")

#: How often each job runs.
EVERY = {
    "plan": timedelta(seconds=60),
    "hand over": timedelta(seconds=5),
    "reconcile": timedelta(seconds=20),
    "notices": timedelta(seconds=30),
    "clean up": timedelta(hours=1),
}
BEAT = timedelta(seconds=20)
#: A hand-over pass ends after this, so that a long one shows as alive.
LONGEST_PASS = timedelta(minutes=2)


def one_round(room: PostRoom) -> None:
    """One round of every pass, in this thread: what a worker does over and over."""
    plan(room)
    hand_over(room, until=room.now() + LONGEST_PASS)
    reconcile(room)
    tell_owners(room)


class Worker:
    """The jobs of one process, and its heartbeat. `haste` divides the intervals where a faster clock asks for it."""

    def __init__(self, room: PostRoom, *, haste: float = 1.0) -> None:
        self._room = room
        self._haste = haste
        self._started_at = room.now()
        self._passes: dict[str, str] = {}
        self._name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(2)}"
        self._ticker = Ticker(
            {
                "plan": self._job("plan", lambda: plan(room)),
                "hand over": self._job("hand over", lambda: hand_over(room, until=room.now() + LONGEST_PASS)),
                "reconcile": self._job("reconcile", lambda: reconcile(room)),
                "notices": self._job("notices", lambda: tell_owners(room)),
                "clean up": self._job("clean up", self._clean_up),
                "heartbeat": Job(self._beat, BEAT / haste),
            }
        )

    def start(self) -> None:
        """Begin; returns at once."""
        log.info("worker started", extra={"worker": self._name, "database": self._room.store.name})
        self._ticker.start()

    def stop(self) -> None:
        """Finish what is running, then sign off."""
        self._ticker.stop()
        try:
            with self._room.store.begin() as connection:
                sign_off(connection, self._name)
        except StoreError:
            log.warning("could not sign off", extra={"worker": self._name})
        log.info("worker stopped", extra={"worker": self._name})

    def run(self, stopping: threading.Event) -> None:
        """Work until told to stop."""
        self.start()
        stopping.wait()
        self.stop()

    def _job(self, name: str, run: Callable[[], object]) -> Job:
        def noted() -> None:
            run()
            self._passes[name] = self._room.now().isoformat(timespec="seconds")

        return Job(noted, EVERY[name] / self._haste)

    def _beat(self) -> None:
        heartbeat = Heartbeat(
            process=self._name,
            role="worker",
            started_at=self._started_at,
            beat_at=self._room.now(),
            passes=dict(self._passes),
        )
        with self._room.store.begin() as connection:
            beat(connection, heartbeat)

    def _clean_up(self) -> None:
        with self._room.store.begin() as connection:
            gone = {kind: count for kind, count in clean_up(connection, self._room.now()).items() if count}
        if gone:
            log.info("cleaned up", extra={"rows": gone})
