"""Faults of what stands beneath the senders: the queue, the database, the disk, the clock. Each by its number in docs/reliability.md."""

import signal
import time
from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest
import redis

from tests import stores
from tests.chaos.judge import judge
from tests.chaos.stage import Stage, alive, all_sent_once, arrived, kill, running, stage, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.chaos]
only_sqlite = pytest.mark.sqlite
only_postgres = pytest.mark.postgres


def names(site: Stage) -> list[str]:
    return [row[0] for row in site.call("ledger")]


# ------------------------------------------------------------------ the queue


@pytest.fixture
def with_redis(tmp_path):
    with stage(tmp_path, "sqlite+redis") as site:
        yield site


@pytest.mark.postgres
@pytest.mark.redis
class TestTheQueue:
    def test_f5_while_redis_is_gone_beat_sweeps_by_itself_and_after_it_returns_all_goes_on(
        self, with_redis
    ):
        site = with_redis
        with running(site, "beat", "worker"):
            site.call("people", count=5)
            arrived(site, 5)
            site.redis.stop(signal.SIGKILL)
            site.call("people", count=5)
            arrived(site, 10)
            site.redis.start()
            site.call("people", count=5)
            arrived(site, 15)
        all_sent_once(site, 15)

    def test_f5_a_flushed_redis_loses_nothing(self, with_redis):
        site = with_redis
        with running(site, "beat", "worker"):
            for batch in range(1, 4):
                site.call("people", count=5)
                redis.Redis.from_url(site.env["REDIS_URL"]).flushall()
                arrived(site, 5 * batch)
        all_sent_once(site, 15)

    def test_f6_five_restarts_in_ten_seconds_and_sending_goes_on(self, with_redis):
        site = with_redis
        with running(site, "beat", "worker"):
            for _ in range(5):
                site.redis.crash()
                time.sleep(1.5)
            site.call("people", count=5)
            arrived(site, 5)
        all_sent_once(site, 5)

    def test_f7_garbage_under_our_keys_stops_nobody(self, with_redis):
        site = with_redis
        broker = redis.Redis.from_url(site.env["REDIS_URL"])
        with running(site, "beat", "worker"):
            site.call("people", count=3)
            arrived(site, 3)
            broker.lpush("psoascare:celery", b"\xff\x00 not a message", b'{"body": 7}')
            site.call("people", count=3)
            arrived(site, 6)
        broker.delete("psoascare:celery")
        broker.set("psoascare:celery", "a text where a list should be")
        with running(site, "beat"):
            site.call("people", count=3)
            arrived(site, 9)
        all_sent_once(site, 9)


# ------------------------------------------------------------------ a process that hears nothing


@only_sqlite
def test_f6_a_process_that_sees_no_sweep_ends_itself_and_one_that_does_goes_on(tmp_path):
    with stage(tmp_path, "sqlite") as site:
        deaf = site.start("watched")
        wait_for(lambda: not alive(deaf), 30)
        with running(site, "sweeper"):
            hearing = site.start("watched")
            time.sleep(5)
            assert alive(hearing)
            kill(hearing)


# ------------------------------------------------------------------ PostgreSQL


@only_postgres
def test_f8_twenty_crashes_of_postgres_leave_nothing_half_written(tmp_path):
    count = 400
    with stage(tmp_path, "postgres", lease=4) as site:
        site.call("people", count=count)
        with running(site, "sweeper", "sweeper"):
            for crash in range(1, 21):
                wait_for(lambda crash=crash: len(site.lines("accepted")) >= crash * count / 25, 240)
                site.postgres.crash(signal.SIGQUIT)
            wait_for(lambda: site.open_ones() == 0, 240)
        verdict = judge(site.call("ledger"), site.lines("accepted"), [], count, cut_short=40)
        assert not verdict.wrong, verdict.wrong
        assert site.call("torn") == 0


@only_postgres
def test_f9_a_locked_table_and_a_full_server_delay_and_do_no_more(tmp_path):
    with (
        stores.postgres_server(max_connections="12") as (url, server),
        stage(tmp_path, "postgres", database=(url, server)) as site,
    ):
        site.call("people", count=20)
        with closing(psycopg2.connect(url)) as hog, hog.cursor() as cursor:
            cursor.execute("LOCK TABLE reminders_delivery IN ACCESS EXCLUSIVE MODE")
            with running(site, "sweeper", "sweeper"):
                time.sleep(5)
                assert site.lines("accepted") == []
                hog.rollback()
                arrived(site, 20)
        hogs = []
        try:
            while True:
                hogs.append(psycopg2.connect(url))
        except psycopg2.OperationalError:
            pass  # full
        with running(site, "sweeper"):
            time.sleep(2)
            for each in hogs:
                each.close()
            site.call("people", count=20)
            arrived(site, 40)
        all_sent_once(site, 40)


# ------------------------------------------------------------------ the clock


@only_postgres
@pytest.mark.parametrize("hours", [26, -1.5])
def test_f21_a_sender_whose_clock_is_wrong_sends_neither_early_nor_twice(tmp_path, hours):
    with stage(tmp_path, "postgres") as site:
        site.call("people", count=5)
        site.call("people", count=5, ago=-3600)  # due in an hour
        for _ in range(2):
            site.sweep(clock_off=timedelta(hours=hours).total_seconds())
        assert len(site.lines("accepted")) == len(set(site.lines("accepted"))) == 5
        assert site.states()["sent"] == 5
        assert site.states()["due"] == 5


# ------------------------------------------------------------------ many engines, and a long queue


@only_sqlite
def test_f25_two_beats_and_a_cron_beside_them_send_each_once(tmp_path):
    with stage(tmp_path, "sqlite") as site:
        site.call("unplanned", count=20)
        site.call("people", count=60)
        with running(site, "beat", "beat", "sweeper"):
            arrived(site, 60, seconds=120)
            time.sleep(2)
        accepted = site.lines("accepted")
        assert len(accepted) == len(set(accepted)) == 60
        assert len(site.call("ledger")) == 60 + 2 * 20
        assert site.call("torn") == 0


def test_f26_after_six_hours_down_the_late_are_left_out_and_counted_and_the_rest_comes_oldest_first(
    tmp_path,
):
    from django.db import connection

    with stage(tmp_path, connection.vendor.replace("postgresql", "postgres")) as site:
        site.call("people", count=5000, ago=6 * 3600)
        site.call("people", count=20, ago=120)
        site.call("people", count=20, ago=1200)
        rows = names(site)
        began = time.monotonic()
        site.sweep()
        assert site.states()["skipped"] == 5000
        assert {row[2] for row in site.call("ledger") if row[1] == "skipped"} == {"late"}
        accepted = site.lines("accepted")
        assert set(accepted[:20]) == set(rows[5020:])  # 20 minutes late goes before 2 minutes late
        assert set(accepted[20:]) == set(rows[5000:5020])
        print(f"\ncatching up with 5,040 took {time.monotonic() - began:.1f} s")
