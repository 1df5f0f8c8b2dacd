"""The stand-in's limits against a second opinion: the models of Slack's own SDK."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    MarkdownBlock,
    Option,
    OptionGroup,
    OverflowMenuElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement, InteractiveElement
from slack_sdk.models.views import View

from bot.playground.blocks import MESSAGE, MODAL, faults, hold_view
from bot.playground.refusals import SlackRefusal


def plain(length: int = 1) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * length}


def option(label: int = 1, value: str = "v") -> dict[str, Any]:
    return {"text": plain(label), "value": value}


def options(count: int) -> list[dict[str, Any]]:
    return [option(value=str(number)) for number in range(count)]


def button(**more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": [{"type": "button", "text": plain(), **more}]}


def select(**more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": [{"type": "static_select", "options": options(1), **more}]}


def confirm(**more: Any) -> dict[str, Any]:
    return button(confirm={**dict.fromkeys(("title", "text", "confirm", "deny"), plain()), **more})


def entry(**more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain(), "element": {"type": "plain_text_input"}, **more}


#: What is limited, the SDK's limit, and a block with so many of it.
LIMITS: list[tuple[str, int, Callable[[int], dict[str, Any]]]] = [
    ("block_id", Block.block_id_max_length, lambda n: {"type": "divider", "block_id": "x" * n}),
    ("section text", SectionBlock.text_max_length, lambda n: {"type": "section", "text": plain(n)}),
    ("fields", SectionBlock.fields_max_length, lambda n: {"type": "section", "fields": [plain()] * n}),
    ("header", HeaderBlock.text_max_length, lambda n: {"type": "header", "text": plain(n)}),
    ("markdown", MarkdownBlock.text_max_length, lambda n: {"type": "markdown", "text": "x" * n}),
    ("context", ContextBlock.elements_max_length, lambda n: {"type": "context", "elements": [plain()] * n}),
    ("actions", ActionsBlock.elements_max_length, lambda n: button() | {"elements": button()["elements"] * n}),
    (
        "alt text",
        ImageBlock.alt_text_max_length,
        lambda n: {"type": "image", "image_url": "https://x.example", "alt_text": "x" * n},
    ),
    (
        "picture title",
        ImageBlock.title_max_length,
        lambda n: {"type": "image", "image_url": "https://x.example", "alt_text": "", "title": plain(n)},
    ),
    ("input label", InputBlock.label_max_length, lambda n: entry(label=plain(n))),
    ("input hint", InputBlock.hint_max_length, lambda n: entry(hint=plain(n))),
    ("button text", ButtonElement.text_max_length, lambda n: button(text=plain(n))),
    ("button value", ButtonElement.value_max_length, lambda n: button(value="x" * n)),
    ("action_id", InteractiveElement.action_id_max_length, lambda n: button(action_id="x" * n)),
    (
        "placeholder",
        InputInteractiveElement.placeholder_max_length,
        lambda n: entry(element={"type": "plain_text_input", "placeholder": plain(n)}),
    ),
    ("options", StaticSelectElement.options_max_length, lambda n: select(options=options(n))),
    (
        "option groups",
        StaticSelectElement.option_groups_max_length,
        lambda n: {
            "type": "actions",
            "elements": [
                {
                    "type": "static_select",
                    "option_groups": [{"label": plain(), "options": [option(value=str(i))]} for i in range(n)],
                }
            ],
        },
    ),
    ("option label", Option.label_max_length, lambda n: select(options=[option(n)])),
    ("option value", Option.value_max_length, lambda n: select(options=[option(value="x" * n)])),
    (
        "group label",
        OptionGroup.label_max_length,
        lambda n: {
            "type": "actions",
            "elements": [{"type": "static_select", "option_groups": [{"label": plain(n), "options": options(1)}]}],
        },
    ),
    (
        "overflow",
        OverflowMenuElement.options_max_length,
        lambda n: {"type": "actions", "elements": [{"type": "overflow", "options": options(n)}]},
    ),
    ("confirm title", ConfirmObject.title_max_length, lambda n: confirm(title=plain(n))),
    ("confirm text", ConfirmObject.text_max_length, lambda n: confirm(text=plain(n))),
    ("confirm yes", ConfirmObject.confirm_max_length, lambda n: confirm(confirm=plain(n))),
    ("confirm no", ConfirmObject.deny_max_length, lambda n: confirm(deny=plain(n))),
]


@pytest.mark.parametrize(("what", "limit", "block"), LIMITS, ids=[each[0] for each in LIMITS])
def test_a_block_may_have_as_much_as_the_sdk_says_and_no_more(
    what: str, limit: int, block: Callable[[int], dict[str, Any]]
) -> None:
    assert faults([block(limit)], MESSAGE).wrong == []
    assert faults([block(limit + 1)], MESSAGE).wrong != []


#: A modal's field, the SDK's limit, and a value of that size.
FIELDS: list[tuple[str, int, Callable[[int], Any]]] = [
    ("title", View.title_max_length, plain),
    ("submit", View.submit_max_length, plain),
    ("close", View.close_max_length, plain),
    ("private_metadata", View.private_metadata_max_length, "x".__mul__),
    ("callback_id", View.callback_id_max_length, "x".__mul__),
    ("blocks", View.blocks_max_length, [{"type": "divider"}].__mul__),
]


@pytest.mark.parametrize(("name", "limit", "value"), FIELDS, ids=[each[0] for each in FIELDS])
def test_a_form_may_have_as_much_as_the_sdk_says_and_no_more(
    name: str, limit: int, value: Callable[[int], Any]
) -> None:
    form = {"type": "modal", "title": plain(), "blocks": [{"type": "divider"}]}
    hold_view(form | {name: value(limit)}, MODAL)
    with pytest.raises(SlackRefusal, match="invalid_arguments"):
        hold_view(form | {name: value(limit + 1)}, MODAL)
