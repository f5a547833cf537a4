"""Short, plain words: the reading grade of the self-check is measured, written down and kept."""

from statistics import median

import pytest

from symptoms.definition import load
from tests.symptoms import reading_grade as grades


@pytest.fixture(scope="module")
def counted():
    return grades.sentences(load())


def test_half_of_all_sentences_read_at_grade_6_or_below(counted):
    assert len(counted) > 400
    assert median(one.grade for one in counted) <= grades.MEDIAN


def test_only_a_condition_or_a_medicine_excuses_a_hard_sentence(counted):
    assert [one.item for one in grades.too_hard(counted)] == []


def test_the_formula_tells_hard_from_easy():
    easy, hard = (
        "We ask so that you get help.",
        "Musculoskeletal irritability necessitates evaluation.",
    )
    assert (
        grades.textstat.flesch_kincaid_grade(easy)
        < 4
        < 12
        < grades.textstat.flesch_kincaid_grade(hard)
    )


def test_the_table_in_the_documents_is_current():
    told = "Run script/reading-grade: the words of the self-check have changed."
    assert grades.DOCUMENT.read_text() == grades.table(load()), told
