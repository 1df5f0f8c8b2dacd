"""Finds time zones as written: `GMT`, `London time`, `ET`, `+01:00`, and the names Outlook gives them."""

from __future__ import annotations

from scheduling.reading.finding.pieces import ZonePiece
from scheduling.reading.finding.tokens import Reader

LONDON = "Europe/London"
#: Letters → IANA zone whose wall clock is meant, or a fixed offset in minutes.
_LETTERS: dict[str, str | int] = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": "Europe/Paris", "cest": "Europe/Paris", "eet": "Europe/Athens",
    "eest": "Europe/Athens", "wet": "Europe/Lisbon", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "mt": "America/Denver", "mst": "America/Denver",
    "mdt": "America/Denver", "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "awst": "Australia/Perth", "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland", "jst": "Asia/Tokyo", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong", "sast": "Africa/Johannesburg",
    "msk": "Europe/Moscow", "gst": "Asia/Dubai", "wat": "Africa/Lagos", "eat": "Africa/Nairobi", "ist": "Asia/Kolkata", "pkt": "Asia/Karachi",
}  # fmt: skip
_PLACES = {
    "london": LONDON, "uk": LONDON, "british": LONDON, "britain": LONDON, "dublin": "Europe/Dublin", "irish": "Europe/Dublin",
    "edinburgh": LONDON, "glasgow": LONDON, "cardiff": LONDON, "belfast": LONDON, "paris": "Europe/Paris", "berlin": "Europe/Berlin",
    "brussels": "Europe/Brussels", "amsterdam": "Europe/Amsterdam", "madrid": "Europe/Madrid", "rome": "Europe/Rome", "eastern": "America/New_York",
    "geneva": "Europe/Zurich", "zurich": "Europe/Zurich", "stockholm": "Europe/Stockholm", "oslo": "Europe/Oslo", "lisbon": "Europe/Lisbon",
    "new york": "America/New_York", "ny": "America/New_York", "nyc": "America/New_York", "boston": "America/New_York", "toronto": "America/Toronto",
    "chicago": "America/Chicago", "central european": "Europe/Paris", "pacific": "America/Los_Angeles", "mountain": "America/Denver",
    "san francisco": "America/Los_Angeles", "los angeles": "America/Los_Angeles", "sydney": "Australia/Sydney", "melbourne": "Australia/Melbourne",
    "tokyo": "Asia/Tokyo", "singapore": "Asia/Singapore", "hong kong": "Asia/Hong_Kong", "delhi": "Asia/Kolkata", "india": "Asia/Kolkata",
    "indian": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "dubai": "Asia/Dubai", "us eastern": "America/New_York", "us pacific": "America/Los_Angeles",
    "european": "Europe/Paris", "lagos": "Africa/Lagos", "nairobi": "Africa/Nairobi", "accra": "Africa/Accra", "karachi": "Asia/Karachi",
    "athens": "Europe/Athens", "helsinki": "Europe/Helsinki", "cape town": "Africa/Johannesburg", "united kingdom": LONDON, "uk local": LONDON,
}  # fmt: skip
_PLACE_STARTS = frozenset(name.split()[0] for name in _PLACES)
_AMBIGUOUS = frozenset({"et", "ct", "mt", "pt", "eat", "wat", "wet", "ist", "est", "mst", "cst"})
_EUROPE = ("dublin", "edinburgh", "lisbon")


