"""What can be wrong with something a person gave us, each kind with its value and a sentence for that person."""

from __future__ import annotations


class UnusableError(ValueError):
    """Input that cannot be used. `str(error)` is one plain sentence naming the value and the remedy."""

    #: Tells the shell that the text of this error is written for the person who will read it.
    for_people = True

    def __init__(self, sentence: str, *, value: object = None) -> None:
        super().__init__(sentence)
        self.value = value


class UnknownPlaceError(UnusableError):
    """A place name that is not in the gazetteer and is not `latitude,longitude`."""


class UnknownZoneError(UnusableError):
    """A time zone that the IANA database does not have."""


class OutOfRangeError(UnusableError):
    """A date, or a size, beyond what the data or the limits cover."""


class SettingError(UnusableError):
    """A setting of a workspace that cannot be: names the value, and what can be given."""


class CatalogueError(UnusableError):
    """A mistake in one of our own data files: names file, line where known, and reason."""
