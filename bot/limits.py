"""How much one paste or one file may ask of us, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings import Settings, local_number
from scheduling.reading import Limits, TextLimits

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds on pasted text and on files."""

    text: TextLimits
    files: Limits


def limits_of(settings: Settings) -> ReadingLimits:
    """The limits that an installation's settings give."""
    return _limits(
        settings.text_kb,
        settings.text_lines,
        settings.file_mb,
        settings.file_events,
        settings.file_seconds,
        settings.file_memory_mb,
    )


def local_limits() -> ReadingLimits:
    """The limits at a terminal, from the same variables. Raises SettingsError for a value that cannot be used."""
    names = ("text_kb", "text_lines", "file_mb", "file_events", "file_seconds", "file_memory_mb")
    return _limits(*(local_number(name) for name in names))


def _limits(text_kb: int, lines: int, file_mb: int, events: int, seconds: int, memory: int) -> ReadingLimits:
    text = TextLimits(size=text_kb * 1024, lines=lines)
    return ReadingLimits(text, Limits(size=file_mb * MB, events=events, seconds=float(seconds), megabytes=memory))
