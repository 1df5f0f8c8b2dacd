"""The words by which a message calls off everything that stands above it: "scrap that", "it's off then"."""

from __future__ import annotations

import re

from scheduling.reading.phrases import either
from scheduling.reading.sentence.roles import is_conditional

#: What goes on after "no need to meet" when there is to be a meeting all the same.
_STILL = r"(?! (?:up )?(?:before|beforehand|until|till|again|in person|face|first|sooner|earlier|ahead|so|every|all)\b)"
#: Where a clause ends, or goes on only to say that it is so now.
_ENDS = r"(?=\s?(?:[.!,;:)-]|$|then\b|now\b|everyone\b|folks\b|all\b|sorry\b|i'm afraid\b|after all\b|i think\b))"
_CALLED_OFF = re.compile(
    either(
        r"(?<!not )\bcalling (?:(?:it|this|that|everything|the [\w ]{1,30}) off|off\b)",
        r"(?<!n't )(?<!not )(?<!do we )(?<!do i )\b(?:have|having|had|decided) to (?:call|cancel|scrap|drop) (?:it|this|that)(?: one)?(?: off)?\b",
        r"(?<!not )(?<!than )(?<!before )\bcancelling (?:it|this|that)(?: one)?\b(?! (?:would|will|means|costs|takes))",
        r"\b(?:no|n't|not|never) (?:longer )?(?:any )?need (?:for us )?to meet(?: up)?\b" + _STILL,
        r"(?<!n't )(?<!not )(?<!never )\b(?:scrap|forget|ignore) (?:that|it|this|the (?:idea|plan|meeting|whole thing))\b(?!')",
        r"(?:\bnot|n't be) (?:doing|having|holding|running|hosting|organising) [\w' ]{1,30}\bthis (?:year|month|term|time)\b",
        r"^\W*(?:please )?drop (?:it|this|that|the (?:meeting|visit|site visit|call|session|idea|plan))\b(?! (?:off|in|by|to|at|round))",
        r"\blet's (?:just )?(?:leave it(?=[ ,]*(?:[.!;)-]|$|for now|for this|for the (?:moment|time being)|this (?:year|time|month|term)))"
        r"|forget it|drop it|not bother|skip it)",
        r"\b(?:take|took|taken|taking) (?:it|this|that|them) out of (?:your|the|our|everyone's) (?:diar(?:y|ies)|calendars?)\b",
        r"\b(?:it|that|this)(?:'s| is) (?:all |now )?off" + _ENDS,
        r"(?:^\W*|\b(?:it|that|this)(?:'s| is| has)(?: been| now| all)? )(?:cancell?ed|called off)" + _ENDS,
        r"(?:^\W*|\b(?:it|that|this)(?:'s| is) )not happening" + _ENDS,
        r"\b(?:it|that|this) isn't happening" + _ENDS,
    )
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def says_off(said: str) -> bool:
    """Whether a message says firmly, and not as a question or a condition, that nothing takes place."""
    firmly = [each for each in sentences_of(said.lower()) if not each.endswith("?") and not is_conditional(each)]
    return any(_CALLED_OFF.search(each) for each in firmly)


def sentences_of(said: str) -> list[str]:
    """The sentences of a message, each with the sign it ends in."""
    return _SENTENCE.findall(said)
