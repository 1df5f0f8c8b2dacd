"""The Workflow Builder step: typed in, typed out."""

from __future__ import annotations

import json

import pytest

from bot.features import STEP_CALLBACK, STEP_INPUTS, STEP_OUTPUTS
from bot.playground.slack import Step

FRIDAY = "Fri 4 Dec 2026, 3-4.30pm"


def described(parameters):
    return [
        {"type": one.kind, "name": one.name, "description": one.description, "title": one.title,
         "is_required": one.required}
        for one in parameters
    ]  # fmt: skip


def executed(bot, inputs, *, execution="Fx1234567O9L", event="Ev123ABC456"):
    """The event as docs.slack.dev/reference/events/function_executed prints it; gives what became of the step."""
    slack = bot.workspace
    slack.slack.steps.setdefault(execution, Step(slack.workspace.id))
    function = {
        "id": "Fn123456789O",
        "callback_id": STEP_CALLBACK,
        "title": "Check dates",
        "description": "Checks dates",
        "type": "app",
        "input_parameters": described(STEP_INPUTS),
        "output_parameters": described(STEP_OUTPUTS),
        "app_id": slack.workspace.app_id,
        "date_created": 1694727597,
        "date_updated": 1698947481,
        "date_deleted": 0,
    }
    body = {
        "token": "XXYYZZ",
        "team_id": slack.workspace.id,
        "api_app_id": slack.workspace.app_id,
        "event": {
            "type": "function_executed",
            "function": function,
            "inputs": inputs,
            "function_execution_id": execution,
            "workflow_execution_id": "WxABC123DEF0",
            "event_ts": "1698958075.998738",
            "bot_access_token": slack.workspace.bot_token,
        },
        "type": "event_callback",
        "authed_users": [slack.workspace.bot.id],
        "event_id": event,
        "event_time": 123456789,
    }
    assert bot.post(json.dumps(body).encode(), kind="application/json").status == 200
    assert slack.slack.wait_until(lambda: slack.slack.steps[execution].done, 10)
    return slack.slack.steps[execution]


@pytest.mark.parametrize("more", [{}, {"place": ""}, {"place": None}, {"place": "York"}, {"place": "53.96,-1.08"}])
def test_the_event_that_slack_documents_is_answered_with_every_output_as_text(bot, more):
    step = executed(bot, {"dates": FRIDAY} | more)
    assert not step.error
    assert set(step.outputs) == {one.name for one in STEP_OUTPUTS}
    assert all(isinstance(value, str) for value in step.outputs.values())
    assert step.outputs["level"] == "Adjust"


@pytest.mark.parametrize("inputs", [None, {}, {"dates": None}, {"dates": "  "}, {"place": "York"}])
def test_a_step_without_its_dates_fails_with_a_sentence(bot, inputs):
    assert executed(bot, inputs).error.startswith("No date was found in the input of this step.")


def test_a_step_whose_date_cannot_be_says_why(bot):
    assert "31 June 2027: there is no such date: June has 30 days" in executed(bot, {"dates": "31 June 2027"}).error


def test_a_step_that_meets_an_unknown_error_fails_with_a_reference_and_does_not_keep_the_workflow_waiting(
    bot, monkeypatch, caplog
):
    def broken(*args, **kwargs):
        raise RuntimeError("Zebedee said so")

    monkeypatch.setattr("bot.listeners.workflow.read_text", broken)
    step = executed(bot, {"dates": FRIDAY})
    record = next(record for record in caplog.records if record.message == "unexpected")
    assert record.reference in step.error
    assert "Zebedee" not in step.error


def test_a_step_that_slack_tells_of_twice_is_completed_once(bot, caplog):
    for _ in range(2):
        assert executed(bot, {"dates": FRIDAY}).outputs["level"] == "Adjust"
    assert bot.workspace.type("/ally privacy").message.only_you
    assert not [record for record in caplog.records if record.message in ("unexpected", "unanswered")]


def test_the_step_hands_on_level_summary_and_better_times(slack):
    outputs = slack.run_step(STEP_CALLBACK, {"dates": "Fri 4 Dec 2026, 3-4.30pm"})
    assert set(outputs) == {item.name for item in STEP_OUTPUTS}
    assert outputs["level"] == "Adjust"
    assert "Shabbat" in outputs["summary"]
    assert "not complete" in outputs["summary"]
    assert "December 2026" in outputs["better"]
    assert outputs["unread"] == ""


def test_the_step_says_how_it_read_what_was_not_written(slack):
    summary = slack.run_step(STEP_CALLBACK, {"dates": "Fri 4 Dec 2026 at 8"})["summary"]
    assert "No end was given: one hour is assumed." in summary
    assert "It could also mean Fri 4 December 2026, 20:00–21:00." in summary


def test_the_step_takes_a_place(slack):
    outputs = slack.run_step(STEP_CALLBACK, {"dates": "Mon 30 Nov 2026 10-11", "place": "Glasgow"})
    assert "Best moved" in outputs["level"]


@pytest.mark.parametrize(
    ("inputs", "says"),
    [({"dates": "soon"}, "No date was found"), ({"dates": "Fri 4 Dec 3pm", "place": "Yrok"}, "did you mean York")],
)
def test_a_step_that_cannot_answer_fails_with_a_sentence(slack, inputs, says):
    with pytest.raises(AssertionError, match=says):
        slack.run_step(STEP_CALLBACK, inputs)
