"""Answer sets for tests: one calm person, and small changes to them."""

NO_DANGER = {
    "g_age": "a18_44",
    "g_nerves": ["none"],
    "g_body": ["none"],
    "g_tummy": ["none"],
    "g_infection": ["none"],
    "g_injury": ["none"],
    "g_pain": ["none"],
    "g_head": ["none"],
    "g_history": ["none"],
}
# Nothing here fits a pattern: the finding is "no clear pattern", the routine a gentle start.
QUIET = {
    "q_area": ["front_thigh"],
    "q_side": "left",
    "q_duration": "w2_6",
    "q_onset": "gradual",
    "q_now": 1,
    "q_worst": 2,
    "q_settle": "minutes",
    "q_pigeon": "never",
    "q_move_tight": ["none"],
    "q_knots": "none",
    "q_leg_feel": ["none"],
    "q_range": ["none"],
    "q_head_neck": "none",
    "q_snap": "none",
    "q_worse": ["unclear"],
    "q_ease": ["moving"],
    "q_sitting": "lt_4",
    "q_active": "some",
    "q_morning": "none",
    "q_sleep": "none",
    "q_stress": "low",
    "q_kneel": "can",
    "q_goal": "ease",
}
CALM = {**NO_DANGER, **QUIET}


def calm(**changes):
    """The calm person with these answers instead."""
    return {**CALM, **changes}
