"""Shipped content loads as a whole or not at all, and says what to mend."""

import shutil
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils import timezone

from routines import content, loading, player
from routines.models import Exercise, LoadedContent, Reference, Routine


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A copy of our content files that a test may spoil: files(name, change) edits one document."""
    shutil.copytree(content.FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(content, "FOLDER", tmp_path)

    def change(name, edit):
        document = yaml.safe_load((tmp_path / name).read_text())
        edit(document)
        (tmp_path / name).write_text(yaml.safe_dump(document, allow_unicode=True))

    return change


@pytest.fixture
def loaded(db):
    call_command("load_content", verbosity=0)


@pytest.fixture
def unread(db):
    """A site that does not know which content it has loaded."""
    LoadedContent.objects.all().delete()


def found(part="routines.yaml"):
    return [str(problem) for problem in content.problems() if problem.file == part]


def first(document, kind, key):
    return next(item for item in document[kind] if item["id"] == key)


def test_everything_we_ship_loads(loaded):
    assert Exercise.objects.current().count() == 34
    assert Routine.objects.current().count() == 10
    assert Reference.objects.current().count() == 131


def test_a_second_load_finds_nothing_to_do(loaded):
    before = list(LoadedContent.objects.values())
    out = StringIO()
    call_command("load_content", stdout=out)
    assert out.getvalue().strip() == "Content is up to date."
    assert list(LoadedContent.objects.values()) == before


def test_a_check_writes_nothing(unread):
    call_command("load_content", "--check", verbosity=0)
    assert not LoadedContent.objects.exists()


def test_all_problems_are_told_at_once_and_nothing_is_written(unread, files):
    files(
        "routines.yaml",
        lambda document: first(document, "routines", "r_calm").update(
            total_seconds=481, next=["r_nowhere"]
        ),
    )
    errors = StringIO()
    with pytest.raises(CommandError, match="Mend the 2 problem"):
        call_command("load_content", stderr=errors)
    assert (
        "routines.yaml: r_calm: “total_seconds” is 481 but the steps add up to 480; write 480."
        in errors.getvalue()
    )
    assert "routines.yaml: r_calm: routine “r_nowhere” does not exist" in errors.getvalue()
    assert not LoadedContent.objects.exists()
    assert Routine.objects.get(key="r_calm").total_seconds == 480


SPOILED_ROUTINES = {
    "a step that is above the routine's limit": (
        lambda one: one["steps"].append({"ex": "ex_couch_stretch", "seconds": 150, "note": "x"}),
        "ex_couch_stretch is only for low irritability; the routine allows high.",
    ),
    "an unknown exercise": (
        lambda one: one["steps"][0].update(ex="ex_nothing"),
        "exercise “ex_nothing” does not exist",
    ),
    "an unknown source": (
        lambda one: one.update(cites=["nobody-1999"]),
        "reference “nobody-1999” does not exist",
    ),
    "an unknown key": (lambda one: one.update(colour="red"), "“colour” is not a known key"),
    "a missing key": (lambda one: one.pop("progress"), "write “progress:”, a text."),
    "holds that do not fit": (
        lambda one: one["steps"][0].update(seconds=60),
        "1 holds of 180 s need 180 s with swaps; “seconds” is 60.",
    ),
    "a duration in words": (
        lambda one: one["steps"][0].update(seconds="long"),
        "“seconds” must be a whole number",
    ),
    "a cover from elsewhere": (
        lambda one: one.update(cover="ex_bird_dog"),
        "“ex_bird_dog” does not exist",
    ),
    "a slug used twice": (
        lambda one: one.update(slug="desk-break"),
        "“slug: desk-break” is used 2 times",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), SPOILED_ROUTINES.values(), ids=SPOILED_ROUTINES)
def test_a_spoiled_routine_is_named_with_its_remedy(files, spoil, message):
    files("routines.yaml", lambda document: spoil(first(document, "routines", "r_calm")))
    assert any(message in problem for problem in found()), found()


SPOILED_EXERCISES = {
    "no swap": (lambda one: one.pop("if_no_kneel"), "write “if_no_kneel:” with another exercise"),
    "a stricter swap": (
        lambda one: one.update(if_no_kneel="ex_band_stand"),
        "ex_band_stand is only for low irritability",
    ),
    "a swap left out for more": (
        lambda one: one.update(avoid_if=[]),
        "ex_standing_hf is left out for f_joint_pinch, f_new_strain",
    ),
    "a kneeling swap": (
        lambda one: one.update(if_no_kneel="ex_cat_camel"),
        "ex_cat_camel needs kneeling too",
    ),
    "an unknown grade": (
        lambda one: one["evidence"].update(grade="E"),
        "“grade” is 'E'; write one of A, B, C, D",
    ),
    "an unknown finding": (
        lambda one: one.update(avoid_if=["f_made_up"]),
        "“f_made_up” does not exist",
    ),
    "a harder move that is not there": (
        lambda one: one.update(harder=["ex_none"]),
        "exercise “ex_none” does not exist",
    ),
    "an easier move that suits fewer": (
        lambda one: one.update(easier=["ex_couch_stretch"]),
        "ex_couch_stretch suits fewer people",
    ),
    "a hold without end": (
        lambda one: one["dose"].update(hold_s=6000),
        "“hold_s” is 6000; write 0 to 600.",
    ),
    "no drawing": (lambda one: one.update(id="ex_undrawn"), "has no drawing"),
}


@pytest.mark.parametrize(("spoil", "message"), SPOILED_EXERCISES.values(), ids=SPOILED_EXERCISES)
def test_a_spoiled_exercise_is_named_with_its_remedy(files, spoil, message):
    files(
        "exercises.yaml", lambda document: spoil(first(document, "exercises", "ex_half_kneeling"))
    )
    problems = found("exercises.yaml")
    assert any(message in problem for problem in problems), problems


def test_a_key_written_twice_and_broken_yaml_are_told(tmp_path):
    for text, message in {
        "a: 1\na: 2\n": "written twice",
        "a: [1": "not valid YAML",
        "- 1\n": "mapping",
    }.items():
        (tmp_path / "x.yaml").write_text(text)
        with pytest.raises(content.ContentError) as error:
            content.read_yaml(tmp_path / "x.yaml")
        assert message in str(error.value.problems[0])


def test_what_leaves_the_files_is_retired_and_what_a_plan_points_at_stays(loaded, member, files):
    gone = Routine.objects.get(key="r_pigeon")
    plan = member.plans.start(gone, [], [], "low", True, "hash", timezone.now())
    files("routines.yaml", lambda document: drop_routine(document, "r_pigeon"))
    loading.write_routines(timezone.now())
    gone.refresh_from_db()
    assert gone.retired
    assert not Routine.objects.current().filter(key="r_pigeon").exists()
    plan.refresh_from_db()
    assert plan.routine == gone


def drop_routine(document, key):
    document["routines"] = [item for item in document["routines"] if item["id"] != key]
    for item in document["routines"]:
        item["next"] = [other for other in item["next"] if other != key]


def test_every_routine_can_be_played_kneeling_or_not(loaded):
    for routine in Routine.objects.current():
        steps = list(routine.steps.select_related("exercise__if_no_kneel"))
        for kneeling in (True, False):
            cues = player.timeline(steps, kneeling)
            extras = player.LEAD_IN + player.BETWEEN * (len(steps) - 1)
            assert player.total_seconds(cues) == routine.total_seconds + extras
            assert all(cue.seconds > 0 for cue in cues[:-1])
            assert all(len(cue.text) <= 120 for cue in cues), "a cue fits on two lines"
