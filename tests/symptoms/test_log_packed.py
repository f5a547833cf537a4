"""The number that the database packs an entry's answers into says what the entry says, whoever wrote the row."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symptoms import diary, log_file, log_import
from symptoms.log_models import LogEntry, Morning, RoutineDone, Sleep, Tag
from symptoms.log_packed import SLEEPS, TAGS, Entry
from symptoms.sites import Site

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
POINTS = st.integers(0, 10)
# Words that look like a tag of ours and are none; a file of another day may bring them.
STRANGE = ["sports", "port", "long", "Stress", "un_well", "naïve"]
ANSWERS = st.fixed_dictionaries(
    {
        "worst": POINTS,
        "interfere": st.none() | POINTS,
        "morning": st.sampled_from(["", *Morning.values]),
        "routine_done": st.sampled_from(["", *RoutineDone.values]),
        "sleep": st.sampled_from(["", *Sleep.values]),
        "tags": st.lists(st.sampled_from([*Tag.values, *STRANGE]), unique=True),
        "sites": st.lists(st.sampled_from(Site.values), unique=True, max_size=3),
        "note": st.sampled_from(["", 'It was ["sport"].']),
    }
)


def packed(entry):
    """What is in the database now, not in Python."""
    return LogEntry.objects.values_list("packed", flat=True).get(key=entry.key, user=entry.user)


def says(answers, late):
    tags = tuple(tag for tag in TAGS if tag in answers["tags"])
    return Entry(answers["worst"], answers["interfere"], late, answers["sleep"], tags)


@pytest.fixture
def other(make_member):
    return make_member("other@example.org")


@given(first=ANSWERS, second=ANSWERS, third=ANSWERS, late=st.booleans())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_number_says_what_the_entry_says_whichever_way_it_was_written(
    member, other, first, second, third, late
):
    member.log_entries.all().delete()
    other.log_entries.all().delete()
    entry = member.log_entries.record(uuid.uuid4(), TODAY, first, NOON, late)
    assert Entry.of(packed(entry)) == says(first, late)
    entry.amend(second, NOON)
    assert Entry.of(packed(entry)) == says(second, late)
    if before := member.entries_before.first():
        before.put_back()
        assert Entry.of(packed(entry)) == says(first, late), "undone"
    member.log_entries.get().remove(NOON)
    member.entries_before.get().put_back()
    assert Entry.of(packed(entry)) == says(first, late), "deleted, and undone"
    document = log_file.as_json(member.log_entries.all()).encode()
    log_import.keep(other, log_import.read(document, other, NOON).entries)
    assert Entry.of(packed(other.log_entries.get())) == says(first, late), "imported"
    member.log_entries.update(**third, late=not late)
    assert Entry.of(packed(entry)) == says(third, not late)
    [reading] = diary.read(member).readings
    assert tuple(reading) == (TODAY, *says(third, not late))
    other.entries_before.all().delete()
    member.entries_before.all().delete()


def test_each_answer_has_its_own_place_for_good():
    """Stored numbers would change their meaning: a new answer takes a new place, none moves."""
    assert SLEEPS == {"good": 1, "ok": 2, "poor": 3}
    assert TAGS == {
        "long_sitting": 11,
        "hills_stairs": 12,
        "sport": 13,
        "lifting": 14,
        "travel": 15,
        "stress": 16,
        "unwell": 17,
    }
    assert Entry.of(0b0100001_11_1_1111_0100) == Entry(
        4, None, True, "poor", ("long_sitting", "stress")
    )


def test_the_database_packs_it_to_the_bit(member):
    answers = {"worst": 4, "sleep": "poor", "tags": ["stress", "long_sitting"]}
    entry = member.log_entries.record(uuid.uuid4(), TODAY, answers, NOON, late=True)
    assert packed(entry) == 0b0100001_11_1_1111_0100


def test_every_answer_that_is_offered_has_a_place():
    assert set(SLEEPS) == set(Sleep.values) and set(TAGS) == set(Tag.values)


def test_a_word_that_is_no_answer_of_ours_changes_no_other(member):
    entry = member.log_entries.record(uuid.uuid4(), TODAY, {"worst": 4}, NOON, late=False)
    plain = packed(entry)
    member.log_entries.update(sleep="deep", tags=STRANGE)
    assert packed(entry) == plain


def explained(cursor, ask):
    cursor.execute(ask + diary.statement(), [1] * diary.PARAMETERS)
    return cursor.fetchall()


def test_the_charts_read_the_index_and_no_entry(db):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # An empty table would be read whole.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            plan = "\n".join(line for (line,) in explained(cursor, "EXPLAIN "))
            assert "Index Only Scan using log_by_day" in plan, plan
        else:
            plan = "\n".join(str(row) for row in explained(cursor, "EXPLAIN QUERY PLAN "))
            assert "INDEX log_by_day" in plan, plan
            assert entries_read_by_sqlite(cursor) == []


def entries_read_by_sqlite(cursor):
    """Each step of SQLite's program that takes a column out of an entry itself. It calls no index covering
    that holds a generated column, and yet seeks the entry only once a step asks for it."""
    cursor.execute("SELECT rootpage FROM sqlite_master WHERE name = 'symptoms_logentry'")
    [root] = cursor.fetchone()
    program = [row[1:4] for row in explained(cursor, "EXPLAIN ")]  # what, and its first two numbers
    tables = [first for what, first, second in program if (what, second) == ("OpenRead", root)]
    return [step for step in program if step[0] == "Column" and step[1] in tables]
