"""A file that somebody sent to the bot, fetched from Slack and from nowhere else, within limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from scheduling.errors import UnusableError

PATIENCE = 20


class FileError(UnusableError):
    """A file that cannot be fetched, or is not one we read."""


def fetch(client: WebClient, file: Mapping[str, Any], *, most: int) -> bytes:
    """The content of a file of the workspace, of at most `most` bytes. Raises FileError with a sentence.

    The token goes only to Slack's own hosts: a file that lives elsewhere, and a redirection to elsewhere, are refused.
    """
    details = described(client, file)
    name = str(details.get("name") or "The file")[:60]
    address = str(details.get("url_private_download") or details.get("url_private") or "")
    parts, homes = urlsplit(address), _homes(client.base_url)
    if details.get("is_external") or (parts.scheme, parts.netloc) not in homes:
        raise FileError(f"{name} is not kept in Slack, so it cannot be opened here. Please upload the file itself.")
    if int(details.get("size") or 0) > most:
        raise FileError(f"{name} is larger than {most // 1_000_000} MB. Please send a smaller file.")
    request = Request(address, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - host is checked
    try:
        with build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
            data: bytes = answer.read(most + 1)
    except (URLError, OSError):
        raise FileError(f"{name} could not be fetched from Slack. Please send it again.") from None
    if data[:15].lower() == b"<!doctype html>":  # Slack shows its sign-in page to a token that may not see the file
        raise FileError(f"{name} cannot be opened by Alongside. Please send it to Alongside in a direct message.")
    if len(data) > most:
        raise FileError(f"{name} is larger than {most // 1_000_000} MB. Please send a smaller file.")
    return data


def described(client: WebClient, file: Mapping[str, Any]) -> Mapping[str, Any]:
    """The file with its name and address, asked for where an event has only its number. Raises FileError.

    Slack describes neither a deleted one nor one of another organisation: docs.slack.dev/reference/objects/file-object
    """
    if file.get("mode") == "tombstone":
        raise FileError("This file was deleted before it could be read. Please send it again.")
    return (
        file if file.get("name") and file.get("url_private_download") else _details(client, str(file.get("id") or ""))
    )


def _details(client: WebClient, identifier: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = client.files_info(file=identifier)["file"]
    except SlackApiError:
        raise FileError("Alongside cannot see this file. Please send it to Alongside in a direct message.") from None
    return found


def _homes(api: str) -> frozenset[tuple[str, str]]:
    """Where the Slack with that Web API keeps files: the API's own host, and `files.` beside it, by the same scheme."""
    known = urlsplit(api)
    return frozenset({(known.scheme, known.netloc), (known.scheme, f"files.{known.netloc}")})


class _Stay(HTTPRedirectHandler):
    """No redirections: they would carry the token to wherever they lead."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002 - the base class's signature
        return None
