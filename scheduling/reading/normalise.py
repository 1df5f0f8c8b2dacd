"""Makes pasted text plain, character by character, and remembers where each character came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from scheduling.reading.phrases import one_of


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plain text: its words, and for each character its place in the text as pasted."""

    text: str
    origin: range | list[int]
    number: int
    struck: tuple[tuple[int, int], ...] = ()

    def source(self, start: int, end: int, pasted: str) -> str:
        """The pasted characters behind `text[start:end]`."""
        if start >= end:
            return ""
        return pasted[self.origin[start] : self.origin[end - 1] + 1]


#: Any dash, quotation mark, space or digit form → the plain one. One character to one character.
_PLAIN = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d∼〜"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc`´"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033«»"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "),
    **dict.fromkeys(map(ord, "•◦▪▫●○■□►▶‣⁃∙·⋅*"), "•"),
    **dict.fromkeys(map(ord, "→⇒➔➜⟶"), "→"),
    **{0xFF10 + n: str(n) for n in range(10)},
    **{0x0660 + n: str(n) for n in range(10)},
    ord("："): ":", ord("／"): "/", ord("．"): ".", ord("，"): ",", ord("（"): "(", ord("）"): ")",
    ord("\x0b"): " ", ord("\x0c"): " ", ord("ʰ"): "h", ord("ᵗ"): "t", ord("ˢ"): "s", ord("ⁿ"): "n", ord("ᵈ"): "d", ord("ʳ"): "r",
}  # fmt: skip
#: Characters that print nothing.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u202a\u202b\u202c\u202d\u202e\ufeff")
_ENDS = re.compile(r"\r\n|\r|\n|\u2028|\u2029|\x85|<br ?/?>|</(?:p|div|tr|li)>", re.IGNORECASE)
_STRUCK = re.compile(
    r"~~([^~\n]{1,200})~~|(?<![\w~])~(?![\s~\d])([^~\n]{1,200})(?<!\s)~(?![\w~])|<(?:s|del|strike)>([^<\n]{1,200})</"
)
_STRUCK_NUMBER = re.compile(r"(?<![\w~])~(\d[^~\n]{1,120})(?<!\s)~(?![\w~])")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?: [^<>\n]{0,300})?/?>|<!--[^<>\n]{0,200}-->", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*\n]{1,300}?)(?<=[^\s*_])\1(?![\w*])")


def normalise(pasted: str) -> list[Line]:
    """Split the text into plain lines: one kind of dash, quote, digit and space, no markup, struck text marked."""
    lines: list[Line] = []
    start = 0
    for number, end in enumerate([*_ENDS.finditer(pasted), None]):
        stop = end.start() if end else len(pasted)
        lines.append(_plain(pasted, start, stop, number))
        start = end.end() if end else stop
    return lines


def cut(line: Line, start: int) -> Line:
    """The line without its first `start` characters."""
    struck = tuple((max(0, a - start), max(0, b - start)) for a, b in line.struck)
    return replace(line, text=line.text[start:], origin=line.origin[start:], struck=struck)


_WRAPPED_END = re.compile(
    r"\b"
    + one_of(r"""
        on, at, from, to, until, till, the, of, and, by, between, (?:mon|tues|wednes|thurs|fri|satur|sun)day,?,
        (?:mon|tue|wed|thu|fri|sat|sun),?, \d{1,2}(?:st|nd|rd|th)?, -, &
    """)
    + r"$",
    re.IGNORECASE,
)
_MONTH_START = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_ONLY_WEEKDAY = re.compile(r"[\s•*]*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$", re.IGNORECASE)
_DAY_START = re.compile(
    r"\s*(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_ONLY_YEAR = re.compile(r"\s*20\d\d\s*$")
_ENDS_IN_MONTH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s*$", re.IGNORECASE
)
#: `from 18:00 Fri 5 Feb` and, in the next line, `until 06:00 Mon 8 Feb`.
_FROM_ALONE = re.compile(r"[\s•*-]*from\s(?!.*\b(?:until|till|to)\b).*\d", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:until|till|to)\s.*\d", re.IGNORECASE)
_LETTERED = re.compile(r"[a-z]{1,3}[.)]\s")
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\d/\d{1,2}\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    one_of(r"""
        and, or, but, so, then, to, until, till, at, on, in, for, from, with, of, by, via, as, if, is, are, was, will,
        which, when, where, who, that, because, between, followed, please, plus, about, around, starting, in-person
    """)
    + r"\b"
)
#: A line at least this long may have been wrapped by a mail program.
_WRAP = 45


