"""The Workflow Builder step: typed in, typed out."""

from __future__ import annotations

import pytest

from bot.features import STEP_CALLBACK, STEP_OUTPUTS


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
