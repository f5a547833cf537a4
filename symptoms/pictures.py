"""Small figures beside answers that name something the body does: {page: {answer: figure}}."""

PICTURES = {
    "q_worse": {
        "uphill_tight": "ex_step_up",
        "lunge_tight": "s_lunge",
        "sitting": "s_sitting",
        "standing": "s_standing",
        "walking": "s_walking",
        "running": "s_running",
        "lie_side": "ex_clamshell",
    },
}
