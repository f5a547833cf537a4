"""The shipped self-check is proved, and the proof is told to whoever asks."""

import pytest
from django.core.management import call_command

from symptoms.proof import shipped


def test_the_shipped_self_check_is_proved():
    assert [fault.says for fault in shipped().faults] == []
    assert shipped().holds


def test_the_command_says_how_many_answer_sets_it_went_through(capsys):
    call_command("prove_self_check")
    told = capsys.readouterr().out
    assert f"{shipped().answer_sets:,} ways to answer every question" in told
    assert told.count("holds  ") == len(shipped().properties)


@pytest.mark.parametrize("name", ["queries", "atoms", "clauses"])
def test_nothing_is_claimed_to_be_proved_without_looking(name):
    assert getattr(shipped(), name) > 100
    assert all(one.cases for one in shipped().properties)
