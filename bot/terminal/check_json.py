"""The check, machine-readable: the answer as plain data for `--json` and `--jsonl`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.checking import Answer, Answers
from bot.terminal.answer import Circumstances
from scheduling.events import Event
from scheduling.findings import Check, Finding, Outlier
from scheduling.levels import Level


def answer_as_json(answers: Answers, asked: Circumstances) -> dict[str, Any]:
    """The whole answer. Instants are ISO with their offset, whole days ISO dates with an exclusive end."""
    return {
        "place": asked.place.name,
        "tz": asked.tz.key,
        "events": [_event(found) for found in answers.found],
        "unread": [{"text": unread.text, "why": unread.why} for unread in answers.unread],
    }


def _event(found: Answer) -> dict[str, Any]:
    checked, event = found.check, found.event
    return {
        "text": event.text,
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "end_stated": event.end_stated,
        "all_day": event.all_day,
        "place": found.policy.place.name,
        "tzid": event.tzid,
        "rrule": event.rrule,
        "exdates": [moment.isoformat() for moment in event.exdates],
        "traits": sorted(trait.value for trait in event.traits),
        "inferred": [{"kind": inference.kind.value, "words": inference.words} for inference in event.inferences],
        "level": checked.level.value,
        "occurrences": _tally(checked),
        "findings": [_finding(finding) for finding in checked.findings],
        "exceptions": [_exception(outlier) for outlier in checked.exceptions],
        "better": [_better(slot) for slot in found.better],
        "checklist": list(checked.checklist),
        "coverage": list(checked.coverage),
    }


def _tally(checked: Check) -> dict[str, int]:
    heaviest_first = sorted(Level, key=lambda level: -level.weight)
    return {"count": checked.tally.count} | {
        level.value: checked.tally.by_level.get(level, 0) for level in heaviest_first
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "level": finding.level.value,
        "name": finding.name,
        "tradition": finding.tradition,
        "start": finding.start.isoformat(),
        "end": finding.end.isoformat(),
        "certainty": finding.certainty,
        "why": finding.why,
        "options": list(finding.options),
        "about": finding.about,
        "related": list(finding.related),
        "reach": finding.reach,
    }


def _exception(outlier: Outlier) -> dict[str, Any]:
    return {
        "start": outlier.span.start.isoformat(),
        "end": outlier.span.end.isoformat(),
        "level": outlier.level.value,
        "findings": [finding.id for finding in outlier.findings],
    }


def _better(slot: Check) -> dict[str, Any]:
    event: Event = slot.event
    start: date | datetime = event.start
    found: dict[str, Any] = {"start": start.isoformat(), "end": event.end.isoformat(), "level": slot.level.value}
    return found | {"rrule": event.rrule} if event.rrule else found
