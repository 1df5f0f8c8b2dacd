"""The closed sets that the tables hold: states of a subscription and of a delivery, and why something stopped."""

from __future__ import annotations

from enum import StrEnum


class SubscriptionState(StrEnum):
    """Whether a channel gets prompts."""

    ACTIVE = "active"
    PAUSED = "paused"  # until `paused_until`, or until somebody turns it on again
    ASKED = "asked"  # twelve weeks are over and the channel was asked whether to go on
    STOPPED = "stopped"  # what Slack still holds is being taken back; then the row goes


class PauseReason(StrEnum):
    """Why a subscription is paused. Who paused it is never kept."""

    PERSON = "person"
    NOT_IN_CHANNEL = "not_in_channel"
    CHANNEL_ARCHIVED = "is_archived"
    CHANNEL_GONE = "channel_not_found"
    POSTING_RESTRICTED = "restricted_action"
    TOKEN = "token"  # noqa: S105 - a reason, not a secret


class DeliveryKind(StrEnum):
    """What is posted at a slot."""

    PROMPT = "prompt"
    QUESTION = "question"  # whether to go on after twelve weeks


class DeliveryState(StrEnum):
    """Where one slot stands. The first four are under way; the rest are settled and final, but for WITHDRAWN."""

    PLANNED = "planned"  # nothing was sent
    HANDING_OVER = "handing over"  # a worker is calling Slack, or died while it did
    HANDED_OVER = "handed over"  # Slack holds it and will post it
    TAKING_BACK = "taking back"  # Slack may hold it and must not post it
    POSTED = "posted"
    WITHDRAWN = "withdrawn"  # taken back in time, or never sent; planned again if the reason goes away
    SKIPPED = "skipped"  # its time passed before anything was sent, or somebody skipped it
    UNCONFIRMED = "unconfirmed"  # its time passed while nobody could know whether Slack holds it
    REFUSED = "refused"  # Slack said no, with the reason

    @property
    def settled(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self not in UNDER_WAY


#: The states in which something is still to happen by itself.
UNDER_WAY = frozenset(
    {DeliveryState.PLANNED, DeliveryState.HANDING_OVER, DeliveryState.HANDED_OVER, DeliveryState.TAKING_BACK}
)


class WithdrawReason(StrEnum):
    """Why a slot is taken back."""

    SKIP = "skip"
    PAUSE = "pause"
    HOLD = "hold"
    EDIT = "edit"
    STOP = "stop"
