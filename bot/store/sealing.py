"""Tokens at rest: encrypted with keys from the environment, readable with older keys while they are being replaced."""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.store.errors import TokenKeyError


class Sealer:
    """Encrypts with the first of its keys and decrypts with any of them.

    To replace a key, put the new one in front, keep the old one behind it, run `alongside reseal`, then drop the old.
    """

    def __init__(self, keys: Iterable[str] = ()) -> None:
        """Raises TokenKeyError for text that is not a Fernet key; the key itself is never repeated."""
        try:
            fernets = [Fernet(key) for key in keys]
        except ValueError:
            raise TokenKeyError("TOKEN_KEYS holds something that is not a key of 32 bytes in base64.") from None
        self._fernets = MultiFernet(fernets) if fernets else None

    def seal(self, token: str) -> str:
        """The token in encrypted form, as text. Raises TokenKeyError when no key is set."""
        return self._ready().encrypt(token.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """The token. Raises TokenKeyError when none of the keys fits."""
        try:
            return self._ready().decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise TokenKeyError(
                "A stored token cannot be read with the keys in TOKEN_KEYS: add the key it was written with."
            ) from None

    def reseal(self, sealed: str) -> str:
        """The same token under the first key. Raises TokenKeyError when none of the keys fits."""
        try:
            return self._ready().rotate(sealed.encode()).decode("ascii")
        except InvalidToken:
            raise TokenKeyError(
                "A stored token cannot be read with the keys in TOKEN_KEYS: add the key it was written with."
            ) from None

    def _ready(self) -> MultiFernet:
        if self._fernets is None:
            raise TokenKeyError("TOKEN_KEYS is not set, and tokens are never stored unencrypted.")
        return self._fernets
