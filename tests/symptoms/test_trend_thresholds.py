"""The thresholds keep what docs/trend-thresholds.md says about them."""

import re
from pathlib import Path

import pytest

from symptoms import together_simulation, trend_simulation, trend_table, trends

WRITTEN = Path(__file__).parents[2] / "docs" / "trend-thresholds.md"
MOST_BETTER = MOST_TOLD = 5.0  # of 100


def rows(section):
    text = WRITTEN.read_text().split(f"## {section}\n")[1].split("\n## ")[0]
    return [
        [float(cell) for cell in re.findall(r"[\d.]+", line)]
        for line in text.splitlines()
        if re.match(r"\| \d", line)
    ]


def test_the_table_is_about_the_rules_as_they_are():
    people = int(re.search(r"([\d,]+) people for each", WRITTEN.read_text())[1].replace(",", ""))
    assert people >= 1000
    assert WRITTEN.read_text().startswith(trend_table.head(people))


def test_the_table_says_that_at_most_5_in_100_steady_people_ever_see_better():
    found = rows("Pain that stays the same")
    assert len(found) == 18
    assert max(row[3] for row in found) <= MOST_BETTER


def test_the_rate_the_page_prints_for_worse_holds_every_row_of_the_table():
    low, high = trends.WORSE_BY_CHANCE
    shares = [row[5] for row in rows("Pain that stays the same")]
    assert low <= min(shares) and max(shares) <= high


def test_the_table_has_the_power_for_falls_of_2_and_of_3_points():
    found = rows("Pain that falls for good after 3 weeks")
    assert len(found) == 18
    assert all(row[5] >= row[3] for row in found), "a larger fall is seen by more"


def test_the_table_says_that_at_most_5_in_100_are_told_of_things_that_only_seem_to_go_together():
    assert max(row[3] for row in rows("Things that go together by chance")) <= MOST_TOLD


def test_the_same_seed_gives_the_same_diary_and_gaps_stay_gaps():
    [one], [same] = (trend_simulation.sources(1, 2, 0.5) for _ in range(2))
    first, again = (trend_simulation.diary(rng, 5, 2, 0.5, 0.8) for rng in (one, same))
    assert first == again and 40 < len(first) < trend_simulation.DAYS
    assert all(0 <= score <= 10 for score in first.values())


@pytest.mark.slow
def test_simulated_anew_at_most_5_in_100_steady_people_ever_see_better():
    found = list(trend_simulation.steady(300))
    _low, high = trends.WORSE_BY_CHANCE
    assert len(found) == 72
    assert max(cell.better for cell in found) <= (MOST_BETTER + 2) / 100  # 300 people: ±2 in 100
    assert sum(cell.better for cell in found) / len(found) <= 0.02
    assert all(cell.worse <= (high + 6) / 100 for cell in found)


@pytest.mark.slow
def test_simulated_anew_most_people_whose_pain_falls_by_3_points_see_better():
    found = [
        cell for cell in trend_simulation.falling(200) if cell.fall == 3 and cell.spread <= 1.5
    ]
    assert min(cell.better for cell in found) >= 0.6


@pytest.mark.slow
def test_simulated_anew_few_are_told_of_things_that_only_seem_to_go_together():
    assert max(row.told for row in together_simulation.unrelated(150)) <= 0.06
