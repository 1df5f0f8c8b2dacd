"""What a calendar event says of itself beside its time: where it is, and whether people meet in person or online."""

from __future__ import annotations

import re

from scheduling.events import Trait
from scheduling.reading.calfile.lines import TEXT_KEPT, Component

#: Where people meet online: a link to one of these says that the event is.
_MEETING_HOSTS = (
    *("teams.microsoft.com", "teams.live.com", "zoom.us", "zoomgov.com", "meet.google.com", "webex.com", "skype.com"),
    *("gotomeet.me", "gotomeeting.com", "meet.jit.si", "whereby.com", "bluejeans.com", "chime.aws", "bbcollab.com"),
    *("lync.com", "livestorm.co", "on24.com", "hopin.com", "slack.com/huddle"),
)
_ONLINE_PLACE = re.compile(
    r"(?:microsoft |ms )?teams(?: meeting| call)?|zoom(?: meeting| call)?|google (?:meet|hangouts?)|webex(?: meeting)?|"
    r"online(?: meeting| event)?|virtual(?:ly)?(?: meeting| event)?|skype(?: for business)?(?: meeting)?|"
    r"via (?:teams|zoom|webex|skype)|on (?:teams|zoom)|video ?(?:call|conference)|telephone|phone|dial[- ]in|"
    r"conference call|webinar|remote|slack huddle",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>\"]{1,300}|www\.[^\s<>\"]{1,300}", re.IGNORECASE)
_CONFERENCE = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
PLACE_KEPT = 200


def place_and_traits(component: Component, location: str, description: str) -> tuple[str, frozenset[Trait]]:
    """The place by name ("" when there is only a link or "Teams"), and the traits the file states."""
    traits: set[Trait] = set()
    pieces = [piece.strip(" ,;") for piece in re.split(r"[;|]| / ", _LINK.sub("", location))]
    physical = [piece for piece in pieces if piece and not _ONLINE_PLACE.fullmatch(piece)]
    if any(_ONLINE_PLACE.fullmatch(piece) for piece in pieces) or _LINK.search(location):
        traits.add(Trait.ONLINE)
    links = _LINK.findall(f"{location} {description} {component.text('URL')[:TEXT_KEPT]}")
    if any(component.text(name) for name in _CONFERENCE) or any(_is_meeting(link) for link in links):
        traits.add(Trait.ONLINE)
    if physical:
        traits.add(Trait.IN_PERSON)
    return "; ".join(physical)[:PLACE_KEPT], frozenset(traits)


def _is_meeting(link: str) -> bool:
    return any(host in link.casefold() for host in _MEETING_HOSTS)
