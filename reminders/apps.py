from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


def forget_this_browser(sender, request, **_) -> None:
    """Notifications are for the person who is signed in here; nobody is any more."""
    from reminders.models import PushSubscription

    if key := request.session.session_key:
        PushSubscription.objects.of_login(key).delete()


class RemindersConfig(AppConfig):
    name = "reminders"

    def ready(self) -> None:
        user_logged_out.connect(forget_this_browser, dispatch_uid="forget_this_browser")
