"""Another move instead of one: never one that the person's findings rule out, and never a harder one."""

from itertools import combinations

import pytest
import yaml

from routines import options, player
from routines.content import FOLDER
from routines.models import Routine, Step
from routines.swaps import IRRITABILITY, allowed_swaps, facts_of, suits

LIBRARY = [
    facts_of(item) for item in yaml.safe_load((FOLDER / "exercises.yaml").read_text())["exercises"]
]
BY_KEY = {facts.key: facts for facts in LIBRARY}
RULED_OUT = sorted(set().union(*(facts.avoid_if for facts in LIBRARY)))
FINDINGS = [
    set(some) for size in range(len(RULED_OUT) + 1) for some in combinations(RULED_OUT, size)
]


@pytest.mark.parametrize("exercise", LIBRARY, ids=lambda facts: facts.key)
def test_no_swap_is_ruled_out_by_any_findings_at_any_irritability(exercise):
    for findings in FINDINGS:
        for irritability in IRRITABILITY:
            for key in allowed_swaps(exercise, findings, irritability, LIBRARY):
                assert suits(BY_KEY[key], findings, irritability)


@pytest.mark.parametrize("exercise", LIBRARY, ids=lambda facts: facts.key)
def test_for_somebody_unknown_a_swap_suits_whoever_the_move_itself_suits(exercise):
    swaps = allowed_swaps(exercise, None, None, LIBRARY)
    for findings in FINDINGS:
        for irritability in IRRITABILITY:
            if suits(exercise, findings, irritability):
                assert all(suits(BY_KEY[key], findings, irritability) for key in swaps)


@pytest.mark.parametrize("exercise", LIBRARY, ids=lambda facts: facts.key)
def test_a_swap_is_never_harder_never_the_move_itself_and_never_kneels_for_who_cannot(exercise):
    for findings in (None, set()):
        irritability = None if findings is None else "low"
        swaps = allowed_swaps(exercise, findings, irritability, LIBRARY, kneeling=False)
        assert exercise.key not in swaps
        assert not set(swaps) & set(exercise.harder)
        assert not any(BY_KEY[key].needs_kneeling for key in swaps)
        assert all(BY_KEY[key].difficulty <= exercise.difficulty for key in swaps)


def test_the_easier_move_comes_first():
    assert allowed_swaps(BY_KEY["ex_bridge"], set(), "low", LIBRARY)[0] == "ex_pelvic_tilt"


def test_an_unknown_irritability_is_refused_rather_than_guessed():
    with pytest.raises(KeyError):
        allowed_swaps(BY_KEY["ex_bridge"], set(), "none", LIBRARY)


# ------------------------------------------------------------------ in a session


@pytest.fixture
def library(content):
    return options.Library()


def every_step():
    return Step.objects.filter(routine__in=Routine.objects.current()).select_related("exercise")


def seconds(cues):
    return sum(cue["seconds"] for cue in cues)


def test_every_option_of_every_step_lasts_as_long_as_the_step(library):
    for step in every_step():
        for option in options.options(step, options.Person(), library):
            data = options.option_data(option)
            assert seconds(data["cues"]) == step.seconds, (step, option)
            assert all(cue["seconds"] > 0 for cue in data["cues"][1:])


def test_half_is_about_half_and_both_sides_still_get_the_same(library):
    for step in every_step():
        half = player.halved(player.move_of(step))
        assert half.seconds <= max(step.seconds * 0.6, 30), (step, half)
        cues = [cue for cue in player.move_cues(1, half) if cue.works]
        sides = {side: sum(c.seconds for c in cues if c.side == side) for side in ("right", "left")}
        assert abs(sides["right"] - sides["left"]) <= 1


def test_a_move_that_findings_rule_out_gives_way_or_is_left_out(library):
    person = options.Person(["f_joint_pinch", "f_nerve_like"], "moderate")
    for step in every_step():
        for option in options.options(step, person, library):
            facts = library.facts[option.move.exercise.key]
            assert suits(facts, person.findings, person.irritability)


def test_a_kneeling_move_has_its_kneeling_free_one_next(library):
    for step in every_step():
        if step.exercise.needs_kneeling:
            found = options.options(step, options.Person(), library)
            assert options.chosen(found, kneeling=False).move.exercise == step.exercise.if_no_kneel
