"""Channel subscriptions: what a channel asked for, and what anybody or anything did to it since.

Every change that moves or silences a slot first takes back what is planned or already with Slack (`ledger.withdraw`),
in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.store import ledger
from bot.store.states import PauseReason, SubscriptionState, WithdrawReason
from bot.store.tables import subscriptions, workspaces
from bot.store.upsert import insert_once
from bot.store.workspaces import add_workspace
from scheduling.cadence import Rhythm

#: Longer than any hold.
NEVER = timedelta(days=36_500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a channel chooses: rhythm, day, wall time in an IANA zone, themes (none means any), a look ahead."""

    every_weeks: int = 2
    weekday: int = 1
    at: time = time(10)
    tz: str = "Europe/London"
    themes: tuple[str, ...] = ()
    look_ahead: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One channel's prompts as they stand. `slots_after`: every slot up to it is in the ledger or does not count."""

    id: int
    workspace_id: str
    channel_id: str
    owner_id: str | None
    wishes: Wishes
    anchor: date
    run_began: date
    state: SubscriptionState
    state_since: datetime
    pause_reason: PauseReason | None
    paused_until: date | None
    slots_after: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its wall times."""
        return ZoneInfo(self.wishes.tz)

    def rhythm(self, **around: Any) -> Rhythm:
        """The value that `next_slots` takes; `around` is what the workspace adds: holds, working days, days off."""
        return Rhythm(
            every_weeks=self.wishes.every_weeks,
            weekday=self.wishes.weekday,
            at=self.wishes.at,
            tz=self.wishes.tz,
            anchor=self.anchor,
            run_began=self.run_began,
            paused=self.state is not SubscriptionState.ACTIVE,
            paused_until=self.paused_until if self.state is SubscriptionState.PAUSED else None,
            **around,
        )


def subscription_in(connection: sa.Connection, workspace: str, channel: str) -> Subscription | None:
    """The channel's subscription, unless it has none or it was stopped."""
    query = sa.select(subscriptions).where(
        subscriptions.c.workspace_id == workspace,
        subscriptions.c.channel_id == channel,
        subscriptions.c.state != SubscriptionState.STOPPED,
    )
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else read_subscription(row)


def subscriptions_of(connection: sa.Connection, workspace: str) -> list[Subscription]:
    """Every subscription of the workspace that was not stopped, by channel."""
    query = (
        sa.select(subscriptions)
        .where(subscriptions.c.workspace_id == workspace, subscriptions.c.state != SubscriptionState.STOPPED)
        .order_by(subscriptions.c.channel_id)
    )
    return [read_subscription(row) for row in connection.execute(query).mappings()]


def active_subscriptions(connection: sa.Connection) -> int:
    """How many channels ask for prompts, in all workspaces."""
    query = sa.select(sa.func.count()).where(subscriptions.c.state == SubscriptionState.ACTIVE)
    return int(connection.execute(query).scalar_one())


def resume_after_reinstalling(connection: sa.Connection, served: Sequence[str], *, now: datetime) -> None:
    """There is a token again for these workspaces: what was paused for the lack of one goes on from now."""
    same = (
        subscriptions.c.workspace_id.in_(served),
        subscriptions.c.state == SubscriptionState.PAUSED,
        subscriptions.c.pause_reason == PauseReason.TOKEN,
    )
    values = {"state": SubscriptionState.ACTIVE, "state_since": now, "pause_reason": None, "notice_due_at": None}
    connection.execute(subscriptions.update().where(*same).values(slots_after=now, plan_at=now, **values))


