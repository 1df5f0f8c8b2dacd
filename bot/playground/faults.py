"""Faults on demand: 429 with `Retry-After`, 500, silence after acceptance, dropped connections, slowness, any error."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

#: `lost` does the work and then drops the connection: the caller cannot know. `dropped` does nothing and drops it.
#: `silent` does the work and never answers; `slow` does the work and answers after `seconds`.
Kind = Literal["rate_limited", "server_error", "lost", "dropped", "silent", "slow", "error"]


@dataclass
class Fault:
    """One fault, for the next `times` calls of a method (`*` for any)."""

    kind: Kind
    method: str = "*"
    times: int = 1
    seconds: float = 1.0
    error: str = "internal_error"
    after_work: bool = False

    def happens_after_work(self) -> bool:
        """Whether the call takes effect although the caller does not learn of it."""
        return self.kind in ("lost", "silent", "slow") or (self.kind == "server_error" and self.after_work)


class Faults:
    """Faults waiting for their calls, in the order in which they were asked for, and a source of others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._source: Callable[[str], Fault | None] | None = None

    def add(self, kind: Kind, method: str = "*", *, times: int = 1, **more: Any) -> None:
        """Let the next `times` calls of `method` fail in this way."""
        with self._lock:
            self._waiting.append(Fault(kind, method, times, **more))

    def at_random(self, share: float, kinds: list[Kind], *, methods: set[str] | None = None, seed: int = 0) -> None:
        """Let this share of calls (0 to 1) fail, one of `kinds` each; one seed and one order of calls repeat it."""
        chance = Random(seed)

        def source(method: str) -> Fault | None:
            if (methods is None or method in methods) and chance.random() < share:
                kind = chance.choice(kinds)
                return Fault(kind, method, after_work=chance.random() < 0.5, seconds=1.0)
            return None

        with self._lock:
            self._source = source

    def clear(self) -> None:
        """From now on everything works."""
        with self._lock:
            self._waiting.clear()
            self._source = None

    def take(self, method: str) -> Fault | None:
        """The fault meant for this call, if any; it is used up by it."""
        with self._lock:
            for fault in self._waiting:
                if fault.method in ("*", method):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                    return fault
            return self._source(method) if self._source else None
