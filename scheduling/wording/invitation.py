"""Text for the invitation: the time, and a private way to say that it is difficult. Names no person and no group."""

from __future__ import annotations

from collections.abc import Mapping

from scheduling.events import Event, Trait
from scheduling.wording.findings import fill, templates
from scheduling.wording.repeats import when_in_full


def invitation(event: Event) -> str:
    """One short paragraph to paste, the same whatever was found, so that it gives nobody away."""
    words = _words()
    title = event.title or "When"
    lines = [fill(words["time"], {"title": title, "when": f"{when_in_full(event)}."}), words["flexible"]]
    if event.traits & {Trait.FOOD, Trait.SOCIAL, Trait.ALCOHOL}:
        lines.append(words["food"])
    if event.traits & {Trait.IN_PERSON, Trait.PUBLIC}:
        lines.append(words["access"])
    lines.append(words["part"])
    return " ".join(lines)


def invitation_for_any() -> str:
    """The same without a time, for a list of events: to paste into each of their invitations."""
    words = _words()
    return f"{words['flexible']} {words['part']}"


def _words() -> Mapping[str, str]:
    entries: Mapping[str, str] = templates("answer")["invitation"]
    return entries
