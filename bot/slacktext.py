"""A message's text as its writer typed it: Slack's marks for links, mentions and dates undone.

docs.slack.dev/messaging/formatting-message-text: `<…>` holds a link, a mention or a command; `&`, `<` and `>` are
entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_MARK = re.compile(r"<([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>")


def as_typed(text: str) -> str:
    """What people read on screen: labels in place of links, nothing in place of mentions."""
    plain = _MARK.sub(_shown, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def said_in(message: Mapping[str, Any]) -> str:
    """The words of a message's blocks and attachments, a line for each part; buttons and pictures say nothing here.

    For messages of other apps, and forwarded ones, whose own text is empty or only their title.
    """
    return _said([message.get("blocks"), [_attached(one) for one in message.get("attachments") or ()]])


def _attached(attachment: Mapping[str, Any]) -> str:
    """docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments"""
    fields = [[one.get("title"), one.get("value")] for one in attachment.get("fields") or ()]
    said = [attachment.get(name) for name in ("pretext", "title", "text")]
    return _said([*said, fields, attachment.get("blocks")]) or _said(attachment.get("fallback"))


def _said(part: object) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, list):
        return "\n".join(filter(None, map(_said, part)))
    return "\n".join(filter(None, _parts(part))) if isinstance(part, dict) else ""


def _parts(block: Mapping[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind in _SILENT:
        return
    if kind in _ON_ONE_LINE:
        yield "".join(map(_said, block.get("elements") or ()))
    elif kind == "date":
        yield _said(block.get("fallback"))
    else:
        for name in ("text", "title", "fields", "elements", "rows"):
            yield _said(block.get(name))


#: Blocks and elements without words of a message's own; those of rich text whose elements follow one another.
_SILENT = frozenset({"actions", "button", "image", "input"})
_ON_ONE_LINE = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted"})


def _shown(mark: re.Match[str]) -> str:
    target, label = mark[1], mark[2]
    if target.startswith(("@", "!here", "!channel", "!everyone", "!subteam")):
        return ""
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!date"):
        return label or ""
    return label if label is not None else target.removeprefix("mailto:")
