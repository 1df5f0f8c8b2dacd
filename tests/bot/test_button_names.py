"""What a screen reader says of a button contains what the button shows."""

import pytest

from bot.views.blocks import button


@pytest.mark.parametrize(
    ("label", "aria", "said"),
    [
        ("Copy for the invitation", "Text to copy", "Copy for the invitation: Text to copy"),
        ("Another", "Show another prompt", "Show another prompt"),
        ("Pause…", "Pause until a day you choose", "Pause until a day you choose"),
        ("Remind me on…", "Choose a day", "Remind me on: Choose a day"),
    ],
)
def test_the_spoken_name_contains_the_label(label, aria, said):
    assert button(label, "x", aria=aria)["accessibility_label"] == said
