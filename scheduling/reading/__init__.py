"""From what organisers paste, text or calendar file, to events.

A pasted text goes through `normalise`, `threads`, `masks`, then line by line through `finding` (pieces) and `sentence` (roles,
drafts), then as a whole through `message` (what lines say of one another), `resolving` (dates, hours, zones, rules), `titles` and
`traits`, and `settling` (threads); `text` runs them. A calendar file is read by `calfile`.
"""

from scheduling.reading.calfile import Limits, looks_like_calendar, read_ics
from scheduling.reading.named_days import NamedDays
from scheduling.reading.text import TextLimits, read_text

__all__ = ["Limits", "NamedDays", "TextLimits", "looks_like_calendar", "read_ics", "read_text"]
