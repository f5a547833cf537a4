"""What a hurried reader must not slip past, and what the answers must change: one promise a test."""

import pytest

from symptoms.definition import load
from symptoms.engine import evaluate, replay
from tests.symptoms.people import CALM, NO_DANGER, calm

EMERGENCY, URGENT, SEE, CARE = "emergency", "urgent", "see_clinician", "self_care"


def outcome(**changes):
    return evaluate(load(), calm(**changes))


def flags(**changes):
    return [hit.id for hit in outcome(**changes).flags]


def level(**changes):
    return outcome(**changes).level


def routines(**changes):
    return [suggestion.routine for suggestion in outcome(**changes).routines]


def asked(**changes):
    """The questions these answers lead to."""
    walk = replay(load().rules, calm(**changes))
    return [question.id for question, _ in walk.path]


def label(question, option):
    return load().by_id[question].labels[option]


def hint(question, option):
    return next(choice.hint for choice in load().by_id[question].options if choice.id == option)


def about(question):
    return f"{load().by_id[question].text} {load().by_id[question].help}"


# ------------------------------------------------------------------ nobody has to read an AND


@pytest.mark.parametrize("history", ["rf_cancer_history", "rf_anticoagulant", "rf_recent_surgery"])
def test_a_history_with_any_new_or_worse_pain_is_seen_today(history):
    assert "g_new_pain" in asked(g_health=[history])
    assert level(g_health=[history], g_new_pain="newer") == URGENT
    assert level(g_health=[history], g_new_pain="unsure") == URGENT
    assert level(g_health=[history], g_new_pain="steady") == SEE


def test_nobody_without_such_a_history_is_asked_about_it():
    assert not {"g_new_pain", "g_sudden", "g_thinner_leg"} & set(asked())


def test_surgery_with_a_fever_a_hot_joint_or_a_leaking_wound_is_seen_today():
    for sign in ("rf_fever", "rf_hot_joint", "rf_wound"):
        assert "rf_post_op" in flags(g_health=["rf_recent_surgery"], g_infection=[sign])


def test_a_blood_thinner_with_a_knock_a_pop_or_a_bruise_is_seen_today():
    for sign in ("small_start", "pop", "rf_bruise"):
        assert "rf_anticoag_pain" in flags(g_health=["rf_anticoagulant"], g_injury=[sign])


@pytest.mark.parametrize("bones", ["rf_osteoporosis", "rf_steroids", "bone_risk"])
def test_weak_bones_and_a_small_knock_are_seen_today(bones):
    hurt = {"g_health": [bones], "g_injury": ["small_start"]}
    assert (level(**hurt), "rf_minor_trauma_frail" in flags(**hurt)) == (URGENT, True)


def test_running_and_groin_pain_need_no_box_that_names_both():
    runner = {"q_area": ["front_hip"], "q_worse": ["running", "walking"]}
    assert (level(**runner), flags(**runner)) == (URGENT, ["lf_bone_stress"])


# ------------------------------------------------------------------ pregnancy


def test_a_late_period_is_asked_of_everybody_on_the_first_page():
    first = load().screens[0]
    assert [question.id for question in first.questions] == ["g_age", "g_pregnancy"]
    assert "late or missed" in label("g_pregnancy", "maybe")
    assert level(g_pregnancy="maybe") == SEE


@pytest.mark.parametrize("sign", ["rf_low_tummy", "rf_shoulder_tip", "rf_bleeding", "rf_appendix"])
@pytest.mark.parametrize("pregnancy", ["maybe", "pregnant", "unsure"])
def test_tummy_pain_shoulder_tip_pain_or_bleeding_in_pregnancy_is_seen_today(pregnancy, sign):
    both = {"g_pregnancy": pregnancy, "g_tummy": [sign]}
    assert (level(**both), "rf_ectopic" in flags(**both)) == (URGENT, True)
    assert "rf_ectopic" not in flags(g_tummy=[sign])


# ------------------------------------------------------------------ bones


@pytest.mark.parametrize(
    "trigger", ["fall", "knock", "cough", "sneeze", "twist", "lift", "no reason"]
)
def test_the_question_about_a_sudden_start_names_every_small_trigger(trigger):
    assert trigger in about("g_sudden")


