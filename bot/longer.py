"""An answer longer than a message holds: a table as a file, in the direct messages between the asker and the bot."""

from __future__ import annotations

import csv
import io
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.checking import Answers
from bot.errors import NotAllowedError
from bot.views.check_words import read_as, when
from bot.views.clock import in_twelve
from scheduling.levels import Level

NAME = "date-check.csv"
PATIENCE = 20
#: Signs with which a spreadsheet would begin to reckon instead of showing what was pasted.
_REACTIVE = ("=", "+", "-", "@", "\t", "\r")


def as_table(answers: Answers, *, twelve_hour: bool = False) -> bytes:
    """One row for each event and for each piece that was not understood, as CSV that spreadsheets open (UTF-8)."""
    page = io.StringIO()
    rows = csv.writer(page)
    rows.writerow(
        [
            "When",
            "Title",
            "Place",
            "Level",
            "What it may overlap with",
            "Dates",
            "Best moved",
            "Adjust",
            "How it was read",
        ]
    )
    for answer in answers.found:
        check = answer.check
        names = "; ".join(finding.name for finding in check.causes)
        moved, adjusted = (check.tally.by_level.get(level, 0) for level in (Level.MOVE, Level.ADJUST))
        moment = in_twelve(when(answer.event)) if twelve_hour else when(answer.event)
        row = [moment, answer.event.title, answer.policy.place.name, check.level.label, names]
        notes = " ".join(read_as(answer.event))
        notes = in_twelve(notes) if twelve_hour else notes
        rows.writerow([*map(_calm, row), check.tally.count, moved, adjusted, _calm(notes)])
    for item in answers.unread:
        rows.writerow([_calm(item.text), "", "", "Not understood", _calm(item.why), "", "", "", ""])
    rows.writerow(["The list is not complete; please also ask the people you invite."])
    return page.getvalue().encode("utf-8-sig")


def send_table(client: WebClient, user: str, table: bytes, *, said: str) -> None:
    """Put the table into the asker's direct messages with the bot, under a sentence. Raises NotAllowedError."""
    try:
        place = client.files_getUploadURLExternal(filename=NAME, length=len(table))
    except SlackApiError as error:
        if error.response.get("error") != "missing_scope":
            raise
        sentence = "The table could not be sent: Alongside lacks the permission files:write, which an admin can add."
        raise NotAllowedError(sentence) from None
    channel = str(client.chat_postMessage(channel=user, text=said)["channel"])
    with urlopen(Request(str(place["upload_url"]), table), timeout=PATIENCE):  # noqa: S310 - the address is Slack's
        pass
    client.files_completeUploadExternal(files=[{"id": place["file_id"], "title": NAME}], channel_id=channel)


def _calm(text: str) -> str:
    """Text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(_REACTIVE) else text
