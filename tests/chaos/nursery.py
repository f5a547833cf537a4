"""One warm process that forks senders, so that killing them by the hundred is quick. Run by stage.py.

Reads one JSON object a line: {"do": "start", "role": …, …} forks a child that plays a role and
answers {"pid": …}; {"do": "call", "name": …, …} runs a function here and answers {"value": …}.
Every child runs the site's real code. Only waits are shortened, and a child may be told to stand
still at a point of its work, so that it can be killed or frozen exactly there.
"""

import functools
import json
import os
import resource
import signal
import smtplib
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django
import time_machine

os.environ["DJANGO_SETTINGS_MODULE"] = "psoascare.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402

from psoascare.celery import app  # noqa: E402
from reminders import abandoned, models, planner, push_models, sending, watchdog  # noqa: E402
from reminders.channels import email, push  # noqa: E402
from reminders.clock import database_now  # noqa: E402
from reminders.tick import tick  # noqa: E402
from tests.chaos import crowd  # noqa: E402

# Where a sender can be stopped: the object, its function, and whether before or after the call.
POINTS = {
    "planning, not yet committed": (planner, "add", "after"),
    "before anything is freed": (abandoned, "free", "before"),
    "before the claim": (sending, "claim", "before"),
    "after the claim": (sending, "claim", "after"),
    "looking once more": (sending, "why_not", "after"),
    "closing the occurrence": (sending, "close", "after"),
    "the message is written": (email.Email, "message", "after"),
    "the intent is on disk": (sending, "begin", "after"),
    "the line is open": (email.Email, "call", "after"),
    "the sender is named": (smtplib.SMTP, "mail", "after"),
    "the recipient is named": (smtplib.SMTP, "rcpt", "after"),
    "the data is announced": (smtplib.SMTP, "docmd", "after"),
    "the last dot is sent": (smtplib.SMTP, "getreply", "dot"),
    "the server has accepted": (email.Email, "send", "after"),
    "before it is recorded": (sending, "record", "before"),
    "after it is recorded": (sending, "record", "after"),
    "before handing back": (sending, "hand_back", "before"),
    "before the heartbeat": (models.Heartbeat, "beat", "before"),
}


# ------------------------------------------------------------------ roles of a child


def sweeper(pause: float = 0.1, **_) -> None:
    """Cron that never rests."""
    while True:
        try:
            tick()
        except Exception as error:  # the database is away: the next tick tries again
            print("sweep failed:", type(error).__name__, flush=True)
        time.sleep(pause)


def once(
    later: float = 0, point: str = "", folder: str = ".", clock_off: float = 0, disk_kb: int = 0
) -> None:
    """One sweep, `later` seconds from now; stands still at `point` until FOLDER/go exists.

    clock_off: how wrong this machine's clock is, in seconds. disk_kb: how little room is left, if little.
    """
    if point:
        stand_still_at(point, Path(folder))
    if disk_kb:
        fill_the_disk(disk_kb)
    if clock_off:
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=clock_off)):
            return tick()
    sending.sweep(database_now() + timedelta(seconds=later))