@pytest.mark.parametrize(
    "person",
    [
        {"g_age": "a65_plus"},
        {"g_health": ["rf_osteoporosis"]},
        {"g_health": ["rf_steroids"]},
        {"g_health": ["bone_risk"]},
        {"g_health": ["unsure"]},
    ],
)
def test_bones_that_may_be_weak_and_a_sudden_start_are_seen_today(person):
    assert "g_sudden" in asked(**person)
    assert level(**person, g_sudden="suddenly") == URGENT
    assert level(**person, g_sudden="unsure") == URGENT
    assert level(**person, g_sudden="slowly") != URGENT


def test_early_menopause_and_low_weight_are_a_box_of_their_own():
    assert "early menopause" in label("g_health", "bone_risk")
    assert "low body weight" in label("g_health", "bone_risk")
    assert level(g_health=["bone_risk"]) == CARE


def test_an_older_person_with_sudden_pain_needs_no_very_bad_pain_to_be_sent_on():
    assert level(g_age="a65_plus", q_onset="sudden", q_worst=4) == SEE


@pytest.mark.parametrize("onset", ["sudden", "after_more", "gradual", "not_sure"])
def test_bone_stress_counts_however_it_began(onset):
    assert level(q_area=["deep"], q_worse=["running", "standing"], q_onset=onset) == URGENT


def test_bone_stress_counts_in_anybody_who_trains():
    assert level(q_area=["front_thigh"], q_worse=["walking"], q_active="sport") == URGENT


# ------------------------------------------------------------------ signs where people look


def test_weight_loss_night_sweats_and_tiredness_stand_with_pain_and_health():
    sign = load().flags["rf_weight_loss"]
    assert sign.group == "g_pain"
    for word in ("Weight loss", "night sweats", "tiredness"):
        assert word in sign.label
    assert "or your health" in about("g_pain")


@pytest.mark.parametrize("feeling", ["shooting", "tingling"])
@pytest.mark.parametrize("side", ["both", "changes"])
def test_nerve_feelings_in_both_legs_are_an_emergency_wherever_the_pain_is(feeling, side):
    for place in ("low_back", "deep", "front_hip", "knee"):
        legs = {"q_area": [place], "q_leg_feel": [feeling], "q_leg_side": side}
        assert (level(**legs), flags(**legs)) == (EMERGENCY, ["lf_both_leg_nerve"])


def test_one_leg_or_both_is_asked_right_after_the_feeling():
    path = asked(q_leg_feel=["tingling"])
    assert path[path.index("q_leg_feel") + 1] == "q_leg_side"
    assert "q_leg_side" not in asked()


# ------------------------------------------------------------------ under 16


def test_a_child_with_a_limp_a_pop_or_a_fall_is_seen_today():
    for sign in ("limp", "pop", "small_start"):
        assert level(g_age="under_16", g_injury=[sign]) == URGENT


def test_a_child_who_cannot_stand_or_has_a_turned_out_foot_is_an_emergency():
    for sign in ("rf_no_weight", "rf_leg_short", "rf_major_trauma"):
        assert level(g_age="under_16", g_injury=[sign]) == EMERGENCY


def test_a_child_with_a_fever_or_a_hip_that_will_not_move_is_an_emergency():
    for sign in ("rf_fever", "rf_hip_stuck"):
        assert level(g_age="under_16", g_infection=[sign]) == EMERGENCY


def test_a_limp_is_asked_at_every_age_and_shown_to_somebody():
    assert "limp" in load().by_id["g_injury"].labels
    limping = outcome(g_injury=["limp"])
    assert (limping.level, limping.physio[0].tip.id) == (CARE, "ph_limp")


@pytest.mark.parametrize("age", ["under_16", "a16_17", "a18_44", "a45_64", "a65_plus"])
def test_a_pop_with_a_limp_is_seen_today_at_any_age(age):
    both = {"g_age": age, "g_injury": ["pop", "limp"]}
    assert (level(**both), "rf_pop_bruise" in flags(**both)) == (URGENT, True)


# ------------------------------------------------------------------ hours count


@pytest.mark.parametrize(
    "stuck", [{"g_infection": ["rf_fever", "rf_hip_stuck"]}]
    + [{"g_infection": ["rf_fever"], "g_injury": [s]} for s in ("rf_no_weight", "rf_cannot_lift")]
)  # fmt: skip
def test_a_fever_and_a_hip_that_is_stuck_names_the_emergency_department(stuck):
    worst = outcome(**stuck).flags[0]
    assert (worst.id, worst.level) == ("rf_septic_hip", EMERGENCY)
    assert "emergency department" in worst.action


