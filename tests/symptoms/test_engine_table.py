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
    ("g_body", "rf_faint", EMERGENCY, "rf_sepsis"),
    ("g_body", "rf_aaa_pulse", URGENT, "rf_aaa_burst"),
    ("g_body", "rf_chest_breath", EMERGENCY, "rf_leg_cold"),
    ("g_body", "rf_leg_cold", EMERGENCY, "rf_chest_breath"),
    ("g_body", "rf_sepsis", EMERGENCY, "rf_faint"),
    ("g_tummy", "rf_abdo_severe", EMERGENCY, "rf_appendix"),
    ("g_tummy", "rf_appendix", URGENT, "rf_abdo_severe"),
    ("g_tummy", "rf_low_tummy", SEE, "rf_appendix"),
    ("g_tummy", "rf_shoulder_tip", SEE, "rf_low_tummy"),
    ("g_tummy", "rf_bleeding", SEE, "rf_bowel_blood"),
    ("g_tummy", "rf_kidney", URGENT, "rf_pee"),
    ("g_tummy", "rf_pee", URGENT, "rf_kidney"),
    ("g_tummy", "rf_abdo_ongoing", SEE, "rf_appendix"),
    ("g_tummy", "rf_bowel_blood", SEE, "rf_bleeding"),
    ("g_infection", "rf_fever", URGENT, "rf_hot_joint"),
    ("g_infection", "rf_hip_stuck", URGENT, "rf_hot_joint"),
    ("g_infection", "rf_hot_joint", URGENT, "rf_fever"),
    ("g_infection", "rf_dvt", URGENT, "rf_hot_joint"),
    ("g_infection", "rf_wound", URGENT, "rf_fever"),
    ("g_infection", "rf_groin_lump", SEE, "rf_hernia_stuck"),
    ("g_infection", "rf_hernia_stuck", EMERGENCY, "rf_groin_lump"),
    ("g_infection", "rf_testicle", EMERGENCY, "rf_groin_lump"),
    ("g_infection", "rf_back_lump", URGENT, "rf_groin_lump"),
    ("g_injury", "rf_major_trauma", EMERGENCY, "rf_no_weight"),
    ("g_injury", "rf_leg_short", EMERGENCY, "rf_no_weight"),
    ("g_injury", "rf_no_weight", URGENT, "rf_leg_short"),
    ("g_injury", "rf_cannot_lift", URGENT, "rf_no_weight"),
    ("g_injury", "rf_bruise", URGENT, "rf_bone_stress"),
    ("g_injury", "rf_bone_stress", URGENT, "rf_bruise"),
    ("g_pain", "rf_night_constant", URGENT, "rf_walk_cramp"),
    ("g_pain", "rf_weight_loss", URGENT, "rf_night_constant"),
    ("g_pain", "rf_inflammatory", SEE, "rf_girdle_stiff"),
    ("g_pain", "rf_girdle_stiff", SEE, "rf_inflammatory"),
    ("g_pain", "rf_walk_cramp", SEE, "rf_inflammatory"),
    ("g_head", "rf_head_emergency", EMERGENCY, "rf_head_urgent"),
    ("g_head", "rf_head_fever", EMERGENCY, "rf_head_urgent"),
    ("g_head", "rf_stroke", EMERGENCY, "rf_head_urgent"),
    ("g_head", "rf_head_injury", EMERGENCY, "rf_head_urgent"),
    ("g_head", "rf_head_urgent", URGENT, "rf_head_emergency"),
    ("g_health", "rf_recent_surgery", SEE, "rf_hip_replacement"),
    ("g_health", "rf_hip_replacement", SEE, "rf_recent_surgery"),
    ("g_health", "rf_anticoagulant", SEE, "rf_osteoporosis"),
    ("g_health", "rf_osteoporosis", SEE, "rf_anticoagulant"),
    ("g_health", "rf_steroids", SEE, "rf_osteoporosis"),
    ("g_health", "rf_cancer_history", SEE, "rf_immune"),
    ("g_health", "rf_immune", SEE, "rf_cancer_history"),
    ("g_health", "rf_avn_risk", SEE, "rf_known_condition"),
    ("g_health", "rf_known_condition", SEE, "rf_avn_risk"),
    ("g_health", "rf_told_not", SEE, "rf_known_condition"),
]

