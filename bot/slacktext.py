"""A message's text as its writer typed it: Slack's marks for links, mentions and dates undone.

docs.slack.dev/messaging/formatting-message-text: `<…>` holds a link, a mention or a command; `&`, `<` and `>` are
entities.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"<([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>")


def as_typed(text: str) -> str:
    """What people read on screen: labels in place of links, nothing in place of mentions."""
    plain = _MARK.sub(_shown, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _shown(mark: re.Match[str]) -> str:
    target, label = mark[1], mark[2]
    if target.startswith(("@", "!here", "!channel", "!everyone", "!subteam")):
        return ""
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!date"):
        return label or ""
    return label if label is not None else target.removeprefix("mailto:")
