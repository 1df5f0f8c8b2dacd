"""From what organisers paste, text or calendar file, to events."""
