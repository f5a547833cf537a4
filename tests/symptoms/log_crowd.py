"""Fifty browsers that save the same page of one person's log at once.

As a program it makes a store of its own in VAR_DIR first, and prints each status and the number of rows.
"""

import os
import threading
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
FIFTY = 50


def fifty_at_once(member) -> list[int]:
    from django.db import connections
    from django.test import Client

    from symptoms.log_form import NewEntryForm

    page = NewEntryForm(member, datetime.now(UTC)).token
    clients = [Client() for _n in range(FIFTY)]
    for client in clients:
        client.force_login(member)
    start, answers = threading.Barrier(FIFTY), []

    def post(client):
        try:
            start.wait()
            answers.append(client.post("/log/", {"page": page, "worst": "5"}).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment
    from django.utils import timezone

    from accounts import consent
    from accounts.models import User

    setup_test_environment()
    call_command("migrate", verbosity=0)
    member = User.objects.create_user("member@example.org", over_16_at=timezone.now())
    consent.give(member, "health_data", timezone.now())
    print(*fifty_at_once(member), member.log_entries.count())


if __name__ == "__main__":
    main()
