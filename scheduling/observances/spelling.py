"""One key for every way to write a name: "Tisha B’Av", "tisha b'av", "Tishah-b-Av " differ only where letters do."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})
_SILENT = re.compile(r"['’‘ʻʼ`´ʿʾ′]")
_GAPS = re.compile(r"[^\w]+|_")


def fold(name: str) -> str:
    """Small letters without accents, apostrophes, hyphens, spaces or a leading "the"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = _GAPS.sub(" ", _SILENT.sub("", letters)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(words)
