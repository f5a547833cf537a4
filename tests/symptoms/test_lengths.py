"""The self-check is short, measured over many people, and the report says so truly."""

from statistics import median

import pytest
from django.conf import settings

from symptoms.definition import load
from symptoms.lengths import MOST_QUESTIONS, MOST_SCREENS, at_random, crowd, likely, report


@pytest.mark.parametrize("draw", [likely, at_random])
def test_a_calm_person_needs_few_screens_and_questions(draw):
    lengths = crowd(load(), draw)
    assert median(one.screens for one in lengths) <= MOST_SCREENS
    assert median(one.questions for one in lengths) <= MOST_QUESTIONS
    assert median(one.danger for one in lengths) == 9  # the age, and eight pages


def test_the_report_in_docs_is_up_to_date():
    written = (settings.BASE_DIR / "docs" / "self-check-lengths.md").read_text(encoding="utf-8")
    assert written == report(load()), "Run manage.py self_check_lengths."
