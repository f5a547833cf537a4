"""Senders killed in the middle of their work, for real: own processes, a real mail server, SIGKILL."""

import json
import os
import random
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from tests.reminders.sink import running_sink

pytestmark = pytest.mark.slow
MANAGE = [sys.executable, "manage.py"]
PEOPLE = """
from datetime import timedelta
from uuid import uuid4
from django.utils import timezone
from accounts import consent
from accounts.models import User
from reminders import arranging
from reminders.arranging import Wish
from reminders.schedule import EVERY_DAY
from tests.reminders.conftest import make_routine
now = timezone.now()
routine = make_routine("r_six", "six-minutes", "Six quiet minutes", seconds=360)
for n in range({count}):
    person = User.objects.create_user(f"p{{n}}@example.org", time_zone="UTC")
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    for purpose in ("health_data", "reminders"):
        consent.give(person, purpose, now)
    schedule = arranging.add(person, uuid4(), Wish(EVERY_DAY, (now - timedelta(hours=1)).time(), routine), now)
    arranging.send_one_now(schedule, uuid4(), now)
"""
SWEEP = """
from datetime import timedelta
from django.utils import timezone
from reminders import sending
sending.sweep(timezone.now() + timedelta(seconds={later}))
"""
LEDGER = """
import json
from reminders.models import Delivery
rows = Delivery.objects.filter(occurrence__slot__startswith="now")
print(json.dumps([[f"<{row.public_id}@localhost>", row.state] for row in rows]))
"""


class Site:
    """A site in processes of its own, on the database under test, sending to `port`."""

    def __init__(self, folder, port: int):
        database = ""
        if connection.vendor == "postgresql":
            at = connection.settings_dict
            database = (
                f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
            )
        own = {
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
            "EMAIL_URL": f"smtp+plain://127.0.0.1:{port}",
        }
        self.env = {**os.environ, **own, "REDIS_URL": "", "PYTHONPATH": str(settings.BASE_DIR)}
        if not database:
            subprocess.run(
                [*MANAGE, "migrate", "-v0"], cwd=settings.BASE_DIR, env=self.env, check=True
            )

    def start(self, code: str) -> subprocess.Popen:
        return subprocess.Popen(
            [*MANAGE, "shell", "-v0", "-c", code],
            cwd=settings.BASE_DIR,
            env=self.env,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        process = self.start(code)
        output = process.communicate(timeout=120)[0]
        assert process.returncode == 0
        return output

    def ledger(self) -> dict[str, str]:
        return dict(json.loads(self.run(LEDGER)))


@pytest.fixture
def sink():
    with running_sink() as server:
        yield server


@pytest.fixture
def site(transactional_db, tmp_path, sink):
    return Site(tmp_path, sink.port)


def test_a_sender_killed_while_the_server_is_thinking_is_never_repeated(site, sink):
    site.run(PEOPLE.format(count=1))
    sink.mode = "hang"
    sender = site.start(SWEEP.format(later=0))
    wait_for(lambda: sink.messages)
    sender.kill()
    sender.wait()
    sink.mode = "accept"
    for later in (61, 130, 600):
        site.run(SWEEP.format(later=later))
    assert len(sink.messages) == 1
    assert list(site.ledger().values()) == ["unknown"]


def test_three_sweeps_in_three_processes_send_each_mail_once(site, sink):
    site.run(PEOPLE.format(count=30))
    sink.seconds = 0.02
    senders = [site.start(SWEEP.format(later=0)) for _ in range(3)]
    assert [sender.wait(120) for sender in senders] == [0, 0, 0]
    assert len(sink.ids) == len(set(sink.ids)) == 30
    assert set(site.ledger().values()) == {"sent"}


def test_through_a_storm_of_kills_nothing_is_lost_without_a_word_and_nothing_comes_twice(
    site, sink
):
    seed = random.randrange(10**6)
    chance, kills, count = random.Random(seed), 6, 60
    site.run(PEOPLE.format(count=count))
    sink.seconds = 0.05
    for kill in range(kills):
        so_far = len(sink.messages)
        sender = site.start(SWEEP.format(later=61 * kill))
        wait_for(
            lambda so_far=so_far, sender=sender: (
                len(sink.messages) > so_far or sender.poll() is not None
            )
        )
        time.sleep(chance.uniform(0, 0.3))
        sender.kill()
        sender.wait()
    for later in (61 * kills, 61 * (kills + 1)):
        site.run(SWEEP.format(later=later))
    ledger = site.ledger()
    states = list(ledger.values())
    assert len(sink.ids) == len(set(sink.ids)), f"seed {seed}"
    assert states.count("sent") + states.count("unknown") == count, f"seed {seed}"
    assert states.count("unknown") <= kills, f"seed {seed}"
    assert {name for name, state in ledger.items() if state == "sent"} <= set(sink.ids), (
        f"seed {seed}"
    )


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)
