"""One request from Slack: who asks, from where, with what words, and the way back to them alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.context import BoltContext
from slack_bolt.kwargs_injection.args import Args
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.errors import NotAllowedError
from bot.slacktext import as_typed
from bot.views.blocks import Message, modal
from bot.views.share import WHERE


@dataclass(frozen=True, slots=True)
class Ask:
    """A request, whatever kind it is. Texts are "" where the kind has none.

    `response_url` answers for 30 minutes, five times; `trigger` opens a modal within three seconds. `value` came
    with the button that was pressed; `kept` and `chosen` with the form that was sent.
    """

    team: str
    user: str
    channel: str
    text: str
    trigger: str
    response_url: str
    event: Mapping[str, Any]
    body: Mapping[str, Any]
    client: WebClient

    @property
    def event_id(self) -> str:
        """The number that Slack gives an event and keeps when it tells of it again."""
        return str(self.body.get("event_id") or "")

    @property
    def enterprise(self) -> str | None:
        """The organisation that the workspace belongs to, if it belongs to one.

        An event of a shared channel carries the other side's at the top; ours is with the authorisation.
        """
        named = self.body.get("enterprise")
        granted = (self.body.get("authorizations") or [{}])[0]
        otherwise = granted.get("enterprise_id", self.body.get("enterprise_id"))
        found = named.get("id") if isinstance(named, dict) else otherwise
        return str(found) if found else None

    @property
    def home(self) -> str:
        """The workspace (or organisation) that the asker belongs to, where Slack names it; "" where it does not.

        An event names it in `user_team` or `team`, a click and a form in `user.team_id`, a slash command nowhere:
        Slack offers our commands only to people of the workspace that installed them.
        """
        asker = self.body.get("user")
        named = asker.get("team_id") if isinstance(asker, dict) else None
        found = named or self.event.get("user_team") or self.event.get("team") or self.event.get("source_team")
        return found if isinstance(found, str) else ""

    @property
    def is_shared_outside(self) -> bool:
        """Whether the channel is known to be shared with another organisation.

        Slack says it of events only; under the menu of a message it names the workspace of whoever wrote that.
        """
        written = self.body.get("message")
        author = written.get("team") if isinstance(written, dict) else None
        foreign = bool(author) and self.enterprise is None and author != self.team
        return foreign or bool(self.body.get("is_ext_shared_channel"))

    @property
    def value(self) -> str:
        """What the pressed button carried, or the chosen option of a menu."""
        pressed = (self.body.get("actions") or [{}])[0]
        return str(pressed.get("value") or (pressed.get("selected_option") or {}).get("value") or "")

    @property
    def kept(self) -> str:
        """What travelled with the modal as private metadata."""
        return str((self.body.get("view") or {}).get("private_metadata") or "")

    @property
    def chosen(self) -> dict[str, Any]:
        """What the form holds, by block: a text, a day, a time, an option's value, or a list of values."""
        state = (self.body.get("view") or {}).get("state") or {}
        blocks: dict[str, dict[str, dict[str, Any]]] = state.get("values") or {}
        return {name: _chosen(next(iter(inputs.values()))) for name, inputs in blocks.items() if inputs}

    def chosen_in(self, block: str) -> dict[str, Any]:
        """What one block of a view holds, by the `action_id` of each of its inputs."""
        state = (self.body.get("view") or {}).get("state") or {}
        inputs: dict[str, dict[str, Any]] = (state.get("values") or {}).get(block) or {}
        return {name: _chosen(element) for name, element in inputs.items()}

    @property
    def is_direct(self) -> bool:
        """Whether it comes from the conversation between the asker and the bot, where there is nobody to share with."""
        return self.event.get("channel_type") == "im"

    def share(self, message: Message) -> None:
        """Post for everybody in the conversation that the asker chose in the form of *Share here*."""
        chosen: dict[str, str] = (self.body.get("response_urls") or [{}])[0]
        if address := chosen.get("response_url"):
            sent = WebhookClient(address).send(
                text=message.text, blocks=list(message.blocks), response_type="in_channel", replace_original=False
            )
            if sent.status_code == 200:
                return
        channel = chosen.get("channel_id") or str(self.chosen[WHERE])
        try:
            self.client.chat_postMessage(channel=channel, text=message.text, blocks=list(message.blocks))
        except SlackApiError as error:
            if error.response.get("error") not in ("not_in_channel", "channel_not_found", "is_archived"):
                raise
            sentence = "Alongside may not post here. Invite it to the channel (/invite), then share again."
            raise NotAllowedError(sentence) from None

    def reply(self, message: Message, *, replace: bool = False) -> None:
        """Answer the asker alone, the nearest way to where they asked.

        `replace` puts the answer in place of the message whose button was pressed.
        """
        blocks = list(message.blocks) or None
        if self.response_url and self._by_response_url(message, replace=replace):
            return
        if self.event.get("channel_type") == "im":
            thread = self.event.get("thread_ts")
            self.client.chat_postMessage(channel=self.channel, text=message.text, blocks=blocks, thread_ts=thread)
        elif self.event.get("type") == "app_mention":
            thread = self.event.get("thread_ts") or self.event.get("ts")
            self.client.chat_postEphemeral(
                channel=self.channel, user=self.user, text=message.text, blocks=blocks, thread_ts=thread
            )
        elif not (self.trigger and not self.response_url and self._in_a_modal(message, replace=replace)):
            self.client.chat_postMessage(channel=self.user, text=message.text, blocks=blocks)

    def show(self, view: dict[str, Any], *, replace: bool = False) -> None:
        """Open a modal; from within a modal, put it on top of that one, or in its place."""
        here = self.body.get("view") or {}
        if here.get("type") == "modal" and self.body.get("type") == "block_actions":
            if replace:
                self.client.views_update(view_id=str(here["id"]), view=view)
            else:
                self.client.views_push(trigger_id=self.trigger, view=view)
        else:
            self.client.views_open(trigger_id=self.trigger, view=view)

    def _in_a_modal(self, message: Message, *, replace: bool) -> bool:
        """Whether Slack opened a modal for the answer; it does not once three seconds have passed."""
        try:
            self.show(modal("Alongside", message.blocks), replace=replace)
        except SlackApiError as error:
            if "trigger" not in str(error.response.get("error")):
                raise
            return False
        return True

    def _by_response_url(self, message: Message, *, replace: bool) -> bool:
        """Whether Slack took the answer; it does not once the address is used up or half an hour old."""
        sent = WebhookClient(self.response_url).send(
            text=message.text,
            blocks=list(message.blocks) or None,
            response_type="ephemeral",
            replace_original=replace,
        )
        return sent.status_code == 200


