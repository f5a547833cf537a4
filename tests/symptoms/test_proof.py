"""The shipped self-check is proved, and the proof is told to whoever asks."""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from routines.models import LoadedContent
from symptoms import definition
from symptoms.definition import load
from symptoms.models import SelfCheckVersion
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


@pytest.mark.django_db
def test_loading_keeps_what_the_proof_found_beside_the_version():
    LoadedContent.objects.all().delete()
    call_command("load_content")
    kept = SelfCheckVersion.objects.last_proof(load())
    assert kept["holds"] is True
    assert int(kept["answer_sets"]) == shipped().answer_sets
    assert [one["text"] for one in kept["properties"]] == [p.text for p in shipped().properties]
    assert datetime.fromisoformat(kept["proved_at"]) <= timezone.now()


@pytest.mark.django_db
def test_a_version_that_was_kept_before_it_was_proved_gets_its_proof():
    version = SelfCheckVersion.objects.record(load(), timezone.now())
    SelfCheckVersion.objects.update(proof=None)
    LoadedContent.objects.all().delete()
    assert SelfCheckVersion.objects.last_proof(load()) is None
    call_command("load_content")
    assert SelfCheckVersion.objects.last_proof(load())["holds"] is True
    assert SelfCheckVersion.objects.get() == version


@pytest.mark.django_db
def test_a_self_check_that_is_not_proved_cannot_be_loaded(tmp_path, monkeypatch, capsys):
    unsafe = tmp_path / "self_check.yaml"
    text = definition.DOCUMENT.read_text()
    unsafe.write_text(
        text.replace(
            "id: rf_dvt, group: g_infection, level: urgent",
            "id: rf_dvt, group: g_infection, level: see_clinician",
        )
    )
    assert unsafe.read_text() != text
    monkeypatch.setattr(definition, "DOCUMENT", unsafe)
    before = list(SelfCheckVersion.objects.values_list("hash"))
    LoadedContent.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("load_content")
    told = capsys.readouterr().err
    assert "danger_signs.csv: rf_dvt: “One calf or thigh is swollen, warm or throbbing”" in told
    assert "the result is less serious than “urgent”" in told
    assert "For example: How old are you?" in told
    assert list(SelfCheckVersion.objects.values_list("hash")) == before
    assert not LoadedContent.objects.exists()
