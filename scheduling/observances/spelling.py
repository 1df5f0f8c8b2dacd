"""One key for every way to write a name: "Tisha B’Av", "tisha b'av", "Tishah-b-Av " differ only where letters do."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})
_SILENT = re.compile(r"['’‘ʻʼ`´ʿʾ′]")
_WORDS = re.compile(r"[^\W_]+")


def fold(name: str) -> str:
    """Small letters without accents, apostrophes, hyphens, spaces or a leading "the"."""
    plain = name.casefold()
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    words = _WORDS.findall(_SILENT.sub("", plain))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(words)
