"""Every table. What each column is for and how long a row is kept is the table in `docs/retention.md`.

Workspace ids are Slack's team ids. A row that belongs to a workspace says so in `workspace_id` and goes with it.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import day, document, flag, moment, number, row_id, seconds, text
from bot.store.states import DeliveryKind, DeliveryState, PauseReason, SubscriptionState, WithdrawReason

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _workspace(**options: bool) -> sa.Column[str]:
    owner = sa.ForeignKey("workspaces.workspace_id", ondelete="CASCADE")
    return sa.Column("workspace_id", sa.Text, owner, nullable=False, **options)  # type: ignore[arg-type]


def _one_of(column: str, values: type) -> sa.CheckConstraint:
    """A closed set that the database holds to as well, without a type of its own to migrate."""
    words = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]
    return sa.CheckConstraint(f"{column} IN ({words})", name=column)


workspaces = sa.Table(
    "workspaces",
    METADATA,
    text("workspace_id", primary_key=True),
    text("enterprise_id", nullable=True),
    document("policy"),
    moment("held_at", nullable=True),
    moment("created_at"),
    sa.Index(None, "enterprise_id"),
)

workspace_changes = sa.Table(
    "workspace_changes",
    METADATA,
    row_id(),
    _workspace(),
    moment("changed_at"),
    text("changed_by", nullable=True),
    text("part"),
    document("before", nullable=True),
    document("after", nullable=True),
    moment("undone_at", nullable=True),
    sa.Index(None, "workspace_id", "changed_at"),
)

content_owners = sa.Table(
    "content_owners",
    METADATA,
    _workspace(primary_key=True),
    text("user_id", primary_key=True),
    moment("added_at"),
)

installations = sa.Table(
    "installations",
    METADATA,
    text("installation_id", primary_key=True),
    text("enterprise_id", nullable=True),
    text("team_id", nullable=True),
    flag("is_enterprise_install"),
    text("app_id", nullable=True),
    text("bot_id", nullable=True),
    text("bot_user_id", nullable=True),
    text("bot_scopes"),
    text("bot_token", nullable=True),
    text("bot_refresh_token", nullable=True),
    moment("bot_token_expires_at", nullable=True),
    text("installed_by"),
    moment("installed_at"),
    sa.Index(None, "enterprise_id"),
)

oauth_states = sa.Table(
    "oauth_states",
    METADATA,
    text("state", primary_key=True),
    moment("expires_at"),
)

subscriptions = sa.Table(
    "subscriptions",
    METADATA,
    row_id(),
    _workspace(),
    text("channel_id"),
    text("owner_id", nullable=True),
    number("every_weeks"),
    number("weekday"),
    text("local_time"),
    text("tz"),
    document("themes"),
    flag("look_ahead"),
    day("anchor"),
    day("run_began"),
    text("state"),
    moment("state_since"),
    text("pause_reason", nullable=True),
    day("paused_until", nullable=True),
    moment("notice_due_at", nullable=True),
    moment("slots_after"),
    moment("plan_at"),
    moment("created_at"),
    sa.UniqueConstraint("workspace_id", "channel_id"),
    sa.UniqueConstraint("workspace_id", "id"),
    sa.CheckConstraint("every_weeks IN (1, 2)", name="every_weeks"),
    sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    _one_of("state", SubscriptionState),
    _one_of("pause_reason", PauseReason),
    sa.Index(None, "state", "plan_at"),
    sa.Index(None, "notice_due_at"),
)

deliveries = sa.Table(
    "deliveries",
    METADATA,
    row_id(),
    _workspace(),
    sa.Column("subscription_id", subscriptions.c.id.type, nullable=False),
    text("channel_id"),
    text("kind"),
    moment("slot"),
    moment("post_at"),
    text("state"),
    text("reason", nullable=True),
    text("withdraw_reason", nullable=True),
    text("card_id", nullable=True),
    text("message_id", nullable=True),
    number("attempts"),
    moment("due_at"),
    text("lease", nullable=True),
    moment("lease_until", nullable=True),
    moment("settled_at", nullable=True),
    sa.ForeignKeyConstraint(
        ["workspace_id", "subscription_id"], ["subscriptions.workspace_id", "subscriptions.id"], ondelete="CASCADE"
    ),
    sa.UniqueConstraint("subscription_id", "slot"),
    _one_of("kind", DeliveryKind),
    _one_of("state", DeliveryState),
    _one_of("withdraw_reason", WithdrawReason),
    sa.Index(None, "state", "due_at"),
    sa.Index(None, "workspace_id", "state", "due_at"),
    sa.Index(None, "settled_at"),
)

paces = sa.Table(
    "paces",
    METADATA,
    _workspace(primary_key=True),
    text("method", primary_key=True),
    seconds("free_at"),
)

shown_cards = sa.Table(
    "shown_cards",
    METADATA,
    row_id(),
    _workspace(),
    text("audience"),
    text("card_id"),
    moment("shown_at"),
    sa.Column("delivery_id", deliveries.c.id.type, sa.ForeignKey("deliveries.id", ondelete="SET NULL"), nullable=True),
    sa.Index(None, "workspace_id", "audience", "shown_at"),
    sa.Index(None, "delivery_id"),
)

own_cards = sa.Table(
    "own_cards",
    METADATA,
    _workspace(primary_key=True),
    text("card_id", primary_key=True),
    text("kind"),
    document("body", nullable=True),
    flag("hidden"),
    day("review_on", nullable=True),
    moment("changed_at"),
)

term_calendars = sa.Table(
    "term_calendars",
    METADATA,
    _workspace(primary_key=True),
    text("area", primary_key=True),
    day("fetched_on"),
    day("first_day", nullable=True),
    day("last_day"),
    document("holidays"),
)

overrides = sa.Table(
    "overrides",
    METADATA,
    _workspace(primary_key=True),
    text("observance_id", primary_key=True),
    day("day", primary_key=True),
    text("confirmed_by", nullable=True),
    moment("confirmed_at"),
)

processed_events = sa.Table(
    "processed_events",
    METADATA,
    text("event_id", primary_key=True),
    text("workspace_id"),
    moment("received_at"),
    sa.Index(None, "received_at"),
    sa.Index(None, "workspace_id"),
)

heartbeats = sa.Table(
    "heartbeats",
    METADATA,
    text("process", primary_key=True),
    text("role"),
    moment("started_at"),
    moment("beat_at"),
    document("passes"),
)
