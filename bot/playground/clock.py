"""The stand-in's clock: it runs with real time or stands still, and can be moved."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970, UTC. A frozen clock moves only when told to; a running one keeps pace with real time."""

    def __init__(self, at: datetime | None = None, *, frozen: bool = False) -> None:
        self._lock = threading.Lock()
        self._frozen = frozen
        self._shift = 0.0
        self._at = time.time()
        if at is not None:
            self.set(_seconds(at))

    @property
    def frozen(self) -> bool:
        """Whether time passes only when somebody moves the clock."""
        return self._frozen

    @property
    def shift(self) -> float:
        """How far this clock is ahead of real time, in seconds."""
        return self.now() - time.time()

    def now(self) -> float:
        """The current time in seconds since 1970."""
        with self._lock:
            return self._at if self._frozen else time.time() + self._shift

    def today(self) -> datetime:
        """The current time as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def set(self, seconds: float) -> None:
        """Set the time, in seconds since 1970. What falls due in between is the caller's business."""
        with self._lock:
            if self._frozen:
                self._at = seconds
            else:
                self._shift = seconds - time.time()


def _seconds(at: datetime) -> float:
    if at.tzinfo is None:
        raise ValueError(f"The clock needs a time with a zone; {at.isoformat()} has none.")
    return at.timestamp()
