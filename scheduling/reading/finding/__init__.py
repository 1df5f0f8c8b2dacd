"""The pieces of one line: every date, time, length, zone and repeat in it, with its position."""
