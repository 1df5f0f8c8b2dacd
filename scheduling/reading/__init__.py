"""From what organisers paste, text or calendar file, to events."""

from scheduling.reading.calfile import Limits, looks_like_calendar, read_ics

__all__ = ["Limits", "looks_like_calendar", "read_ics"]
