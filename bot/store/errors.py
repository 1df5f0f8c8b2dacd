"""What can be wrong with the database or its keys, each with the sentence a person will read."""

from __future__ import annotations

from scheduling.errors import UnusableError


class StoreError(UnusableError):
    """Something about the database that a person can act on."""


class DatabaseAddressError(StoreError):
    """A DATABASE_URL that cannot be used."""


class StoreUnavailableError(StoreError):
    """The database cannot be reached, or does not answer in time. Everything that needs no database still works."""

    def __init__(self, cause: str = "") -> None:
        super().__init__(
            "Alongside cannot reach its database just now, so nothing was read or changed; checks, quotations and "
            "prompts still work. Please try again in a few minutes."
        )
        #: What the driver said; for logs, never for people.
        self.cause = cause


class StoreNotPreparedError(StoreError):
    """The database answers, but its tables are missing or belong to another version."""


class TokenKeyError(StoreError):
    """Tokens cannot be encrypted or read with the keys that are set."""


class RowRefusedError(RuntimeError):
    """A row that breaks a rule of the database: a mistake of ours. Names the rule, never the values."""


class DatabaseFaultError(RuntimeError):
    """A statement that the database could not carry out: a mistake of ours. Holds its code, never the values."""
