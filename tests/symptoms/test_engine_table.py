"""Every flag, finding and rule: one person who fires it, and one who nearly does.

All expectations are typed by hand from the clinical text, none is computed from it.
"""

import pytest

from symptoms.definition import load
from symptoms.engine import evaluate
from tests.symptoms.people import CALM, calm

EMERGENCY, URGENT, SEE, CARE = "emergency", "urgent", "see_clinician", "self_care"

RED_FLAGS = [
    # page, box, level, the neighbouring box that must not set it off
    ("g_nerves", "rf_saddle", EMERGENCY, "rf_bladder_bowel"),
    ("g_nerves", "rf_bladder_bowel", EMERGENCY, "rf_saddle"),
    ("g_nerves", "rf_sexual_change", EMERGENCY, "rf_both_legs"),
    ("g_nerves", "rf_both_legs", EMERGENCY, "rf_leg_weak"),
    ("g_nerves", "rf_leg_weak", URGENT, "rf_both_legs"),
    ("g_body", "rf_aaa_burst", EMERGENCY, "rf_aaa_pulse"),
    ("g_body", "rf_aaa_pulse", URGENT, "rf_aaa_burst"),
    ("g_body", "rf_chest_breath", EMERGENCY, "rf_leg_cold"),
    ("g_body", "rf_leg_cold", EMERGENCY, "rf_chest_breath"),
    ("g_body", "rf_sepsis", EMERGENCY, "rf_chest_breath"),
    ("g_tummy", "rf_abdo_severe", EMERGENCY, "rf_appendix"),
    ("g_tummy", "rf_appendix", URGENT, "rf_abdo_severe"),
    ("g_tummy", "rf_hernia_stuck", EMERGENCY, "rf_groin_lump"),
    ("g_tummy", "rf_groin_lump", SEE, "rf_hernia_stuck"),
    ("g_tummy", "rf_testicle", EMERGENCY, "rf_groin_lump"),
    ("g_tummy", "rf_ectopic", URGENT, "rf_appendix"),
    ("g_tummy", "rf_kidney", URGENT, "rf_appendix"),
    ("g_tummy", "rf_abdo_ongoing", SEE, "rf_appendix"),
    ("g_infection", "rf_fever", URGENT, "rf_hot_joint"),
    ("g_infection", "rf_hot_joint", URGENT, "rf_fever"),
    ("g_infection", "rf_dvt", URGENT, "rf_hot_joint"),
    ("g_infection", "rf_post_op", URGENT, "rf_fever"),
    ("g_infection", "rf_weight_loss", URGENT, "rf_fever"),
    ("g_infection", "rf_back_lump", URGENT, "rf_hot_joint"),
    ("g_injury", "rf_major_trauma", EMERGENCY, "rf_minor_trauma_frail"),
    ("g_injury", "rf_leg_short", EMERGENCY, "rf_no_weight"),
    ("g_injury", "rf_no_weight", URGENT, "rf_leg_short"),
    ("g_injury", "rf_minor_trauma_frail", URGENT, "rf_major_trauma"),
    ("g_injury", "rf_bone_stress", URGENT, "rf_pop_bruise"),
    ("g_injury", "rf_pop_bruise", URGENT, "rf_bone_stress"),
    ("g_pain", "rf_night_constant", URGENT, "rf_walk_cramp"),
    ("g_pain", "rf_cancer_pain", URGENT, "rf_night_constant"),
    ("g_pain", "rf_anticoag_pain", URGENT, "rf_night_constant"),
    ("g_pain", "rf_inflammatory", SEE, "rf_walk_cramp"),
    ("g_pain", "rf_walk_cramp", SEE, "rf_inflammatory"),
    ("g_head", "rf_head_emergency", EMERGENCY, "rf_head_urgent"),
    ("g_head", "rf_head_injury", EMERGENCY, "rf_head_urgent"),
    ("g_head", "rf_head_urgent", URGENT, "rf_head_emergency"),
    ("g_history", "rf_pregnant", SEE, "rf_recent_surgery"),
    ("g_history", "rf_recent_surgery", SEE, "rf_pregnant"),
    ("g_history", "rf_hip_replacement", SEE, "rf_recent_surgery"),
    ("g_history", "rf_anticoagulant", SEE, "rf_osteoporosis"),
    ("g_history", "rf_osteoporosis", SEE, "rf_anticoagulant"),
    ("g_history", "rf_cancer_history", SEE, "rf_immune"),
    ("g_history", "rf_immune", SEE, "rf_cancer_history"),
    ("g_history", "rf_avn_risk", SEE, "rf_known_condition"),
    ("g_history", "rf_known_condition", SEE, "rf_avn_risk"),
    ("g_history", "rf_told_not", SEE, "rf_known_condition"),
]

