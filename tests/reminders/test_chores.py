"""Other work of the tick."""

import pytest

from reminders import chores
from reminders.tick import tick


@pytest.mark.django_db
def test_a_chore_that_breaks_keeps_no_other_from_its_turn(monkeypatch):
    done = []

    def broken(now):
        raise RuntimeError("broken")

    monkeypatch.setattr(chores, "_chores", [])
    append = done.append
    for chore in (broken, append, append):
        chores.register(chore)
    tick()
    tick()
    assert len(done) == 2
    assert all(now.tzinfo for now in done)


def test_the_site_registers_its_chores():
    assert [chore.__name__ for chore in chores._chores] == ["publish_due", "make_next"]