def _chosen(element: Mapping[str, Any]) -> Any:
    """The value of one input, whatever kind it is; None where nothing was chosen."""
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"] or ()]
    if "selected_option" in element:
        return (element["selected_option"] or {}).get("value")
    for kind in ("value", "selected_date", "selected_time", "selected_conversation", "selected_users", "files"):
        if kind in element:
            return element[kind]
    return None


def ask_from(args: Args) -> Ask:
    """The request that Bolt hands to a listener."""
    return ask_of(args.body, args.context, args.client)


def ask_of(body: dict[str, Any], context: BoltContext, client: WebClient) -> Ask:
    """The request with this body, from whom and where `context` says."""
    event = body.get("event") or {}
    channel = context.channel_id or event.get("channel") or ""
    typed = as_typed(str(body.get("text") or ""))  # of a command, which nobody else reads as it comes
    return Ask(
        team=_workspace_of(body, context),
        user=context.user_id or "",
        channel=str(channel),
        text=typed or str(event.get("text") or (body.get("message") or {}).get("text") or ""),
        trigger=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
        event=event,
        body=body,
        client=client,
    )


#: Slack's ids of organisations begin so, those of workspaces with a T.
_ORGANISATION = "E"


def _workspace_of(body: Mapping[str, Any], context: BoltContext) -> str:
    """The workspace that a request is about; the organisation where Slack names no workspace.

    When an organisation installed for all of its workspaces, Slack gives the organisation as the team of a form
    (`view.app_installed_team_id`), or no team at all; the workspace then stands elsewhere. What an event of a shared
    channel names at its top may be the other side's, and is not asked.
    """
    named = [context.team_id, _field(body.get("team"), "id"), _field(body.get("user"), "team_id")]
    if not body.get("is_ext_shared_channel"):
        named.append(body.get("team_id"))
    workspaces = (str(one) for one in named if one and not str(one).startswith(_ORGANISATION))
    return next(workspaces, context.enterprise_id or context.team_id or "")


def _field(thing: object, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else None
