"""`explain_self_check` shows an editor which rules fired."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.symptoms.people import calm


def explained(tmp_path, capsys, answers):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers))
    call_command("explain_self_check", path)
    return json.loads(capsys.readouterr().out)


def test_it_names_the_rules_and_the_answers_behind_them(tmp_path, capsys):
    told = explained(tmp_path, capsys, calm(q_goal="sit"))
    assert told["level"] == "self_care"
    assert told["routines"][0]["rule"] == "p_sit"
    assert told["routines"][0]["because"][0]["answer"] == "Sit more comfortably"


def test_it_names_the_danger_signs(tmp_path, capsys):
    told = explained(tmp_path, capsys, calm(g_pain=["rf_night_constant"]))
    assert (told["level"], told["flags"]) == ("urgent", ["rf_night_constant"])
    assert told["routines"] == []


def test_a_file_that_is_not_json_is_refused_in_words(tmp_path):
    path = tmp_path / "answers.json"
    path.write_text("q_goal: sit")
    with pytest.raises(CommandError, match="is not a readable JSON file"):
        call_command("explain_self_check", path)
