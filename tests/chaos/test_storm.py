"""The storm: many due at once, and everything that can be killed is killed, again and again.

CHAOS_COUNT and CHAOS_KILLS make it larger or smaller; CHAOS_SEED repeats one.
"""

import os
import random
import signal
import time

import pytest

from tests.chaos.judge import judge, judge_pushes
from tests.chaos.stage import Stage, alive, family, kill, stage

pytestmark = [pytest.mark.slow, pytest.mark.chaos]

COUNT = int(os.environ.get("CHAOS_COUNT", "20000"))
KILLS = int(os.environ.get("CHAOS_KILLS", "40"))
PUSHED = COUNT // 4  # so many of them want a notification too
SEED = int(os.environ.get("CHAOS_SEED", str(random.randrange(10**6))))
FAULTS = 0.035
SHORT = {"lease": 15, "deadline": 5, "ladder": [2, 4, 8, 16], "rest": 1}


class Storm:
    """Keeps the senders of a stage running, and strikes one each time a share of the mail has gone out."""

    def __init__(self, site: Stage, roles: list[str], seed: int):
        self.site, self.chance = site, random.Random(seed)
        self.running = {site.start(role): role for role in roles}
        self.strikes = self.cut_short = self.crashes = 0

    def rage(self, count: int, kills: int, patience: float) -> None:
        end, step = time.monotonic() + patience, count / (kills * 1.2)
        while self.strikes < kills:
            assert time.monotonic() < end, (
                f"stuck after {self.strikes} strikes: {self.site.states()}"
            )
            if self.taken() >= self.strikes * step:
                self.strike()
            self.mend()  # what was struck may live on for a moment, and a watchdog strikes too
            time.sleep(0.02)
        while self.site.open_ones():
            assert time.monotonic() < end, f"not drained: {self.site.states()}"
            self.mend()
            time.sleep(0.5)

    def taken(self) -> int:
        file = self.site.office / "accepted"
        return file.stat().st_size // 49 if file.exists() else 0

    def strike(self) -> None:
        """Kill one part, and now and then a server beneath them all."""
        self.strikes += 1
        time.sleep(self.chance.uniform(0, 0.2))
        victim = self.chance.choice(list(self.running))
        children = family(victim)[:-1]
        if children and self.chance.random() < 0.8:
            kill(self.chance.choice(children))
            self.cut_short += 1
        else:
            for pid in [victim, *children]:
                kill(pid)
            self.cut_short += max(len(children), 1)
        self.mend()
        if self.strikes % 4 == 0:
            self.crash_a_server()

    def crash_a_server(self) -> None:
        turn, self.crashes = self.crashes % 3, self.crashes + 1
        if self.site.postgres and turn == 0:
            self.site.postgres.crash(signal.SIGQUIT)
            self.cut_short += sum(max(len(family(pid)) - 1, 1) for pid in self.running)
        elif self.site.redis and turn == 1:
            self.site.redis.crash()
        elif self.site.redis:
            flush(self.site.env["REDIS_URL"])

    def mend(self) -> None:
        """What ended is started anew, as any supervisor does."""
        for pid, role in list(self.running.items()):
            if not alive(pid):
                del self.running[pid]
                self.running[self.site.start(role)] = role

    def end(self) -> None:
        for pid in self.running:
            for each in family(pid):
                kill(each)


def flush(url: str) -> None:
    import redis

    redis.Redis.from_url(url).flushall()


def ride_out(site: Stage, roles: list[str]) -> list[str]:
    """What was wrong after it: nothing, if every promise was kept."""
    site.call("people", count=COUNT, pushed=PUSHED)
    storm = Storm(site, roles, SEED)
    began = time.monotonic()
    try:
        storm.rage(COUNT, KILLS, patience=max(600, COUNT / 10))
    finally:
        storm.end()
    mail = judge(
        site.call("ledger"), site.lines("accepted"), site.lines("swallowed"), COUNT, storm.cut_short
    )
    push = judge_pushes(
        site.call("ledger", channel="push"),
        site.lines("pushed"),
        site.lines("push-swallowed"),
        PUSHED,
        storm.cut_short,
    )
    print(
        f"\nseed {SEED}: {storm.strikes} kills, {storm.crashes} turns at the servers, "
        f"{time.monotonic() - began:.0f} s\nmail: {mail}\npush: {push}"
    )
    return mail.wrong + push.wrong


@pytest.mark.postgres
@pytest.mark.redis
def test_through_a_storm_on_postgres_and_redis_none_comes_twice_and_none_is_lost_unsaid(tmp_path):
    with stage(tmp_path, "postgres+redis", FAULTS, SEED, **SHORT) as site:
        wrong = ride_out(site, ["beat", "worker", "worker"])
    assert not wrong, f"seed {SEED}: {wrong}"


@pytest.mark.sqlite
def test_through_a_storm_on_sqlite_with_two_beats_and_cron_none_comes_twice_and_none_is_lost_unsaid(
    tmp_path,
):
    with stage(tmp_path, "sqlite", FAULTS, SEED, **SHORT) as site:
        wrong = ride_out(site, ["beat", "beat", "sweeper"])
    assert not wrong, f"seed {SEED}: {wrong}"
