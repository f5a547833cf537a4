"""The document is checked as a whole, and a problem says what to write."""

import copy
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routines.content import Context, read_yaml
from symptoms.definition import DOCUMENT, DefinitionError, load, parse
from symptoms.regions import say

CONTEXT = Context()


def parsed(document):
    return parse(
        document,
        routines=CONTEXT.routines,
        exercises=CONTEXT.exercises,
        references=CONTEXT.references,
    )


@pytest.fixture
def document():
    return copy.deepcopy(read_yaml(DOCUMENT))


def item(document, section, key):
    return next(row for row in document[section] if row["id"] == key)


def problems(document):
    with pytest.raises(DefinitionError) as error:
        parsed(document)
    return str(error.value)


def test_the_shipped_document_is_whole():
    definition = load()
    assert (len(definition.groups), len(definition.questions)) == (9, 23)
    assert len(definition.flags) == 49
    assert definition is load()


def test_the_hash_follows_the_words_not_the_layout(document):
    before = parsed(document).hash
    assert parsed(dict(reversed(document.items()))).hash == before
    item(document, "findings", "f_general")["plain"] += " Really."
    assert parsed(document).hash != before


def test_two_items_with_one_id_are_refused(document):
    item(document, "advice", "adv_walk")["id"] = "adv_nerve"
    assert "the id 'adv_nerve' is used twice. Write another one." in problems(document)


def test_a_flag_with_an_unknown_level_is_refused(document):
    item(document, "red_flags", "rf_dvt")["level"] = "urgnt"
    text = problems(document)
    assert "self_check.yaml: red_flags rf_dvt: 'level: urgnt' is not known." in text
    assert "Write one of: emergency, urgent, see_clinician." in text


def test_a_flag_may_not_lead_to_self_care(document):
    item(document, "red_flags", "rf_dvt")["level"] = "self_care"
    assert "red_flags rf_dvt" in problems(document)


def test_a_flag_that_no_page_offers_is_refused(document):
    item(document, "red_flag_groups", "g_age")["options"][0].pop("flag")
    assert "red_flags rf_under_16: no page offers it." in problems(document)


def test_a_rule_about_an_unknown_answer_is_refused(document):
    item(document, "findings", "f_snap")["when"] = {"q": "q_snap", "in": ["loud"]}
    assert "'loud' is not an answer to 'q_snap'." in problems(document)


def test_a_rule_outside_the_grammar_is_refused(document):
    item(document, "findings", "f_snap")["when"] = {"q": "q_now", "lte": 3}
    assert "findings f_snap: 'when: {'q': 'q_now', 'lte': 3}' is not a rule" in problems(document)


def test_a_finding_may_not_lean_on_another_finding(document):
    item(document, "findings", "f_snap")["when"] = {"finding": "f_general"}
    assert "findings f_snap" in problems(document)


def test_a_rule_with_the_wrong_kind_of_question_is_refused(document):
    item(document, "findings", "f_snap")["when"] = {"q": "q_area", "in": ["buttock"]}
    assert "'q_area' is not a single question." in problems(document)


def test_an_unknown_routine_a_finding_or_a_source_is_refused(document):
    item(document, "primary_rules", "p_sit")["routine"] = "r_run"
    item(document, "advice", "adv_pinch")["when"] = {"finding": "f_pinch"}
    item(document, "advice", "adv_walk")["cites"] = ["my-aunt"]
    text = problems(document)
    assert "primary_rules p_sit: the routine 'r_run' is not in routines.yaml." in text
    assert "advice adv_pinch: the finding 'f_pinch' is not in findings." in text
    assert "advice adv_walk: the source 'my-aunt' is not in references.yaml." in text


def test_every_clinical_sentence_needs_a_source(document):
    item(document, "physio_rules", "ph_long")["cites"] = []
    assert "physio_rules ph_long: has no sources." in problems(document)


def test_irritability_must_always_have_a_value(document):
    document["irritability"].pop()
    assert "irritability: the last rule must be 'when: {always: true}'." in problems(document)


def test_two_pages_may_not_share_an_address(document):
    item(document, "questions", "q_side")["id"] = "q_age"
    assert "its address 'age' is taken." in problems(document)


def test_every_question_must_be_answered(document):
    item(document, "questions", "q_side")["required"] = False
    assert "Write 'required: true'." in problems(document)


def test_a_move_that_a_pattern_rules_out_keeps_its_routines_away(document):
    limits = {key: facts.max_irritability for key, facts in parsed(document).routines.items()}
    assert limits["r_calm"] == limits["r_sleep"] == "high"
    assert limits["r_pigeon"] == limits["r_strength"] == limits["r_uphill"] == "low"
    assert "f_joint_pinch" in parsed(document).routines["r_mobility"].avoid


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_item_that_loses_any_part_is_refused_in_words(data):
    document = copy.deepcopy(read_yaml(DOCUMENT))
    section = data.draw(
        st.sampled_from(
            ["red_flags", "late_flags", "findings", "primary_rules", "advice", "questions"]
        )
    )
    row = data.draw(st.sampled_from(document[section]))
    part = data.draw(st.sampled_from(sorted(row.keys() - {"min", "max", "code", "exclusive"})))
    row.pop(part)
    assert "self_check.yaml: " in problems(document)


def reader_texts():
    definition = load()
    for level in definition.levels.values():
        yield from (level.heading, level.body)
    for screen in definition.screens:
        yield from (screen.text, screen.help, screen.why, *screen.labels.values())
    for flag in (*definition.flags.values(), *definition.late_flags):
        yield from (flag.why, flag.action)
    for finding in definition.findings:
        yield from (finding.title, finding.plain)
    for rule in (*definition.primary, *definition.secondary, *definition.extra_exclusions):
        yield rule.reason
    for tip in (*definition.advice, *definition.physio):
        yield tip.text
    for step in definition.if_worse:
        yield from (step.when, step.do)


@pytest.mark.parametrize(
    "word", ["safe", "damage", "your psoas is", "cure", "unlock", "wear-and-tear"]
)
def test_no_text_uses_a_word_that_promises_or_frightens(word):
    found = [text for text in reader_texts() if re.search(rf"\b{word}", text, re.IGNORECASE)]
    assert not found


def test_no_text_tells_a_reader_what_they_have():
    verdicts = [text for text in reader_texts() if re.search(r"(^|[.!?] )You have\b", text)]
    assert not verdicts


@pytest.mark.parametrize("region", ["GB", "IE", "EU", "US", "AU", "NZ", "other"])
def test_every_text_can_be_said_in_every_region(region):
    for text in reader_texts():
        said = say(load(), text, region)
        assert "{" not in said
        assert said[:1] == said[:1].upper()
