"""Ten edits that would send somebody the wrong way: each fails the proof, with the answers that show it."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from routines.content import read_yaml
from symptoms.definition import DOCUMENT

ROOT = Path(__file__).parents[2]


def item(document, section, key):
    return next(row for row in document[section] if key in (row.get("id"), row.get("value")))


def a_leg_clot_is_no_longer_asked(document):
    document["red_flags"].remove(item(document, "red_flags", "rf_dvt"))


def numbness_between_the_legs_can_wait(document):
    item(document, "red_flags", "rf_saddle")["level"] = "see_clinician"


def not_sure_about_nerves_is_mild(document):
    item(document, "red_flag_groups", "g_nerves")["unsure_level"] = "see_clinician"


def tingling_is_not_asked_about_the_other_leg(document):
    item(document, "questions", "q_leg_side")["ask_if"] = {
        "q": "q_leg_feel",
        "any_in": ["shooting"],
    }


def cancer_and_a_new_pain_are_not_joined(document):
    item(document, "red_flag_groups", "g_new_pain")["ask_if"]["in"].remove("rf_cancer_history")


def a_weak_leg_on_blood_thinners_is_urgent_only(document):
    item(document, "combined_flags", "rf_anticoag_leg")["level"] = "urgent"


def strong_pain_starts_at_ten(document):
    item(document, "late_flags", "lf_severe_now")["when"]["gte"] = 10
    document["late_flags"].remove(item(document, "late_flags", "lf_strong_now"))


def a_very_sore_hip_counts_as_calm(document):
    document["irritability"].remove(item(document, "irritability", "high"))


def tingling_is_no_nerve_pattern(document):
    parts = item(document, "findings", "f_nerve_like")["when"]["any"]
    parts[0]["any_in"].remove("tingling")


def people_who_cannot_kneel_are_given_pigeon(document):
    rules = document["extra_exclusions"]
    rules.remove(next(rule for rule in rules if rule["when"].get("q") == "q_kneel"))


SHOWN_BY = {
    a_leg_clot_is_no_longer_asked: "“rf_dvt” cannot be said on g_infection any more",
    numbness_between_the_legs_can_wait: "For example:|Numb or odd feeling between my legs|Result: level see_clinician",
    not_sure_about_nerves_is_mild: "For example:|Any of these new problems? Not sure|Result: level see_clinician",
    tingling_is_not_asked_about_the_other_leg: "“Is that in one leg, or in both?” is not asked|What do you feel in the leg? Pins and needles",
    cancer_and_a_new_pain_are_not_joined: "“Is any of your pain new, or getting worse?” is not asked|Do any of these fit you? Cancer, now or in the past",
    a_weak_leg_on_blood_thinners_is_urgent_only: "Blood thinners, or a bleeding disorder|Result: level urgent",
    strong_pain_starts_at_ten: "less serious than “urgent”|How bad is it right now? 9 out of 10|Result: level self_care",
    a_very_sore_hip_counts_as_calm: "kept_away.csv: high|Result: level self_care; irritability",
    tingling_is_no_nerve_pattern: "kept_away.csv: f_nerve_like|What do you feel in the leg? Pins and needles",
    people_who_cannot_kneel_are_given_pigeon: "Can you kneel and get up from the floor? No, or it hurts|Pigeon",
}  # fmt: skip


def edited(tmp_path, edit):
    document = read_yaml(DOCUMENT)
    edit(document)
    path = tmp_path / "draft.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    return path


@pytest.mark.parametrize("edit", SHOWN_BY, ids=lambda edit: edit.__name__)
def test_an_unsafe_edit_fails_the_proof_in_plain_words(edit, tmp_path, capsys):
    with pytest.raises(CommandError, match="not proved"):
        call_command("prove_self_check", edited(tmp_path, edit))
    told = capsys.readouterr()
    assert "FAILS  " in told.out
    for words in SHOWN_BY[edit].split("|"):
        assert words in told.err


def test_the_command_ends_with_one_where_the_proof_fails(tmp_path):
    draft = edited(tmp_path, numbness_between_the_legs_can_wait)
    command = [sys.executable, "manage.py", "prove_self_check", str(draft)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "For example:" in ended.stderr


def test_a_draft_that_cannot_be_read_says_what_to_mend(tmp_path):
    draft = edited(tmp_path, lambda document: document.pop("late_flags"))
    with pytest.raises(CommandError, match="late_flags: is missing"):
        call_command("prove_self_check", draft)
