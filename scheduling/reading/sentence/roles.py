"""Tells from the words around a date or time what it is for: the event, a deadline, the past, a bound, a correction."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from scheduling.reading.sentence import words_of_dates as dates
from scheduling.reading.sentence import words_of_sentences as sentences
from scheduling.reading.sentence import words_of_times as times


class Role(StrEnum):
    """What a date or time in a sentence is for."""

    EVENT = "event"
    FROM = "from"
    UNTIL = "until"
    EXCEPT = "except"
    DEADLINE = "deadline"
    PAST = "past"
    SENT = "sent"
    OLD = "old"
    NEW = "new"
    NOTE = "note"
    END = "end"
    HOURS = "hours"
    ABSENCE = "absence"
    FIGURE = "figure"


#: How many characters before a date or time can say what it is for.
FAR = 160
#: Why a date with that role is no event, for people to read.
WHY = {
    Role.DEADLINE: "it reads as a deadline, not as an event",
    Role.PAST: "it reads as something that has happened",
    Role.SENT: "it says when something was sent or written",
    Role.OLD: "the text replaces it with another date",
    Role.HOURS: "it reads as opening or working hours",
    Role.ABSENCE: "it reads as somebody's absence",
    Role.FIGURE: "it is a figure: others of its form beside it can be no dates",
    Role.NOTE: "it belongs to something beside the event",
    Role.EXCEPT: "the text leaves this date out",
}


def words_before_piece(text: str, start: int, end: int) -> str:
    """The words of a sentence before a piece, as far back as they can bear on it. The sentence begins at `start`."""
    return text[max(start, end - FAR) : end]


def label_role(line: str) -> Role | None:
    """The role that the label at the start of a line gives all its dates: `Sent:`, `RSVP by`, `Opening hours`."""
    match = sentences.LABEL.match(line.lower())
    if match is None:
        return None
    if match["sent"]:
        rest = line[match.end() : match.end() + 12].lstrip()
        strong = (
            rest.startswith((":", "on", "by"))
            or line[: match.end()].strip().lower() in {"sent", "received"}
            or " " in match["sent"]
            or rest[:1].isdigit()
        )
        return Role.SENT if strong else None
    if match["deadline"]:
        return Role.DEADLINE
    if sentences.OF_ALL.match(line.lower()):
        return None
    return Role.HOURS if _hours_follow(line[match.end() :], match["hours"]) else None


def _hours_follow(rest: str, word: str) -> bool:
    if word == "reception" and not sentences.NAMES_DAYS.search(rest.lower()):
        return False  # "Reception: 3.30-4.30" in a school's programme
    if word in {"open", "opening", "hours", "reception", "helpline", "visiting"}:
        return sentences.HOURS_FOLLOW.match(rest.lower()) is not None
    return True


def date_role(left: str, far: str, right: str, *, has_start: bool) -> Role:
    """What a date is for.

    `left`, `right`: the words between it and its neighbours; `far`: the sentence up to it; `has_start`: a start stands
    before it in the sentence.
    """
    left = left[-120:].lower()
    far = far[-120:].lower().replace("\u0001", " ")
    right = right[:80].lower()
    if dates.DEADLINE_MOVED.search(far) or dates.DUE.search(far):
        return Role.DEADLINE
    if dates.NEW.search(left):
        return Role.NEW
    if dates.EXCEPT.search(left) and not has_start:
        return Role.OLD if dates.NOT.search(left) else Role.EXCEPT
    if dates.EXCEPT.search(left):
        return Role.EXCEPT
    if dates.NOT.search(left):
        return Role.OLD
    if dates.LEFT_OUT.match(right):
        return Role.EXCEPT
    if dates.BY.search(left) or dates.DEADLINE_AFTER.search(right):
        return Role.DEADLINE
    if dates.UNTIL.search(left) and has_start:
        return Role.UNTIL
    if dates.ALONE_UNTIL.search(left):
        return Role.DEADLINE
    if dates.DATED.search(left):
        return Role.SENT
    if dates.AS_OF.match(far):
        return Role.FROM
    if dates.PAST.search(far) or dates.PAST_AFTER.search(right):
        return Role.PAST
    if dates.FROM.search(left):
        return Role.FROM
    if dates.INSTEAD.search(right) and "instead" in right[:30]:
        return Role.NEW
    return Role.EVENT


def time_role(left: str, right: str) -> Role:
    """What a time is for: the event, something before it, its end, or nothing to do with it."""
    left = left[-100:].lower()
    right = right[:50].lower()
    if times.ONWARD.fullmatch(left):
        return Role.EVENT
    if dates.DEADLINE_MOVED.search(left):
        return Role.DEADLINE
    if dates.NEW.search(left):
        return Role.NEW
    if dates.NOT.search(left):
        return Role.OLD
    if times.FREE_UNTIL.search(left):
        return Role.DEADLINE
    if times.MUST_ARRIVE.search(left):
        return Role.DEADLINE
    if times.TOLD_TIME.search(left):
        return Role.PAST
    if times.MAIN_TIME.search(left) or times.START_AFTER.search(right):
        return Role.EVENT
    if times.END_TIME.search(left) or times.END_AFTER.search(right):
        return Role.END
    if times.NOTE_TIME.search(left) or times.NOTE_AFTER.search(right):
        return Role.NOTE
    if times.BY_TIME.search(left) or dates.BY.search(left):
        return Role.DEADLINE
    return Role.EVENT


def is_deadline(left: str) -> bool:
    """Whether a repeat after these words is when something is due: "claims must be in by the 5th of each month"."""
    return bool(dates.BY.search(left[-120:].lower()))


def is_narrative(sentence: str) -> bool:
    """Whether a sentence tells what happened: "On 12 January at 14:20 the lift failed"."""
    return bool(sentences.NARRATED.search(sentence.lower())) and not sentences.AHEAD.search(sentence.lower())


def is_bad(right: str) -> bool:
    """Whether what follows a date says that it does not suit: "Thursday is mad"."""
    return bool(dates.BAD.match(right.lower()))


def is_again(left: str) -> bool:
    """Whether a date after these words is when what is off takes place once more: "no yoga on the 25th, back on the 2nd"."""
    return bool(dates.AGAIN.search(left[-80:].lower()))


def is_unnamed(left: str) -> bool:
    """Whether a weekday after these words is any such day and names none: "happy to swap for a Saturday"."""
    return bool(dates.UNNAMED.search(left[-20:].lower()))


def is_closed(left: str) -> bool:
    """Whether a repeat after these words is when somebody is not there: "closed Mondays"."""
    return bool(dates.CLOSED.search(left[-20:].lower()))


def is_usual(far: str) -> bool:
    """Whether a repeat after these words is the habit that a date in the same sentence departs from."""
    return bool(dates.USUAL.search(far[-80:].lower()))


def is_moved_from(left: str) -> bool:
    """Whether "from A to B" after these words is a change and not a stretch."""
    return bool(dates.MOVED_FROM.search(left[-80:].lower()))


def is_cancelled(sentence: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence says that something does not take place. `spans`: where its dates and times stand."""
    low = sentence.lower()
    plain = sentences.ASIDE.sub("", low)
    says_so = sentences.CANCEL.search(plain) or _ends_in_no(low, spans) or _begins_with_no(sentence, spans)
    return bool(says_so) and not is_conditional(plain)


