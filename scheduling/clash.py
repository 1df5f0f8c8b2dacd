"""Judge an event: which observances and caring hours it overlaps, at which weight, and what the data do not reach."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

from scheduling.caring import CaringOverlap
from scheduling.coverage import coverage
from scheduling.events import Event, Span
from scheduling.findings import SHARE, Check, Finding, Kind, Outlier, Tally
from scheduling.levels import Level
from scheduling.overlaps import Overlap, overlaps_of, stretches_of
from scheduling.policy import LONGEST_DAYS, Applies, Policy
from scheduling.wording.checklist import checklist
from scheduling.wording.findings import also, caring_words, observance_words, on_days
from scheduling.wording.reasons import caring_reckoning, caring_rule, observance_reckoning, observance_rule

#: From this many occurrences on, a cause of a series is a habit and its dates are not named one by one.
_HABIT = 4


@dataclass(frozen=True, slots=True)
class _Judged:
    span: Span
    overlaps: Mapping[str, Overlap]

    @property
    def level(self) -> Level:
        return max((overlap.level for overlap in self.overlaps.values()), default=Level.NONE, key=lambda lv: lv.weight)


def check(
    event: Event, *, policy: Policy, now: datetime | None = None, first: date | None = None, until: date | None = None
) -> Check:
    """Judge one event, or each happening of a series from `first` to `until` (inclusive) and then the pattern.

    `now` is aware; without it short notice is not judged and a series is looked at from its own beginning. The window
    is a year from now unless given. Raises OutOfRangeError for a date that no data reach.
    """
    first, until = window_of(event, policy, now, first, until)
    judged = _judge(event, policy, now, first, until)
    if event.is_series:
        return _series(event, judged, policy, now, first, until)
    only = judged[0]
    return Check(
        event=event,
        level=only.level,
        findings=_with_days(_findings(only.overlaps, policy), event, policy, now),
        tally=Tally(1, {only.level: 1}),
        checklist=checklist(event, policy, now),
        coverage=coverage(event, [only.span], policy),
    )


def weigh(
    event: Event, policy: Policy, now: datetime | None, first: date, until: date
) -> tuple[Level, list[Collection[Overlap]]]:
    """The level of a series, and what each of its happenings overlaps, without any words: for comparing many."""
    judged = _judge(event, policy, now, first, until)
    by_level = Counter(each.level for each in judged)
    fixed = _fixed_weekday(judged, policy)
    return _level_of_series(by_level, len(judged), fixed), [each.overlaps.values() for each in judged]


def _judge(event: Event, policy: Policy, now: datetime | None, first: date, until: date) -> list[_Judged]:
    return [_Judged(span, overlaps_of(span, event.traits, policy, now)) for span in event.spans(first, until)]


def window_of(
    event: Event, policy: Policy, now: datetime | None, first: date | None, until: date | None
) -> tuple[date, date]:
    """The first and last civil day that a series is judged for: as given, else a year from now or from its start."""
    if first is None:
        begins = event.start.date() if isinstance(event.start, datetime) else event.start
        first = begins if now is None else now.astimezone(policy.place.zone).date()
        if not event.is_series:
            first = begins
    if until is None:
        until = first + timedelta(days=365)
    return first, until


def _series(
    event: Event, judged: Sequence[_Judged], policy: Policy, now: datetime | None, first: date, until: date
) -> Check:
    """The pattern of a series: its level, every cause with its reach, and the happenings that differ."""
    count = len(judged)
    by_level = Counter(each.level for each in judged)
    fixed = _fixed_weekday(judged, policy)
    level = _level_of_series(by_level, count, fixed)
    reach = Counter(id_ for each in judged for id_ in each.overlaps)
    kept = {
        id_: overlap
        for id_, overlap in _heaviest(judged).items()
        if overlap.level >= Level.ADJUST or reach[id_] * SHARE >= count
    }
    if fixed is not None:
        kept[fixed.id], reach[fixed.id] = fixed, count
    return Check(
        event=event,
        level=level,
        findings=_findings(kept, policy, reach),
        tally=Tally(count, dict(by_level)),
        exceptions=tuple(_outliers(judged, level, reach, policy)),
        checklist=checklist(event, policy, now),
        coverage=coverage(event, [each.span for each in judged], policy, window=(first, until)),
    )


def _heaviest(judged: Sequence[_Judged]) -> dict[str, Overlap]:
    """Each cause by its heaviest overlap, the first of equals."""
    heaviest: dict[str, Overlap] = {}
    for each in judged:
        for id_, overlap in each.overlaps.items():
            if id_ not in heaviest or overlap.weight > heaviest[id_].weight:
                heaviest[id_] = overlap
    return heaviest


def _outliers(judged: Sequence[_Judged], level: Level, reach: Mapping[str, int], policy: Policy) -> Iterator[Outlier]:
    """The happenings that are heavier than the series, or that a rare cause asks to adjust."""
    for each in judged:
        own = {
            id_: overlap
            for id_, overlap in each.overlaps.items()
            if overlap.level >= Level.ADJUST
            and (overlap.level > level or (reach[id_] < _HABIT and reach[id_] * SHARE < len(judged)))
        }
        if own:
            yield Outlier(each.span, each.level, _findings(own, policy))


def _level_of_series(by_level: Mapping[Level, int], count: int, fixed: Overlap | None) -> Level:
    """The level that a third of the happenings reach, or that its fixed weekday has if that is heavier."""
    reached, least = 0, fixed.level if fixed is not None else Level.NONE
    for level in (Level.MOVE, Level.ADJUST, Level.KNOW):
        reached += by_level.get(level, 0)
        if level <= least or (count and reached * SHARE >= count):
            return level
    return Level.NONE


def _fixed_weekday(judged: Sequence[_Judged], policy: Policy) -> Overlap | None:
    rule = next((rule for rule in policy.rules.values() if rule.applies is Applies.SERIES), None)
    if rule is None or rule.id in policy.off or len(judged) < rule.occurrences:
        return None
    slots = [stretches_of(each.span, policy)[0][0] for each in judged]
    if len({slot[0].weekday() for slot in slots}) > 1:
        return None
    start, end = slots[0]
    level = policy.levels.get(rule.id, rule.level)
    cause = CaringOverlap(rule, start, end, {"count": str(len(judged))})
    return Overlap(rule.id, level, rule.strong, start, end, slots[0], cause)


def _told(overlap: Overlap, policy: Policy, reach: int) -> Finding:
    """An overlap in words."""
    cause = overlap.cause
    if isinstance(cause, CaringOverlap):
        words = caring_words(cause.rule.id, (cause.start, cause.end), overlap.slot, policy, cause.facts)
        return Finding(
            id=overlap.id,
            kind=Kind.CARING,
            level=overlap.level,
            name=words.name,
            start=overlap.start,
            end=overlap.end,
            why=words.why,
            options=words.options,
            strong=overlap.strong,
            rule=caring_rule(cause.rule, overlap.level, overlap.strong, (cause.start, cause.end), overlap.slot, policy),
            reckoning=caring_reckoning(cause.rule, cause.facts, overlap.slot, policy),
            sources=cause.rule.basis,
            reach=reach,
        )
    occurrence, window = cause.occurrence, cause.window
    words = observance_words(occurrence, window, overlap.level, overlap.slot, policy)
    return Finding(
        id=overlap.id,
        kind=Kind.OBSERVANCE,
        level=overlap.level,
        name=words.name,
        start=overlap.start,
        end=overlap.end,
        why=words.why,
        options=words.options,
        tradition=occurrence.tradition,
        certainty=occurrence.certainty.value,
        strong=overlap.strong,
        about=occurrence.explanation,
        rule=observance_rule(overlap.id, window, overlap.level, overlap.strong, overlap.slot),
        reckoning=observance_reckoning(occurrence, window, policy.observance_hours),
        sources=occurrence.sources,
        reach=reach,
    )


def _findings(
    overlaps: Mapping[str, Overlap], policy: Policy, reach: Mapping[str, int] | None = None
) -> tuple[Finding, ...]:
    """Overlaps in words and in order, those that share a cause linked to the one that tells it."""
    told = [
        _told(overlap, policy, reach[overlap.id] if reach else 1) for overlap in sorted(overlaps.values(), key=_order)
    ]
    return _related(told, overlaps, policy)


def _with_days(
    findings: tuple[Finding, ...], event: Event, policy: Policy, now: datetime | None
) -> tuple[Finding, ...]:
    """For an event of several whole days, each finding with the days it falls on, every day judged by itself."""
    if isinstance(event.start, datetime) or isinstance(event.end, datetime):
        return findings
    count = min((event.end - event.start).days, LONGEST_DAYS)
    if count < 2:
        return findings
    days: dict[str, list[date]] = {}
    for number in range(count):
        day = event.start + timedelta(days=number)
        for id_ in overlaps_of(Span(day, day + timedelta(days=1)), event.traits, policy, now):
            days.setdefault(id_, []).append(day)
    return tuple(
        replace(found, why=f"{found.why} {on_days(days[found.id], count)}") if found.id in days else found
        for found in findings
    )


def _order(overlap: Overlap) -> tuple[object, ...]:
    """Heaviest first, strong ones before others of their level, then by time of day and never by tradition.

    What belongs to no time of day (short notice, always the same weekday) comes last in its level.
    """
    begins = max(overlap.start, overlap.slot[0])
    cause = overlap.cause
    timeless = isinstance(cause, CaringOverlap) and cause.rule.applies in (Applies.NOTICE, Applies.SERIES)
    return -overlap.level.weight, not overlap.strong, timeless, begins.time(), begins, overlap.id


@dataclass(frozen=True, slots=True)
class _Beside:
    """One line of `clash.toml`: a cause that names others beside it."""

    id: str
    folds: tuple[str, ...]
    same_day: bool


@cache
def _beside() -> tuple[_Beside, ...]:
    text = resources.files(__package__).joinpath("clash.toml").read_text("utf-8")
    return tuple(
        _Beside(entry["id"], tuple(entry["folds"]), entry.get("same_day", False))
        for entry in tomllib.loads(text)["beside"]
    )


def _related(findings: Sequence[Finding], overlaps: Mapping[str, Overlap], policy: Policy) -> tuple[Finding, ...]:
    """The findings, those that share a cause linked to the one that tells it."""
    by_id = {finding.id: finding for finding in findings}
    lines = [line for line in _beside() if line.id in by_id]
    lines += [_Beside(id_, policy.rules[id_].folds, same_day=False) for id_ in by_id if id_ in policy.rules]
    folded: set[str] = set()
    for line in lines:
        if line.id in folded:
            continue
        main = by_id[line.id]
        beside = [
            other
            for other in line.folds
            if other in by_id
            and by_id[other].level <= main.level
            and (not line.same_day or _meet(overlaps[other], overlaps[line.id]))
        ]
        folded.update(beside)
        if beside:
            told = also([by_id[other].name for other in beside], main.name) if line.same_day else ""
            by_id[line.id] = replace(main, related=tuple(beside), why=f"{main.why} {told}".strip())
    return tuple(by_id.values())


def _meet(one: Overlap, other: Overlap) -> bool:
    """Whether two causes share time: days of one date do, and so do a rest and the eve of the next."""
    return one.start < other.end and other.start < one.end
