"""One message, line by line: headings, labels, default hours, programmes, series, corrections and cancellations."""

from scheduling.reading.message.carried import Document, Refused
from scheduling.reading.message.lines import read_lines

__all__ = ["Document", "Refused", "read_lines"]
