"""When two pieces of text say the same words: white space apart, and nothing else apart."""

from __future__ import annotations

import hashlib
import unicodedata


def normalised(text: str) -> str:
    """The text with every run of white space (no-break spaces too) as one space, and composed characters (NFC).

    Quotation marks, dashes and case stay as they are: a printed apostrophe is part of the words.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(text: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the normalised text."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:16]
