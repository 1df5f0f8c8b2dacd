"""Drafts → events: days, hours, zones and series as written, against now, the reader's zone and the working day."""