def save_subscription(
    connection: sa.Connection, workspace: str, channel: str, wishes: Wishes, *, by: str, now: datetime
) -> Subscription:
    """Set up the channel's prompts, or change what it asked for.

    A change counts from now, and not twice in one week: where this week's prompt was posted, from next week. The
    run of twelve weeks goes on; a stopped, paused or finished subscription begins a new one and has a new owner.
    """
    add_workspace(connection, workspace, now)
    today = now.astimezone(ZoneInfo(wishes.tz)).date()
    values: dict[str, Any] = {
        "every_weeks": wishes.every_weeks,
        "weekday": wishes.weekday,
        "local_time": wishes.at.strftime("%H:%M"),
        "tz": wishes.tz,
        "themes": list(wishes.themes),
        "look_ahead": wishes.look_ahead,
        "plan_at": now,
    }
    fresh: dict[str, Any] = {
        "owner_id": by,
        "run_began": today,
        "state": SubscriptionState.ACTIVE,
        "state_since": now,
        "pause_reason": None,
        "paused_until": None,
        "notice_due_at": None,
    }
    key = {"workspace_id": workspace, "channel_id": channel}
    new = {"anchor": _first_week(today, wishes, now), "slots_after": now, "created_at": now}
    if insert_once(connection, subscriptions, key | values | fresh | new):
        return _locked(connection, workspace, channel)
    before = _locked(connection, workspace, channel)
    ledger.withdraw(connection, workspace, before.id, WithdrawReason.EDIT, now=now)
    after, posted = _not_twice_in_one_week(connection, before, wishes, now)
    values["slots_after"] = after
    if before.state is not SubscriptionState.ACTIVE:
        values |= fresh
    if before.state is SubscriptionState.STOPPED or before.wishes.every_weeks != wishes.every_weeks:
        values["anchor"] = posted or new["anchor"]
    _update(connection, before, **values)
    return _locked(connection, workspace, channel)


def pause(
    connection: sa.Connection, workspace: str, channel: str, *, until: date | None, now: datetime
) -> Subscription | None:
    """Silence the channel's prompts until a day (the first on which they come again), or until somebody resumes.

    None when the channel has none. Who paused is not kept.
    """
    found = subscription_in(connection, workspace, channel)
    if found is None:
        return None
    found = _locked(connection, workspace, channel)
    ledger.withdraw(connection, workspace, found.id, WithdrawReason.PAUSE, now=now)
    _change_state(connection, found, SubscriptionState.PAUSED, now, reason=PauseReason.PERSON, until=until)
    return _locked(connection, workspace, channel)


def resume(connection: sa.Connection, workspace: str, channel: str, *, now: datetime) -> Subscription | None:
    """Bring the prompts back from now on; after the twelve-week question, for another twelve weeks."""
    if subscription_in(connection, workspace, channel) is None:
        return None
    found = _locked(connection, workspace, channel)
    if found.state is SubscriptionState.ACTIVE:
        return found
    today = now.astimezone(ZoneInfo(found.wishes.tz)).date()
    after, _ = _not_twice_in_one_week(connection, found, found.wishes, now)
    begins = {"run_began": today} if found.state is SubscriptionState.ASKED else {}
    _change_state(connection, found, SubscriptionState.ACTIVE, now)
    _update(connection, found, slots_after=after, plan_at=now, **begins)
    return _locked(connection, workspace, channel)


def stop(connection: sa.Connection, workspace: str, channel: str, *, now: datetime) -> bool:
    """End the channel's prompts; whether it had any. The row goes once nothing of it is with Slack."""
    if subscription_in(connection, workspace, channel) is None:
        return False
    found = _locked(connection, workspace, channel)
    ledger.withdraw(connection, workspace, found.id, WithdrawReason.STOP, now=now)
    _change_state(connection, found, SubscriptionState.STOPPED, now)
    return True


def finish_run(connection: sa.Connection, workspace: str, subscription_id: int, *, now: datetime) -> None:
    """The twelve-week question was posted: nothing more comes until somebody answers it."""
    statement = subscriptions.update().where(
        subscriptions.c.workspace_id == workspace,
        subscriptions.c.id == subscription_id,
        subscriptions.c.state == SubscriptionState.ACTIVE,
    )
    connection.execute(statement.values(state=SubscriptionState.ASKED, state_since=now))


def pause_for_fault(
    connection: sa.Connection, workspace: str, subscription_id: int, reason: PauseReason, *, now: datetime
) -> None:
    """Slack will not let us post there: pause with the reason, and have the owner told, once."""
    statement = subscriptions.update().where(
        subscriptions.c.workspace_id == workspace,
        subscriptions.c.id == subscription_id,
        subscriptions.c.state == SubscriptionState.ACTIVE,
    )
    values = {"state": SubscriptionState.PAUSED, "state_since": now, "pause_reason": reason, "notice_due_at": now}
    if connection.execute(statement.values(paused_until=None, **values)).rowcount:
        ledger.withdraw(connection, workspace, subscription_id, WithdrawReason.PAUSE, now=now)


