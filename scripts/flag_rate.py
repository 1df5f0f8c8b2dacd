"""How often the check asks something of an organiser: every one-hour slot of a year's working weeks, as a picture.

    python scripts/flag_rate.py [YEAR] [PLACE] [PICTURE.svg]

One line a week: the eight slots from 09:00 to 17:00 of each day, and the share that carries Adjust or Best moved. A
week is ordinary when no observance but the weekly ones asks for more than Good to know in those hours. The promise, for
ordinary weeks: at most 36 %, and nothing on Tuesday to Thursday between 10:00 and 11:30. Exit status 1 when it fails.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scheduling.almanac import Stretch
from scheduling.events import Span
from scheduling.levels import Level
from scheduling.overlaps import Overlap, overlaps_of
from scheduling.places import find_place
from scheduling.policy import Policy

MOST = 0.36
HOURS = range(9, 17)
#: Told apart by lightness as well as by hue.
_FILLS = {Level.NONE: "#eef1f4", Level.KNOW: "#b9d3ea", Level.ADJUST: "#e0a030", Level.MOVE: "#5b2a86"}
_GLYPHS = {Level.NONE: "·", Level.KNOW: "-", Level.ADJUST: "▒", Level.MOVE: "█"}


@dataclass(frozen=True, slots=True)
class Week:
    """One working week: a level for each slot, by day and hour, and what makes it out of the ordinary."""

    monday: date
    levels: tuple[tuple[Level, ...], ...]
    quiet_mornings: bool
    observed: tuple[str, ...]

    @property
    def ordinary(self) -> bool:
        """Whether only weekly observances ask for more than Good to know."""
        return not self.observed

    @property
    def rate(self) -> float:
        """The share of the slots that carry Adjust or Best moved."""
        slots = [level for day in self.levels for level in day]
        return sum(level >= Level.ADJUST for level in slots) / len(slots)

    @property
    def kept(self) -> bool:
        """Whether the promise holds; a week that is not ordinary is not held to it."""
        return not self.ordinary or (self.rate <= MOST and self.quiet_mornings)


def weeks_of(year: int, policy: Policy) -> Iterator[Week]:
    """Every week whose Monday is in that year."""
    monday = date(year, 1, 1) + timedelta(days=-date(year, 1, 1).weekday() % 7)
    while monday.year == year:
        yield _week(monday, policy)
        monday += timedelta(weeks=1)


def _week(monday: date, policy: Policy) -> Week:
    levels, observed = [], set()
    for number in range(5):
        day = monday + timedelta(days=number)
        slots = [_overlaps(day, time(hour), time(hour + 1), policy) for hour in HOURS]
        levels.append(
            tuple(max((o.level for o in slot), default=Level.NONE, key=lambda lv: lv.weight) for slot in slots)
        )
        observed |= {overlap.id for slot in slots for overlap in slot if _out_of_the_ordinary(overlap)}
    mornings = [_overlaps(monday + timedelta(days=n), time(10), time(11, 30), policy) for n in (1, 2, 3)]
    quiet = all(overlap.level < Level.ADJUST for morning in mornings for overlap in morning)
    return Week(monday, tuple(levels), quiet, tuple(sorted(observed)))


def _overlaps(day: date, start: time, end: time, policy: Policy) -> list[Overlap]:
    zone = policy.place.zone
    span = Span(datetime.combine(day, start, zone), datetime.combine(day, end, zone))
    return list(overlaps_of(span, frozenset(), policy).values())


def _out_of_the_ordinary(overlap: Overlap) -> bool:
    cause = overlap.cause
    return isinstance(cause, Stretch) and overlap.level >= Level.ADJUST and not cause.occurrence.weekly


def picture(weeks: list[Week], title: str) -> str:
    """The year as an SVG: a row a week, a block a day, a cell an hour; ordinary weeks are marked by a dot."""
    cell, gap, left, top = 14, 8, 70, 60
    day_wide = len(HOURS) * cell + gap
    wide, high = left + 5 * day_wide + 420, top + len(weeks) * cell + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" font-family="sans-serif"',
        ' font-size="11">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="{left}" y="20" font-size="15">{escape(title)}</text>',
    ]
    for number, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri")):
        parts.append(f'<text x="{left + number * day_wide}" y="{top - 8}">{name}, 09:00 to 17:00</text>')
    for row, week in enumerate(weeks):
        y = top + row * cell
        parts.append(f'<text x="4" y="{y + 11}">{week.monday:%d %b}{" •" if week.ordinary else ""}</text>')
        for day, slots in enumerate(week.levels):
            x = left + day * day_wide
            for level, run in groupby(slots):  # one shape for neighbours of one level keeps the file small
                width = len(list(run)) * cell
                parts.append(f'<rect x="{x}" y="{y}" width="{width - 1}" height="{cell - 1}" fill="{_FILLS[level]}"/>')
                x += width
        told = f"{week.rate:.0%}  {', '.join(week.observed)}"
        parts.append(f'<text x="{left + 5 * day_wide + 4}" y="{y + 11}">{escape(told)}</text>')
    y = top + len(weeks) * cell + 24
    for number, level in enumerate(_FILLS):
        parts.append(f'<rect x="{left + number * 150}" y="{y}" width="13" height="13" fill="{_FILLS[level]}"/>')
        parts.append(f'<text x="{left + number * 150 + 18}" y="{y + 11}">{level.label}</text>')
    parts.append(f'<text x="{left + 600}" y="{y + 11}">• an ordinary week</text></svg>')
    return "\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    """Print the year and what it comes to; draw it too when a file is named."""
    year = int(arguments[0]) if arguments else 2027
    place = find_place(arguments[1] if len(arguments) > 1 else "London")
    weeks = list(weeks_of(year, Policy(place=place)))
    if len(arguments) > 2:
        Path(arguments[2]).write_text(picture(weeks, f"What a one-hour slot asks of an organiser, {place.name} {year}"))
    print(f"{place.name} {year}: one-hour slots from 09:00 to 17:00")
    print("  · nothing   - Good to know   ▒ Adjust   █ Best moved\n")
    print(f"  {'week of':<12}{'Mon':<10}{'Tue':<10}{'Wed':<10}{'Thu':<10}{'Fri':<10}flagged")
    for week in weeks:
        row = "".join(f"{''.join(_GLYPHS[level] for level in day):<10}" for day in week.levels)
        print(f"  {week.monday:%d %b}      {row}{week.rate:>5.0%}  {', '.join(week.observed)}".rstrip())
    ordinary = [week for week in weeks if week.ordinary]
    highest = max((week.rate for week in ordinary), default=0.0)
    print(f"\n{len(ordinary)} of {len(weeks)} weeks are ordinary; the highest rate among them is {highest:.0%}.")
    print(f"All weeks together: {sum(week.rate for week in weeks) / len(weeks):.0%}.")
    return 0 if all(week.kept for week in weeks) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
