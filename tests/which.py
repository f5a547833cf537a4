"""Which tests run where. The whole takes half an hour and more; the quick run is for every change."""

# Of the browser tests the quick run takes those marked smoke: one or two of each journey.
QUICK = "not slow and (smoke or not browser)"

# There it asks PostgreSQL and Redis only where the two stacks can differ: what is kept, sent, searched or locked.
KEPT_OR_SENT = [
    *("tests/accounts", "tests/reminders", "tests/journeys/test_whole_journey.py"),
    *(
        f"tests/articles/test_{name}.py"
        for name in ("publishing", "search", "two_editors", "workflow")
    ),
    *(f"tests/psoascare/test_{name}.py" for name in ("backup", "health")),
    *(
        f"tests/routines/test_{name}.py"
        for name in ("plan_and_hold", "progress", "reports", "sessions", "timeline")
    ),
    *(
        f"tests/symptoms/test_{name}.py"
        for name in (
            *("kept_results", "log", "log_once", "log_packed", "log_undo"),
            *("trend_data", "trends", "worrying"),
        )
    ),
]

# These ask nothing of the store, or no more than other tests do: beside SQLite they have said it all.
STORE_FREE = [
    *("tests/figures", "tests/repo", "tests/offline", "tests/safety/test_hazards.py"),
    *("tests/safety/test_mutants.py", "tests/safety/test_no_routine_with_a_flag.py"),
    # Each call ends its own connection, which a test's transaction on PostgreSQL is.
    "tests/api/test_fuzz.py",
    *("tests/journeys/test_library.py", "tests/reminders/test_in_browser.py"),
    *("tests/psoascare/test_environment.py", "tests/routines/test_content.py"),
    *(
        f"tests/articles/test_{name}.py"
        for name in (
            *("drawings", "editing_in_browser", "in_browser", "prose"),
            *("rights", "uploads", "xss"),
        )
    ),
    *(
        f"tests/routines/test_{name}.py"
        for name in ("player_in_browser", "player_states", "look_in_browser")
    ),
    *(
        f"tests/symptoms/test_{name}.py"
        for name in (
            *("definition", "engine", "engine_table", "lengths", "proof", "proof_encoding"),
            *("proof_unsafe_edits", "reading_grade", "review", "what_if", "wording"),
            *("self_check_in_browser", "log_in_browser", "insight_in_browser"),
            *("trend_thresholds", "library_admin", "answers_survive"),
        )
    ),
]
