"""Laws of the judgement that hold for any event, by hypothesis."""

import inspect
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduling import Policy, better_slots, check, find_place, observances
from scheduling.burden import Burden
from scheduling.caring import on_day
from scheduling.events import Event, Span, Trait
from scheduling.levels import Level
from scheduling.overlaps import overlaps_of
from scheduling.policy import Applies

PLACES = [find_place(name) for name in ("London", "Glasgow", "Belfast", "Cardiff", "New York", "Mumbai")]
#: One year, so that the almanacs are reckoned once.
FIRST = datetime(2027, 1, 1, tzinfo=UTC)

places = st.sampled_from(PLACES)
traits = st.frozensets(st.sampled_from(list(Trait)), max_size=3)


@st.composite
def events(draw, place):
    start = FIRST + timedelta(minutes=15 * draw(st.integers(0, 364 * 96)))
    length = timedelta(minutes=15 * draw(st.sampled_from([1, 2, 4, 6, 8, 16, 30, 96])))
    start = start.astimezone(place.zone)
    end = (start.astimezone(UTC) + length).astimezone(place.zone)
    return Event(text="t", start=start, end=end, tzid=place.tz, traits=draw(traits))


@st.composite
def whole_days(draw, place):
    day = (FIRST + timedelta(days=draw(st.integers(0, 360)))).date()
    return Event(text="t", start=day, end=day + timedelta(days=draw(st.integers(1, 4))), tzid=place.tz)


def brute_force(event, place, policy):
    """The observances an event touches, from the plain list of occurrences: no almanac, no index by day."""
    first, last = (event.start - timedelta(days=3)).date(), (event.end + timedelta(days=3)).date()
    return {
        occurrence.id
        for occurrence in observances(first, last, place=place, weekly=True, adventist=True)
        for window in occurrence.windows
        if occurrence.id not in policy.off
        if window.only_with is None or window.only_with in event.traits
        if window.start.timestamp() < event.end.timestamp() and event.start.timestamp() < window.end.timestamp()
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data(), place=places)
def test_exactly_the_observances_whose_hours_overlap_are_found(data, place):
    event = data.draw(events(place))
    policy = Policy(place=place)
    found = {f.id for f in check(event, policy=policy).findings if f.kind == "observance"}
    assert found == brute_force(event, place, policy)


@settings(max_examples=80, deadline=None)
@given(data=st.data(), place=places)
def test_a_finding_always_overlaps_its_event(data, place):
    event = data.draw(st.one_of(events(place), whole_days(place)))
    begins, ends = event.start, event.end
    if event.all_day:
        begins = datetime(begins.year, begins.month, begins.day, tzinfo=place.zone)
        ends = datetime(ends.year, ends.month, ends.day, tzinfo=place.zone)
    for finding in check(event, policy=Policy(place=place)).findings:
        assert finding.start.timestamp() < ends.timestamp()
        assert begins.timestamp() < finding.end.timestamp()


@settings(max_examples=60, deadline=None)
@given(data=st.data(), place=places)
def test_moving_an_event_out_of_every_window_removes_every_finding(data, place):
    policy = Policy(place=place)
    day = (FIRST + timedelta(days=data.draw(st.integers(1, 360)))).date()
    around = observances(day - timedelta(days=2), day + timedelta(days=2), place=place, weekly=True)
    taken = [(w.start, w.end) for found in around for w in found.windows if w.only_with is None]
    for rule in policy.rules.values():
        if rule.applies is Applies.OVERLAP:
            taken += [on_day(hours, day, place) for hours in rule.hours_at(place)]
    taken.append(on_day(replace(policy.core, start=datetime.min.time(), end=policy.core.start), day, place))
    starts = [
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=place.zone)
        for hour in range(24)
        for minute in (0, 30)
    ]
    half = timedelta(minutes=30)
    free = [
        s for s in starts if all(s + half <= begins or ends <= s for begins, ends in taken) and (s + half).date() == day
    ]
    assume(free)
    start = data.draw(st.sampled_from(free))
    event = Event(text="t", start=start, end=start + half, tzid=place.tz)
    answer = check(event, policy=policy)
    assert answer.findings == ()
    assert answer.level is Level.NONE


@settings(max_examples=40, deadline=None)
@given(data=st.data(), place=places, title=st.text(max_size=40))
def test_the_answer_does_not_depend_on_who_asks_or_on_what_the_event_is_called(data, place, title):
    event = data.draw(events(place))
    policy = Policy(place=place)
    renamed = replace(event, title=title, text=title)
    assert check(event, policy=policy).findings == check(renamed, policy=policy).findings
    assert set(inspect.signature(check).parameters) == {"event", "policy", "now", "first", "until"}


@settings(max_examples=60, deadline=None)
@given(data=st.data(), place=places, days=st.integers(-30, 60), count=st.sampled_from([3, 40]))
def test_a_better_slot_is_milder_as_long_inside_core_hours_and_never_past(data, place, days, count):
    event = data.draw(st.one_of(events(place), whole_days(place)))
    policy = Policy(place=place)
    start = event.start if not event.all_day else datetime(*event.start.timetuple()[:3], tzinfo=place.zone)
    now = start - timedelta(days=days)
    asked = Burden.of(overlaps_of(event.span, event.traits, policy, now).values())
    slots = better_slots(event, policy=policy, count=count, now=now)
    assert len(slots) <= count
    assert len({(slot.event.start, slot.event.end) for slot in slots}) == len(slots)
    for slot in slots:
        moved = slot.event
        burden = Burden.of(overlaps_of(moved.span, moved.traits, policy, now).values())
        assert burden < asked
        assert slot.level.weight <= asked.level
        assert "bank-holiday" not in {finding.id for finding in slot.findings}
        if event.all_day:
            assert moved.end - moved.start == event.end - event.start
            assert moved.start > now.date()
            continue
        assert moved.start > now
        wall = [moment.astimezone(place.zone).replace(tzinfo=None) for moment in (event.start, event.end)]
        assert moved.end.replace(tzinfo=None) - moved.start.replace(tzinfo=None) == wall[1] - wall[0]
        assert (moved.start.weekday() in policy.week) is (wall[0].weekday() in policy.week)
        if wall[1] - wall[0] <= timedelta(hours=5) and wall[0].weekday() in policy.week:
            assert policy.core.start <= moved.start.time()
            assert moved.end.time() <= policy.core.end


@settings(max_examples=40, deadline=None)
@given(data=st.data(), place=places)
def test_switching_a_rule_off_removes_it_and_nothing_else(data, place):
    event = data.draw(events(place))
    policy = Policy(place=place)
    span = Span(event.start, event.end)
    found = overlaps_of(span, event.traits, policy)
    assume(found)
    gone = data.draw(st.sampled_from(sorted(found)))
    left = overlaps_of(span, event.traits, policy.without(gone))
    assert set(left) == set(found) - {gone}
