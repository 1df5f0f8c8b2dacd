"""`/ally settings`: read by everybody, changed by those who may, undone by them, kept apart between workspaces."""

from __future__ import annotations

import pytest


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
    assert slack.submit(filled, as_="admin").until("Latest changes")
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
    assert slack.press("Undo", as_="admin").until("York, England")


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


def test_holding_and_releasing_channel_prompts(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "on hold in the whole" in slack.press("Hold all channel prompts", as_="admin").message.text
    assert "on hold in the whole" not in slack.press("Release channel prompts", as_="admin").message.text


def change(slack, filled, as_="admin"):
    assert slack.type("/ally settings", as_=as_).message.only_you
    assert slack.press("Change", as_=as_).modal
    assert slack.submit(filled, as_=as_).until("Latest changes"), "the settings themselves follow"
    slack.close(as_=as_)


def settings(slack):
    return slack.type("/ally settings", as_="member").message.text


def test_what_nobody_chose_follows_the_place(slack):
    change(slack, {"Place": "Glasgow"})
    assert "pick-up 15:00–15:30" in settings(slack), "as schools in Scotland have it"
    change(slack, {"Place": "Riyadh"})
    assert "Working week: Monday, Tuesday, Wednesday, Thursday, Sunday" in settings(slack)


def test_what_was_chosen_stays_when_the_place_changes(slack):
    change(slack, {"School pick-up ends": "15:20"})
    change(slack, {"Place": "Glasgow"})
    assert "pick-up 15:00–15:20" in settings(slack)
    change(slack, {"School pick-up ends": "15:30"})
    change(slack, {"Place": "York"})
    assert "pick-up 15:00–15:45" in settings(slack), "15:30 was the usual hour in Glasgow, so it was no choice"


def test_two_people_with_the_form_open_do_not_take_back_each_others_choices(bot, slack):
    change(slack, {"Content owners": [slack.person("organiser").id]})
    for who in ("admin", "organiser"):
        assert slack.type("/ally settings", as_=who).message.only_you
        assert slack.press("Change", as_=who).modal
    slack.submit({"Place": "Glasgow"}, as_="admin").until("Latest changes")
    slack.submit({"Core hours begin": "10:00"}, as_="organiser").until("Latest changes")
    assert bot.desk.workplaces.of(slack.workspace.id).chosen == {"place": "Glasgow", "core": ["10:00", "15:00"]}


def test_a_place_that_needs_its_area_keeps_it_when_something_else_is_changed(slack):
    change(slack, {"Place": "Bangor, Northern Ireland"})
    change(slack, {"Core hours begin": "10:00"})
    assert "Place: Bangor, Northern Ireland" in settings(slack)


def test_the_nation_decides_the_bank_holidays_wherever_the_place_is(slack):
    change(slack, {"Nation": "Scotland"})
    assert "York, Scotland" in settings(slack)
    assert "St Andrew" in slack.type("/ally-check Mon 30 Nov 2026 10-11").message.text
    change(slack, {"Nation": "As the place is"})
    assert "York, England" in settings(slack)
    assert "bank holiday" not in slack.type("/ally-check Mon 30 Nov 2026 10-11").message.text


def test_the_zone_of_a_place_can_be_set_and_a_wrong_one_gets_the_nearest(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert "did you mean Asia/Kolkata" in slack.submit({"Time zone": "kolkata"}, as_="admin").errors["Time zone"]
    slack.submit({"Place": "17.4,78.5", "Time zone": "Asia/Kolkata"}, as_="admin").until("Latest changes")
    slack.close(as_="admin")
    assert "(zone Asia/Kolkata)" in settings(slack)


def test_a_working_week_is_chosen_and_judged(slack):
    saturday = "/ally-check Sat 16 Jan 2027 15:00-15:30"
    assert "School pick-up" not in slack.type(saturday).message.text
    change(slack, {"Working week": ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]})
    assert "School pick-up" in slack.type(saturday).message.text
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert "Please complete this required field." in slack.submit({"Working week": []}, as_="admin").text


def test_a_tradition_that_is_left_out_is_in_no_answer_and_said_to_be_left_out(slack):
    friday = "/ally-check Fri 15 Jan 2027 15:00-16:00"
    assert "Shabbat" in slack.type(friday).message.text
    change(slack, {"Traditions to leave out": ["Jewish"]})
    assert "Not judged: Jewish" in settings(slack)
    assert "Shabbat" not in slack.type(friday).message.text
    assert "Shabbat" not in slack.type("/ally-dates January 2027").message.text


def test_a_caring_rule_that_is_left_out_is_in_no_answer(slack):
    afternoon = "/ally-check Tue 12 Jan 2027 15:00-15:30"
    assert "School pick-up" in slack.type(afternoon).message.text
    change(slack, {"Caring rules to leave out": ["School pick-up"]})
    assert "School pick-up" not in slack.type(afternoon).message.text


def test_own_spellings_are_used_everywhere_and_understood_in_questions(slack):
    change(slack, {"Own spellings": "Diwali = Festival of Lights\neid al fitr = Eid-ul-Fitr"})
    assert "Festival of Lights" in slack.type("/ally-check Fri 29 Oct 2027 10-11").message.text
    assert "Eid-ul-Fitr" in slack.type("/ally-dates March 2027").message.text
    assert "Fri 29 October 2027: Festival of Lights" in slack.type("/ally-dates festival of lights 2027").message.text
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    lines = "Diwali = Festival of Lights\nEid al-Fitr = Eid-ul-Fitr"
    assert slack.value("Own spellings", as_="admin") == lines


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Eid = Eid-ul-Fitr", "can mean Eid al-Fitr and Eid al-Adha"),
        ("Diwali =", "is not a spelling"),
        ("= Deepavali", "is not a spelling"),
        ("Diwali = " + "D" * 61, "longer than 60 characters"),
    ],
)
def test_a_spelling_that_cannot_be_used_is_told_at_its_field(slack, line, says):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert says in slack.submit({"Own spellings": line}, as_="admin").errors["Own spellings"]


