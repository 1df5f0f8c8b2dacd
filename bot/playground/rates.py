"""Slack's rate limits, by workspace and method, reckoned on the stand-in's clock.

Tiers: docs.slack.dev/apis/web-api/rate-limits. How much of a burst Slack lets through is not documented: guessed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

#: Method → calls a minute.
PER_MINUTE = {
    "chat.scheduleMessage": 50,
    "chat.scheduledMessages.list": 50,
    "chat.deleteScheduledMessage": 50,
    "chat.update": 50,
    "chat.delete": 50,
    "conversations.info": 50,
    "conversations.open": 50,
    "conversations.members": 100,
    "chat.postEphemeral": 100,
    "users.info": 100,
    "views.open": 100,
    "views.push": 100,
    "views.update": 100,
    "views.publish": 100,
    "files.info": 100,
    "apps.connections.open": 20,
}
#: A channel takes about one message a second, and a short burst beyond it.
A_SECOND, BURST = 1.0, 10


@dataclass
class _Bucket:
    level: float
    at: float


@dataclass
class Rates:
    """Leaky buckets. `enabled` may be switched off for runs that measure something else."""

    enabled: bool = True
    _buckets: dict[tuple[str, str], _Bucket] = field(default_factory=dict)

    def wait(self, team: str, method: str, channel: str, now: float) -> int:
        """Count a call; 0 when it may pass, else the whole seconds to wait (`Retry-After`)."""
        if not self.enabled:
            return 0
        if method == "chat.postMessage":
            return self._pour((team, f"post:{channel}"), BURST, A_SECOND, now)
        if method in PER_MINUTE:
            allowed = PER_MINUTE[method]
            return self._pour((team, method), allowed, allowed / 60, now)
        return 0

    def _pour(self, key: tuple[str, str], size: float, per_second: float, now: float) -> int:
        bucket = self._buckets.setdefault(key, _Bucket(0.0, now))
        bucket.level = max(0.0, bucket.level - max(0.0, now - bucket.at) * per_second)
        bucket.at = now
        if bucket.level + 1 > size + 1e-9:
            return max(1, math.ceil((bucket.level + 1 - size) / per_second))
        bucket.level += 1
        return 0