ABOUT_YOU = [
    # question, answer, its flag, the neighbouring answer that must not set it off
    ("g_age", "under_16", "rf_under_16", "a16_17"),
    ("g_pregnancy", "maybe", "rf_maybe_pregnant", "none"),
    ("g_pregnancy", "pregnant", "rf_pregnant", "had_baby"),
    ("g_pregnancy", "had_baby", "rf_postnatal", "pregnant"),
]

NOT_SURE = [
    # question, level, what makes it be asked
    ("g_pregnancy", SEE, {}),
    ("g_nerves", EMERGENCY, {}),
    ("g_body", URGENT, {}),
    ("g_tummy", URGENT, {}),
    ("g_infection", URGENT, {}),
    ("g_injury", URGENT, {}),
    ("g_pain", URGENT, {}),
    ("g_head", URGENT, {}),
    ("g_health", SEE, {}),
    ("g_new_pain", URGENT, {"g_health": ["rf_cancer_history"]}),
    ("g_sudden", URGENT, {"g_age": "a65_plus"}),
    ("g_thinner_leg", EMERGENCY, {"g_health": ["rf_anticoagulant"]}),
]

CANCER = {"g_health": ["rf_cancer_history"]}
THINNER = {"g_health": ["rf_anticoagulant"]}
SURGERY = {"g_health": ["rf_recent_surgery"]}
COMBINED = [
    # flag, level, two answers that are a sign together, one that nearly is
    (
        "rf_ectopic",
        URGENT,
        calm(g_pregnancy="maybe", g_tummy=["rf_low_tummy"]),
        calm(g_pregnancy="none", g_tummy=["rf_low_tummy"]),
    ),
    (
        "rf_septic_hip",
        EMERGENCY,
        calm(g_infection=["rf_fever", "rf_hip_stuck"]),
        calm(g_infection=["rf_hot_joint", "rf_hip_stuck"]),
    ),
    (
        "rf_child_hip",
        URGENT,
        calm(g_age="under_16", g_injury=["small_start"]),
        calm(g_age="a16_17", g_injury=["small_start"]),
    ),
    (
        "rf_child_no_weight",
        EMERGENCY,
        calm(g_age="under_16", g_injury=["rf_no_weight"]),
        calm(g_age="a16_17", g_injury=["rf_no_weight"]),
    ),
    ("rf_pop_bruise", URGENT, calm(g_injury=["pop", "limp"]), calm(g_injury=["pop"])),
    (
        "rf_minor_trauma_frail",
        URGENT,
        calm(g_age="a65_plus", g_sudden="suddenly"),
        calm(g_age="a65_plus", g_sudden="slowly"),
    ),
    (
        "rf_cancer_pain",
        URGENT,
        calm(**CANCER, g_new_pain="newer"),
        calm(**CANCER, g_new_pain="steady"),
    ),
    (
        "rf_anticoag_pain",
        URGENT,
        calm(**THINNER, g_new_pain="newer"),
        calm(**THINNER, g_new_pain="steady"),
    ),
    (
        "rf_anticoag_leg",
        EMERGENCY,
        calm(**THINNER, g_thinner_leg="weak"),
        calm(**THINNER, g_thinner_leg="strong"),
    ),
    ("rf_post_op", URGENT, calm(**SURGERY, g_new_pain="newer"), calm(**CANCER, g_new_pain="newer")),
]

