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


def owners_of(bot, slack):
    bot.desk.workplaces.forget(slack.workspace.id)
    return {slack.workspace.people[one].name for one in bot.desk.workplaces.of(slack.workspace.id).owners}


def names(slack, *those):
    return [slack.person(one).id for one in those]


def questions(slack):
    """What each button asks before it undoes, newest change first."""
    blocks = slack.workspace.modal(slack.person("admin")).content["blocks"]
    return [block["accessory"]["confirm"]["text"]["text"] for block in blocks if "accessory" in block]


def test_a_change_of_owners_names_the_people_to_an_admin_who_puts_them_back(bot, slack):
    sam = slack.workspace.add_person("sam", "Sam Reed").name
    member, organiser = (slack.person(one).name for one in ("member", "organiser"))
    change_settings(slack, {"Content owners": names(slack, "member", "organiser")})
    change_settings(slack, {"Content owners": names(slack, "organiser", "sam")})
    said = history(slack)
    assert f"Content owners: @{sam} named, @{member} taken out" in said
    assert f"Undoing: Content owners: @{member} put back, @{sam} taken out." in said
    assert questions(slack)[0] == (
        "Content owners: 1 person put back, 1 person taken out. The line beside the button names them."
    )
    undone = slack.press("Undo", as_="admin").until("Undone. ")
    assert f"Undone. Content owners: @{member} put back, @{sam} taken out." in undone
    assert owners_of(bot, slack) == {member, organiser}
    slack.close(as_="admin")
    assert "Change" in slack.type("/ally settings", as_="member").message.buttons, "the right is back at once"


def test_the_undoing_of_a_change_of_owners_is_undone_from_the_settings_themselves(bot, slack):
    change_settings(slack, {"Content owners": names(slack, "member")})
    for _ in range(2):
        assert slack.type("/ally settings", as_="admin").message.only_you
        assert slack.press("Undo", as_="admin").until("Undone on")
    assert owners_of(bot, slack) == {slack.person("member").name}


def test_owners_whom_another_admin_changed_since_are_left_alone_and_who_comes_back_is_said(bot, slack):
    sam = slack.workspace.add_person("sam", "Sam Reed").name
    member, organiser = (slack.person(one).name for one in ("member", "organiser"))
    change_settings(slack, {"Content owners": names(slack, "member", "organiser")})
    history(slack)
    with bot.desk.store.begin() as connection:
        since = {slack.person("member").id: None, slack.person("sam").id: True}
        change(connection, slack.workspace.id, Part.OWNERS, since, by="U0OTHER", now=bot.desk.clock())
    undone = slack.press("Undo", as_="admin").until("Undone. ")
    assert f"Undone. Content owners: @{organiser} taken out." in undone, "of this change only that was left"
    assert owners_of(bot, slack) == {sam}
    assert f"Content owners: @{member} put back, @{sam} taken out." in undone, "what the other admin did can be undone"


def test_two_admins_with_the_form_open_name_and_take_out_each_their_own(bot, slack):
    slack.workspace.add_person("sam", "Sam Reed")
    change_settings(slack, {"Content owners": names(slack, "member")})
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    with bot.desk.store.begin() as connection:
        since = {slack.person("sam").id: True}
        change(connection, slack.workspace.id, Part.OWNERS, since, by="U0OTHER", now=bot.desk.clock())
    slack.submit({"Content owners": names(slack, "organiser")}, as_="admin").until("Latest changes")
    assert owners_of(bot, slack) == {slack.person(one).name for one in ("organiser", "sam")}