def fill_the_disk(kilobytes: int) -> None:
    """From now on no file of this process may grow beyond this: what a full disk does to SQLite's log."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))


def watched() -> None:
    """A process that waits for sweeps, under a watchdog that loses patience early."""
    watchdog.SILENCE, watchdog.LOOK_EVERY = 2, 0.2
    watchdog.watch()


def beat(**_) -> None:
    app.Beat(quiet=True, loglevel="WARNING").run()


def worker(concurrency: int = 2, **_) -> None:
    app.worker_main(
        [
            "--quiet",
            "worker",
            "--loglevel=WARNING",
            f"--concurrency={concurrency}",
            f"--hostname={os.getpid()}@chaos",
        ]
    )


ROLES = {"sweeper": sweeper, "once": once, "beat": beat, "worker": worker, "watched": watched}


def stand_still_at(point: str, folder: Path) -> None:
    owner, name, when = POINTS[point]
    original, passed = getattr(owner, name), []

    def wait() -> None:
        if not passed:
            passed.append(True)
            (folder / f"at-{os.getpid()}").touch()
            while not (folder / "go").exists():
                time.sleep(0.01)

    @functools.wraps(original)
    def slowed(*args, **kwargs):
        if when == "before" or (when == "dot" and sys._getframe(1).f_code.co_name == "talk"):
            wait()
        answer = original(*args, **kwargs)
        if when == "after":
            wait()
        return answer

    setattr(owner, name, slowed)


# ------------------------------------------------------------------ what the nursery does itself


def people(count: int, ago: float = 1, pushed: int = 0) -> None:
    """So many for whom a reminder is due; the first `pushed` of them want a notification as well as a mail."""
    now = database_now()
    rows = crowd.schedules(count, now)
    crowd.also_push(rows[:pushed], settings.PUSH_TEST_ORIGIN, now)
    crowd.due(rows, now - timedelta(seconds=ago))


def unplanned(count: int) -> None:
    """People whose next days nobody has worked out yet; none is due within the hour."""
    now = database_now()
    crowd.schedules(count, now, plan_at=now, at=(now + timedelta(hours=12)).time())


def torn() -> int:
    """Rows that only a half-done transaction could leave."""
    bare = models.Occurrence.objects.filter(deliveries=None).count()
    sent = models.Delivery.objects.filter(state="sent").exclude(tries__outcome="sent").count()
    begun = models.Delivery.objects.filter(state="sending", tries=None).count()
    return bare + sent + begun


def ledger(channel: str = "email") -> list:
    """[name, state, reason] of each; the name is what the post office sees: a Message-ID, or a topic and a path."""
    rows = models.Delivery.objects.filter(channel=channel).order_by("pk")
    rows = rows.select_related("occurrence__schedule")
    return [[NAMES[channel](row), row.state, row.reason] for row in rows.iterator()]


def on_device(row: models.Delivery) -> str:
    return f"{push.topic_of(row.occurrence)} /device/{row.occurrence.schedule.user_id}"


NAMES = {"email": lambda row: f"<{row.public_id}@localhost>", "push": on_device}


def states() -> dict:
    from reminders.health import counts

    return counts()


CALLS = {"people": people, "unplanned": unplanned, "ledger": ledger, "states": states, "torn": torn}


@contextmanager
def shortened(seconds: dict):
    """Leases, waits between tries and the last word on slowness, in seconds instead of minutes."""
    if lease := seconds.get("lease"):
        sending.LEASE = models.LEASE = timedelta(seconds=lease)
        sending.HALF_A_LEASE = lease / 2
    if ladder := seconds.get("ladder"):
        sending.LADDER = [timedelta(seconds=step) for step in ladder]
    if deadline := seconds.get("deadline"):
        email.DEADLINE = deadline
    if rest := seconds.get("rest"):
        push_models.FIRST_REST = push_models.LONGEST_REST = timedelta(seconds=rest)
    yield


def fork(role: str, options: dict) -> int:
    connections.close_all()
    if pid := os.fork():
        return pid
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        devnull = os.open(os.devnull, os.O_RDONLY)
        os.dup2(devnull, 0)
        os.dup2(2, 1)
        ROLES[role](**options)
        os._exit(0)
    except BaseException as error:
        print(f"{role} ended: {error!r}", file=sys.stderr, flush=True)
        os._exit(1)


def obey(command: dict) -> dict:
    match command.pop("do"):
        case "start":
            return {"pid": fork(command.pop("role"), command)}
        case "call":
            try:
                return {"value": CALLS[command.pop("name")](**command)}
            except django.db.DatabaseError as error:
                connection.close()
                return {"error": repr(error)}
    raise ValueError(command)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child
    print(json.dumps({"ready": os.getpid()}), flush=True)
    settings.PUSH_TEST_ORIGIN = sys.argv[2]
    with shortened(json.loads(sys.argv[1])):
        for line in sys.stdin:
            print(json.dumps(obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
