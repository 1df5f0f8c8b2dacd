"""A workspace's own spellings: read from lines ("Eid al-Fitr = Eid-ul-Fitr"), written back, found in a question."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scheduling.errors import UnusableError
from scheduling.observances import catalogue, find

#: The longest spelling, and the most that all lines together may have, in characters.
LONGEST, MOST = 60, 3000


class SpellingError(UnusableError):
    """A line that is not a spelling, or names no observance, or several."""


def read_spellings(text: str) -> dict[str, str]:
    """Spellings by the id of their observance; the last line about one counts.

    Raises SpellingError, and UnknownObservanceError for a name that is nowhere on the list.
    """
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, equals, said = (part.strip() for part in line.partition("="))
        if not equals or not name or not said:
            raise SpellingError(f'"{line[:40]}" is not a spelling. Write it as: Eid al-Fitr = Eid-ul-Fitr', value=line)
        if len(said) > LONGEST:
            raise SpellingError(f'"{said[:40]}…" is longer than {LONGEST} characters.', value=said)
        found[_meant(name)] = said
    found = {identity: said for identity, said in found.items() if said != catalogue().observances[identity].name}
    if len(written(found)) > MOST:
        raise SpellingError(f"These are more spellings than fit: {MOST} characters are the most.", value=len(found))
    return found


def written(spellings: Mapping[str, str]) -> str:
    """The lines that `read_spellings` reads back to the same."""
    known = catalogue().observances
    return "\n".join(f"{known[identity].name} = {said}" for identity, said in spellings.items() if identity in known)


def in_our_words(text: str, spellings: Mapping[str, str]) -> str:
    """A question with the workspace's own spellings replaced by the names that we know, the longest first."""
    for identity, said in sorted(spellings.items(), key=lambda pair: -len(pair[1])):
        if identity in catalogue().observances:
            name = catalogue().observances[identity].name
            text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", lambda _: name, text, flags=re.IGNORECASE)  # noqa: B023
    return text


def _meant(name: str) -> str:
    known = catalogue().observances
    exactly = [identity for identity, one in known.items() if one.name.casefold() == name.casefold()]
    meant = exactly or find(name)
    if len(meant) > 1:
        names = " and ".join(known[identity].name for identity in meant)
        raise SpellingError(f'"{name[:40]}" can mean {names}: write one of them.', value=name)
    return meant[0]
