"""People at random moments of a fault run: they pause, resume, skip, hold, change and stop, and what they did is known.

They act as the listeners do: silence in the database, then take back at once what Slack holds. What they did is kept
apart from the database, so that the count at the end has something to be held against.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

from bot.posting.room import PostRoom
from bot.posting.taking_back import take_back
from bot.store import ledger, subscriptions, workspaces
from bot.store.settling import Only
from bot.store.store import Store
from bot.store.subscriptions import Subscription, Wishes, save_subscription
from tests.faults.worker import TERMS, FastTime

#: What is asked for so long before a slot's time must be obeyed whatever else goes wrong.
IN_TIME = timedelta(minutes=10)
#: A slot may be posted so much later; whoever silences or changes its channel until then stops it.
AFTERWARDS = TERMS.lateness + TERMS.late_margin
#: How long a workspace is held.
HELD = timedelta(minutes=8)
TOMORROW = date(2026, 12, 2)


@dataclass
class Wanted:
    """What the people of one channel want: when its prompt falls, and since when it was silent, and when not."""

    subscription: Subscription
    slot: datetime
    look_ahead: bool = False
    paused: bool = False
    skipped: bool = False
    stopped: bool = False
    spells: list[tuple[datetime, bool]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, now: datetime) -> None:
        """From now on it is silent or not."""
        self.spells.append((now, self.paused or self.skipped or self.stopped))


def silent_at(spells: Sequence[tuple[datetime, bool]], moment: datetime) -> bool:
    """Whether these spells have it silent at that moment."""
    return next((silent for since, silent in reversed(spells) if since <= moment), False)


def changed_within(spells: Sequence[tuple[datetime, bool]], first: datetime, last: datetime) -> bool:
    """Whether anything was changed between the two moments."""
    return any(first < since <= last for since, _ in spells)


class People:
    """Acts at random, on channels whose time is near, until told to stop."""

    def __init__(
        self, store: Store, room: PostRoom, clock: FastTime, wanted: Mapping[tuple[str, str], Wanted], seed: int
    ) -> None:
        self._store, self._clock, self.wanted = store, clock, wanted
        self._room = replace(room, patience=timedelta(seconds=2))  # a listener waits less than a worker
        self._chance = random.Random(seed)
        self.holds: dict[str, list[tuple[datetime, bool]]] = {team: [] for team, _ in wanted}
        self._held_until: dict[str, datetime] = {}
        self._end = max(one.slot for one in wanted.values())
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._act)
        self.acts = 0

    def start(self, acts: int, seconds: float) -> None:
        """Begin: so many acts, spread over so many real seconds."""
        self.acts, self._pause = acts, seconds / max(1, acts)
        self._thread.start()

    def stop(self) -> None:
        """Come to an end, with every hold released."""
        self._stop.set()
        self._thread.join()

    @property
    def at_work(self) -> bool:
        """Whether they have not been stopped."""
        return not self._stop.is_set()

    def _act(self) -> None:
        with ThreadPoolExecutor(6) as hands:
            for _ in range(self.acts):
                if self._stop.wait(self._chance.uniform(0, 2) * self._pause):
                    break
                hands.submit(self._guarded, self._choose())
                for team in [team for team, until in self._held_until.items() if until <= self._clock.today()]:
                    del self._held_until[team]
                    hands.submit(self._guarded, lambda team=team: self._release(team))
        for team in self._held_until:
            self._guarded(lambda team=team: self._release(team))

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # counted, and the run is broken by it
            self.failed.append(f"{type(error).__name__}: {getattr(error, 'cause', '') or error}")

    def _choose(self) -> Callable[[], None]:
        chance, now = self._chance, self._clock.today()
        if chance.random() < 0.03:
            team = chance.choice(list(self.holds))
            if team not in self._held_until:
                self._held_until[team] = now + HELD
                return lambda: self._hold(team)
        near = [one for one in self.wanted.values() if not one.stopped and now < one.slot < now + timedelta(minutes=25)]
        one = chance.choice(near or list(self.wanted.values()))
        if one.stopped:
            return lambda: None
        if one.paused and chance.random() < 0.5:
            return lambda: self._resume(one)
        if one.skipped and chance.random() < 0.5:
            return lambda: self._unskip(one)
        acts = [self._pause_one, self._skip, self._change, self._move, self._stop_one]
        [act] = chance.choices(acts, weights=[6, 4, 3, 2, 1])
        minutes = chance.randrange(2, 20)
        return lambda: self._move(one, minutes) if act == self._move else act(one)

    def _pause_one(self, one: Wanted) -> None:
        sub, until = one.subscription, TOMORROW if self._chance.random() < 0.5 else None
        with one.lock:
            now = self._clock.today()
            with self._store.begin() as connection:
                subscriptions.pause(connection, sub.workspace_id, sub.channel_id, until=until, now=now)
            one.paused = True
            one.note(now)
        self._take_back("pauses", sub)

    def _resume(self, one: Wanted) -> None:
        sub = one.subscription
        with one.lock:
            now = self._clock.today()
            with self._store.begin() as connection:
                subscriptions.resume(connection, sub.workspace_id, sub.channel_id, now=now)
            one.paused = False
            one.note(now)
        self.done["resumed"] += 1

    def _skip(self, one: Wanted) -> None:
        sub = one.subscription
        with one.lock:
            now = self._clock.today()
            if one.slot <= now or one.stopped:
                return
            with self._store.begin() as connection:
                if not ledger.skip(connection, sub.workspace_id, sub.id, one.slot, now=now):
                    return
            one.skipped = True
            one.note(now)
        self._take_back("skips", sub)

    def _unskip(self, one: Wanted) -> None:
        sub = one.subscription
        with one.lock:
            now = self._clock.today()
            with self._store.begin() as connection:
                if not ledger.unskip(connection, sub.workspace_id, sub.id, one.slot, now=now):
                    return
            one.skipped = False
            one.note(now)
        self.done["brought back"] += 1

    def _change(self, one: Wanted) -> None:
        """Another look ahead: the message that Slack holds is another one."""
        with one.lock:
            if one.stopped:
                return
            one.look_ahead = not one.look_ahead
            self._save(one, self._clock.today())
        self._take_back("changes", one.subscription)

    def _move(self, one: Wanted, minutes: int) -> None:
        """Another time of day, while there is time for both."""
        with one.lock:
            now = self._clock.today()
            later = one.slot + timedelta(minutes=minutes)
            if one.stopped or one.slot < now + IN_TIME or later > self._end:
                return
            one.slot, one.skipped = later, False
            self._save(one, now)
        self._take_back("moves", one.subscription)

    def _save(self, one: Wanted, now: datetime) -> None:
        sub, at = one.subscription, one.slot.astimezone(UTC)
        when = clock_time(at.hour, at.minute)
        wishes = Wishes(every_weeks=1, weekday=1, at=when, tz="Europe/London", look_ahead=one.look_ahead)
        with self._store.begin() as connection:
            save_subscription(connection, sub.workspace_id, sub.channel_id, wishes, by="U0", now=now)
        one.paused = False  # a change sets it up anew
        one.note(now)

    def _stop_one(self, one: Wanted) -> None:
        sub = one.subscription
        with one.lock:
            now = self._clock.today()
            with self._store.begin() as connection:
                subscriptions.stop(connection, sub.workspace_id, sub.channel_id, now=now)
            one.stopped = True
            one.note(now)
        self._take_back("stops", sub)

    def _hold(self, team: str) -> None:
        now = self._clock.today()
        with self._store.begin() as connection:
            workspaces.hold(connection, team, by=None, now=now)
            subscriptions.hold_all(connection, team, now=now)
        self.holds[team].append((now, True))
        self.done["holds"] += 1
        take_back(self._room, team, Only())

    def _release(self, team: str) -> None:
        now = self._clock.today()
        with self._store.begin() as connection:
            workspaces.release(connection, team, by=None, now=now)
            subscriptions.release_all(connection, team, now=now)
        self.holds[team].append((now, False))

    def _take_back(self, what: str, sub: Subscription) -> None:
        self.done[what] += 1
        take_back(self._room, sub.workspace_id, Only(sub.id))