@pytest.mark.parametrize(
    "weak",
    [
        {"g_thinner_leg": "weak"},
        {"g_thinner_leg": "unsure"},
        {"g_nerves": ["rf_leg_weak"]},
        {"g_injury": ["rf_no_weight"]},
        {"g_injury": ["rf_cannot_lift"]},
    ],
)
def test_a_blood_thinner_and_a_weak_leg_is_an_emergency(weak):
    assert level(g_health=["rf_anticoagulant"], **weak) == EMERGENCY


# ------------------------------------------------------------------ the words of the boxes


def test_pain_that_stops_a_walk_is_called_cramp_as_well():
    assert "cramp" in label("g_pain", "rf_walk_cramp")


def test_a_stiff_back_is_dated_from_when_it_began_not_from_todays_age():
    spine = {"q_area": ["low_back"], "q_duration": "gt_12w", "q_morning": "gt_30"}
    older = {**spine, "g_age": "a45_64"}
    assert flags(**older, q_began="before_45") == ["lf_inflammatory"]
    assert level(**older, q_began="from_45") == CARE
    assert "before I was 45" in hint("g_pain", "rf_inflammatory")


def test_both_shoulders_or_both_hips_stiff_each_morning_has_a_box():
    words = label("g_pain", "rf_girdle_stiff")
    assert "Both shoulders or both hips" in words
    assert "50" in hint("g_pain", "rf_girdle_stiff")
    assert level(g_pain=["rf_girdle_stiff"]) == SEE


@pytest.mark.parametrize(
    "page", ["g_nerves", "g_body", "g_tummy", "g_infection", "g_pain", "g_head"]
)
def test_a_sign_that_comes_and_goes_counts(page):
    assert "in the last few" in about(page)


def test_a_fever_last_night_counts():
    assert hint("g_infection", "rf_fever") == "Last night counts."


@pytest.mark.parametrize("medicine", ["warfarin", "apixaban", "rivaroxaban", "edoxaban", "heparin"])
def test_common_blood_thinners_are_named(medicine):
    assert medicine in hint("g_health", "rf_anticoagulant")


def test_common_steroids_and_immune_medicines_are_named():
    assert "prednisolone" in hint("g_health", "rf_steroids")
    assert "methotrexate" in hint("g_health", "rf_immune")


def test_a_box_leads_with_what_makes_it_serious():
    assert label("g_head", "rf_head_fever").startswith("Fever")
    assert label("g_head", "rf_head_emergency").startswith("A sudden")
    assert label("g_body", "rf_leg_cold").startswith("A cold, pale")
    assert label("g_pain", "rf_night_constant").startswith("Constant")


def test_the_soft_groin_lump_is_read_before_the_hard_one():
    boxes = list(load().by_id["g_infection"].labels)
    assert boxes.index("rf_groin_lump") < boxes.index("rf_hernia_stuck")


def test_harmless_things_are_in_no_danger_sign():
    signs = [f"{flag.label} {flag.hint}".lower() for flag in load().flags.values()]
    for harmless in ("inner thigh", "gives way", "worse at night"):
        assert not [sign for sign in signs if harmless in sign]


# ------------------------------------------------------------------ what the answers change


def test_pain_that_is_calm_by_the_next_morning_counts_as_settling_well():
    for settles in ("no_flare", "minutes", "hours", "next_day"):
        assert outcome(q_settle=settles).irritability == "low"


@pytest.mark.parametrize(
    ("goal", "routine"),
    [
        ("walk", "r_uphill"),
        ("strong", "r_strength"),
        ("sport", "r_strength"),
        ("prevent", "r_strength"),
        ("yoga", "r_pigeon"),
        ("sit", "r_desk"),
        ("move", "r_mobility"),
        ("sleep", "r_sleep"),
    ],
)
def test_a_goal_steers_to_its_routine_when_the_hip_allows_it(goal, routine):
    assert routines(q_goal=goal)[0] == routine


def test_less_pain_as_a_goal_adds_calm_moves_for_sorer_days():
    assert routines(q_goal="ease", q_worst=4) == ["r_start", "r_calm"]


@pytest.mark.parametrize("slow", [{"q_active": "low"}, {"q_range": ["reluctant"]}])
def test_who_moves_little_or_holds_back_starts_gently_and_keeps_the_goal(slow):
    assert routines(**slow, q_goal="walk")[:2] == ["r_start", "r_uphill"]


