"""What a text itself says about an event: online or in a room, food, an evening out, who it is for. Never guessed from names."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from scheduling.events import Event, Trait
from scheduling.reading.phrases import either, one_of

_SAID: tuple[tuple[Trait, re.Pattern[str]], ...] = tuple(
    (trait, re.compile(rf"\b{words}\b", re.IGNORECASE))
    for trait, words in (
        (
            Trait.ONLINE,
            one_of(r"""
                online, virtual(?:ly)?, remote(?:ly)?, hybrid, teams(?= (?:meeting|call|link|invite|invitation|live)),
                ms teams, microsoft teams, (?:on|via|by|over) teams, zoom, google meet, webex, skype, webinar,
                video ?(?:call|conference), dial[- ]in, join link, livestream(?:ed)?, live stream(?:ed)?, gotomeeting,
                streamed
            """),
        ),
        (
            Trait.IN_PERSON,
            one_of(r"""
                in[- ]person, face[- ]to[- ]face, f2f, hybrid, on[- ]site, room \w{1,6}, rm \w{1,4}, boardroom,
                board room, hall, theatre, hotel, conference cent(?:re|er), seminar room, meeting room, village hall,
                church, library, caf[eé], restaurant, pub, canteen, kitchen, reception, auditorium, chamber, campus,
                venue
            """),
        ),
        (
            Trait.FOOD,
            one_of(r"""
                lunch(?:es|time meal)?, breakfast, dinner, supper, brunch, buffet, refreshments, food, canap[eé]s, bbq,
                barbecue, pizza, curry, cake, cakes, sandwich(?:es)?, catering, catered, meal, afternoon tea, bake sale,
                picnic, nibbles, bring and share, pot ?luck, iftar, mince pies, snacks, tea and coffee,
                coffee and (?:cake|pastries)
            """),
        ),
        (
            Trait.ALCOHOL,
            one_of(r"""
                drinks?(?= (?:reception|afterwards|after|at|in|on|from|party)), drinks, wine, beer, prosecco,
                cocktails?, pub, bar, fizz, happy hour, pint, pints, gin, whisky, mulled wine, wine tasting
            """),
        ),
        (
            Trait.SOCIAL,
            one_of(r"""
                social, party, drinks, night out, quiz, gala, awards (?:dinner|night|evening|ceremony),
                christmas (?:do|meal|lunch|dinner|party), xmas (?:do|meal|lunch|dinner|party), leaving (?:do|drinks),
                get[- ]together, celebration, karaoke, bowling, ceilidh, disco, ball, summer (?:do|party), team meal,
                curry night, happy hour, barbecue, bbq, picnic
            """),
        ),
        (
            Trait.OVERNIGHT,
            one_of(r"""
                overnight, residential, night shift, nights, accommodation, stay over, staying over, sleep[- ]?over,
                hotel stay, retreat, two-day residential
            """),
        ),
        (
            Trait.CLINICAL,
            one_of(r"""
                clinical, clinicians?, ward, wards, nursing, nurses?, doctors, medical, surgical, theatre list,
                on[- ]call, handover, shift, shifts, rota, midwi(?:fe|ves|fery), paramedics?, consultants, gps?, mdt,
                junior doctors, grand round, bedside, patient safety
            """),
        ),
        (
            Trait.PUBLIC,
            one_of(r"""
                open to (?:all|everyone|the public), members of the public, public, everyone (?:is )?welcome,
                all welcome, patients and (?:carers|families|public), community, families welcome, open day,
                open evening, agm, annual general meeting, fete, f[eê]te, fayre, fair, festival, concert, tickets?,
                service users
            """),
        ),
        (
            Trait.COMPULSORY,
            one_of(r"""
                mandatory, compulsory, must attend, attendance is (?:required|mandatory|compulsory|expected),
                required to attend, all staff must, everyone must, you must, not optional, obligatory,
                statutory training, required attendees?, three[- ]line whip
            """),
        ),
    )
)
_NOT_COMPULSORY = re.compile(
    r"\b(?:not|isn't|non)[- ]?(?:mandatory|compulsory|obligatory)\b|\bno(?:t)? obligation\b", re.IGNORECASE
)
_NO_FOOD = re.compile(
    either(
        r"\b(?:no|without) (?:food|lunch|refreshments|catering)",
        r"\bfood (?:is )?not (?:provided|included)",
        r"\blunch (?:is )?not (?:provided|included)",
        r"\bbring your own lunch\b",
    ),
    re.IGNORECASE,
)
_NO_DRINK = re.compile(r"\b(?:no|non)[- ]alcohol\w*|\balcohol[- ]free|\bsoft drinks\b|\bhot drinks\b", re.IGNORECASE)
_NOT_ROOM = re.compile(r"\b(?:waiting room|breakout rooms?|zoom room)\b", re.IGNORECASE)
_NOT_PUBLIC = re.compile(
    r"\bpublic (?:health|sector|holiday|transport|law|relations|affairs|services?)\b|\bpublication\b", re.IGNORECASE
)
_VENUE = re.compile(
    r"^[\s•>*|-]*(?:venue|location|where|place|address|meet at|meeting (?:room|place|point))\s*(?::|\t|-)\s*(?P<name>[^\n\t|]{2,80})",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:\bat|\bin|@)\s(?P<name>(?:the |our )?(?:[A-Z][\w'’&-]{1,20}|St\.?|\d{1,2}\.\d{1,3})"
    r"(?:\s(?:[A-Z][\w'’&-]{1,20}|\d{1,3}[A-Z]?|of|the|and|&)){0,6})"
)
_NOT_A_PLACE = re.compile(
    r"^(?:the |our )?"
    + one_of(r"""
        teams, zoom, microsoft, ms, google, webex, online, skype, tbc, tba, to be, january, february, march,
        april, may, june, july, august, september, october, november, december, mon, tue, wed, thu, fri, sat,
        sun, virtual
    """),
    re.IGNORECASE,
)
#: An event that ends from this hour on, the day after, went through the night.
DAWN = 5


def stated_traits(words: str) -> frozenset[Trait]:
    """The traits that the words around an event state."""
    found = {trait for trait, pattern in _SAID if pattern.search(words)}
    if Trait.COMPULSORY in found and _NOT_COMPULSORY.search(words):
        found.discard(Trait.COMPULSORY)
    if Trait.FOOD in found and _NO_FOOD.search(words):
        found.discard(Trait.FOOD)
    if Trait.ALCOHOL in found and _NO_DRINK.search(words):
        found.discard(Trait.ALCOHOL)
    if (
        Trait.PUBLIC in found
        and _NOT_PUBLIC.search(words)
        and not _said_again(Trait.PUBLIC, _NOT_PUBLIC.sub("", words))
    ):
        found.discard(Trait.PUBLIC)
    if (
        Trait.IN_PERSON in found
        and _NOT_ROOM.search(words)
        and not _said_again(Trait.IN_PERSON, _NOT_ROOM.sub("", words))
    ):
        found.discard(Trait.IN_PERSON)
    return frozenset(found)


def shown_traits(event: Event) -> frozenset[Trait]:
    """The traits that an event's own hours show: through a night is overnight."""
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return frozenset()
    through_night = event.end.date() > event.start.date() and event.end.hour >= DAWN
    long = event.end - event.start >= timedelta(hours=6)
    return frozenset({Trait.OVERNIGHT}) if through_night and long else frozenset()


def _said_again(trait: Trait, words: str) -> bool:
    return any(pattern.search(words) for each, pattern in _SAID if each is trait)


def place_of(lines: list[str]) -> str:
    """The name of the place that the lines give, "" when they give none: a `Venue:` line, or "at The Mount, Leeds"."""
    for line in lines:
        if (match := _VENUE.match(line)) and not _NOT_A_PLACE.match(match["name"]):
            return match["name"].strip(" .,;")
    for line in lines:
        for match in _AT.finditer(line):
            if not _NOT_A_PLACE.match(match["name"]):
                return match["name"].strip(" .,;&")
    return ""
