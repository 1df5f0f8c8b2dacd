"""The Home tab: what is coming, filters, and the ways from there."""

from __future__ import annotations


def test_home_shows_the_next_six_weeks_the_settings_and_what_is_kept(slack):
    home = slack.open_home().home
    assert "Sun 22 November 2026 to Sun 3 January 2027" in home
    assert "Christmas Day" in home
    assert "York, England" in home
    assert "Nothing you paste is kept" in home
    assert "/ally-check" in home


def test_the_filters_leave_only_what_was_chosen(slack):
    assert "Hanukkah" in slack.open_home().home
    heavier = slack.choose("home_level", "Best moved only").home
    assert "Christmas Day" in heavier
    assert "Hanukkah" not in heavier
    slack.choose("home_level", "Everything")
    assert "Hanukkah" in slack.choose("home_tradition", "Jewish").home


def test_what_is_held_opens_from_home(slack):
    assert slack.open_home().home
    assert "Nothing is held about you." in slack.press("What is held about me").modal


def test_an_admin_changes_the_settings_from_home(slack):
    assert slack.open_home(as_="admin").home
    assert "Latest changes" not in slack.press("Change settings", as_="admin").modal
    assert "Place" in slack.press("Change", as_="admin").modal
    assert "Saved" in slack.submit({"Place": "Cardiff"}, as_="admin").modal
    slack.close(as_="admin")
    slack.close(as_="admin")
    assert "Cardiff, Wales" in slack.open_home(as_="admin").home


def test_the_settings_below_a_form_follow_what_was_changed_in_it(slack):
    assert slack.open_home(as_="admin").home
    assert slack.press("Change settings", as_="admin").modal
    assert slack.press("Change", as_="admin").modal
    assert "Saved" in slack.submit({"Place": "Cardiff"}, as_="admin").modal
    slack.close(as_="admin")
    admin = slack.person("admin")
    assert slack.slack.wait_until(lambda: "Cardiff" in str(slack.workspace.modal(admin).content), 10)
    assert "Place: York" in slack.press("Undo", as_="admin").modal


def test_without_the_database_home_still_shows_days(bot, slack, monkeypatch):
    from bot.store.errors import StoreUnavailableError

    def away():
        raise StoreUnavailableError("gone")

    monkeypatch.setattr(bot.desk.store, "read", away)
    home = slack.open_home().home
    assert "Christmas Day" in home
    assert "may be out of date" in home
