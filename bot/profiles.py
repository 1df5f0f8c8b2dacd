"""Who asks: their time zone, their clock and their rights, as Slack says; kept in memory for minutes, never stored."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

#: How long an answer of Slack's is used again, in seconds, and for how many people.
FRESH = 600.0
MANY = 5000
#: How long to wait for Slack before going on without, in seconds, and how long it is then not asked again.
PATIENCE = 2
REST = 5.0
#: Where Slack's language setting means a 12-hour clock.
_TWELVE_HOUR = frozenset({"en-US", "en-CA", "en-AU", "en-NZ", "en-IN", "en-PH"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What is looked at of a person's Slack profile, and nothing else."""

    zone: ZoneInfo
    is_admin: bool = False
    organisation: str = ""
    twelve_hour: bool = False


class Profiles:
    """A short memory of `users.info`. Safe to use from several threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], tuple[float, Profile]] = OrderedDict()
        self._lock = Lock()

    def of(self, client: WebClient, team: str, user: str, tz: str, *, enterprise: str | None = None) -> Profile:
        """The profile of that person; with the zone `tz` and no rights where Slack does not say in time.

        `enterprise` is the organisation of the workspace `team`, if it belongs to one.
        """
        with self._lock:
            known = self._known.get((team, user))
        if known and time.monotonic() - known[0] < FRESH:
            return known[1]
        try:
            profile = _ask(client, team, enterprise, user, tz)
        except (SlackApiError, OSError):
            profile = replace(known[1], is_admin=False) if known else Profile(ZoneInfo(tz))
            asked_at = time.monotonic() - FRESH + REST
        else:
            asked_at = time.monotonic()
        with self._lock:
            self._known[team, user] = (asked_at, profile)
            while len(self._known) > MANY:
                self._known.popitem(last=False)
        return profile

    def forget(self, team: str, user: str) -> None:
        """Drop what is remembered of that person."""
        with self._lock:
            self._known.pop((team, user), None)


def _ask(client: WebClient, team: str, enterprise: str | None, user: str, tz: str) -> Profile:
    brief = WebClient(token=client.token, base_url=client.base_url, timeout=PATIENCE, retry_handlers=[])
    answer = brief.users_info(user=user, include_locale=True)
    person = answer.get("user") or {}
    organisation = str((person.get("enterprise_user") or {}).get("enterprise_id") or "")
    # Somebody of another workspace may be an admin there, which gives no right here.
    ours = person.get("team_id") in (None, team) or (organisation and organisation == enterprise)
    return Profile(
        zone=_zone(str(person.get("tz") or tz), tz),
        is_admin=bool(ours and (person.get("is_admin") or person.get("is_owner"))),
        organisation=organisation,
        twelve_hour=str(person.get("locale") or "") in _TWELVE_HOUR,
    )


def _zone(name: str, otherwise: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return ZoneInfo(otherwise)
