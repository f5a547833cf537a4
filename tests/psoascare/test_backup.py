"""A backup is made while the site runs, can be put back, and does not bring back who asked to be erased."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import erasure_list
from accounts.models import User
from psoascare import backups, tasks

NOW = datetime(2026, 3, 4, 3, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_what_the_site_holds_and_only_we_may_read_it(make_member, capsys):
    make_member(email="ada@example.org")
    make_member(email="bo@example.org")
    call_command("backup")
    [path] = backups.kept()
    assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0
    assert backups.try_out(path)["accounts_user"] == User.objects.count() == 2
    call_command("restore_check")
    assert "2 people" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_backups_are_thrown_away_after_30_days_and_other_files_are_left_alone(var):
    first = backups.back_up(NOW)
    (var / "backups" / "notes.txt").write_text("mine")
    assert backups.back_up(NOW + timedelta(days=30)) and first.exists()
    last = backups.back_up(NOW + timedelta(days=31))
    assert not first.exists() and last.exists()
    assert (var / "backups" / "notes.txt").exists()


@pytest.mark.django_db(transaction=True)
def test_a_damaged_backup_is_called_one(capsys):
    path = backups.back_up(NOW)
    whole = path.read_bytes()
    path.write_bytes(whole[:2000] + bytes(len(whole) - 2000))
    with pytest.raises(CommandError, match=r"damaged|cannot be read|failed|no table"):
        call_command("restore_check", str(path))


def test_with_no_backup_or_no_such_file_it_says_so(var):
    with pytest.raises(CommandError, match="There is no backup yet"):
        call_command("restore_check")
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore_check", str(var / "none.sqlite3"))


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_fails_leaves_no_half_copy_with_a_backups_name(monkeypatch, caplog):
    def cut_short(path):
        path.write_bytes(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(backups, "WRITE", dict.fromkeys(backups.WRITE, cut_short))
    tasks.backup()
    assert backups.kept() == []
    assert list(backups.folder().iterdir()) == []
    assert "The nightly backup failed." in caplog.text
    assert "No space left on device" in caplog.text


@pytest.mark.sqlite
@pytest.mark.slow
def test_after_a_restore_whoever_was_erased_since_is_erased_again(var):
    def manage(*command):
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=site_settings.BASE_DIR,
            env={**os.environ, "VAR_DIR": str(var), "DATABASE_URL": "", "REDIS_URL": ""},
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    manage("migrate", "-v0")
    manage("createcachetable")
    for name in ("ada", "bo"):
        manage("shell", "-v0", "-c", f"from accounts.models import User; User.objects.create_user('{name}@example.org')")  # fmt: skip
    manage("backup")
    manage("erase_person", "ada@example.org", "--yes")
    assert "@" not in (var / "erased.txt").read_text()
    [path] = backups.kept()
    for old in var.glob("psoascare.sqlite3*"):
        old.unlink()
    shutil.copy(path, var / "psoascare.sqlite3")
    assert "1 people who had asked to be erased" in manage("after_restore")
    left = manage("shell", "-v0", "-c", "from accounts.models import User; print(*User.objects.values_list('email', flat=True))")  # fmt: skip
    assert left.split() == ["bo@example.org"]


def test_the_list_of_the_erased_forgets_once_no_backup_can_hold_them():
    erasure_list.note("a" * 64, NOW)
    erasure_list.note("b" * 64, NOW + timedelta(days=50))
    erasure_list.drop_old(NOW + timedelta(days=61))
    assert erasure_list.file().read_text() == f"{(NOW + timedelta(days=50)).date()} {'b' * 64}\n"


@pytest.mark.django_db
def test_only_the_very_same_account_is_taken_for_an_erased_one(make_member):
    member = make_member()
    name = erasure_list.mark(member)
    assert erasure_list.back_again() == []
    erasure_list.note(name, timezone.now())
    assert erasure_list.back_again() == [member]
    User.objects.filter(pk=member.pk).update(date_joined=NOW)  # the number was given to another
    assert erasure_list.back_again() == []
