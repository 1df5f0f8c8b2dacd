"""Which caring hours an event touches: the rules of a policy, applied to stretches of local time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from scheduling.events import Trait
from scheduling.hours import Hours
from scheduling.places import Place
from scheduling.policy import Applies, CaringRule, Days, Policy
from scheduling.terms import TermCalendar


class Term(Enum):
    """What the loaded term calendars say about a day."""

    TERM = "term"
    HOLIDAY = "holiday"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CaringOverlap:
    """One caring rule touched by one stretch of an event: the hours of that day, aware and local.

    `facts` are further values that the words of the rule name, such as the days of notice.
    """

    rule: CaringRule
    start: datetime
    end: datetime
    facts: Mapping[str, str] = field(default_factory=dict)


def caring_overlaps(
    stretches: Sequence[tuple[datetime, datetime]],
    *,
    policy: Policy,
    traits: Collection[Trait],
    bank_holidays: Collection[date],
    now: datetime | None,
) -> list[CaringOverlap]:
    """Every caring rule that those stretches of one happening touch, at most once each, by its first overlap.

    Stretches are aware, in the zone of the place and in order. `bank_holidays` are those of the place's nation. Short
    notice is left out when `now` is not known.
    """
    found: dict[str, CaringOverlap] = {}
    for rule in _rules_for(policy, traits):
        for start, end in stretches:
            overlap = next(_overlaps(rule, start, end, policy, bank_holidays), None)
            if overlap is not None:
                found[rule.id] = overlap
                break
        if rule.id not in found and rule.also_with in traits and stretches:
            found[rule.id] = _by_trait(rule, stretches[0], policy)
    short = _short_notice(stretches, found, policy, bank_holidays, now)
    if short is not None:
        found[short.rule.id] = short
    return list(found.values())


def term_on(day: date, policy: Policy) -> Term:
    """Whether that day is in term, by the term calendars of the area the workspace follows (all, if it names none)."""
    calendars = _calendars(day, policy)
    if not calendars:
        return Term.UNKNOWN
    return Term.HOLIDAY if any(known.holiday_on(day) for known in calendars) else Term.TERM


def _calendars(day: date, policy: Policy) -> list[TermCalendar]:
    return [known for known in policy.terms if known.covers(day) and policy.term_area in ("", known.area)]


def works_on(day: date, policy: Policy, bank_holidays: Collection[date]) -> bool:
    """Whether that day is in the working week of the place and not a bank holiday there."""
    return day.weekday() in policy.week and day not in bank_holidays


def _rules_for(policy: Policy, traits: Collection[Trait]) -> Iterator[CaringRule]:
    for rule in policy.rules.values():
        if rule.id in policy.off or (rule.uk_only and policy.place.country != "GB"):
            continue
        if rule.only_with is None or rule.only_with in traits:
            yield rule


def _overlaps(
    rule: CaringRule, start: datetime, end: datetime, policy: Policy, bank_holidays: Collection[date]
) -> Iterator[CaringOverlap]:
    if rule.applies is Applies.BEFORE_CORE:
        days, hours = [start.date()], _before_core(policy)
    elif rule.applies is Applies.OVERLAP:
        days, hours = days_of(start, end), rule.hours_at(policy.place)
    elif rule.applies is Applies.HOLIDAY:
        days, hours = days_of(start, end), _ALL_DAY
    else:
        return
    if len(days) == 1 and not any(_could_touch(window, start, end) for window in hours):
        return
    for day in days:
        if rule.days is Days.WORKING and not works_on(day, policy, bank_holidays):
            continue
        if rule.applies is Applies.HOLIDAY and term_on(day, policy) is not Term.HOLIDAY:
            continue
        if rule.term_only and term_on(day, policy) is Term.HOLIDAY:
            continue
        for window in hours:
            begins, ends = on_day(window, day, policy.place)
            inside = begins <= start < ends if rule.applies is Applies.BEFORE_CORE else start < ends and begins < end
            if inside:
                yield CaringOverlap(rule, begins, ends, _facts(rule, day, policy))


_ALL_DAY = (Hours(time(0), time(0)),)


def _before_core(policy: Policy) -> tuple[Hours, ...]:
    return (Hours(time(0), policy.core.start),) if policy.core.start != time(0) else ()


def _could_touch(window: Hours, start: datetime, end: datetime) -> bool:
    """Whether hours of a day can touch a stretch of that day: told by the clock alone, which is quick."""
    until_midnight = window.end == time(0)
    return (until_midnight or start.time() < window.end) and (end.date() > start.date() or window.start < end.time())


def _by_trait(rule: CaringRule, stretch: tuple[datetime, datetime], policy: Policy) -> CaringOverlap:
    """A rule that the event itself calls for, whatever its hours: the stretch runs to the end of the rule's hours."""
    ends = max(on_day(hours, stretch[0].date(), policy.place)[1] for hours in rule.hours_at(policy.place))
    return CaringOverlap(rule, stretch[0], max(ends, stretch[1]), {"stay": "yes"})


def _facts(rule: CaringRule, day: date, policy: Policy) -> Mapping[str, str]:
    """What the words of a rule name beyond its hours: for a school holiday, whose it is and how old the dates are."""
    if rule.applies is not Applies.HOLIDAY:
        return {}
    known = ((calendar, calendar.holiday_on(day)) for calendar in _calendars(day, policy))
    calendar, holiday = next((calendar, holiday) for calendar, holiday in known if holiday is not None)
    told = {"first": holiday.first.isoformat(), "last": holiday.last.isoformat()}
    return {"area": calendar.area, "fetched": calendar.fetched.isoformat(), **told}


def _short_notice(
    stretches: Sequence[tuple[datetime, datetime]],
    found: Mapping[str, CaringOverlap],
    policy: Policy,
    bank_holidays: Collection[date],
    now: datetime | None,
) -> CaringOverlap | None:
    """Short notice counts only beside another caring finding, or outside the core hours of a working day."""
    rule = next((rule for rule in policy.rules.values() if rule.applies is Applies.NOTICE), None)
    if rule is None or rule.id in policy.off or now is None or not stretches:
        return None
    start, end = stretches[0]
    days_left = (start.date() - now.astimezone(policy.place.zone).date()).days
    if not 0 <= days_left < rule.less_than_days:
        return None
    if not found:
        if not works_on(start.date(), policy, bank_holidays):
            return None
        opens, closes = on_day(policy.core, start.date(), policy.place)
        if opens <= start and end <= closes:
            return None
    in_days = "one day" if days_left == 1 else f"{days_left} days" if days_left else "less than a day"
    asked = now.astimezone(policy.place.zone).date()
    facts = {"in_days": in_days, "days": str(days_left), "asked": asked.isoformat()}
    return CaringOverlap(rule, start, end, facts)


def days_of(start: datetime, end: datetime) -> list[date]:
    """The civil days that `[start, end)` touches, in the zone it is written in."""
    first = start.date()
    if end.date() == first:  # nearly always, and asked for very often
        return [first]
    last = (end - timedelta(microseconds=1)).date()
    return [first + timedelta(days=number) for number in range(max((last - first).days, 0) + 1)]


def on_day(hours: Hours, day: date, place: Place) -> tuple[datetime, datetime]:
    """Those hours as aware instants on that day at the place."""
    ends = day + timedelta(days=1) if hours.end == time(0) else day
    return datetime.combine(day, hours.start, place.zone), datetime.combine(ends, hours.end, place.zone)
