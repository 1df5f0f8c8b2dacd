"""What the data do not reach for an event, in plain sentences: silence is never taken for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from scheduling.almanac import almanac
from scheduling.caring import Term, term_on
from scheduling.events import MOST_SPANS, Event, Inferred, Span
from scheduling.observances.coverage import coverage as data_coverage
from scheduling.policy import LONGEST_DAYS, Policy
from scheduling.terms import TermCalendar
from scheduling.wording.dates import date_in_full, day_in_full
from scheduling.wording.findings import fill, templates


def coverage(
    event: Event, spans: Sequence[Span], policy: Policy, *, window: tuple[date, date] | None = None
) -> tuple[str, ...]:
    """The sentences that belong beside the findings of these happenings, the most telling first."""
    words = templates("answer")["coverage"]
    days = [_local_day(span.start, policy) for span in spans]
    beyond = data_coverage(min(days), max(days), policy.place) if days else ()
    return (*(fill(words[key], facts) for key, facts in _sentences(event, days, policy, window)), *beyond)


def _sentences(
    event: Event, days: Sequence[date], policy: Policy, window: tuple[date, date] | None
) -> Iterator[tuple[str, dict[str, str]]]:
    if window is not None and event.is_series:
        if len(days) < MOST_SPANS:
            yield "series_window", {"first": day_in_full(window[0]), "until": day_in_full(window[1])}
        else:
            told = {"first": day_in_full(min(days)), "until": day_in_full(max(days))}
            yield "series_cut", {"count": str(MOST_SPANS), **told}
    if event.all_day:
        yield "assumed_hours", {"hours": str(policy.assumed_day)}
    elif not event.end_stated and Inferred.END not in {inference.kind for inference in event.inferences}:
        yield "assumed_end", {}
    if _days_long(event) > LONGEST_DAYS:
        yield "long_event", {"days": str(LONGEST_DAYS)}
    if policy.place.country == "GB":
        yield from _terms(days, policy)
    elif days:
        yield "no_caring_abroad", {"place": policy.place.name}


def _terms(days: Sequence[date], policy: Policy) -> Iterator[tuple[str, dict[str, str]]]:
    """Whether term is assumed. Said for working days only, and once."""
    if {"school-dropoff", "school-pickup", "school-holiday"} <= policy.off:
        return
    if len(days) == 1 and (calendar := _in_term(days[0], policy)):
        facts = {"day": day_in_full(days[0]), "area": calendar.area, "fetched": date_in_full(calendar.fetched)}
        yield "term_loaded", facts
    unknown = [day for day in days if day.weekday() in policy.week and term_on(day, policy) is Term.UNKNOWN]
    if not unknown:
        return
    loaded = [known for known in policy.terms if policy.term_area in ("", known.area)]
    if loaded:
        yield "term_outside", {"area": loaded[0].area, "day": day_in_full(unknown[0])}
    else:
        yield "term_assumed", {"where": policy.term_area or policy.place.name}
    nation = policy.place.nation
    usual = templates("answer")["usual_holidays"].get(nation or "", "")
    if usual and any(_in_usual_holiday(day, nation or "") for day in unknown):
        yield "usual_holiday", {"usual": usual}


def _in_term(day: date, policy: Policy) -> TermCalendar | None:
    """The calendar by which that working day is in term, so that the answer can name it and how old it is."""
    known = almanac(policy.place, policy.overrides, policy.observance_hours)
    if day.weekday() not in policy.week or known.is_bank_holiday(day) or term_on(day, policy) is not Term.TERM:
        return None
    return next(each for each in policy.terms if each.covers(day) and policy.term_area in ("", each.area))


#: When school holidays usually are, as (month, day) pairs, both inclusive; used for a sentence, never for a finding.
_USUAL = {
    "England": (((7, 25), (8, 31)), ((12, 24), (12, 31)), ((1, 1), (1, 2))),
    "Wales": (((7, 25), (8, 31)), ((12, 24), (12, 31)), ((1, 1), (1, 2))),
    "Scotland": (((7, 1), (8, 12)), ((12, 24), (12, 31)), ((1, 1), (1, 4))),
    "Northern Ireland": (((7, 1), (8, 31)), ((12, 24), (12, 31)), ((1, 1), (1, 2))),
}


def _in_usual_holiday(day: date, nation: str) -> bool:
    return any(first <= (day.month, day.day) <= last for first, last in _USUAL.get(nation, ()))


def _days_long(event: Event) -> int:
    first, last = (moment.date() if isinstance(moment, datetime) else moment for moment in (event.start, event.end))
    return (last - first).days


def _local_day(moment: datetime | date, policy: Policy) -> date:
    return moment.astimezone(policy.place.zone).date() if isinstance(moment, datetime) else moment
