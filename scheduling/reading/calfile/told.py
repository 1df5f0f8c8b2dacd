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
    r"(?:via |on |by )?(?:microsoft |ms |google )?(?:teams|zoom|meet|hangouts?|webex|skype(?: for business)?|online|"
    r"virtual(?:ly)?|remote(?:ly)?|video|webinar|telephone|phone|dial[- ]in|conference call|slack huddle)"
    r"(?: ?(?:meeting|call|event|conference|link|webinar|only))*(?:\s*[-–—(:,].*)?",
    re.IGNORECASE | re.DOTALL,
)
#: Between a room and a way to join from elsewhere.
_BOTH = re.compile(r"\s*(?:[;|/+&]|\b(?:and|or|plus)\b)\s*", re.IGNORECASE)
_LINK = re.compile(r"<?(?:https?://|www\.)[^\s<>\"]{1,300}>?|\(\s*\)", re.IGNORECASE)
_CONFERENCE = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
PLACE_KEPT = 200
DESCRIPTION_KEPT = 600
#: Where Teams, Zoom, Meet and Webex begin to speak in the description of a meeting.
_BOILERPLATE = re.compile(
    r"_{10}|-::~|\*{10}|={10}|Microsoft Teams (?:meeting|need help)|Join (?:the|Zoom|with|Microsoft|on|this) |"
    r"is inviting you to a scheduled Zoom|Join:? https?:",
    re.IGNORECASE,
)


def place_and_traits(component: Component, location: str, description: str) -> tuple[str, frozenset[Trait]]:
    """The place by name ("" when there is only a link or "Teams"), and the traits the file states."""
    traits: set[Trait] = set()
    named = _LINK.sub("", _LINK.sub("", location)).strip(" ,;|:-")
    pieces = [piece.strip(" ,;-") for piece in _BOTH.split(named)]
    online = [piece for piece in pieces if _ONLINE_PLACE.fullmatch(piece)]
    if online or _LINK.search(location):
        traits.add(Trait.ONLINE)
    place = named
    if online:
        place = ", ".join(piece for piece in pieces if piece and piece not in online)
    links = _LINK.findall(f"{location} {description} {component.text('URL')[:TEXT_KEPT]}")
    if any(component.text(name) for name in _CONFERENCE) or any(_is_meeting(link) for link in links):
        traits.add(Trait.ONLINE)
    if place:
        traits.add(Trait.IN_PERSON)
    return place[:PLACE_KEPT], frozenset(traits)


def _is_meeting(link: str) -> bool:
    return any(host in link.casefold() for host in _MEETING_HOSTS)


def words_of(title: str, categories: str, place: str, description: str) -> str:
    """What an event says in words: its description only up to where a meeting program's own text begins."""
    own = _BOILERPLATE.split(description, maxsplit=1)[0][:DESCRIPTION_KEPT]
    return " . ".join(piece for piece in (title, categories, place, own) if piece)
