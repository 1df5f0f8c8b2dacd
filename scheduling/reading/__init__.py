"""From what organisers paste, text or calendar file, to events."""

from scheduling.reading.calfile import Limits, looks_like_calendar, read_ics
from scheduling.reading.named_days import NamedDays
from scheduling.reading.text import TextLimits, read_text

__all__ = ["Limits", "NamedDays", "TextLimits", "looks_like_calendar", "read_ics", "read_text"]
