"""The usual way, run by benchmarks.beat_peer in an environment of its own: one django-celery-beat entry a person.

python peer_beat.py ENTRIES DUE      with DATABASE_URL and REDIS_URL; prints one JSON object
"""

import json
import os
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import django
from django.conf import settings

ENTRIES, DUE = int(sys.argv[1]), int(sys.argv[2])
place = urlsplit(os.environ["DATABASE_URL"])
settings.configure(
    INSTALLED_APPS=["django_celery_beat"],
    USE_TZ=True,
    TIME_ZONE="UTC",
    SECRET_KEY="peer",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": place.path[1:],
            "HOST": place.hostname,
            "PORT": place.port,
            "USER": place.username,
        }
    },
)
django.setup()

from celery import Celery  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django_celery_beat.models import CrontabSchedule, PeriodicTask, PeriodicTasks  # noqa: E402
from django_celery_beat.schedulers import DatabaseScheduler  # noqa: E402


def entries(target: datetime) -> None:
    """DUE of them at one minute, the others spread over two hours after it."""
    now, crontabs = datetime.now(UTC), {}
    rows = []
    for number in range(ENTRIES):
        at = target + timedelta(minutes=0 if number < DUE else 5 + number % 115)
        key = (str(at.hour), str(at.minute))
        if key not in crontabs:
            crontabs[key] = CrontabSchedule.objects.create(
                hour=key[0], minute=key[1], timezone="UTC"
            )
        rows.append(
            PeriodicTask(
                name=f"p{number}",
                task="nudge",
                crontab=crontabs[key],
                enabled=True,
                last_run_at=now,
            )
        )
    PeriodicTask.objects.bulk_create(rows, 2000)
    PeriodicTasks.update_changed()


def seconds(call) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


call_command("migrate", verbosity=0)
wait = timedelta(seconds=100 + ENTRIES / 200)
target = (datetime.now(UTC) + wait).replace(second=0, microsecond=0)
entries(target)
app = Celery("peer", broker=os.environ["REDIS_URL"])
app.conf.update(timezone="UTC", task_ignore_result=True, result_expires=None)
scheduler = DatabaseScheduler(app=app)
scheduler.tick()
idle = statistics.median(seconds(scheduler.tick) for _ in range(20))
one = PeriodicTask.objects.get(name=f"p{ENTRIES - 1}")
one.description = "edited"
one.save()
edit = seconds(scheduler.tick)
late: list[float] = []
publish = scheduler.apply_async


def timed(entry, **kwargs):
    answer = publish(entry, **kwargs)
    late.append(time.time() - target.timestamp())
    return answer


scheduler.apply_async = timed
ready_in = target.timestamp() - time.time()
while len(late) < DUE and time.time() < target.timestamp() + 1200:
    time.sleep(max(0, min(scheduler.tick() or 0, 1)))
late.sort()
print(
    json.dumps(
        {
            "idle_ms": idle * 1e3,
            "edit_s": edit,
            "fired": len(late),
            "p50": late[len(late) // 2],
            "p99": late[int(len(late) * 0.99)],
            "ready_in": ready_in,
        }
    )
)
