"""The line of cues: every second of a step accounted for, both sides alike."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from routines import player


def exercise(name="Move", kneeling=False, swap=None, **dose):
    known = {"per_side": False, "alternate": False, "hold_s": 0, "reps": 8, "sets": 1} | dose
    return SimpleNamespace(
        name=name,
        key=f"ex_{name.lower()}",
        steps=["Get there.", "Work.", "Breathe."],
        needs_kneeling=kneeling,
        if_no_kneel=swap,
        **known,
    )


def step(move, seconds, **dose):
    timing = {"hold_s": move.hold_s, "reps": move.reps, "sets": move.sets, "note": "Easy."} | dose
    return SimpleNamespace(exercise=move, seconds=seconds, **timing)


HOLDS = st.integers(player.HOLD_FROM, 180)
ANY_HOLD = st.integers(0, player.HOLD_FROM - 1) | HOLDS


@st.composite
def any_step(draw, holds=ANY_HOLD):
    sided = draw(st.booleans())
    hold_s, reps, sets = draw(holds), draw(st.integers(1, 20)), draw(st.integers(1, 3))
    move = exercise(
        per_side=sided, alternate=sided and draw(st.booleans()), hold_s=hold_s, reps=reps, sets=sets
    )
    blocks = reps * sets * (2 if sided else 1)
    enough = (
        blocks * (max(hold_s, player.SHORTEST_REPEAT) + player.SHORTEST_SWAP)
        + 2 * sets * player.REST
    )
    return step(move, enough + draw(st.integers(0, 300)))


any_routine = st.lists(any_step(), min_size=1, max_size=7)


@given(any_routine)
def test_the_session_lasts_its_steps_and_the_stated_extras(steps):
    extras = player.LEAD_IN + player.BETWEEN * (len(steps) - 1)
    assert (
        player.total_seconds(player.timeline(steps)) == sum(one.seconds for one in steps) + extras
    )


@given(any_routine)
def test_every_cue_but_the_finish_takes_time(steps):
    *cues, finish = player.timeline(steps)
    assert all(cue.seconds > 0 for cue in cues)
    assert (finish.kind, finish.seconds) == ("finish", 0)


@given(any_step())
def test_both_sides_get_the_same_work(one):
    cues = player.timeline([one])
    right, left = (
        [cue for cue in cues if cue.works and cue.side == side] for side in ("right", "left")
    )
    assert sum(cue.reps for cue in right) == sum(cue.reps for cue in left)
    if one.hold_s >= player.HOLD_FROM:
        assert [cue.seconds for cue in right] == [cue.seconds for cue in left]


@given(any_step(HOLDS))
def test_a_hold_lasts_exactly_as_long_as_it_says(one):
    held = [cue.seconds for cue in player.timeline([one]) if cue.works]
    sides = 2 if one.exercise.per_side else 1
    assert held == [one.hold_s] * (one.reps * one.sets * sides)


@given(any_routine)
def test_moves_come_in_order_and_each_begins_by_getting_ready(steps):
    cues = player.timeline(steps)
    assert [cue.move for cue in cues] == sorted(cue.move for cue in cues)
    assert [cue.kind for cue in cues if cue.kind in {"ready", "next"}] == ["ready"] + ["next"] * (
        len(steps) - 1
    )


def test_a_stretch_on_two_sides_written_out():
    cues = player.timeline([step(exercise(per_side=True, hold_s=45, reps=2), 210)])
    said = [(cue.kind, cue.side, cue.seconds) for cue in cues]
    assert said == [
        ("ready", "right", 13), ("hold", "right", 45), ("rest", "right", 8), ("hold", "right", 45),
        ("switch", "left", 7), ("hold", "left", 45), ("rest", "left", 7), ("hold", "left", 45), ("finish", "", 0),
    ]  # fmt: skip


def test_who_cannot_kneel_gets_the_other_move_for_the_same_time():
    standing = exercise("Standing", hold_s=30, reps=2, per_side=True)
    kneeling = exercise("Kneeling", kneeling=True, swap=standing, hold_s=45, reps=2, per_side=True)
    cues = player.timeline([step(kneeling, 210)], kneeling=False)
    assert {cue.name for cue in cues} == {"Standing"}
    assert [cue.seconds for cue in cues if cue.works] == [45] * 4
    assert player.total_seconds(cues) == 210 + player.LEAD_IN


@given(any_step(), st.integers(1, 900))
def test_a_dose_passed_as_fitting_leaves_time_for_every_cue(one, seconds):
    if not player.untimeable(seconds, one.hold_s, one.reps, one.sets, one.exercise.per_side):
        one.seconds = seconds
        cues = player.timeline([one])
        assert all(cue.seconds > 0 for cue in cues[:-1])
        assert player.total_seconds(cues) == seconds + player.LEAD_IN


def test_an_empty_routine_has_no_cues():
    assert player.timeline([]) == []


def test_a_dose_reads_as_a_person_would_say_it():
    said = player.dose_in_words
    assert said(45, 2, 1, True) == "45 seconds, twice each side"
    assert said(180, 1, 1, False) == "3 minutes"
    assert said(3, 10, 1, False) == "10 times"
    assert said(1, 12, 2, True) == "2 sets of 12 each side"
    assert said(60, 1, 1, True) == "1 minute each side"