def _ends_in_no(low: str, spans: Sequence[tuple[int, int]]) -> bool:
    """`15 Dec - no choir`: straight after the date or time, or of what the sentence is about."""
    tail = sentences.NO_TAIL.search(low) if spans else None
    if tail is None:
        return False
    said = low[: tail.start()]
    return tail["what"] in said or any(not said[end:].strip(" )") for _, end in spans if end <= len(said))


def _begins_with_no(sentence: str, spans: Sequence[tuple[int, int]]) -> bool:
    """`No chair yoga on Wednesday 25 November`; but "No Borders seminar 8 December" is a title."""
    before = sentence[: spans[0][0]] if spans else ""
    head = sentences.NO_HEAD.fullmatch(before.lower())
    return head is not None and (head["on"] is not None or before[head.start("what")].islower())


def is_conditional(sentence: str) -> bool:
    """Whether a sentence says what would be or may be: "if it rains", "unless", "to cancel"."""
    return bool(sentences.IF.search(sentence.lower()))


def is_hours(sentence: str) -> bool:
    """Whether a sentence is about opening or working hours."""
    return bool(sentences.HOURS.search(sentence.lower()))


def is_of_one(sentence: str) -> bool:
    """Whether a sentence speaks of one person: "I'm out until 3"."""
    return bool(sentences.OF_ONE.search(sentence.lower()))


def absence_in(sentence: str) -> int:
    """How far into a sentence its dates are those of somebody who is away or cannot come; 0 when it says no such thing."""
    low = sentence.lower()
    if not (match := sentences.ABSENCE.search(low)):
        return 0
    other = sentences.BUT.search(low, match.end())
    return other.start() if other else len(sentence)
