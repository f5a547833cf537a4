"""What a reminder says, on every channel: neutral words that may stand on a lock screen, and where they lead."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from reminders import activity, answer_token, unsubscribe
from reminders.models import About, Delivery, Schedule
from reminders.policy import Idle
from reminders.sessions import routine_for


@dataclass(frozen=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True)
class Nudge:
    """title, lines: plain sentences. action: the one main thing to do; links: the others.

    answer_url: where the person, or the notification for them, answers. replies: (answer, words) for
    the buttons of a notification.
    """

    title: str
    lines: list[str]
    action: Link
    links: list[Link]
    answer_url: str
    stop_url: str
    replies: list[tuple[str, str]]

    def as_notification(self, tag: str) -> dict:
        """What the service worker is given: words, and addresses on this site."""
        return {
            "title": self.title,
            "body": self.lines[0],
            "tag": tag,
            "url": on_site(self.action.url),
            "answer": on_site(self.answer_url),
            "actions": [{"action": answer, "title": words} for answer, words in self.replies],
        }


def on_site(url: str) -> str:
    return url.removeprefix(settings.SITE_URL)


def nudge_for(delivery: Delivery) -> Nudge:
    """The words for one delivery. After 30 idle days it asks whether to go on, once."""
    schedule = delivery.occurrence.schedule
    answer_url = settings.SITE_URL + answer_token.path_for(delivery)
    stop = stop_link(schedule)
    if activity.idle(delivery.occurrence) is Idle.ASK:
        return question(schedule, answer_url, stop)
    if schedule.about == About.WEEKLY:
        return look_back(delivery, answer_url, stop)
    return invitation(delivery, answer_url, stop)


def stop_link(schedule: Schedule) -> Link:
    """The line for a week is stopped by itself; the others stay."""
    if schedule.about == About.WEEKLY:
        return Link(
            _("Stop this line"), unsubscribe.weekly_link_for(schedule.user, settings.SITE_URL)
        )
    return Link(_("Stop reminders"), unsubscribe.link_for(schedule.user, settings.SITE_URL))


def look_back(delivery: Delivery, answer_url: str, stop: Link) -> Nudge:
    schedule = delivery.occurrence.schedule
    return Nudge(
        title=_("A minute to look back?"),
        lines=[
            why_now(delivery),
            _("A few taps about your week. If this week does not suit, that is fine."),
        ],
        action=Link(_("Look back at my week"), settings.SITE_URL + reverse("symptoms:week")),
        links=[
            Link(_("Later, or not today"), answer_url),
            Link(_("Change the day or the time"), edit_url(schedule)),
            stop,
        ],
        answer_url=answer_url,
        stop_url=stop.url,
        replies=[("open", _("Open")), ("not_today", _("Not today"))],
    )


def question(schedule: Schedule, answer_url: str, stop: Link) -> Nudge:
    return Nudge(
        title=_("Keep, change or stop?"),
        lines=[
            _("Do your reminders still suit you? You can keep them, change them or stop them."),
            _("If you do nothing, we stay quiet from now on."),
        ],
        action=Link(_("Keep my reminders"), answer_url),
        links=[Link(_("Change the days or the time"), edit_url(schedule)), stop],
        answer_url=answer_url,
        stop_url=stop.url,
        replies=[("keep", _("Keep")), ("open", _("Change"))],
    )


def invitation(delivery: Delivery, answer_url: str, stop: Link) -> Nudge:
    schedule = delivery.occurrence.schedule
    routine = routine_for(schedule)
    if routine is None:
        raise ValueError("There is no session to remind of; the last look lets none such through")
    session_url = settings.SITE_URL + reverse("routines:play", args=[routine.slug])
    return Nudge(
        title=_("%(minutes)s minutes for yourself?") % {"minutes": routine.minutes},
        lines=[
            why_now(delivery),
            _("Your session is ready when you are. If today does not suit, that is fine."),
            *offer(schedule, delivery),
        ],
        action=Link(_("Open my session"), session_url),
        links=[
            Link(_("Later, or not today"), answer_url),
            Link(_("Change the days or the time"), edit_url(schedule)),
            stop,
        ],
        answer_url=answer_url,
        stop_url=stop.url,
        replies=[("start", _("Start")), ("later", _("In 1 hour")), ("not_today", _("Not today"))],
    )


def why_now(delivery: Delivery) -> str:
    occurrence = delivery.occurrence
    if occurrence.by_hand:
        return _("You asked us to send you one now.")
    if occurrence.was_put_off:
        return _("You asked for this one a little later.")
    return _("You asked for a nudge: %(rhythm)s.") % {"rhythm": occurrence.schedule.in_words()}


def offer(schedule: Schedule, delivery: Delivery) -> list[str]:
    if not activity.offers_another_time(schedule, delivery.occurrence.due_at):
        return []
    return [
        _("Is %(time)s still a good time? Another time, or fewer days, may suit you better.")
        % {"time": time_format(schedule.local_time, "H:i")}
    ]


def edit_url(schedule: Schedule) -> str:
    if schedule.about == About.WEEKLY:
        return settings.SITE_URL + reverse("reminders:weekly")
    return settings.SITE_URL + reverse("reminders:edit", args=[schedule.public_id])
