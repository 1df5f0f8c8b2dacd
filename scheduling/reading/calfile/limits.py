"""How much a calendar file may ask of us."""

from __future__ import annotations

from dataclasses import dataclass

from scheduling.errors import OutOfRangeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one file: its size in bytes and events, and what its reading may take.

    `seconds` are of work; by the clock, which other work on a busy machine may hold up, it may take twice as many.
    """

    size: int = 10_000_000
    events: int = 20_000
    seconds: float = 5.0
    megabytes: int = 512

    def check_size(self, data: bytes | str) -> None:
        """Raise OutOfRangeError when the file is larger than the limit."""
        size = len(data)
        if size > self.size:
            sentence = f"The calendar file has {size / 1e6:.1f} MB; at most {self.size / 1e6:g} MB are read."
            raise OutOfRangeError(sentence, value=size)