NOT_SURE = [
    ("g_nerves", EMERGENCY),
    ("g_body", URGENT),
    ("g_tummy", URGENT),
    ("g_infection", URGENT),
    ("g_injury", URGENT),
    ("g_pain", URGENT),
    ("g_head", URGENT),
    ("g_history", SEE),
]

INFLAMED = {
    "q_morning": "gt_30",
    "q_duration": "gt_12w",
    "q_ease": ["moving"],
    "q_area": ["low_back"],
}
RUNNER = {"q_area": ["front_hip"], "q_onset": "after_more", "q_worse": ["running", "walking"]}
YOUNG = {"g_age": "a16_17", "q_area": ["outer_hip"]}
LATE_FLAGS = [
    # flag, level, a person who has it, a person who nearly does
    (
        "lf_both_leg_nerve",
        EMERGENCY,
        calm(q_side="both", q_leg_feel=["tingling"]),
        calm(q_side="both", q_leg_feel=["ache"]),
    ),
    ("lf_severe_now", URGENT, calm(q_now=9), calm(q_now=8)),
    ("lf_strong_now", SEE, calm(q_now=8), calm(q_now=7)),
    ("lf_nothing_eases", SEE, calm(q_ease=["nothing"], q_now=4), calm(q_ease=["nothing"], q_now=3)),
    ("lf_inflammatory", SEE, calm(**INFLAMED), calm(**INFLAMED, g_age="a45_64")),
    ("lf_bone_stress", SEE, calm(**RUNNER), calm(**{**RUNNER, "q_worse": ["running"]})),
    (
        "lf_older_sudden",
        SEE,
        calm(g_age="a65_plus", q_onset="sudden", q_worst=7),
        calm(g_age="a65_plus", q_onset="sudden", q_worst=6),
    ),
    (
        "lf_young_limp",
        SEE,
        calm(**YOUNG, q_range=["reluctant"]),
        calm(**YOUNG, q_range=["sock"]),
    ),
    (
        "lf_catch_giveway",
        SEE,
        calm(q_range=["catches"], q_worst=5),
        calm(q_range=["catches"], q_worst=4),
    ),
]

FINDINGS = [
    ("f_nerve_like", calm(q_leg_feel=["shooting"]), calm(q_leg_feel=["ache"])),
    (
        "f_new_strain",
        calm(q_onset="sudden", q_duration="lt_2w"),
        calm(q_onset="sudden", q_duration="w2_6"),
    ),
    ("f_joint_pinch", calm(q_pigeon="pinch_front"), calm(q_pigeon="stretch")),
    (
        "f_stiff_joint",
        calm(g_age="a45_64", q_range=["sock"], q_morning="le_30"),
        calm(g_age="a45_64", q_range=["sock"], q_morning="gt_30"),
    ),
    (
        "f_front_load",
        calm(q_area=["front_hip"], q_worse=["hills"]),
        calm(q_area=["front_thigh"], q_worse=["hills"]),
    ),
    ("f_tight_front", calm(q_move_tight=["uphill_tight"]), calm(q_move_tight=["none"])),
    ("f_deep_buttock", calm(q_knots="glute"), calm(q_knots="back")),
    ("f_low_back", calm(q_knots="back"), calm(q_knots="glute")),
    ("f_outer_hip", calm(q_worse=["lie_side"]), calm(q_worse=["standing"])),
    ("f_outer_numb", calm(q_leg_feel=["outer_numb"]), calm(q_leg_feel=["tingling"])),
    ("f_sitting", calm(q_sitting="gt_7"), calm(q_sitting="h4_7")),
    ("f_snap", calm(q_snap="painless"), calm(q_snap="none")),
    ("f_guarded", calm(q_range=["reluctant"]), calm(q_range=["twist"])),
    ("f_head_neck", calm(q_head_neck="sometimes"), calm(q_head_neck="none")),
    ("f_sleep_stress", calm(q_stress="high"), calm(q_stress="some")),
    ("f_low_active", calm(q_active="low"), calm(q_active="some")),
    (
        "f_overload",
        calm(q_active="sport", q_worse=["kick_sprint"]),
        calm(q_active="enough", q_worse=["kick_sprint"]),
    ),
    ("f_general", CALM, calm(q_snap="painless")),
]

