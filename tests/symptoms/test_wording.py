"""We inform and suggest. We never diagnose, promise or frighten: the words of the list stand nowhere."""

import pytest
import yaml
from django.core.management import CommandError, call_command

from symptoms import wording
from symptoms.definition import load

LISTED = yaml.safe_load(wording.LIST.read_text())
FORMS = [form for phrase in LISTED["phrases"] for form in phrase["forms"]]
FINE = [form for phrase in LISTED["phrases"] for form in phrase.get("unless", [])]
APPS = ["accounts", "routines", "articles", "symptoms", "reminders", "psoascare"]
ASKED_FOR = {
    "you may have",
    "your psoas is",
    "diagnose",
    "diagnoses",
    "diagnosed",
    "safe to",
    "unlock",
}
ASKED_FOR |= {"no need to see", "clinically proven", "cure", "release trauma", "forever"}


def test_the_list_holds_what_it_must():
    assert set(FORMS) >= ASKED_FOR
    assert all(phrase["instead"].endswith(".") for phrase in LISTED["phrases"])


@pytest.mark.parametrize("form", FORMS)
def test_each_phrase_is_found_in_any_case_and_over_a_line_end(form):
    for planted in (form, form.upper(), form.replace(" ", "\n   ")):
        assert list(wording.faults(f"Well, {planted} it.")), planted


@pytest.mark.parametrize("form", FINE)
def test_the_same_words_in_a_sentence_that_is_fine_are_left_alone(form):
    assert not list(wording.faults(f"This is {form}."))
    assert list(wording.faults(f"This is {form}. You may have a tear, and we can cure it."))


@pytest.mark.parametrize("word", ["secure", "unlocked", "curess", "obscured"])
def test_a_phrase_is_a_whole_word(word):
    assert not list(wording.faults(word))


def test_nothing_a_person_may_read_holds_them():
    texts = [*wording.content_texts(), *wording.template_texts(), *wording.code_texts(APPS)]
    assert len(texts) > 1500
    found = [(t.file, t.item, fault) for t in texts for fault in wording.faults(t.words)]
    assert found == []


def test_what_is_read_covers_content_templates_mail_and_code():
    files = {text.file for text in (*wording.content_texts(), *wording.template_texts())}
    files |= {text.file for text in wording.code_texts(APPS)}
    assert {"self_check.yaml", "exercises.yaml", "routines.yaml", "warning-signs.md"} <= files
    assert {"emails/reminder.txt", "symptoms/result_care.html", "symptoms/check_forms.py"} <= files


def test_a_pattern_or_a_reason_names_no_condition():
    assert list(wording.named_conditions()) == []
    assert wording.conditions().found("This is Bursitis, or a labral tear.")


def test_a_danger_sign_may_name_what_it_warns_of():
    assert any(wording.conditions().found(flag.why) for flag in load().flags.values())


def test_loading_stops_at_a_word_of_the_list_and_says_where(settings, tmp_path, capsys, db):
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "planted.html").write_text("<p>It is safe to run again.</p>")
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError):
        call_command("load_content", check=True)
    told = capsys.readouterr().err
    assert "pages/planted.html" in told and "safe to" in told
