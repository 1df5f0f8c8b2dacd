"""Text for the invitation: the time, and a private way to say that it is difficult. Names no person and no group."""

from __future__ import annotations

from scheduling.events import Event, Trait
from scheduling.wording.findings import fill, templates
from scheduling.wording.repeats import when_in_full


def invitation(event: Event) -> str:
    """One short paragraph to paste, the same whatever was found, so that it gives nobody away."""
    words = templates("answer")["invitation"]
    title = event.title or "When"
    lines = [fill(words["time"], {"title": title, "when": f"{when_in_full(event)}."}), words["flexible"]]
    if event.traits & {Trait.FOOD, Trait.SOCIAL, Trait.ALCOHOL}:
        lines.append(words["food"])
    if event.traits & {Trait.IN_PERSON, Trait.PUBLIC}:
        lines.append(words["access"])
    lines.append(words["part"])
    return " ".join(lines)
