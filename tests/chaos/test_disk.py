"""SQLite and its disk: busy, full, and cut off. F10 to F12 of docs/reliability.md."""

import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from tests.chaos.judge import judge
from tests.chaos.stage import all_sent_once, arrived, kill, running, stage, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.chaos, pytest.mark.sqlite]


def test_f10_four_writers_and_a_backup_at_once_and_nobody_is_told_the_database_is_locked(tmp_path):
    """The calls stand for people: one that is refused fails the test. A sweep may give up its turn."""
    with stage(tmp_path, "sqlite") as site:
        site.call("people", count=60)
        with running(site, "sweeper", "sweeper", "sweeper", "sweeper"):
            for copy in range(3):
                with closing(sqlite3.connect(tmp_path / "psoascare.sqlite3", timeout=5)) as source:
                    source.execute("VACUUM INTO ?", [str(tmp_path / f"copy-{copy}")])
            site.call("people", count=20)
            arrived(site, 80)
        all_sent_once(site, 80)


def test_f11_on_a_full_disk_nothing_is_sent_that_is_not_written_down_first(tmp_path):
    with stage(tmp_path, "sqlite") as site:
        site.call("people", count=60)
        site.sweep(disk_kb=300)
        told = {row[0]: row[1] for row in site.call("ledger")}
        left = site.lines("accepted")
        assert len(left) < 60
        assert {told[name] for name in left} <= {"sending", "sent"}
        with closing(sqlite3.connect(tmp_path / "psoascare.sqlite3")) as check:
            assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        site.sweep(later=61)
        verdict = judge(site.call("ledger"), site.lines("accepted"), [], 60, cut_short=1)
        assert not verdict.wrong, verdict.wrong


def test_f12_in_a_copy_taken_at_any_moment_every_mail_that_left_is_written_down(tmp_path):
    """A power cut leaves the files as they are at that moment. The sender stands still while they are copied."""
    with stage(tmp_path, "sqlite") as site:
        site.call("people", count=400)
        with running(site, "sweeper") as [sender]:
            for number in range(100):
                wait_for(lambda number=number: len(site.lines("accepted")) >= 3 * number)
                kill(sender, signal.SIGSTOP)
                left = site.lines("accepted")
                copy_files(tmp_path, tmp_path / "cut")
                kill(sender, signal.SIGCONT)
                told = found_in(tmp_path / "cut")
                assert {told[name] for name in left} <= {"sending", "sent"}


def copy_files(folder: Path, copy: Path) -> None:
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in folder.glob("psoascare.sqlite3*"):
        if not file.name.endswith("-shm"):  # memory, which a power cut takes
            shutil.copy(file, copy / file.name)


def found_in(copy: Path) -> dict[str, str]:
    """States by Message-ID, as a site finds them that starts from what was on the disk."""
    with closing(sqlite3.connect(copy / "psoascare.sqlite3")) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = found.execute("SELECT public_id, state FROM reminders_delivery").fetchall()
    return {f"<{UUID(name)}@localhost>": state for name, state in rows}
