"""The document is checked as a whole, and a problem says what to write."""

import copy
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routines.content import Context, read_yaml
from symptoms.definition import DOCUMENT, DefinitionError, load, parse
from symptoms.engine import evaluate
from symptoms.regions import say
from tests.symptoms.people import calm

CONTEXT = Context()
MAY_BE_LEFT_OUT = {"min", "max", "code", "exclusive", "hint", "facts", "ask_if"}


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
    assert (len(definition.groups), len(definition.questions)) == (13, 21)
    assert (len(definition.flags), len(definition.combined_flags)) == (59, 10)
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
    item(document, "questions", "q_area")["id"] = "q_health"
    assert "its address 'health' is taken." in problems(document)


def test_an_id_without_its_prefix_or_left_out_is_refused_in_words(document):
    item(document, "questions", "q_area")["id"] = "area"
    item(document, "red_flag_groups", "g_pain").pop("id")
    text = problems(document)
    assert "area: the id needs a prefix, such as g_ or q_." in text
    assert "has no id. Write 'id: a_short_name'." in text


def test_a_page_may_not_stand_at_an_address_of_the_site_itself(document):
    item(document, "questions", "q_area")["id"] = "q_result"
    assert "its address 'result' is taken." in problems(document)


def test_nothing_may_make_a_question_one_that_can_be_left_out(document):
    item(document, "questions", "q_area")["required"] = False
    assert "questions q_area: 'required' is not known here." in problems(document)


def test_a_page_holds_two_or_three_questions_that_follow_each_other(document):
    item(document, "screens", "about_you")["asks"] = ["g_age", "g_nerves"]
    item(document, "screens", "flare")["asks"] = ["q_settle"]
    item(document, "screens", "days")["asks"].append("q_goal")
    text = problems(document)
    for page in ("about_you", "flare", "days"):
        assert f"screens {page}: 'asks' must name two or three questions" in text


def test_a_question_may_not_depend_on_an_answer_of_its_own_page(document):
    item(document, "screens", "hip")["asks"] = ["q_leg_feel", "q_leg_side"]
    assert "screens hip: 'q_leg_side' depends on an answer of its own page." in problems(document)


def test_a_question_may_not_depend_on_one_that_comes_after_it(document):
    item(document, "red_flag_groups", "g_new_pain")["ask_if"] = {"q": "q_area", "any_in": ["knee"]}
    assert "red_flag_groups g_new_pain" in problems(document)


def test_only_the_last_question_may_be_asked_because_it_matters(document):
    item(document, "questions", "q_snap")["ask_if"] = {"matters": True}
    assert "q_snap: 'matters' is only for the very last question." in problems(document)


def test_every_page_of_signs_is_in_the_short_check_before_a_session(document):
    document["quick_screen"]["lines"].pop(0)
    assert "'g_nerves' has no line. Write one for it." in problems(document)


def test_signs_together_are_read_from_the_danger_sign_pages_alone(document):
    item(document, "combined_flags", "rf_septic_hip")["when"] = {"q": "q_now", "gte": 5}
    assert "combined_flags rf_septic_hip" in problems(document)


def test_an_action_may_use_no_other_blank_than_the_two_numbers(document):
    item(document, "red_flags", "rf_dvt")["action"] = "Call {doctor}."
    assert "'action' may only use {emergency} and {urgent}." in problems(document)


def test_a_page_that_offers_not_sure_says_how_serious_that_is(document):
    item(document, "red_flag_groups", "g_pain").pop("unsure_level")
    assert "red_flag_groups g_pain" in problems(document)


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
            [
                "red_flags",
                "red_flag_groups",
                "combined_flags",
                "late_flags",
                "findings",
                "primary_rules",
                "advice",
                "questions",
            ]
        )
    )
    row = data.draw(st.sampled_from(document[section]))
    part = data.draw(st.sampled_from(sorted(row.keys() - MAY_BE_LEFT_OUT)))
    row.pop(part)
    assert "self_check.yaml: " in problems(document)


def every_flag(definition):
    return (*definition.flags.values(), *definition.combined_flags, *definition.late_flags)


def reader_texts():
    definition = load()
    for level in definition.levels.values():
        yield from (level.heading, level.body)
    yield from (screen.title for screen in definition.screens)
    for question in definition.asked:
        yield from (question.text, question.help, question.why, *question.labels.values())
        yield from (option.hint for option in question.options)
    yield from (definition.unsure.why, *definition.unsure.action.values())
    for flag in every_flag(definition):
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


WORDY = re.compile(r"[\w'’-]+")


def test_a_danger_sign_is_said_in_twelve_words_or_fewer():
    for question in load().groups:
        for option in question.options:
            assert len(WORDY.findall(option.label)) <= 12, option.label


def test_a_page_of_danger_signs_is_read_in_a_breath():
    for question in load().groups:
        words = sum(len(WORDY.findall(option.label)) for option in question.options)
        assert words <= 110, (question.id, words)


def test_every_danger_sign_can_be_read_back_to_a_source():
    for flag in every_flag(load()):
        assert flag.cites
        assert set(flag.cites) <= set(CONTEXT.references)


def test_a_finding_that_reads_the_last_question_is_found_by_its_answer(document):
    """What was derived before that question is used again only where no finding reads its answer."""
    nerve = item(document, "findings", "f_nerve_like")
    nerve["when"] = {"any": [nerve["when"], {"q": "q_kneel", "in": ["cannot"]}]}
    edited = parsed(document)
    assert not edited.rules.settled and load().rules.settled
    found = {
        answer: [
            one.finding.id for one in evaluate(edited, calm(q_goal="move", q_kneel=answer)).patterns
        ]
        for answer in ("can", "cannot")
    }
    assert "f_nerve_like" in found["cannot"]
    assert "f_nerve_like" not in found["can"]