LOADED = {"q_move_tight": ["lift_knee_pain"]}
PRIMARY = [
    # rule, its routine, a person it is for, a person it just misses, the rule they get instead
    ("p_high", "r_calm", calm(q_worst=7), calm(q_worst=6), "p_default"),
    ("p_nerve", "r_calm", calm(q_pigeon="shooting_leg"), calm(q_pigeon="knee_pain"), "p_default"),
    (
        "p_strain",
        "r_calm",
        calm(q_onset="sudden", q_duration="lt_2w"),
        calm(q_onset="not_sure", q_duration="lt_2w"),
        "p_default",
    ),
    ("p_sleep", "r_sleep", calm(q_goal="sleep"), calm(q_goal="move"), "p_default"),
    (
        "p_yoga",
        "r_pigeon",
        calm(q_goal="yoga"),
        calm(q_goal="yoga", q_kneel="cannot"),
        "p_default",
    ),
    ("p_pinch", "r_core", calm(q_pigeon="pinch_front"), calm(q_pigeon="fine"), "p_default"),
    (
        "p_load_low",
        "r_strength",
        calm(**LOADED, q_worst=3),
        calm(**LOADED, q_worst=4),
        "p_load_mod",
    ),
    ("p_load_mod", "r_core", calm(**LOADED, q_worst=4), calm(**LOADED, q_worst=3), "p_load_low"),
    (
        "p_stiff",
        "r_mobility",
        calm(g_age="a45_64", q_range=["twist"]),
        calm(g_age="a18_44", q_range=["twist"]),
        "p_default",
    ),
    ("p_buttock", "r_glute", calm(q_area=["buttock"]), calm(q_area=["low_back"]), "p_back"),
    ("p_uphill", "r_uphill", calm(q_goal="walk"), calm(q_goal="walk", q_now=4), "p_default"),
    (
        "p_strong",
        "r_strength",
        calm(q_goal="strong"),
        calm(q_goal="strong", q_worst=4),
        "p_default",
    ),
    ("p_sit", "r_desk", calm(q_goal="sit"), calm(q_goal="ease"), "p_default"),
    (
        "p_tight",
        "r_mobility",
        calm(q_area=["tight_only"]),
        calm(q_area=["back_thigh"]),
        "p_default",
    ),
    ("p_back", "r_core", calm(q_area=["outer_hip"]), calm(q_area=["front_thigh"]), "p_default"),
    ("p_sitting", "r_desk", calm(q_worse=["sitting"]), calm(q_worse=["standing"]), "p_default"),
    ("p_default", "r_start", CALM, calm(q_sitting="gt_7"), "p_sitting"),
]

SECONDARY = [
    # rule, its routine, a person it is for, a person it just misses
    ("s_desk", "r_desk", calm(q_area=["low_back"], q_sitting="gt_7"), calm(q_area=["low_back"])),
    ("s_sleep", "r_sleep", calm(q_sleep="most"), calm(q_sleep="some")),
    (
        "s_glute",
        "r_glute",
        calm(**LOADED, q_knots="glute"),
        calm(**LOADED, q_knots="glute", q_area=["outer_hip"]),
    ),
    (
        "s_mobility",
        "r_mobility",
        calm(q_area=["tight_only"], q_goal="sit"),
        calm(q_area=["tight_only"], q_goal="sit", q_leg_feel=["tingling"]),
    ),
    ("s_core", "r_core", calm(q_knots="back", q_goal="sit"), calm(q_knots="none", q_goal="sit")),
    (
        "s_start",
        "r_start",
        calm(q_active="low", q_goal="sit"),
        calm(q_active="some", q_goal="sit"),
    ),
    (
        "s_uphill",
        "r_uphill",
        calm(q_goal="walk", q_knots="glute"),
        calm(q_goal="walk", q_knots="glute", q_worst=4),
    ),
    (
        "s_strength",
        "r_strength",
        calm(q_goal="strong", q_knots="glute"),
        calm(q_goal="strong", q_knots="glute", q_now=4),
    ),
    # Its routine is also the first choice of p_yoga, which is stricter in nothing: whenever
    # the routine is allowed, p_yoga has taken it already. It stays as a second lock.
    ("s_pigeon", None, calm(q_goal="yoga"), calm(q_goal="yoga", q_pigeon="knee_pain")),
]