def test_more_owners_than_the_form_can_show_are_told_at_its_field_and_nothing_is_changed(bot, slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    with bot.desk.store.begin() as connection:
        since = dict.fromkeys((f"U{number}" for number in range(20)), True)
        change(connection, slack.workspace.id, Part.OWNERS, since, by="U0OTHER", now=bot.desk.clock())
    told = slack.submit({"Content owners": names(slack, "member"), "Place": "Leeds"}, as_="admin").errors
    assert told == {
        "Content owners": "That would make 21 content owners, and 20 are the most. Take somebody out first."
    }
    assert "Place: York" in settings(slack)


def test_a_content_owner_sees_how_many_were_named_and_cannot_undo_it(bot, slack):
    change_settings(slack, {"Content owners": names(slack, "organiser", "member")})
    change_settings(slack, {"Content owners": names(slack, "organiser")})
    said = history(slack, as_="organiser")
    assert "Content owners: 1 person taken out" in said
    assert "Workspace admins see who, and they alone can undo it." in said
    assert slack.person("member").name not in said
    assert "[ Undo ]" not in said


def test_a_content_owner_with_the_button_of_an_admin_is_refused(bot, slack):
    change_settings(slack, {"Content owners": names(slack, "organiser", "member")})
    change_settings(slack, {"Content owners": names(slack, "organiser")})
    change_settings(slack, {"Place": "Leeds"})
    with bot.desk.store.read() as connection:
        found = workspaces.changes_of(connection, slack.workspace.id)
        taken_out = next(one.change_id for one in found if one.part == Part.OWNERS)
    history(slack, as_="organiser")
    view = slack.workspace.modal(slack.person("organiser"))
    button = next(block["accessory"] for block in view.content["blocks"] if "accessory" in block)
    button["value"] = str(taken_out)
    assert "Only workspace admins can undo a change of content owners." in slack.press("Undo", as_="organiser").text
    assert owners_of(bot, slack) == {slack.person("organiser").name}


def test_somebody_who_asked_to_be_forgotten_is_not_put_back(bot, slack):
    member, organiser = (slack.person(one).name for one in ("member", "organiser"))
    change_settings(slack, {"Content owners": names(slack, "member", "organiser")})
    change_settings(slack, {"Content owners": []})
    assert "changes of content owners that name you: 2" in slack.type("/ally my-data", as_="member").text
    assert "Erased" in slack.type("/ally forget-me", as_="member").text
    assert "Nothing is held about you." in slack.type("/ally my-data", as_="member").text
    said = history(slack)
    assert member not in said
    assert f"Undoing: Content owners: @{organiser} put back." in said
    assert slack.press("Undo", as_="admin").until("Undone. ")
    assert owners_of(bot, slack) == {organiser}


def test_a_change_of_which_everybody_asked_to_be_forgotten_says_so_and_has_nothing_to_undo(slack):
    change_settings(slack, {"Content owners": names(slack, "member")})
    assert "Erased" in slack.type("/ally forget-me", as_="member").text
    said = history(slack)
    assert "Content owners: people whose names are not kept" in said
    assert "Nothing of it is left to undo." in said
    assert "[ Undo ]" not in said


def test_somebody_whose_account_was_deactivated_is_named_and_put_back_and_nothing_breaks(bot, slack):
    member = slack.person("member")
    change_settings(slack, {"Content owners": [member.id]})
    change_settings(slack, {"Content owners": []})
    member.deleted = True
    with bot.desk.store.begin() as connection:
        change(connection, slack.workspace.id, Part.OWNERS, {"U0LEFT": True}, by="U0GONE", now=bot.desk.clock())
    assert "@U0LEFT named" in history(slack)
    assert slack.press("Undo", as_="admin", nth=1).until(f"Undone. Content owners: @{member.name} put back.")
    slack.close(as_="admin")
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "Content owners" in slack.press("Change", as_="admin").modal
    assert slack.submit({"Place": "Leeds"}, as_="admin").until("Place: Leeds")


def test_a_change_from_when_only_numbers_were_kept_is_shown_and_says_that_it_cannot_be_undone(bot, slack):
    with bot.desk.store.begin() as connection:
        numbers = {"part": "content owners", "before": 0, "after": 1}
        workspaces.add_workspace(connection, slack.workspace.id, bot.desk.clock())
        workspaces.record_change(connection, slack.workspace.id, **numbers, by="U0OTHER", now=bot.desk.clock())
    said = history(slack)
    assert "Content owners: 0 before, 1 after" in said
    assert "It was kept without names, so it cannot be undone here: name them under Change." in said
    assert "[ Undo ]" not in said


def test_an_owner_sees_the_history_and_others_see_no_trace_of_it(slack):
    change_settings(slack, {"Content owners": [slack.person("organiser").id], "Place": "Leeds"})
    said = history(slack, as_="organiser")
    assert "Place: York (the default) → Leeds" in said
    assert "By " not in said, "who made a change and when is for admins"
    assert slack.person("admin").name not in said
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
