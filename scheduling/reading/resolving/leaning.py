"""Which part of the day the words around a time speak of, when the time itself leaves open whether it is am or pm."""

from __future__ import annotations

import re
from enum import StrEnum

from scheduling.reading.phrases import each_of, either, one_of


class Lean(StrEnum):
    """Said outright ("Friday evening", "in the morning"), or only hinted at by the kind of event."""

    NONE = ""
    MORNING = "morning"
    AFTERNOON = "afternoon"
    LUNCHTIME = "lunchtime"
    EVENING = "evening"
    HINT_MORNING = "hint of morning"
    HINT_EVENING = "hint of evening"
    HINT_NIGHT = "hint of night"

    @property
    def is_hint(self) -> bool:
        """Whether it is only hinted at."""
        return self.value.startswith("hint")


_AFTER_HOURS = re.compile(
    r"\b(?:club night|disco|late bar|late night|night out|after-?party|rave|silent disco)\b", re.IGNORECASE
)
#: Kinds of event that are held after work; words that are as often part of another name are taken only beside what shows it.
_EVENING = re.compile(
    r"\b(?:"
    + either(
        *each_of(r"""
            evenings?, tonight, dinner, supper, gig, concert, quiz, pub, ceilidh, gala, karaoke, cocktails?, curry,
            panto\w*, comedy
        """),
        r"drinks?(?! (?:station|trolley|machine|fridge|dispenser|awareness|driv\w+|safety|order|industry|menu))",
        r"carols?",
        r"carol (?:service|concert|singing)",
        r"(?<!third )(?<!third-)(?<!working )(?<!political )(?<!search )part(?:y|ies)(?! (?:wall|politics|conference))",
        r"social(?! "
        + one_of(r"""
            care, work\w*, services?, prescri\w+, media, value, enterprises?, housing, security, mobility, model,
            inclusion, determinants, justice, skills, distanc\w+, science, isolation, impact, policy, history, lead,
            supervision
        """)
        + r")",
        r"(?<!last )(?<!over)nights?(?! "
        + one_of(r"""
            shift, shifts, staff, nurses?, porters?, team, worker, workers, duty, sister, before, after, handover,
            cover, rota, safe, time, sitting, owl, owls, light, bus
        """)
        + r")",
        *each_of(r"""
            awards (?:night|evening|dinner|ceremony), ball(?! (?:games?|room|park|skills|boy|girl)),
            (?:film|movie) ?(?:night|screening|showing|evening|club),
            (?:film|movie|screening)(?=[ :,-]{0,3}(?:at |from )?\d),
            doors(?=(?: open| opens)?[ :,-]{0,3}(?:at |from )?\d)
        """),
        r"(?:variety|talent|christmas|stage|live|fashion|magic|comedy|musical|cabaret) show",
        r"performance(?=[ :,-]{0,3}(?:at |from )?\d)",
    )
    + r")\b",
    re.IGNORECASE,
)
_MORNING = re.compile(r"\b(?:breakfast|morning|sunrise|brunch|early shift|dawn)\b", re.IGNORECASE)


def lean_of(words: str, part: str) -> Lean:
    """The lean of a time. `words`: what is written around it; `part`: the part of the day the sentence names, or ""."""
    if part and part != "all day":
        return Lean(part)
    if _MORNING.search(words):
        return Lean.HINT_MORNING
    if _AFTER_HOURS.search(words):
        return Lean.HINT_NIGHT
    return Lean.HINT_EVENING if _EVENING.search(words) else Lean.NONE