def outcome(answers):
    return evaluate(load(), answers)


def ids(things):
    return [thing.id for thing in things]


def finding_ids(result):
    return [pattern.finding.id for pattern in result.patterns]


@pytest.mark.parametrize(("page", "flag", "level", "neighbour"), RED_FLAGS)
def test_a_danger_sign_stops_everything_at_its_own_level(page, flag, level, neighbour):
    hit = outcome(calm(**{page: [flag]}))
    assert (hit.level, ids(hit.flags), hit.routines) == (level, [flag], ())
    assert flag not in ids(outcome(calm(**{page: [neighbour]})).flags)


def test_under_16_stops_everything_and_16_does_not():
    young = outcome(calm(g_age="under_16"))
    assert (young.level, ids(young.flags), young.routines) == (SEE, ["rf_under_16"], ())
    assert outcome(calm(g_age="a16_17")).level == CARE


@pytest.mark.parametrize(("page", "level"), NOT_SURE)
def test_not_sure_about_danger_signs_stops_everything(page, level):
    hit = outcome(calm(**{page: ["unsure"]}))
    assert (hit.level, ids(hit.flags), hit.routines) == (level, [f"unsure_{page}"], ())
    assert outcome(calm(**{page: ["none"]})).level == CARE


@pytest.mark.parametrize(("flag", "level", "person", "near_miss"), LATE_FLAGS)
def test_a_late_flag_stops_everything_at_its_own_level(flag, level, person, near_miss):
    hit = outcome(person)
    assert (hit.level, ids(hit.flags), hit.routines) == (level, [flag], ())
    assert flag not in ids(outcome(near_miss).flags)


@pytest.mark.parametrize(("finding", "person", "near_miss"), FINDINGS)
def test_a_pattern_is_shown_when_it_fits_and_only_then(finding, person, near_miss):
    assert finding in finding_ids(outcome(person))
    missed = outcome(near_miss)
    assert missed.level == CARE
    assert finding not in finding_ids(missed)


@pytest.mark.parametrize(("rule", "routine", "person", "near_miss", "instead"), PRIMARY)
def test_the_first_rule_that_fits_chooses_the_main_routine(
    rule, routine, person, near_miss, instead
):
    first = outcome(person).routines[0]
    assert (first.rule, first.routine) == (rule, routine)
    assert outcome(near_miss).routines[0].rule == instead


@pytest.mark.parametrize(("rule", "routine", "person", "near_miss"), SECONDARY)
def test_a_further_routine_is_added_when_it_fits_and_only_then(rule, routine, person, near_miss):
    more = {suggestion.rule: suggestion.routine for suggestion in outcome(person).routines[1:]}
    assert more.get(rule) == routine
    assert rule not in [suggestion.rule for suggestion in outcome(near_miss).routines]


def test_the_table_names_every_flag_finding_and_rule_once():
    definition = load()
    typed = [row[1] for row in RED_FLAGS] + ["rf_under_16"]
    assert sorted(typed) == sorted(definition.flags)
    assert [row[0] for row in LATE_FLAGS] == ids(definition.late_flags)
    assert [row[0] for row in FINDINGS] == ids(definition.findings)
    assert [row[0] for row in PRIMARY] == ids(definition.primary)
    assert [row[0] for row in SECONDARY] == ids(definition.secondary)
    assert (len(typed), len(LATE_FLAGS), len(FINDINGS)) == (49, 9, 18)
    assert (len(PRIMARY), len(SECONDARY)) == (17, 9)
