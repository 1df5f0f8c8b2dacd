"""How much a calendar file may ask of us."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one file: its size in bytes and events, and the seconds and megabytes its reading may take."""

    size: int = 10_000_000
    events: int = 20_000
    seconds: float = 5.0
    megabytes: int = 512
