"""All changes in Slack: what, who and when, for admins and owners alone; any of them undone, and that as well."""

from __future__ import annotations

from bot.changes import Part, change
from bot.store import workspaces


def change_settings(slack, filled, as_="admin"):
    assert slack.type("/ally settings", as_=as_).message.only_you
    assert slack.press("Change", as_=as_).modal
    assert slack.submit(filled, as_=as_).until("Latest changes"), "the settings themselves follow"
    slack.close(as_=as_)


def history(slack, as_="admin"):
    assert slack.type("/ally settings", as_=as_).message.only_you
    return slack.press("All changes", as_=as_).modal


def settings(slack):
    return slack.type("/ally settings", as_="member").message.text


def test_an_older_change_is_undone_and_later_ones_to_other_settings_stay(slack):
    change_settings(slack, {"Place": "Glasgow"})
    change_settings(slack, {"Core hours begin": "10:00"})
    change_settings(slack, {"A late finish is after": "17:30"})
    said = history(slack)
    assert said.index("Late finish") < said.index("Core hours") < said.index("Place")
    undone = slack.press("Undo", as_="admin", nth=2).modal
    assert "Undone. Place: back to York (the default)." in undone
    slack.close(as_="admin")
    read = settings(slack)
    assert "York, England" in read
    assert "10:00–15:00; late after 17:30" in read


def test_a_setting_that_was_changed_again_since_says_what_undoing_would_do(slack):
    change_settings(slack, {"Core hours begin": "10:00"})
    change_settings(slack, {"Core hours begin": "11:00"})
    history(slack)
    view = slack.workspace.modal(slack.person("admin"))
    asked = [b["accessory"]["confirm"]["text"]["text"] for b in view.content["blocks"] if "accessory" in b]
    assert asked[0] == "Core hours: back to 10:00 to 15:00."
    assert "Core hours: back to 09:30 to 15:00 (the default). It was changed once more since" in asked[1]
    slack.press("Undo", as_="admin", nth=1).until("Undone. ")
    slack.close(as_="admin")
    assert "Core hours: 09:30–15:00" in settings(slack)


def test_undoing_is_a_change_with_a_name_and_can_be_undone(slack):
    change_settings(slack, {"Place": "Glasgow"})
    history(slack)
    said = slack.press("Undo", as_="admin").until("Undone. ")
    assert "Place: Glasgow → York (the default)" in said
    assert "Undone on Sun 22 November 2026, 09:00." in said
    assert "Place: back to Glasgow." in slack.press("Undo", as_="admin").until("back to Glasgow")
    slack.close(as_="admin")
    assert "Glasgow, Scotland" in settings(slack)


def test_what_is_as_it_was_before_has_nothing_to_undo(slack):
    change_settings(slack, {"Place": "Glasgow"})
    change_settings(slack, {"Place": "York"})
    said = history(slack)
    assert "Nothing of it is left to undo." in said, "the first change"
    assert said.count("[ Undo ]") == 1, "the second can bring Glasgow back"


def test_a_change_undone_by_somebody_else_meanwhile_is_told_plainly(slack, bot):
    change_settings(slack, {"Place": "Glasgow"})
    history(slack)
    team = slack.workspace.id
    with bot.desk.store.begin() as connection:
        change(connection, team, Part.POLICY, {"place": None}, by="U0OTHER", now=bot.desk.clock())
    assert "nothing of that change to undo" in slack.press("Undo", as_="admin").text.casefold()


def test_a_change_that_has_left_the_history_is_told_plainly(slack, bot):
    from datetime import timedelta

    from bot.store.retention import clean_up

    change_settings(slack, {"Place": "Glasgow"})
    history(slack)
    with bot.desk.store.begin() as connection:
        clean_up(connection, bot.desk.clock() + timedelta(days=91))
    assert "not in the history any more" in slack.press("Undo", as_="admin").text


def test_the_hold_switch_is_in_the_history_and_undone_there(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Hold all channel prompts", as_="admin").message
    assert "Channel prompts: not on hold → on hold" in slack.press("All changes", as_="admin").modal
    assert "Channel prompts: back to not on hold." in slack.press("Undo", as_="admin").until("Undone. ")
    slack.close(as_="admin")
    assert "on hold" not in settings(slack)


def test_owners_are_not_named_in_the_history_which_says_how_to_change_them_back(slack):
    change_settings(slack, {"Content owners": [slack.person("member").id]})
    said = history(slack)
    assert "Content owners: 0 before, 1 after" in said
    assert "keeps no names" in said
    assert "Undo" not in said.replace("Undoing", "")
    assert slack.person("member").name not in said


def test_an_owner_sees_the_history_and_others_see_no_trace_of_it(slack):
    change_settings(slack, {"Content owners": [slack.person("organiser").id], "Place": "Leeds"})
    assert "Place: York (the default) → Leeds" in history(slack, as_="organiser")
    slack.close(as_="organiser")
    read = slack.type("/ally settings", as_="member").message
    assert "Latest changes" not in read.text
    assert slack.person("admin").name not in read.text
    assert read.buttons == []


def test_a_name_that_was_forgotten_is_gone_from_the_history_and_the_change_can_still_be_undone(slack):
    change_settings(slack, {"Place": "Leeds"})
    assert slack.type("/ally forget-me", as_="admin").until("Erased")
    said = history(slack)
    assert "By somebody whose name is not kept" in said
    assert "back to York" in slack.press("Undo", as_="admin").until("Undone. ")


def test_the_pages_of_a_long_history_reach_the_oldest_change(slack, bot):
    team = slack.workspace.id
    with bot.desk.store.begin() as connection:
        for number in range(20):
            changed = {"core": [f"08:{number:02d}", "15:00"]}
            change(connection, team, Part.POLICY, changed, by="U0OTHER", now=bot.desk.clock())
    assert "08:18 to 15:00 → 08:19 to 15:00" in history(slack)
    assert "08:10 to 15:00 → 08:11 to 15:00" in slack.press("Older", as_="admin").modal
    oldest = slack.press("Older", as_="admin").modal
    assert "Core hours: 09:30 to 15:00 (the default) → 08:00 to 15:00" in oldest
    assert "[ Older ]" not in oldest
    assert "Core hours: back to 09:30 to 15:00" in slack.press("Undo", as_="admin", nth=3).until("Undone. ")
    slack.close(as_="admin")
    assert "Core hours: 09:30–15:00" in settings(slack)


def test_another_workspaces_change_cannot_be_undone_by_its_number(slack, bot):
    with bot.desk.store.begin() as connection:
        change(connection, "T0ELSEWHERE", Part.POLICY, {"place": "Leeds"}, by="U1", now=bot.desk.clock())
        other = workspaces.changes_of(connection, "T0ELSEWHERE")[0].change_id
    change_settings(slack, {"Place": "Glasgow"})
    history(slack)
    view = slack.workspace.modal(slack.person("admin"))
    button = next(b["accessory"] for b in view.content["blocks"] if "accessory" in b)
    button["value"] = str(other)
    assert "not in the history" in slack.press("Undo", as_="admin").text
    with bot.desk.store.read() as connection:
        assert workspaces.workspace_of(connection, "T0ELSEWHERE").policy == {"place": "Leeds"}


def test_the_settings_message_itself_follows_what_is_changed_from_it(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    assert slack.submit({"Place": "Glasgow"}, as_="admin").until("Place: Glasgow, Scotland")
    slack.close(as_="admin")
    slack.press("All changes", as_="admin").until("All changes")
    assert slack.press("Undo", as_="admin").until("Place: York, England")
