"""A sender killed, or frozen past its lease, at each named point of its work.

F1 killed between claim and send, F2 killed after the server accepted, F3 frozen at every point.
"""

import signal
import time

import pytest

from tests.chaos.stage import Stage, alive, kill, stage, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.chaos]
LEASE = 2.0
BEFORE_INTENT = [
    "before anything is freed",
    "before the claim",
    "after the claim",
    "looking once more",
    "closing the occurrence",
    "the message is written",
]
IN_DOUBT = [
    "the intent is on disk",
    "the line is open",
    "the sender is named",
    "the recipient is named",
    "the data is announced",
    "the last dot is sent",
    "the server has accepted",
    "before it is recorded",
]
AFTER = ["after it is recorded", "before handing back", "before the heartbeat"]
POINTS = [*BEFORE_INTENT, *IN_DOUBT, *AFTER]
# There it holds its row, or SQLite's one writer, until it wakes or the database ends its transaction.
IN_A_TRANSACTION = POINTS[3:6]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("sqlite", marks=pytest.mark.sqlite),
        pytest.param("postgres", marks=pytest.mark.postgres),
    ],
)
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    with stage(folder, request.param, lease=LEASE, deadline=30) as ready:
        yield ready


def stop_at(site: Stage, point: str, folder) -> tuple[str, int]:
    """One person more is due, and a sender stands still at `point`. Returns the Message-ID and the sender."""
    site.call("people", count=1)
    name = site.call("ledger")[-1][0]
    pid = site.start("once", point=point, folder=str(folder))
    wait_for(lambda: (folder / f"at-{pid}").exists() or not alive(pid))
    assert alive(pid), f"the sender never came to: {point}"
    return name, pid


def outcome(site: Stage, name: str) -> tuple[str, int]:
    """What the ledger says of it, and how often it came."""
    states = {row[0]: row[1] for row in site.call("ledger")}
    return states[name], site.lines("accepted").count(name)


def expected(point: str) -> set[tuple[str, int]]:
    if point in BEFORE_INTENT or point in AFTER:
        return {("sent", 1)}
    sure = {"the server has accepted", "before it is recorded"}
    return {("unknown", 1)} if point in sure else {("unknown", 0), ("unknown", 1)}


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_this_point_it_comes_once_or_is_not_confirmed(site, tmp_path, point):
    name, pid = stop_at(site, point, tmp_path)
    kill(pid)
    wait_for(lambda: not alive(pid))
    for later in (0, LEASE + 1, 3 * LEASE):
        site.sweep(later=later)
    assert outcome(site, name) in expected(point)


@pytest.mark.parametrize("point", POINTS)
def test_frozen_at_this_point_past_its_lease_it_comes_at_most_once(site, tmp_path, point):
    name, pid = stop_at(site, point, tmp_path)
    kill(pid, signal.SIGSTOP)
    time.sleep(1.2 * LEASE)
    if point not in IN_A_TRANSACTION:
        site.sweep()
        assert outcome(site, name)[0] != "claimed"
    (tmp_path / "go").touch()
    kill(pid, signal.SIGCONT)
    wait_for(lambda: not alive(pid))
    site.sweep(later=2 * LEASE)
    state, times = outcome(site, name)
    assert (state, times) in {("sent", 1), ("unknown", 1), ("unknown", 0)}
    if point in BEFORE_INTENT or point in AFTER:
        assert (state, times) == ("sent", 1)


def test_killed_while_planning_leaves_nothing_half_written(site, tmp_path):
    point = "planning, not yet committed"
    site.call("unplanned", count=1)
    before = site.call("ledger")
    pid = site.start("once", point=point, folder=str(tmp_path))
    wait_for(lambda: (tmp_path / f"at-{pid}").exists())
    kill(pid)
    wait_for(lambda: not alive(pid))
    assert site.call("ledger") == before
    assert site.call("torn") == 0
    site.sweep()
    assert len(site.call("ledger")) == len(before) + 2  # today and tomorrow
    assert site.call("torn") == 0
