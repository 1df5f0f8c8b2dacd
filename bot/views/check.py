"""The answer to a date check: what was understood, what it overlaps and why, better times, what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.checking import Answer, Answers
from bot.views.blocks import (
    MAX_CHARACTERS,
    MAX_MESSAGE_BLOCKS,
    MAX_SECTION,
    MAX_VIEW_BLOCKS,
    Block,
    Message,
    actions,
    button,
    characters,
    clip,
    context,
    escape,
    message,
    modal,
    section,
    visible,
    words,
)
from bot.views.check_table import IN_FULL, not_complete, not_understood, table
from bot.views.check_words import when
from bot.views.slip import pack
from scheduling.events import Event, Unread
from scheduling.findings import Check, Finding, Outlier
from scheduling.levels import Level
from scheduling.wording.better import no_better, what_is_left
from scheduling.wording.dates import span_in_full
from scheduling.wording.findings import templates
from scheduling.wording.invitation import invitation

ADJUST = "check_adjust"
WHY = "check_why"
INVITE = "check_invite"
SHARE = "check_share"
SHARE_FORM = "check_share_form"
FORM = "check_form_open"
READ_AS = "check_read_as"
ALL_DATES = "check_all_dates"

#: Dates of a series that differ, shown in the answer itself; the rest are behind a button.
DIFFERENT = 12
_DEFAULTS = "This workspace's settings cannot be read just now; the last known ones, or the defaults, were used."


def answered(answers: Answers, *, typed: str, shareable: bool = True, certain: bool = True) -> Message:
    """The whole answer for the asker alone. `typed` is the command as they type it.

    Without `certain` the workspace's settings could not be read, and the answer says so.
    """
    if not answers.found:
        return nothing_read(answers.unread, typed=typed)
    if len(answers.found) <= IN_FULL:
        blocks = [
            block
            for answer in answers.found
            for block in (*one(answer), _next_steps(answer, shareable=shareable, number=len(answers.found)))
        ]
        doubt = [] if certain else [context(_DEFAULTS)]
        blocks += [*not_understood(answers.unread), *doubt, context(not_complete())]
        if len(blocks) <= MAX_MESSAGE_BLOCKS and characters(blocks) <= MAX_CHARACTERS:
            return message(blocks)
    return message(table(answers))


def one(answer: Answer) -> list[Block]:
    """One event: when it is as we understood it, its level in words, each cause with its options, better times."""
    check, event = answer.check, answer.event
    named = f"*{escape(event.title)}*\n" if event.title else ""
    blocks = [
        section(f"{named}*{escape(when(event))}* · {escape(answer.policy.place.name)}\n{_verdict(check)}"),
        *_understood(event),
        *(_finding(finding, check) for finding in check.pattern),
        *_exceptions(check.exceptions, event),
        *_better(answer),
    ]
    blocks += [context(f"Also: {' '.join(map(escape, check.checklist))}")] if check.checklist else []
    blocks += [context(" ".join(map(escape, check.coverage)))] if check.coverage else []
    if check.level >= Level.ADJUST:
        blocks.append(context(escape(str(templates("answer")["private_route"]))))
    return blocks


def details(answers: Answers) -> Block:
    """The events of one page in full; closer together where Slack would not take so many blocks."""
    blocks = [block for answer in answers.found for block in one(answer)]
    if len(blocks) >= MAX_VIEW_BLOCKS:
        blocks = [block for answer in answers.found for block in _closer(one(answer))]
    return modal("Details", [*blocks, context(not_complete())])


def why(answer: Answer) -> Block:
    """How each cause was reckoned and where its rule comes from."""
    blocks: list[Block] = [section(f"*{escape(when(answer.event))}* · {escape(answer.policy.place.name)}")]
    for finding in answer.check.findings:
        lines = [f"*{escape(finding.name)}* · {finding.level.label}"]
        lines += [f"Rule: {escape(finding.rule)}"]
        lines += [f"Reckoned: {escape(finding.reckoning)}."] if finding.reckoning else []
        lines += [f"Certainty: {escape(finding.certainty)}."] if finding.certainty else []
        lines += [f"Sources: {escape('; '.join(finding.sources))}."] if finding.sources else []
        blocks.append(section("\n".join(lines)))
    if len(blocks) == 1:
        blocks.append(section(escape(str(templates("answer")["nothing"]))))
    return modal("Why?", [*blocks, context(not_complete())])


def shared(answer: Answer) -> Message:
    """The neutral version for everybody in the conversation: no title, no options, nobody named."""
    event, check = answer.event, answer.check
    blocks = [section(f"*Date check: {escape(when(event))}* ({escape(answer.policy.place.name)})\n{_verdict(check)}")]
    blocks += [section(f"*{escape(finding.name)}*: {escape(finding.why)}") for finding in check.pattern]
    blocks += _better(answer)
    private = str(templates("answer")["private_route"])
    return message([*blocks, context(f"{escape(private)} {not_complete()}")])


def invite(answer: Answer) -> Block:
    """Text for the invitation, set apart so that it can be selected and copied as it stands."""
    text = {"type": "text", "text": visible(invitation(answer.event))[:MAX_SECTION]}
    block = {
        "type": "rich_text",
        "block_id": "invitation",
        "elements": [{"type": "rich_text_preformatted", "elements": [text]}],
    }
    return modal("Copy for the invitation", [section("Select the text and copy it. It names nobody."), block])


def nothing_read(unread: Sequence[Unread], *, typed: str) -> Message:
    """No event was understood: what was seen, an example, and the form."""
    blocks = [section("I found no date to check in that.")] if not unread else []
    example = f"Write a date as you would to a colleague, for example `{typed} Fri 4 Dec 3-4.30pm`."
    return message([*blocks, *not_understood(unread), section(example), actions(open_form())])


def open_form() -> Block:
    """The button that opens the form."""
    return button("Choose date and time", FORM, aria="Open a form with date and time pickers")


def _verdict(check: Check) -> str:
    """The level in words; for a series with its counts; for nothing found, that the list is not complete."""
    if check.tally.count != 1:
        counts = ", ".join(
            f"{number} {level.label}" for level in reversed(Level) if (number := check.tally.by_level.get(level, 0))
        )
        return f"*{check.level.label}* · {check.tally.count} dates: {counts}"
    if check.level is Level.NONE:
        return escape(str(templates("answer")["nothing"]))
    return f"*{check.level.label}*"


def _understood(event: Event) -> list[Block]:
    """What the text did not say and we supplied; another way to read it, as a button."""
    blocks = []
    if event.inferences:
        blocks.append(context(" ".join(escape(inference.words) for inference in event.inferences)))
    readings = [event, *event.alternatives[:3]]
    others = []
    for other in readings[1:]:
        rest = [one for one in readings if one is not other]
        others.append((other, pack([other, *rest]) or pack([other])))
    buttons = [
        button(f"I meant {when(other)}", f"{READ_AS}_{number}", value=carried)
        for number, (other, carried) in enumerate(others)
        if carried
    ]
    return [*blocks, actions(*buttons)] if buttons else blocks


def _closer(blocks: Sequence[Block]) -> list[Block]:
    """The same words in as few blocks as hold them."""
    packed: list[str] = []
    for said in filter(None, map(words, blocks)):
        if packed and len(packed[-1]) + len(said) + 2 <= MAX_SECTION:
            packed[-1] += f"\n\n{said}"
        else:
            packed.append(said)
    return [section(text) for text in packed]


def _finding(finding: Finding, check: Check) -> Block:
    name = f"*{escape(finding.name)}* · {finding.level.label}"
    if check.tally.count > 1:
        name += f" · {finding.reach} of {check.tally.count} dates"
    options = "".join(f"\n• {escape(option)}" for option in finding.options)
    return section(f"{name}\n{escape(finding.why)}{options}")


def _exceptions(outliers: Sequence[Outlier], event: Event) -> list[Block]:
    if not outliers:
        return []
    zone = ZoneInfo(event.tzid)
    lines = [_outlier(outlier, zone) for outlier in outliers[:DIFFERENT]]
    said = "*Dates that differ from the rest*\n" + "\n".join(lines)
    if len(outliers) <= DIFFERENT:
        return [section(said)]
    carried = pack([event])
    beside = button("Show them all", ALL_DATES, value=carried, aria="Show every date that differs") if carried else None
    return [section(f"{said}\nand {len(outliers) - DIFFERENT} more", accessory=beside)]


def all_dates(answer: Answer) -> Block:
    """Every date of a series that differs from the rest."""
    zone = ZoneInfo(answer.event.tzid)
    lines = [_outlier(outlier, zone) for outlier in answer.check.exceptions]
    pages = [section("\n".join(lines[start : start + 8])) for start in range(0, len(lines), 8)]
    heading = section(f"*{escape(when(answer.event))}*")
    return modal("Dates that differ", [heading, *pages[:95], context(not_complete())])


def _outlier(outlier: Outlier, zone: ZoneInfo) -> str:
    names = ", ".join(finding.name for finding in outlier.findings)
    return clip(f"• {escape(span_in_full(outlier.span, zone))}: {outlier.level.label} ({escape(names)})", 340)


def _better(answer: Answer) -> list[Block]:
    if answer.level < Level.ADJUST:
        return []
    words = templates("answer")
    if not answer.better:
        return [section(escape(no_better(answer.event)))]
    lines = []
    for slot in answer.better:
        rest = what_is_left(slot) if slot.event.is_series else ", ".join(finding.name for finding in slot.causes)
        lines.append(f"• {escape(when(slot.event))}: {slot.level.label}{f' ({escape(rest)})' if rest else ''}")
    return [section(f"*{escape(str(words['better']))}*\n" + "\n".join(lines))]


def _next_steps(answer: Answer, *, shareable: bool, number: int) -> Block:
    """What the asker can do with the answer. Says which event when there are several."""
    carried = pack([answer.event])
    if not carried:
        return actions(open_form())
    of = f" for {when(answer.event)}" if number > 1 else ""
    buttons = [
        button("Adjust and check again", ADJUST, value=carried, aria=f"Adjust and check again{of}"),
        button("Copy for the invitation", INVITE, value=carried, aria=f"Text to copy{of}"),
    ]
    if answer.check.findings:
        buttons.append(button("Why?", WHY, value=carried, aria=f"How this was reckoned{of}"))
    if shareable:
        buttons.append(button("Share here", SHARE, value=carried, aria=f"Share a neutral version{of}"))
    return actions(*buttons)
