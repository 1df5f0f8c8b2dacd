"""What the bot says to a message without dates: what it can do, what it never does, and where people are."""

from __future__ import annotations

import re

from bot.views.blocks import Message, context, escape, message, plain, section

#: Who … observes: a question for persons beside a word for what they believe, keep or care for.
_PERSONS = (
    r"\b(who|whom|whose|which of|which people|which colleagues|which staff|how many|list|names of|anyone|anybody)\b"
)
_PRIVATE = (
    r"\b(fasts?|fasting|observ\w+|prays?|praying|celebrat\w+|religio\w+|faiths?|muslims?|islam|jew|jews|jewish|hindus?|"
    r"sikhs?|christians?|buddhists?|carers?|caring|disab\w+|pregnan\w+|parents?|gay|affected)\b"
)
_ABOUT_PEOPLE = re.compile(rf"{_PERSONS}.{{0,80}}{_PRIVATE}", re.IGNORECASE | re.DOTALL)


def asks_about_people(text: str, *, dated: bool) -> bool:
    """Whether a message wants to know who observes, cares or fasts.

    With dates in it only a single question does: others are meetings ("Who: Disability Staff Network, Fri 4 Dec 3pm").
    """
    question = text.rstrip().endswith("?") and "\n" not in text.strip()
    return bool(_ABOUT_PEOPLE.search(text)) and (question or not dated)


def never_about_people() -> Message:
    """A refusal, with its reason and a better way."""
    return message(
        [
            section(
                "Alongside does not know who observes a day, fasts or cares for somebody, and it never asks. It looks "
                "at dates only. To let people tell you what they need, invite everybody to reply privately."
            )
        ]
    )


def only_a_file() -> Message:
    """To somebody who wants a message checked that has a file and no date in its words: how a file is read."""
    return plain(
        "I found no date in the words of this message, and I open a file only when it is sent to me: in a direct "
        "message, or in one that mentions me."
    )


def only_dates(*, typed: str, contact: str) -> Message:
    """What can be done here, and a signpost for somebody who needs a person."""
    blocks = [
        section(f"I can check dates. Write them as you would to a colleague (`Fri 4 Dec 3-4.30pm`), or use `{typed}`."),
        context(
            "I do not keep what you write, and nobody reads it here. If something at work is hurting you or somebody "
            "else, please talk to a person you trust: a manager, a union or staff network, occupational health, a "
            "Freedom to Speak Up guardian; in an emergency call 999. Samaritans answer at any hour on 116 123."
        ),
    ]  # fmt: skip
    if contact:
        blocks.append(context(f"Questions about Alongside here: {escape(contact)}"))
    return message(blocks)
