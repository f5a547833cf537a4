"""Answer sets for tests: one calm person, and small changes to them."""

NO_DANGER = {
    "g_age": "a18_44",
    "g_pregnancy": "none",
    "g_nerves": ["none"],
    "g_body": ["none"],
    "g_tummy": ["none"],
    "g_infection": ["none"],
    "g_injury": ["none"],
    "g_pain": ["none"],
    "g_head": ["none"],
    "g_health": ["none"],
}
# Nothing here fits a pattern: the finding is "no clear pattern", the routine a gentle start.
QUIET = {
    "q_area": ["front_thigh"],
    "q_duration": "w2_6",
    "q_onset": "gradual",
    "q_now": 1,
    "q_worst": 2,
    "q_settle": "minutes",
    "q_ease": ["moving"],
    "q_worse": ["unclear"],
    "q_leg_feel": ["none"],
    "q_range": ["none"],
    "q_active": "some",
    "q_sleep": "none",
    "q_stress": "low",
    "q_goal": "ease",
}
# Quiet answers to the questions that come up only after certain others.
FOLLOW_UPS = {
    "g_new_pain": "steady",
    "g_sudden": "slowly",
    "g_thinner_leg": "strong",
    "q_pigeon": "never",
    "q_leg_side": "one",
    "q_morning": "none",
    "q_began": "from_45",
    "q_snap": "painless",
    "q_head_neck": "sometimes",
    "q_kneel": "can",
}
CALM = {**NO_DANGER, **QUIET}


def calm(**changes):
    """The calm person with these answers instead, and quiet ones to whatever else they lead to."""
    return {**CALM, **FOLLOW_UPS, **changes}