def test_a_spelling_full_of_formatting_stays_as_it_was_typed(slack):
    change(slack, {"Own spellings": "Diwali = *Lights* <!channel>"})
    answer = slack.type("/ally-check Fri 29 Oct 2027 10-11").message
    assert "<!channel>" not in str(answer.message.blocks)
    assert "&lt;!channel&gt;" in str(answer.message.blocks)


def test_every_wrong_field_is_told_at_once(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    wrong = {"Place": "Yrok", "Time zone": "Mars", "School pick-up ends": "07:00", "Own spellings": "Eid"}
    told = slack.submit(wrong, as_="admin").errors
    assert set(told) == set(wrong)
    assert told["School pick-up ends"] == "Pick-up hours must end after they begin."


def test_lead_times_are_chosen_shown_and_kept_to_in_answers(slack):
    asked = "/ally-check Tue 15 Dec 2026 16:00-16:30"
    assert "about four weeks" in slack.type(asked).message.text
    open_hours(slack)
    slack.submit({"Days below which notice is short": "14"}, as_="admin").until("Latest changes")
    slack.close(as_="admin")
    change(
        slack,
        {
            "Interpreters: days ahead": "70",
            "Conference timetable: days ahead": "30",
            "Handing prompts to Slack: hours ahead": "6",
        },
    )
    read = slack.type("/ally settings", as_="admin").message.text
    assert "short notice under 14 days; interpreters 70 days ahead; conference timetable 30 days ahead" in read
    assert "Prompts are handed to Slack: 6 hours ahead" in read
    assert "Short notice" not in slack.type(asked).message.text
    assert "about two weeks" in slack.type("/ally-check Tue 1 Dec 2026 16:00-16:30").message.text
    fair = slack.type("/ally-check Fair, open to the public, Wed 20 Jan 2027 9am-5pm").message.text
    assert "interpreters usually need six to eight weeks; ask today" in fair
    assert "publish it about 30 days ahead, by Mon 21 December 2026" in fair


@pytest.mark.parametrize("number", ["-1", "366", "1.5"])
def test_a_lead_time_outside_its_limits_is_refused(slack, number):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert slack.submit({"Interpreters: days ahead": number}, as_="admin").errors["Interpreters: days ahead"]


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
    assert slack.submit(entered, as_="admin").until("Latest changes")
    slack.close(as_="admin")
    read = slack.type("/ally settings", as_="member").message.text
    assert "Friday prayers 12:45–14:00" in read
    assert "one hour before their sunset" in read
    assert "Late finish (Good to know)" in read
    edge = slack.type("/ally-check Fri 22 Jan 2027 12:00-12:40").message.text
    assert "Friday prayers · Good to know" in edge
    assert "Friday prayers · Adjust" not in edge
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Undo", as_="admin").until("Friday prayers 12:30–14:00")


def test_the_two_forms_of_the_settings_keep_each_others_choices(slack):
    open_hours(slack)
    assert slack.submit({"Minutes before sunset in Ramadan": "120"}, as_="admin").until("Latest changes")
    slack.close(as_="admin")
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert slack.submit({"Place": "Glasgow"}, as_="admin").until("Latest changes")
    slack.close(as_="admin")
    open_hours(slack)
    assert slack.submit({"Days below which notice is short": "14"}, as_="admin").until("Latest changes")
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


def test_two_people_with_the_hours_open_do_not_take_back_each_others_choices(bot, slack):
    change(slack, {"Content owners": [slack.person("organiser").id]})
    for who in ("admin", "organiser"):
        assert slack.type("/ally settings", as_=who).message.only_you
        assert slack.press("Hours and weights", as_=who).modal
    first = {"Minutes before a rest day’s sunset": "60", "Only good to know": ["late"]}
    assert slack.submit(first, as_="admin").until("Latest changes")
    second = {"The core of Friday prayers begins": "12:45", "Days below which notice is short": "14"}
    assert slack.submit(second, as_="organiser").until("Latest changes")
    assert bot.desk.workplaces.of(slack.workspace.id).chosen == {
        "observances": {"before_rest": 60, "friday_prayer_core": ["12:45", "14:00"]},
        "rules": {"notice-28": {"less_than_days": 14}},
        "levels": {"late": "know"},
    }


def test_hours_that_are_sent_as_they_were_shown_change_nothing(bot, slack):
    open_hours(slack)
    assert "Saved" in slack.submit({}, as_="admin").modal
    assert bot.desk.workplaces.of(slack.workspace.id).chosen == {}
