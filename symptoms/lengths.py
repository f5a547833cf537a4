"""How long the self-check is for people without a danger sign: screens and questions, counted.

Two crowds are drawn from a seed and walked through the real path: likely people, whose answers
follow the weights below, and random people, for whom every choice is as likely as every other.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from symptoms.conditions import NONE, UNSURE
from symptoms.path import follow
from symptoms.schema import Definition, Question

SEED, PEOPLE = 2026, 2000
MOST_SCREENS, MOST_QUESTIONS = 12, 19  # what the medians of the symptom part must not pass

# Out of 100 people. Single choice: how many choose it. Boxes: how many tick it, each by itself.
# Set by hand for readers of an article on the psoas; no data on real visitors is kept.
LIKELY: Mapping[str, Mapping[str, int]] = {
    "g_age": {"a16_17": 2, "a18_44": 45, "a45_64": 38, "a65_plus": 15},
    "q_area": {
        "front_hip": 45, "front_thigh": 20, "outer_hip": 20, "buttock": 30, "glute_knot": 15,
        "low_back": 35, "back_knot": 10, "back_thigh": 10, "knee": 8, "below_knee": 6, "deep": 15,
        "head_neck": 5, "tight_only": 10, "click_only": 4,
    },
    "q_duration": {"lt_2w": 20, "w2_6": 25, "w6_12": 20, "gt_12w": 35},
    "q_onset": {"sudden": 12, "after_more": 28, "gradual": 45, "not_sure": 15},
    "q_settle": {"no_flare": 15, "minutes": 20, "hours": 35, "next_day": 22, "gt_24h": 8},
    "q_ease": {"moving": 50, "rest": 60, "nothing": 4},
    "q_worse": {
        "uphill_tight": 15, "lunge_tight": 12, "hills": 20, "walking": 10, "standing": 12,
        "running": 18, "kick_sprint": 5, "riding": 8, "lift_leg": 20, "deep_bend": 15, "yoga": 12,
        "sitting": 45, "driving": 15, "lie_side": 12,
    },
    "q_leg_feel": {"shooting": 6, "tingling": 8, "outer_numb": 4},
    "q_range": {"sock": 12, "twist": 15, "stand_up": 30, "reluctant": 15, "clicks": 18, "catches": 5},
    "q_morning": {"none": 35, "le_30": 55, "gt_30": 10},
    "q_active": {"low": 20, "some": 40, "enough": 28, "sport": 12},
    "q_sleep": {"none": 55, "some": 33, "most": 12},
    "q_stress": {"low": 40, "some": 42, "high": 18},
}  # fmt: skip
WORST = (4, 7, 12, 17, 18, 15, 11, 8, 5, 2, 1)  # out of 100: 0 to 10 points at its worst
Draw = Callable[[Question, random.Random], Any]


@dataclass(frozen=True)
class Length:
    """One person's self-check. danger: its screens of danger signs, the first of them the age."""

    danger: int
    screens: int
    questions: int


def likely(question: Question, chance: random.Random) -> Any:
    weights = LIKELY.get(question.id)
    if question.kind == "scale":
        points = chance.choices(range(len(WORST)), WORST)[0]
        return points if question.id == "q_worst" else chance.randint(question.low, points)
    if weights is None:
        return at_random(question, chance)
    if question.kind == "single":
        return chance.choices(list(weights), list(weights.values()))[0]
    ticked = [option for option, of_100 in weights.items() if chance.random() * 100 < of_100]
    free = [one for one in ticked if one not in question.exclusive]
    return (
        free or ticked[:1] or sorted(question.exclusive - weights.keys()) or [next(iter(weights))]
    )