def zone_at(r: Reader, i: int, *, after_time: bool, paired: bool = False) -> tuple[ZonePiece, int] | None:
    """The zone that starts at token `i`, and the position after it.

    `after_time`: a time ends right before it. `paired`: another time with a zone stands before ("4pm London / 5pm Paris").
    """
    token = r[i]
    word = token.word
    start = token.start
    if (named := _place_time(r, i)) is not None:
        return named
    if token.text == "(" and after_time:
        if (inner := zone_at(r, i + 1, after_time=True)) is not None:
            end = inner[1] + 1 if r[inner[1]].text == ")" else inner[1]
            cities = _outlook(r, end)
            piece = inner[0]
            if cities is not None:
                return ZonePiece(start, r[cities - 1].end, LONDON, None, "London"), cities
            return ZonePiece(start, r[end - 1].end, piece.name, piece.offset, piece.written), end
        if r[i + 1].word in _PLACES and r[i + 2].text == ")":
            return ZonePiece(start, r[i + 2].end, _PLACES[r[i + 1].word], None, r[i + 1].text), i + 3
        return None
    if word in {"gmt", "utc"}:
        return _universal(r, i)
    if word in _LETTERS and (token.text.isupper() or (after_time and word not in _AMBIGUOUS and len(word) > 1)):
        if not after_time and word not in {"bst", "cet", "cest"}:
            return None  # "MDT every Thursday" is a meeting
        if word == "z" and (token.gap or not after_time):
            return None
        value = _LETTERS[word]
        if isinstance(value, str):
            return ZonePiece(start, token.end, value, None, token.text), i + 1
        return ZonePiece(start, token.end, "", value, token.text), i + 1
    if token.text in {"+", "-"} and after_time and (offset := _offset(r, i)) is not None:
        return ZonePiece(start, r[offset[1] - 1].end, "", offset[0], r.text[start : r[offset[1] - 1].end]), offset[1]
    here = word == "uk" or (word == "london" and r[i + 1].text[0] in "\u0002).,;/(|")
    if after_time and here and r[i + 1].word not in {"office", "road", "bridge", "and"}:
        return ZonePiece(start, token.end, LONDON, None, token.text), i + 1
    if after_time and paired and word in _PLACES:
        return ZonePiece(start, token.end, _PLACES[word], None, token.text), i + 1
    if word in {"europe", "america", "asia", "africa", "australia"} and r[i + 1].text == "/" and r[i + 2].gap == 0:
        name = f"{token.text.capitalize()}/{r[i + 2].text.title()}"
        end = i + 3
        while r[end].text == "_" and r[end].gap == 0 and r[end + 1].gap == 0:
            name, end = f"{name}_{r[end + 1].text.title()}", end + 2
        return ZonePiece(start, r[end - 1].end, name, None, name), end
    return None


def _universal(r: Reader, i: int) -> tuple[ZonePiece, int]:
    """`GMT`, `UTC+1`, `GMT Standard Time`, `(UTC+00:00) Dublin, Edinburgh, Lisbon, London`."""
    token = r[i]
    if r[i + 1].word in {"standard", "daylight", "summer"} and r[i + 2].word == "time":
        return ZonePiece(token.start, r[i + 2].end, LONDON, None, "London"), i + 3
    end, offset = i + 1, 0
    if r[end].text in {"+", "-"} and r[end].gap == 0 and (found := _offset(r, end)) is not None:
        offset, end = found
    elif r[end].text == "/" and r[end + 1].word == "bst":
        return ZonePiece(token.start, r[end + 1].end, LONDON, None, "London"), end + 2
    after = end + 1 if r[end].text == ")" else end
    if (name := _outlook(r, after)) is not None:
        return ZonePiece(token.start, r[name - 1].end, LONDON, None, "London"), name
    if after != end and r[after].word == "london":
        return ZonePiece(token.start, r[after].end, LONDON, None, "London"), after + 1
    return ZonePiece(token.start, r[end - 1].end, "", offset, r.text[token.start : r[end - 1].end]), end


def _outlook(r: Reader, i: int) -> int | None:
    """The position after Outlook's list of cities for the British zone."""
    if r[i].word not in _EUROPE:
        return None
    end = i
    while r[end].word in {*_EUROPE, "london", ","}:
        end += 1
    return end


def _offset(r: Reader, i: int) -> tuple[int, int] | None:
    """Minutes of `+1`, `+01:00`, `-0530`."""
    number = r[i + 1]
    if number.number is None or number.gap or len(number.text) == 3 or len(number.text) > 4:
        return None
    sign = -1 if r[i].text == "-" else 1
    if len(number.text) == 4:
        hours, minutes, end = number.number // 100, number.number % 100, i + 2
    elif r[i + 2].text == ":" and r[i + 2].gap == 0 and r[i + 3].number is not None and len(r[i + 3].text) == 2:
        hours, minutes, end = number.number, r[i + 3].number or 0, i + 4
    elif r[i].gap == 0 and r[i - 1].word in {"gmt", "utc"}:
        hours, minutes, end = number.number, 0, i + 2
    else:
        return None
    return (sign * (hours * 60 + minutes), end) if hours <= 14 and minutes < 60 else None


def _place_time(r: Reader, i: int) -> tuple[ZonePiece, int] | None:
    """`London time`, `UK local time`, `New York time`, `Time zone: Europe/London` aside."""
    if r[i].word not in _PLACE_STARTS:
        return None
    for size in (1, 2):
        words = r.words(i, size)
        if words in _PLACES:
            end = i + size
            if r[end].word == "local":
                end += 1
            if r[end].word == "standard" or r[end].word == "daylight":
                end += 1
            if r[end].word == "time" and r[end + 1].word not in {"table", "slot"}:
                return ZonePiece(
                    r[i].start, r[end].end, _PLACES[words], None, r.text[r[i].start : r[end - 1].end]
                ), end + 1
    return None
