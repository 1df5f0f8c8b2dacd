"""`/ally settings`: read by everybody, changed by those who may, undone by them, kept apart between workspaces."""

from __future__ import annotations

import pytest

TERMS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1
SUMMARY:October half term
DTSTART;VALUE=DATE:20261026
DTEND;VALUE=DATE:20261031
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Christmas holiday
DTSTART;VALUE=DATE:20261221
DTEND;VALUE=DATE:20270104
END:VEVENT
END:VCALENDAR
"""


def test_everybody_may_read_the_settings_and_only_some_may_change_them(slack):
    read = slack.type("/ally settings", as_="member").message
    assert "York, England" in read.text
    assert "09:30–15:00" in read.text
    assert read.buttons == []
    assert "Change" in slack.type("/ally settings", as_="admin").message.buttons


def test_a_change_holds_at_once_and_shows_who_made_it_to_admins_only(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "Place" in slack.press("Change", as_="admin").modal
    filled = {"Place": "Glasgow", "Core hours begin": "10:00", "Own spellings": "Eid al-Fitr = Eid-ul-Fitr"}
    assert "Saved" in slack.submit(filled, as_="admin").modal
    slack.close(as_="admin")
    read = slack.type("/ally settings", as_="member").message.text
    assert "Glasgow, Scotland" in read
    assert "10:00–15:00" in read
    assert "Eid-ul-Fitr" in read
    assert "Latest changes" not in read
    assert "Latest changes" in slack.type("/ally settings", as_="admin").message.text
    assert "Eid-ul-Fitr" in slack.type("/ally-dates eid 2027", as_="member").message.text


def test_a_change_can_be_undone(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert slack.submit({"Place": "Glasgow"}, as_="admin").modal
    slack.close(as_="admin")
    assert "Glasgow" in slack.type("/ally settings", as_="admin").message.text
    assert "York, England" in slack.press("Undo", as_="admin").message.text


@pytest.mark.parametrize(
    ("entered", "field", "says"),
    [
        ({"Place": "Yrok"}, "Place", "did you mean York"),
        ({"Core hours begin": "16:00"}, "Core hours end", "must end after they begin"),
        ({"Own spellings": "Eid"}, "Own spellings", "is not a spelling"),
        ({"Own spellings": "Xyzzy = Plugh"}, "Own spellings", "Xyzzy"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(slack, entered, field, says):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert says in slack.submit(entered, as_="admin").errors[field]


def test_a_content_owner_may_change_settings_but_not_name_owners(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "Content owners" in slack.press("Change", as_="admin").modal
    assert slack.submit({"Content owners": [slack.person("member").id]}, as_="admin").modal
    slack.close(as_="admin")
    assert "Change" in slack.type("/ally settings", as_="member").message.buttons
    assert "Content owners" not in slack.press("Change", as_="member").modal


def test_somebody_without_the_right_is_refused_even_with_the_button_of_another(bot, slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    stolen = next(m for m in slack.see(as_="admin") if "Change" in m.buttons)
    stolen.message.only_for = slack.person("member").id
    assert "Only workspace admins and content owners" in slack.press("Change", as_="member").text


def test_a_confirmed_day_is_called_confirmed_and_can_be_undone(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Confirm a day", as_="admin").modal
    assert "Confirmed" in slack.submit({"Observance": "eid-al-fitr", "First day": "2027-03-10"}, as_="admin").modal
    slack.close(as_="admin")
    assert "confirmed" in slack.type("/ally-dates eid al-fitr 2027").message.text
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "Confirmed days" not in slack.press("Undo", as_="admin").message.text


def test_a_day_far_from_where_it_can_fall_is_refused_at_its_field(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Confirm a day", as_="admin").modal
    assert slack.submit({"Observance": "eid-al-fitr", "First day": "2027-06-10"}, as_="admin").errors["First day"]


def test_school_terms_are_imported_from_a_calendar_file(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Add school terms", as_="admin").modal
    file = slack.add_file("terms.ics", TERMS, owner="admin")
    said = slack.submit({"Area": "York", "Calendar of school terms (.ics)": [file]}, as_="admin").modal
    assert "York: 2 holidays" in said
    slack.close(as_="admin")
    assert "York" in slack.type("/ally settings").message.text
    assert "none imported" not in slack.type("/ally settings").message.text


def test_a_file_without_terms_is_refused_at_its_field(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Add school terms", as_="admin").modal
    file = slack.add_file("notes.ics", b"hello", owner="admin")
    entered = {"Area": "York", "Calendar of school terms (.ics)": [file]}
    assert "York" in slack.submit(entered, as_="admin").errors["Calendar of school terms (.ics)"]


def test_holding_and_releasing_channel_prompts(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "on hold" in slack.press("Hold all channel prompts", as_="admin").message.text
    assert "on hold" not in slack.press("Release channel prompts", as_="admin").message.text


def open_hours(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    return slack.press("Hours and weights", as_="admin").modal


def test_the_hours_of_observances_and_the_weight_of_a_rule_can_be_changed_and_undone(slack):
    assert "The core of Friday prayers begins" in open_hours(slack)
    entered = {
        "The core of Friday prayers begins": "12:45",
        "Minutes before a rest day’s sunset": "60",
        "Only good to know": ["late", "friday-prayer/prayer-edge"],
    }
    assert "Saved" in slack.submit(entered, as_="admin").modal
    slack.close(as_="admin")
    read = slack.type("/ally settings", as_="member").message.text
    assert "Friday prayers 12:45–14:00" in read
    assert "one hour before their sunset" in read
    assert "Late finish (Good to know)" in read
    edge = slack.type("/ally-check Fri 22 Jan 2027 12:00-12:40").message.text
    assert "Friday prayers · Good to know" in edge
    assert "Friday prayers · Adjust" not in edge
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "Friday prayers 12:30–14:00" in slack.press("Undo", as_="admin").message.text


def test_the_two_forms_of_the_settings_keep_each_others_choices(slack):
    open_hours(slack)
    assert "Saved" in slack.submit({"Minutes before sunset in Ramadan": "120"}, as_="admin").modal
    slack.close(as_="admin")
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert "Saved" in slack.submit({"Place": "Glasgow"}, as_="admin").modal
    slack.close(as_="admin")
    open_hours(slack)
    assert "Saved" in slack.submit({"Days below which notice is short": "14"}, as_="admin").modal
    slack.close(as_="admin")
    read = slack.type("/ally settings").message.text
    assert "Glasgow, Scotland" in read
    assert "two hours before sunset" in read


@pytest.mark.parametrize(
    ("entered", "field", "says"),
    [
        ({"The core of Friday prayers begins": "11:00"}, "Friday prayers with travel end", "is not inside their hours"),
        ({"A whole day is taken to begin": "17:00"}, "A whole day is taken to end", "give an end after the start"),
        ({"School drop-off begins": "10:00"}, "School drop-off ends", "give an end after the start"),
        ({"Minutes before sunset in Ramadan": "10"}, "Minutes before sunset in Ramadan", "give it a later start"),
    ],
)
def test_hours_that_cannot_be_are_told_at_their_field(slack, entered, field, says):
    open_hours(slack)
    assert says in slack.submit(entered, as_="admin").errors[field]