def plan_anew(connection: sa.Connection, workspace: str, *, now: datetime) -> None:
    """The days off or the working week may have changed: have the planner look at every channel now.

    A planner that is at work just now is waited for; it read the calendar as it was. During a hold nothing is planned.
    """
    on_hold = sa.exists().where(workspaces.c.workspace_id == workspace, workspaces.c.held_at.is_not(None))
    same = (subscriptions.c.workspace_id == workspace, subscriptions.c.state != SubscriptionState.STOPPED, ~on_hold)
    connection.execute(subscriptions.update().where(*same).values(plan_at=now))


def hold_all(connection: sa.Connection, workspace: str, *, now: datetime) -> None:
    """Take back everything of the workspace that is planned or with Slack. The switch itself is `workspaces.hold`.

    A planner that is at work just now is waited for, and one that comes later finds nothing due until the release.
    """
    same = (subscriptions.c.workspace_id == workspace, subscriptions.c.state != SubscriptionState.STOPPED)
    connection.execute(subscriptions.update().where(*same).values(plan_at=now + NEVER))
    ledger.withdraw(connection, workspace, None, WithdrawReason.HOLD, now=now)


def release_all(connection: sa.Connection, workspace: str, *, now: datetime) -> None:
    """After a hold: plan again from now on, and nothing from the days of the hold."""
    same = (subscriptions.c.workspace_id == workspace, subscriptions.c.state != SubscriptionState.STOPPED)
    connection.execute(subscriptions.update().where(*same).values(plan_at=now, slots_after=now))


def read_subscription(row: Any) -> Subscription:
    """The value of a row of the table."""
    return Subscription(
        id=row["id"],
        workspace_id=row["workspace_id"],
        channel_id=row["channel_id"],
        owner_id=row["owner_id"],
        wishes=Wishes(
            every_weeks=row["every_weeks"],
            weekday=row["weekday"],
            at=time.fromisoformat(row["local_time"]),
            tz=row["tz"],
            themes=tuple(row["themes"]),
            look_ahead=row["look_ahead"],
        ),
        anchor=row["anchor"],
        run_began=row["run_began"],
        state=SubscriptionState(row["state"]),
        state_since=row["state_since"],
        pause_reason=PauseReason(row["pause_reason"]) if row["pause_reason"] else None,
        paused_until=row["paused_until"],
        slots_after=row["slots_after"],
    )


def _locked(connection: sa.Connection, workspace: str, channel: str) -> Subscription:
    query = sa.select(subscriptions).where(
        subscriptions.c.workspace_id == workspace, subscriptions.c.channel_id == channel
    )
    return read_subscription(connection.execute(query.with_for_update(key_share=True)).mappings().one())


def _update(connection: sa.Connection, found: Subscription, **values: Any) -> None:
    same = (subscriptions.c.workspace_id == found.workspace_id, subscriptions.c.id == found.id)
    connection.execute(subscriptions.update().where(*same).values(**values))


def _change_state(
    connection: sa.Connection,
    found: Subscription,
    state: SubscriptionState,
    now: datetime,
    *,
    reason: PauseReason | None = None,
    until: date | None = None,
) -> None:
    values = {"state_since": now, "pause_reason": reason, "paused_until": until, "notice_due_at": None}
    _update(connection, found, state=state, plan_at=now, **values)


def _first_week(today: date, wishes: Wishes, now: datetime) -> date:
    """The day of the first slot, days off apart: its week is the one that the other weeks are counted from."""
    day = today + timedelta(days=(wishes.weekday - today.weekday()) % 7)
    over = datetime.combine(day, wishes.at, tzinfo=ZoneInfo(wishes.tz)) <= now
    return day + timedelta(weeks=1) if over else day


def _not_twice_in_one_week(
    connection: sa.Connection, found: Subscription, wishes: Wishes, now: datetime
) -> tuple[datetime, date | None]:
    """From when new slots count, and the day of the last prompt if it was less than two weeks ago."""
    zone = ZoneInfo(wishes.tz)
    last = ledger.last_posted(connection, found.workspace_id, found.id, now=now)
    if last is None or now - last > timedelta(weeks=2):
        return now, None
    posted, today = last.astimezone(zone).date(), now.astimezone(zone).date()
    next_monday = posted + timedelta(days=7 - posted.weekday())
    if today >= next_monday:
        return now, posted
    return datetime.combine(next_monday, time.min, tzinfo=zone) - timedelta(seconds=1), posted
