"""Questions of a quiz, by their numbers: `4. Which saint has 23 April? George`. Their dates are asked about and propose nothing."""

from __future__ import annotations

import re

from scheduling.reading.finding.pieces import DatePiece
from scheduling.reading.message.carried import Carried, Refused

ASKED = "it stands in a question of a quiz"
#: This many numbered questions make a quiz.
FEWEST = 3
_QUESTION = re.compile(
    r"\W*(?:q(?:uestion)?\s?)?\d{1,2}\s?[.):]?\s+(?:(?:in|on|at|by|to|for|from|of|during)\s)?(?:which|what|who|whom|whose|when|where|how|why)\b[^?]*\?",
    re.IGNORECASE,
)
#: Asked of those who read it: a poll, and no quiz.
_OF_US = re.compile(r"\b(?:you|your|yours|we|us|our|everyone|suits?|prefer)\b|'(?:ll|re|d)\b", re.IGNORECASE)


def drop_questions(c: Carried) -> None:
    """Leave the dates and times of a quiz's questions, and of the answers beside them, out."""
    asked = [index for index, text in enumerate(c.texts) if _QUESTION.match(text)]
    if len(asked) < FEWEST or any(_OF_US.search(c.texts[index]) for index in asked):
        return
    for sentence in (sentence for index in asked for sentence in c.by_line[index]):
        dates = [item.piece for item in sentence.items if isinstance(item.piece, DatePiece)]
        c.document.refused += [Refused(sentence.line, piece.start, piece.end, ASKED) for piece in dates]
        sentence.items = []
