"""Divides a paste into messages, the newest first, without signatures, mail headers and the stamps of chats."""

from __future__ import annotations

import re
from datetime import date

from scheduling.reading.chats import since_settled, turns
from scheduling.reading.normalise import Line, cut, joined
from scheduling.reading.phrases import either, one_of

_QUOTE = re.compile(r"^\s{0,3}(?:>|&gt;)+\s?")
#: What a mail program puts above the message that is answered: "On 3 May Ann Lee wrote:", "-- Original message --".
_WROTE = re.compile(
    r"^\s*(?:"
    + either(
        r"on\b.{4,160}\bwrote:?\s*$",
        r".{1,80}<\S{1,80}@\S{1,80}> wrote:?\s*$",
        r"-{2,}\s?(?:original message|forwarded (?:message|by)|original appointment|reply).{0,60}$",
        r"begin forwarded message:?\s*$",
        r"_{8,}\s*$",
    )
    + r")",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^\s*[•*]?\s*"
    + one_of(
        r"""
            from, sent, to, cc, bcc, subject, date, reply-to, importance, attachments, organi[sz]er,
            required attendees, optional attendees, required, optional
        """,
        "?P<name>",
    )
    + r"\s*[•*]?\s*:\s*(?P<value>.{0,400})$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s*[•*]?\s*from\s*[•*]?\s*:", re.IGNORECASE)
_SENT = re.compile(r"^\s*[•*]?\s*(?:sent|date)\s*[•*]?\s*:", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^"
    + one_of(r"""
        --\s?$, (?:kind |best |warm |many )?(?:regards|wishes)\b[\s,.!]*$, (?:many )?thanks[\s,.!]*$,
        yours (?:sincerely|faithfully),?$, sent from my \w+.*$
    """),
    re.IGNORECASE,
)
_ON_WROTE_START = re.compile(r"^\s*on (?:mon|tue|wed|thu|fri|sat|sun|\d)", re.IGNORECASE)


def messages(lines: list[Line], today: date) -> list[list[Line]]:
    """The messages of a paste, newest first; most pastes are one message, and a chat is one until somebody calls off."""
    parts: list[list[Line]] = [[]]
    depths: dict[int, int] = {}
    depth = 0
    index = 0
    while index < len(lines):
        line = lines[index]
        quote = _QUOTE.match(line.text)
        level = quote.group().count(">") if quote else 0
        if level != depth and (level or not line.text.strip() or level < depth):
            if any(kept.text.strip() for kept in parts[-1]):
                parts.append([])
            if level or line.text.strip():
                depth = level
        if quote:
            line = cut(line, quote.end())
        if _is_wrote(lines, index):
            if any(kept.text.strip() for kept in parts[-1]):
                parts.append([])
            index += 1 if _WROTE.match(line.text) else 2
            continue
        if _FROM.match(line.text) and _headers_follow(lines, index):
            if any(kept.text.strip() for kept in parts[-1]):
                parts.append([])
            index = _take_headers(lines, index, parts[-1])
            continue
        parts[-1].append(line)
        if line.text.strip():
            depths.setdefault(id(parts[-1]), depth)
        index += 1
    if depths.get(id(parts[0]), 0):  # the reply stands below what it quotes
        parts.sort(key=lambda part: depths.get(id(part), 0))
    said = [piece for part in parts for piece in _said(part, today)]
    return [joined(part) for part in said if any(line.text.strip() for line in part)] or [[]]


def _said(part: list[Line], today: date) -> list[list[Line]]:
    """What one message says without its signature; a chat has none, and is two messages once somebody calls off."""
    said = turns(part, today)
    return since_settled(said) if len(said) > 1 else [_without_signature(said[0])]


def _is_wrote(lines: list[Line], index: int) -> bool:
    text = _QUOTE.sub("", lines[index].text)
    if _WROTE.match(text):
        return True
    return (
        bool(_ON_WROTE_START.match(text))
        and index + 1 < len(lines)
        and bool(re.search(r"\bwrote:\s*$", lines[index + 1].text))
        and len(lines[index + 1].text) < 120
    )


def _headers_follow(lines: list[Line], index: int) -> bool:
    near = [_QUOTE.sub("", line.text) for line in lines[index : index + 6]]
    return any(_SENT.match(text) for text in near) or sum(bool(_HEADER.match(text)) for text in near) >= 3


def _take_headers(lines: list[Line], index: int, part: list[Line]) -> int:
    """Leave the header lines out, all but the subject."""
    while index < len(lines):
        line = lines[index]
        quote = _QUOTE.match(line.text)
        if quote:
            line = cut(line, quote.end())
        header = _HEADER.match(line.text)
        if header is None:
            break
        if header["name"].lower() == "subject":
            part.append(cut(line, header.start("value")))
        index += 1
    return index


def _without_signature(part: list[Line]) -> list[Line]:
    """Leave out what follows a sign-off at the foot, where telephone numbers and opening hours stand."""
    for index, line in enumerate(part):
        if index and _SIGNATURE.match(line.text.strip()) and index >= len(part) - 14:
            tail = part[index + 1 :]
            if not any(_looks_like_body(below.text) for below in tail):
                return part[:index]
    return part


def _looks_like_body(text: str) -> bool:
    return bool(re.match(r"\s*(?:ps\b|p\.s|when:|date:|time:|where:|start:|>)", text, re.IGNORECASE)) or len(text) > 140
