"""Signatures of requests that were let in, in memory that the processes of one server share.

A copied request bears an old signature; Slack's timestamp is accepted for five minutes, so they are remembered for ten.
A database would know for all servers, and cost four requests of five (decision 13).
"""

from __future__ import annotations

import hashlib
import mmap
import multiprocessing
import struct
import time

#: Longer than a timestamp of Slack's is accepted, in seconds.
REMEMBERED = 600
#: Signatures that have room at once: fifty requests a second for ten minutes fill half of it.
SLOTS = 1 << 16
#: Places that one signature may stand in. When all are taken, the oldest makes room.
PLACES = 16

_SLOT = struct.Struct("<16sI")
_EMPTY = bytes(16)
#: A process that was killed while it looked must not stop the others, in seconds.
PATIENCE = 0.05


class Signatures:
    """Says of each signature, once, that it is new. Made before a server forks, it is shared by what it forks.

    Only signatures that were found to be Slack's are to be asked about. Safe to use from several threads.
    """

    def __init__(self, *, slots: int = SLOTS) -> None:
        self._slots = slots
        self._memory = mmap.mmap(-1, slots * _SLOT.size)
        self._lock = multiprocessing.get_context("fork").Lock()

    def is_new(self, signature: str, *, now: float | None = None) -> bool:
        """Whether no process has seen the signature in the last ten minutes; from now on it is seen."""
        digest = hashlib.sha256(signature.encode()).digest()[:16]
        moment = int(time.time() if now is None else now)
        held = self._lock.acquire(timeout=PATIENCE)
        try:
            return self._remember(digest, moment)
        finally:
            if held:
                self._lock.release()

    def _remember(self, digest: bytes, now: int) -> bool:
        first = int.from_bytes(digest[:4], "little")
        oldest, oldest_at = 0, now + 1
        for place in range(PLACES):
            offset = (first + place) % self._slots * _SLOT.size
            known, at = _SLOT.unpack_from(self._memory, offset)
            if known == digest and now - at < REMEMBERED:
                return False
            if known == _EMPTY or at < oldest_at:
                oldest, oldest_at = offset, -1 if known == _EMPTY else at
        _SLOT.pack_into(self._memory, oldest, digest, now)
        return True
