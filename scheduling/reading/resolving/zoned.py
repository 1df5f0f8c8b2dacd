"""Zones as written → IANA zones, with a note where people often mean another."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling.events import Inference, Inferred
from scheduling.reading.finding.pieces import ZonePiece
from scheduling.reading.resolving.setting import Setting

LONDON = "Europe/London"
#: What letters mean by the book, in minutes from UTC; people often mean the clock on the wall there, in summer and winter.
_STANDS_FOR = {
    "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip


def zone_for(piece: ZonePiece | None, day: date, setting: Setting) -> tuple[str, list[Inference]]:
    """The IANA zone of a written zone on a day, with a note where people often mean another."""
    if piece is None:
        return setting.tz, []
    if piece.name:
        try:
            ZoneInfo(piece.name)
        except (ValueError, OSError, LookupError):
            return setting.tz, [
                Inference(Inferred.ZONE, f"{piece.written} is not a zone we know: {setting.tz} was used.")
            ]
        if piece.name == setting.tz:
            return piece.name, []
        words = f"{piece.written} was read as the zone {piece.name}."
        said = _STANDS_FOR.get(piece.written.upper())
        offset_there = datetime.combine(day, time(12), tzinfo=ZoneInfo(piece.name)).utcoffset()
        if said is not None and offset_there is not None and offset_there != timedelta(minutes=said):
            there = _offset_words(int(offset_there.total_seconds()) // 60)
            words = f"{piece.written} was read as the clock in {piece.name}, which is {there} that day."
        return piece.name, [Inference(Inferred.ZONE, words)]
    offset = piece.offset or 0
    here = datetime.combine(day, time(12), tzinfo=ZoneInfo(setting.tz)).utcoffset()
    if here == timedelta(minutes=offset):
        return setting.tz, []
    london = datetime.combine(day, time(12), tzinfo=ZoneInfo(LONDON)).utcoffset()
    if piece.written.upper() in {"BST", "GMT"} and london == timedelta(minutes=offset):
        return LONDON, [Inference(Inferred.ZONE, f"{piece.written} was read as London time.")]
    name = _fixed(offset)
    if not name:
        return setting.tz, [
            Inference(Inferred.ZONE, f"The offset {piece.written} is not one we know: {setting.tz} was used.")
        ]
    note = f"{piece.written} was read as it stands, {_offset_words(offset)}."
    if piece.written.upper() == "GMT":
        note = "GMT was read as it stands; London is on summer time that day, an hour ahead."
    elif piece.written.upper() == "BST":
        note = "BST was read as it stands, UTC+1; London is on GMT that day."
    return name, [Inference(Inferred.ZONE, note)]


def other_zones(piece: ZonePiece | None, day: date, setting: Setting) -> list[tuple[str, Inference]]:
    """What else a written zone can mean on a day: `GMT` in summer London's own clock, `CET` in summer an hour from Paris's."""
    if piece is None:
        return []
    letters = piece.written.upper()
    used = ZoneInfo(zone_for(piece, day, setting)[0])
    offset = datetime.combine(day, time(12), tzinfo=used).utcoffset()
    if letters in {"GMT", "BST"}:
        london = datetime.combine(day, time(12), tzinfo=ZoneInfo(LONDON)).utcoffset()
        return [] if london == offset else [(LONDON, _other(f"{letters} for the clock in London"))]
    said = _STANDS_FOR.get(letters)
    if said is None or not piece.name or offset == timedelta(minutes=said):
        return []
    return [(_fixed(said), _other(f"{letters} as it stands, {_offset_words(said)}"))]


def _other(reading: str) -> Inference:
    return Inference(Inferred.ZONE, f"The other reading: {reading}.")


def _offset_words(minutes: int) -> str:
    sign = "+" if minutes >= 0 else "-"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def _fixed(minutes: int) -> str:
    """An IANA name for a whole-hour offset; POSIX names count west, so UTC+1 is `Etc/GMT-1`."""
    if minutes == 0:
        return "UTC"
    if minutes % 60:
        return {
            330: "Asia/Kolkata",
            570: "Australia/Darwin",
            345: "Asia/Kathmandu",
            270: "Asia/Kabul",
            -150: "America/St_Johns",
        }.get(minutes, "")
    hours = minutes // 60
    return f"Etc/GMT{-hours:+d}"