def at_random(question: Question, chance: random.Random) -> Any:
    if question.kind == "scale":
        return chance.randint(question.low, question.high)
    ids = [option.id for option in question.options]
    if question.kind == "single":
        return chance.choice(ids)
    if question.exclusive and chance.random() < 1 / 3:
        return [chance.choice(sorted(question.exclusive))]
    ticked = [one for one in ids if one not in question.exclusive and chance.random() < 0.5]
    return ticked or [chance.choice([one for one in ids if one not in question.exclusive])]


def calm(question: Question, chance: random.Random, draw: Draw) -> Any:
    """On a danger-sign page: "None of these", or a choice that reports nothing."""
    if not question.safety:
        return draw(question, chance)
    if question.kind == "multi":
        return [NONE]
    answer = draw(question, chance)
    plain = [option.id for option in question.options if not option.flag and option.id != UNSURE]
    return answer if answer in plain else chance.choice(plain)


def crowd(definition: Definition, draw: Draw) -> list[Length]:
    chance = random.Random(SEED)  # noqa: S311 - no secret
    return [walked(definition, draw, chance) for _ in range(PEOPLE)]


def drawn(definition: Definition, draw: Draw, chance: random.Random) -> dict[str, Any]:
    """One person's answers to every question, whether it will be asked or not."""
    return {question.id: calm(question, chance, draw) for question in definition.asked}


def walked(definition: Definition, draw: Draw, chance: random.Random) -> Length:
    path = follow(definition, drawn(definition, draw, chance))
    symptoms = [page for page in path.pages if not page.screen.safety]
    danger = len(path.pages) - len(symptoms)
    return Length(danger, len(symptoms), sum(len(page.questions) for page in symptoms))


# ------------------------------------------------------------------ the report


def report(definition: Definition) -> str:
    crowds = {
        "likely people": crowd(definition, likely),
        "random people": crowd(definition, at_random),
    }
    rows = [row(name, lengths) for name, lengths in crowds.items()]
    return TEXT.format(
        version=definition.version,
        people=PEOPLE,
        seed=SEED,
        rows="\n".join(rows),
        weights="\n".join(weight_rows(definition)),
        worst=", ".join(f"{points}: {of_100}" for points, of_100 in enumerate(WORST)),
        screens=MOST_SCREENS,
        questions=MOST_QUESTIONS,
    )


def row(name: str, lengths: list[Length]) -> str:
    told = [
        spread(getattr(one, part) for one in lengths) for part in ("danger", "screens", "questions")
    ]
    return f"| {name} | {' | '.join(told)} |"


def spread(numbers: Iterable[int]) -> str:
    """Median, nine in ten, most."""
    every = sorted(numbers)
    return f"{median(every):g} ({quantiles(every, n=10)[-1]:g}, {every[-1]})"


def weight_rows(definition: Definition) -> Iterable[str]:
    for key, weights in LIKELY.items():
        question = definition.by_id[key]
        told = ", ".join(
            f"{question.labels[option]} {of_100}" for option, of_100 in weights.items()
        )
        yield f"| {question.text} | {told} |"


TEXT = """# How long the self-check is

Written by `manage.py self_check_lengths` for version {version}; a test says when it is out of date.

{people} people without a danger sign are drawn for each row from the seed {seed} and walked through the real path. Shown: the
median (nine in ten need no more than this, the most anybody needed). The medians of the symptom part must stay at or below
{screens} screens and {questions} questions; a test holds them there.

| | danger-sign screens, age included | symptom screens | symptom questions |
|---|---|---|---|
{rows}

A danger-sign screen takes one tap on "None of these". Whoever reports a danger sign is asked no symptom question at all.

## Who the likely people are

Out of 100, by hand, for readers of an article on the psoas; no data on visitors is kept. Of boxes, each is ticked by itself.
The pain at its worst, points: {worst}. The pain now is anywhere from none to another such draw. Questions not listed are
answered at random.

| question | out of 100 |
|---|---|
{weights}

Random people choose every answer of a question with the same chance and tick every box with a chance of one half, or, one
time in three, the choice that stands alone.
"""
