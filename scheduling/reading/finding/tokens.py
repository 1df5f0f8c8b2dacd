"""Cuts a plain line into words, numbers and signs with their positions, in one pass."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduling.reading.vocabulary import NUMBERS, ORDINALS, is_plural_weekday, month_of, weekday_of

#: Stands for a masked character: no pattern and no word contains it.
MASK = "\u0001"
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]{1,6})?|[^\w\s]|_|\u0001+")


class Token:
    """A word, a number or a sign. `gap` is the white space before it: 0 none, 1 a space, 2 a tab or wide gap."""

    __slots__ = ("end", "gap", "month", "number", "start", "text", "weekday", "word")

    def __init__(self, text: str, start: int, end: int, gap: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.gap = gap
        self.word = text.lower()
        digits = text[0].isdigit() and text.isascii()
        self.number = int(text) if digits and len(text) <= 8 else None
        letters = text[0].isalpha() and len(text) > 2
        self.month = month_of(self.word) if letters else None
        self.weekday = weekday_of(self.word) if letters and self.month is None else None

    def __repr__(self) -> str:
        return f"Token({self.text!r})"

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_plural(self) -> bool:
        """Whether it is a weekday in the plural."""
        return is_plural_weekday(self.word)

    @property
    def ordinal(self) -> int | None:
        """The number an ordinal word stands for: "tenth" is 10."""
        return ORDINALS.get(self.word)

    @property
    def counted(self) -> int | None:
        """The number that figures or a number word stand for."""
        return self.number if self.number is not None else NUMBERS.get(self.word)


#: Ends every list of tokens, so that looking ahead needs no test of length.
END = Token("\u0002", 0, 0, 2)


def tokenise(text: str) -> list[Token]:
    """The tokens of one line, `END` excluded."""
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        white = text[last:start]
        gap = 0 if not white else (2 if "\t" in white or len(white) > 2 else 1)
        tokens.append(Token(match.group(), start, end, gap))
        last = end
    return tokens


def _names_day(token: Token) -> bool:
    if token.month is not None or token.weekday is not None:
        return True
    return token.word in {"st", "nd", "rd", "th", "month"} or token.ordinal is not None or len(token.text) == 8


class Reader:
    """Tokens with safe looking ahead and behind."""

    __slots__ = ("last_named", "size", "text", "tokens")

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.size = len(tokens)
        #: The last token that can make a number a day: a month, a weekday, an ordinal or its ending.
        self.last_named = max((n for n, token in enumerate(tokens) if _names_day(token)), default=-1)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < self.size else END

    def words(self, start: int, count: int) -> str:
        """The next `count` words, with one space between."""
        return " ".join(self[i].word for i in range(start, start + count))

    def is_phrase(self, start: int, phrase: str) -> int:
        """The position after `phrase` when it stands at `start`, otherwise 0."""
        words = phrase.split(" ")
        for offset, word in enumerate(words):
            if self[start + offset].word != word:
                return 0
        return start + len(words)