INFLAMED = {"q_morning": "gt_30", "q_duration": "gt_12w", "q_area": ["low_back"]}
RUNNER = {"q_area": ["front_hip"], "q_worse": ["running", "walking"]}
YOUNG = {"g_age": "a16_17", "q_area": ["outer_hip"]}
OLDER = {"g_age": "a65_plus", "q_onset": "sudden"}
LATE_FLAGS = [
    # flag, level, a person who has it, a person who nearly does
    (
        "lf_both_leg_nerve",
        EMERGENCY,
        calm(q_leg_feel=["tingling"], q_leg_side="both"),
        calm(q_leg_feel=["tingling"], q_leg_side="one"),
    ),
    ("lf_severe_now", URGENT, calm(q_now=9), calm(q_now=8)),
    ("lf_strong_now", SEE, calm(q_now=8), calm(q_now=7)),
    ("lf_nothing_eases", SEE, calm(q_ease=["nothing"], q_now=4), calm(q_ease=["nothing"], q_now=3)),
    (
        "lf_inflammatory",
        SEE,
        calm(**INFLAMED, q_began="before_45"),
        calm(**INFLAMED, q_began="from_45"),
    ),
    ("lf_bone_stress", URGENT, calm(**RUNNER), calm(**{**RUNNER, "q_worse": ["running"]})),
    ("lf_older_sudden", SEE, calm(**OLDER, q_worst=4), calm(**OLDER, q_worst=3)),
    (
        "lf_frail_sudden",
        URGENT,
        calm(g_health=["bone_risk"], q_onset="sudden"),
        calm(g_health=["bone_risk"], q_onset="after_more"),
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

IN_YOGA = {"q_worse": ["yoga"]}
FINDINGS = [
    ("f_nerve_like", calm(q_leg_feel=["shooting"]), calm(q_leg_feel=["outer_numb"])),
    (
        "f_new_strain",
        calm(q_onset="sudden", q_duration="lt_2w"),
        calm(q_onset="sudden", q_duration="w2_6"),
    ),
    (
        "f_joint_pinch",
        calm(**IN_YOGA, q_pigeon="pinch_front"),
        calm(**IN_YOGA, q_pigeon="stretch"),
    ),
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
    ("f_tight_front", calm(q_worse=["uphill_tight"]), calm(q_worse=["hills"])),
    ("f_deep_buttock", calm(q_area=["glute_knot"]), calm(q_area=["back_knot"])),
    ("f_low_back", calm(q_area=["back_knot"]), calm(q_area=["glute_knot"])),
    ("f_outer_hip", calm(q_worse=["lie_side"]), calm(q_worse=["standing"])),
    ("f_outer_numb", calm(q_leg_feel=["outer_numb"]), calm(q_leg_feel=["tingling"])),
    ("f_sitting", calm(q_worse=["driving"]), calm(q_worse=["standing"])),
    ("f_snap", calm(q_area=["click_only"]), calm(q_area=["tight_only"])),
    ("f_guarded", calm(q_range=["reluctant"]), calm(q_range=["twist"])),
    ("f_head_neck", calm(q_area=["head_neck"]), calm(q_area=["knee"])),
    ("f_sleep_stress", calm(q_stress="high"), calm(q_stress="some")),
    ("f_low_active", calm(q_active="low"), calm(q_active="some")),
    (
        "f_overload",
        calm(q_active="sport", q_worse=["kick_sprint"]),
        calm(q_active="enough", q_worse=["kick_sprint"]),
    ),
    ("f_stirred", calm(q_settle="gt_24h"), calm(q_settle="next_day")),
    ("f_general", CALM, calm(q_area=["click_only"])),
]

LOADED = {"q_worse": ["lift_leg"]}
PRIMARY = [
    # rule, its routine, a person it is for, a person it just misses, the rule they get instead
    ("p_high", "r_calm", calm(q_worst=7), calm(q_worst=6), "p_default"),
    (
        "p_nerve",
        "r_calm",
        calm(**IN_YOGA, q_pigeon="shooting_leg"),
        calm(**IN_YOGA, q_pigeon="knee_pain"),
        "p_default",
    ),
    (
        "p_strain",
        "r_calm",
        calm(q_onset="sudden", q_duration="lt_2w"),
        calm(q_onset="not_sure", q_duration="lt_2w"),
        "p_default",
    ),
    ("p_sleep", "r_sleep", calm(q_goal="sleep"), calm(q_goal="ease"), "p_default"),
    ("p_gentle", "r_start", calm(q_active="low"), calm(q_active="some"), "p_default"),
    (
        "p_yoga",
        "r_pigeon",
        calm(q_goal="yoga"),
        calm(q_goal="yoga", q_kneel="cannot"),
        "p_default",
    ),
    ("p_uphill", "r_uphill", calm(q_goal="walk"), calm(q_goal="walk", q_now=4), "p_default"),
    ("p_strong", "r_strength", calm(q_goal="sport"), calm(q_goal="sport", q_worst=4), "p_prevent"),
    ("p_sit", "r_desk", calm(q_goal="sit"), calm(q_goal="ease"), "p_default"),
    (
        "p_pinch",
        "r_core",
        calm(**IN_YOGA, q_pigeon="pinch_front"),
        calm(**IN_YOGA, q_pigeon="fine"),
        "p_default",
    ),
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
    (
        "p_tight",
        "r_mobility",
        calm(q_area=["tight_only"]),
        calm(q_area=["back_thigh"]),
        "p_default",
    ),
    ("p_back", "r_core", calm(q_area=["outer_hip"]), calm(q_area=["front_thigh"]), "p_default"),
    ("p_move", "r_mobility", calm(q_goal="move"), calm(q_goal="ease"), "p_default"),
    (
        "p_prevent",
        "r_core",
        calm(q_goal="prevent", q_worst=4),
        calm(q_goal="prevent", q_worst=3),
        "p_strong",
    ),
    ("p_sitting", "r_desk", calm(q_worse=["sitting"]), calm(q_worse=["standing"]), "p_default"),
    ("p_default", "r_start", CALM, calm(q_worse=["sitting"]), "p_sitting"),
]

SECONDARY = [
    # rule, its routine, a person it is for, a person it just misses
    ("s_sleep", "r_sleep", calm(q_sleep="most"), calm(q_sleep="some")),
    ("s_ease", "r_calm", calm(q_worst=4), calm(q_worst=3)),
    (
        "s_glute",
        "r_glute",
        calm(**LOADED, q_area=["glute_knot"]),
        calm(**LOADED, q_area=["glute_knot", "outer_hip"]),
    ),
    (
        "s_mobility",
        "r_mobility",
        calm(q_area=["tight_only"], q_goal="sit"),
        calm(q_area=["tight_only"], q_goal="sit", q_leg_feel=["tingling"]),
    ),
    ("s_core", "r_core", calm(q_area=["back_knot"], q_goal="sit"), calm(q_goal="sit")),
    ("s_desk", "r_desk", calm(q_area=["low_back"], q_worse=["sitting"]), calm(q_area=["low_back"])),
    (
        "s_uphill",
        "r_uphill",
        calm(q_goal="walk", q_active="low"),
        calm(q_goal="walk", q_active="low", q_worst=4),
    ),
    (
        "s_strength",
        "r_strength",
        calm(q_goal="strong", q_active="low"),
        calm(q_goal="strong", q_active="low", q_now=4),
    ),
    (
        "s_pigeon",
        "r_pigeon",
        calm(q_goal="yoga", q_active="low"),
        calm(q_goal="yoga", q_active="low", q_kneel="cannot"),
    ),
    (
        "s_start",
        "r_start",
        calm(q_active="low", q_goal="sleep"),
        calm(q_active="some", q_goal="sleep"),
    ),
]

ADVICE = [
    # tip, a person it is for, a person it just misses (None: everybody gets it)
    ("adv_general", CALM, None),
    ("adv_overload", calm(q_onset="after_more"), calm(q_onset="gradual")),
    ("adv_sitting", calm(q_range=["stand_up"]), calm(q_range=["sock"])),
    ("adv_pinch", calm(q_range=["catches"]), calm(q_range=["clicks"])),
    ("adv_nerve", calm(q_area=["below_knee"]), calm(q_area=["knee"])),
    ("adv_outer_numb", calm(q_leg_feel=["outer_numb"]), calm(q_leg_feel=["none"])),
    ("adv_headache", calm(q_area=["head_neck"]), calm(q_area=["low_back"])),
    ("adv_walk", calm(q_area=["low_back"]), calm(q_area=["buttock"])),
    ("adv_weightbelly", CALM, None),
    ("adv_young", calm(g_age="a16_17"), calm(g_age="a18_44")),
]

STRAINED = {"q_onset": "sudden", "q_duration": "lt_2w"}
PHYSIO = [
    ("ph_long", calm(q_duration="gt_12w", q_worst=1), calm(q_duration="gt_12w", q_worst=0)),
    ("ph_nerve", calm(q_leg_feel=["tingling"]), calm(q_leg_feel=["outer_numb"])),
    ("ph_limp", calm(g_injury=["limp"]), calm(g_injury=["pop"])),
    ("ph_pinch", calm(q_range=["catches"]), calm(q_range=["clicks"])),
    ("ph_strain", calm(**STRAINED, q_worst=5), calm(**STRAINED, q_worst=4)),
    ("ph_irritable", calm(q_settle="gt_24h"), calm(q_settle="next_day")),
    (
        "ph_snap",
        calm(q_range=["clicks"], q_snap="painful"),
        calm(q_range=["clicks"], q_snap="painless"),
    ),
    (
        "ph_stiff",
        calm(g_age="a65_plus", q_range=["twist"]),
        calm(g_age="a65_plus", q_range=["clicks"]),
    ),
    ("ph_numb", calm(q_leg_feel=["outer_numb"]), calm(q_leg_feel=["none"])),
    ("ph_knee", calm(q_area=["knee"]), calm(q_area=["below_knee"])),
    ("ph_sport", calm(q_goal="sport"), calm(q_goal="strong")),
    (
        "ph_head",
        calm(q_area=["head_neck"], q_head_neck="often"),
        calm(q_area=["head_neck"], q_head_neck="sometimes"),
    ),
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


@pytest.mark.parametrize(("question", "answer", "flag", "neighbour"), ABOUT_YOU)
def test_some_people_are_sent_to_a_professional_first(question, answer, flag, neighbour):
    hit = outcome(calm(**{question: answer}))
    assert (hit.level, ids(hit.flags), hit.routines) == (SEE, [flag], ())
    assert flag not in ids(outcome(calm(**{question: neighbour})).flags)


def test_a_person_of_16_or_older_may_be_helped():
    for age in ("a16_17", "a18_44", "a45_64", "a65_plus"):
        assert outcome(calm(g_age=age)).level == CARE


@pytest.mark.parametrize(("question", "level", "asked_because"), NOT_SURE)
def test_not_sure_about_danger_signs_stops_everything(question, level, asked_because):
    unsure = ["unsure"] if load().by_id[question].kind == "multi" else "unsure"
    hit = outcome(calm(**{**asked_because, question: unsure}))
    assert (hit.level, hit.flags[0].id, hit.routines) == (level, f"unsure_{question}", ())
    assert f"unsure_{question}" not in ids(outcome(calm(**asked_because)).flags)


@pytest.mark.parametrize(("flag", "level", "person", "near_miss"), COMBINED)
def test_two_answers_that_are_a_sign_together_stop_everything(flag, level, person, near_miss):
    hit = outcome(person)
    assert (hit.level, hit.flags[0].level, hit.routines) == (level, level, ())
    assert flag in [one.id for one in hit.flags if one.level == level]
    assert flag not in ids(outcome(near_miss).flags)


@pytest.mark.parametrize(("flag", "level", "person", "near_miss"), LATE_FLAGS)
def test_a_late_flag_stops_everything_at_its_own_level(flag, level, person, near_miss):
    hit = outcome(person)
    assert (hit.level, hit.flags[0].id, hit.routines) == (level, flag, ())
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
    missed = outcome(near_miss)
    assert missed.level == CARE
    assert rule not in [suggestion.rule for suggestion in missed.routines]


@pytest.mark.parametrize(("tip", "person", "near_miss"), ADVICE)
def test_advice_is_given_to_whom_it_fits(tip, person, near_miss):
    assert tip in [advised.tip.id for advised in outcome(person).advice]
    if near_miss is not None:
        missed = outcome(near_miss)
        assert missed.level == CARE
        assert tip not in [advised.tip.id for advised in missed.advice]


@pytest.mark.parametrize(("tip", "person", "near_miss"), PHYSIO)
def test_a_person_to_see_is_named_to_whom_it_fits(tip, person, near_miss):
    assert tip in [advised.tip.id for advised in outcome(person).physio]
    missed = outcome(near_miss)
    assert missed.level == CARE
    assert tip not in [advised.tip.id for advised in missed.physio]


def test_the_table_names_every_flag_finding_and_rule_once():
    definition = load()
    typed = [row[1] for row in RED_FLAGS] + [row[2] for row in ABOUT_YOU]
    assert sorted(typed) == sorted(definition.flags)
    assert [row[0] for row in NOT_SURE] == [g.id for g in definition.groups if g.unsure_level]
    assert [row[0] for row in COMBINED] == ids(definition.combined_flags)
    assert [row[0] for row in LATE_FLAGS] == ids(definition.late_flags)
    assert [row[0] for row in FINDINGS] == ids(definition.findings)
    assert [row[0] for row in PRIMARY] == ids(definition.primary)
    assert [row[0] for row in SECONDARY] == ids(definition.secondary)
    assert [row[0] for row in ADVICE] == ids(definition.advice)
    assert [row[0] for row in PHYSIO] == ids(definition.physio)
    assert (len(typed), len(COMBINED), len(LATE_FLAGS)) == (59, 10, 10)
    assert (len(FINDINGS), len(PRIMARY), len(SECONDARY)) == (19, 20, 10)
