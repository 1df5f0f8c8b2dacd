"""A date check in plain words without mark-up: for a workflow step, a file, and as part of an answer."""

from __future__ import annotations

from bot.checking import Answer, Answers
from scheduling.events import Event
from scheduling.wording.findings import templates
from scheduling.wording.repeats import when_in_full


def when(event: Event) -> str:
    """When the event is, as we understood it, with how it repeats."""
    return when_in_full(event)


def summary(answer: Answer) -> str:
    """One answer in a paragraph without mark-up, for a workflow or a file."""
    names = ", ".join(finding.name for finding in answer.check.causes)
    return f"{when(answer.event)}: {answer.level.label}{f' ({names})' if names else ''}"


def read_as(event: Event) -> list[str]:
    """What the text did not say and we supplied, and what else it could mean, a sentence each."""
    others = [f"It could also mean {when(other)}." for other in event.alternatives]
    return [*(inference.words for inference in event.inferences), *others]


def outputs(answers: Answers) -> dict[str, str]:
    """What the workflow step hands on: plain words, no mark-up."""
    heaviest = max((answer.level for answer in answers.found), key=lambda level: level.weight)
    better = [when(slot.event) for answer in answers.found for slot in answer.better]
    limits = str(templates("answer")["not_complete"])
    return {
        "level": heaviest.label,
        "summary": "\n".join([*(_with_notes(answer) for answer in answers.found), limits]),
        "better": "\n".join(better),
        "unread": "\n".join(f"{item.text}: {item.why}" for item in answers.unread),
    }


def _with_notes(answer: Answer) -> str:
    return " ".join([f"{summary(answer)}.", *read_as(answer.event)])