def test_numb_outer_thigh_lists_pins_and_needles_and_is_not_nerve_like():
    assert "pins and needles" in label("q_leg_feel", "outer_numb")
    found = [pattern.finding.id for pattern in outcome(q_leg_feel=["outer_numb"]).patterns]
    assert found == ["f_outer_numb"]


def test_knee_pain_is_not_turned_into_nerve_pain():
    for knee in ({"q_area": ["knee"]}, {"q_worse": ["yoga"], "q_pigeon": "knee_pain"}):
        found = [pattern.finding.id for pattern in outcome(**knee).patterns]
        assert "f_nerve_like" not in found


def test_a_painless_click_needs_nobody_however_long_it_has_lasted():
    click = outcome(q_area=["click_only"], q_worst=0, q_now=0, q_duration="gt_12w")
    assert (click.level, click.physio) == (CARE, ())


def test_strong_pain_with_long_flares_is_never_called_no_clear_pattern():
    for strong in ({"q_worst": 7}, {"q_now": 6}, {"q_settle": "gt_24h"}):
        found = [pattern.finding.id for pattern in outcome(**strong).patterns]
        assert found == ["f_stirred"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [("q_area", "knee"), ("q_area", "deep"), ("q_area", "click_only")]
    + [("q_worse", trigger) for trigger in ("lunge_tight", "riding", "driving")]
    + [("q_goal", goal) for goal in ("sport", "prevent")],
)
def test_the_places_triggers_and_goals_people_missed_are_there(question, answer):
    assert answer in load().by_id[question].labels


# People in whom an answer may show what it changes.
PEOPLE = [
    {},
    {"q_worst": 4},
    {"q_area": ["low_back"], "q_worse": ["running", "walking"]},
    {"q_active": "sport"},
    {"g_age": "a45_64"},
    {"q_area": ["front_hip"]},
    {"q_area": ["low_back"], "q_onset": "sudden", "q_duration": "lt_2w"},
    {"q_pigeon": "pinch_front"},
]
NEUTRAL = {"unclear", "none"}
TICKED = [
    (question, answer)
    for question in ("q_area", "q_worse", "q_leg_feel", "q_range")
    for answer in load().by_id[question].labels
    if answer not in NEUTRAL
]


def told(person):
    result = outcome(**person).summary()
    return {key: result[key] for key in ("level", "flags", "findings", "routines", "physio")}


@pytest.mark.parametrize(("question", "answer"), TICKED)
def test_every_place_trigger_and_feeling_changes_something_for_somebody(question, answer):
    def and_this(person):
        before = set(person.get(question, CALM[question])) - NEUTRAL
        return {**person, question: sorted(before | {answer})}

    assert any(told(and_this(person)) != told(person) for person in PEOPLE)


@pytest.mark.parametrize("goal", load().by_id["q_goal"].labels)
def test_every_goal_changes_something_for_somebody(goal):
    other = "sit" if goal == "ease" else "ease"
    assert any(told({**p, "q_goal": goal}) != told({**p, "q_goal": other}) for p in PEOPLE)


# ------------------------------------------------------------------ asked only when it can matter


def test_pigeon_is_asked_after_yoga_the_groin_or_the_bottom():
    assert "q_pigeon" not in asked()
    for leads in ({"q_worse": ["yoga"]}, {"q_area": ["front_hip"]}, {"q_area": ["glute_knot"]}):
        assert "q_pigeon" in asked(**leads)


def test_the_click_is_asked_about_only_when_there_is_one():
    assert "q_snap" not in asked()
    assert "q_snap" in asked(q_range=["clicks"])
    assert "q_snap" in asked(q_area=["click_only"])


def test_who_has_no_pain_is_not_asked_how_it_settles_or_what_eases_it():
    assert not {"q_settle", "q_ease"} & set(asked(q_now=0, q_worst=0))
    assert {"q_settle", "q_ease"} <= set(asked(q_worst=1))


def test_kneeling_is_asked_only_when_a_routine_kneels():
    assert "q_kneel" not in asked(q_goal="sleep")
    assert "q_kneel" in asked(q_goal="move")


def test_a_calm_person_answers_few_questions_on_fewer_pages():
    questions = asked(**CALM)
    pages = list(dict.fromkeys(load().screen_of[question] for question in questions))
    danger = [page for page in pages if page.safety]
    assert len(danger) == 9
    assert len([q for q in questions if q not in NO_DANGER]) <= 19
    assert len(pages) - len(danger) <= 12