def joined(lines: list[Line]) -> list[Line]:
    """The lines with those put together that a poster or a mail program broke within a date or a sentence."""
    kept: list[Line] = []
    for line in lines:
        before = kept[-1] if kept else None
        if before is not None and line.text.strip() and _belongs(before.text.rstrip(), line.text):
            shift = len(before.text) + 1
            seam = (before.origin[-1] if len(before.origin) else 0) + 1
            struck = before.struck + tuple((a + shift, b + shift) for a, b in line.struck)
            kept[-1] = Line(f"{before.text} {line.text}", [*before.origin, seam, *line.origin], before.number, struck)
        else:
            kept.append(line)
    return kept


def _belongs(before: str, after: str) -> bool:
    if not before.strip() or "\t" in before or "|" in before:
        return False
    if _ONLY_WEEKDAY.match(before) and _DAY_START.match(after):
        return True
    if _ONLY_YEAR.match(after) and _ENDS_IN_MONTH.search(before):
        return True
    if _FROM_ALONE.match(before) and _UNTIL.match(after):
        return True
    if len(before) < _WRAP or after[:1] in " \t•-|>" or len(before) > 400:
        return False
    if _WRAPPED_END.search(before) and (after[:1].islower() or after[:1].isdigit() or _MONTH_START.match(after)):
        return not re.match(r"\d{1,2}[.)]\s", after)
    if len(before) < 60 or not after[:1].islower() or before[-1] in ".!?:;":
        return False
    return not _LETTERED.match(after) and not _is_dated_itself(before, after)


def _is_dated_itself(before: str, after: str) -> bool:
    """`Visit Mon 12 July, north gate only`, `induction 13 September 2pm`: each line has its date, and neither goes on."""
    return _GOES_ON.match(after) is None and all(_DATED.search(line) for line in (before, after))


def _plain(pasted: str, start: int, stop: int, number: int) -> Line:
    raw = pasted[start:stop]
    drop, struck_raw = _markup(raw)
    text = raw.translate(_PLAIN)
    if not drop and not any(c in _UNSEEN for c in raw) and "&" not in raw and not struck_raw:
        return Line(text, range(start, stop), number)
    letters: list[str] = []
    origin: list[int] = []
    places: list[int] = []  # raw position → plain position
    entities = {m.start(): m for m in _ENTITY.finditer(raw)} if "&" in raw else {}
    skip_to = 0
    for index, character in enumerate(text):
        places.append(len(letters))
        if index < skip_to or raw[index] in _UNSEEN or index in drop:
            continue
        if index in entities:
            plain = unescape(entities[index].group()).translate(_PLAIN)
            if len(plain) == 1:
                letters.append(plain)
                origin.append(start + index)
                skip_to = entities[index].end()
                continue
        letters.append(character)
        origin.append(start + index)
    places.append(len(letters))
    struck = tuple((places[a], places[b]) for a, b in struck_raw)
    return Line("".join(letters), origin, number, struck)


def _markup(raw: str) -> tuple[set[int], list[tuple[int, int]]]:
    """Positions of markup to leave out, and stretches that are struck through."""
    drop: set[int] = set()
    struck: list[tuple[int, int]] = []
    if "~" in raw or "<" in raw:
        for pattern in (_STRUCK, _STRUCK_NUMBER):
            struck += [match.span() for match in pattern.finditer(raw)]
        for tag in _TAG.finditer(raw):
            drop.update(range(*tag.span()))
    if "*" in raw or "_" in raw:
        for match in _EMPHASIS.finditer(raw):
            mark = len(match[1])
            drop.update(range(match.start(), match.start() + mark))
            drop.update(range(match.end() - mark, match.end()))
    return drop, struck
