"""The Home tab: published when somebody opens it, and again when they choose a filter."""

from __future__ import annotations

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.listeners import account, check_form, settings
from bot.listeners.answering import on_action, on_event
from bot.upcoming import next_weeks
from bot.views import home as views
from bot.views.clock import view_as_read
from bot.views.settings import summary
from scheduling.levels import Level
from scheduling.observances.entries import TRADITIONS


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the tab, its filters and its buttons."""

    def filtered(ask: Ask) -> None:
        chosen = ask.chosen_in("filters")
        publish(desk, ask, chosen.get(views.LEVEL) or "", chosen.get(views.TRADITION) or "")

    on_event(
        app, desk, "app_home_opened", lambda ask: publish(desk, ask), only=lambda event: event.get("tab") == "home"
    )
    on_action(app, views.LEVEL, filtered)
    on_action(app, views.TRADITION, filtered)
    on_action(app, views.CHECK, lambda ask: check_form.open_blank(desk, ask))
    on_action(app, views.SETTINGS, lambda ask: settings.show(desk, ask))
    on_action(app, views.MY_DATA, lambda ask: account.show_held(desk, ask))


def publish(desk: Desk, ask: Ask, level: str = "", tradition: str = "") -> None:
    """Show the tab to the person who asks."""
    place = desk.workplace_of(ask)
    lightest = Level(level) if level in ("know", "adjust", "move") else Level.KNOW
    chosen = tradition if tradition in TRADITIONS else ""
    answer = next_weeks(today=desk.today_of(ask), policy=place.policy, tradition=chosen, lightest=lightest)
    view = views.home(
        answer,
        policy=place.policy,
        settings=summary(place),
        lightest=lightest,
        chosen=chosen or views.EVERY,
        prefix=desk.prefix,
        may_change=desk.may_change(ask),
        certain=place.certain,
    )
    ask.client.views_publish(user_id=ask.user, view=view_as_read(view, twelve_hour=desk.profile_of(ask).twelve_hour))
