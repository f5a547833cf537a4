"""What the API says about an exercise or a routine. Times are in seconds."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from routines.content import general
from routines.library import Exercise, Reference, Routine, Step
from routines.templatetags.figures import alt_text


@extend_schema_field(OpenApiTypes.URI)
class Page(serializers.Field):
    """The address of the page for people."""

    def __init__(self, **kwargs):
        super().__init__(source="get_absolute_url", read_only=True, **kwargs)

    def to_representation(self, path) -> str:
        return self.context["request"].build_absolute_uri(path)


class Slugs(serializers.SlugRelatedField):
    def __init__(self, **kwargs):
        super().__init__(slug_field="slug", read_only=True, **kwargs)


class Dose(serializers.Serializer):
    """How much: a hold or repeats, for each side where `per_side`, in so many sets."""

    hold_s = serializers.IntegerField(help_text="Seconds each hold lasts; 0 for plain repeats.")
    reps = serializers.IntegerField()
    sets = serializers.IntegerField()
    words = serializers.CharField(source="dose", help_text="The same for people.")


class Source(serializers.ModelSerializer):
    read = serializers.CharField(source="get_read_display", help_text="How far we read it.")

    class Meta:
        model = Reference
        fields = ["title", "authors", "year", "url", "read"]


class Lines(serializers.ListField):
    """A list of short texts."""

    child = serializers.CharField()


class ExerciseSummary(serializers.ModelSerializer):
    page = Page()
    equipment = Lines()

    class Meta:
        model = Exercise
        fields = [
            "slug",
            "name",
            "page",
            "category",
            "difficulty",
            "position",
            "equipment",
            "needs_kneeling",
            "max_irritability",
        ]


class ExerciseDetail(ExerciseSummary):
    aliases = Lines()
    targets = Lines()
    steps = Lines()
    mistakes = Lines()
    picture_in_words = serializers.SerializerMethodField()
    dose = Dose(source="*")
    easier = Slugs(many=True)
    harder = Slugs(many=True)
    if_no_kneel = Slugs()
    leave_out_with = serializers.SerializerMethodField()
    stop_rules = serializers.SerializerMethodField()
    evidence = serializers.SerializerMethodField()
    sources = Source(source="references", many=True)

    class Meta(ExerciseSummary.Meta):
        fields = [
            *ExerciseSummary.Meta.fields,
            "aliases",
            "targets",
            "picture_in_words",
            "steps",
            "dose",
            "per_side",
            "tempo",
            "frequency",
            "feel",
            "mistakes",
            "progression",
            "easier",
            "harder",
            "if_no_kneel",
            "leave_out_with",
            "stop_rules",
            "grade",
            "evidence",
            "sources",
        ]

    def get_picture_in_words(self, exercise) -> str:
        return alt_text(exercise.key)

    def get_leave_out_with(self, exercise) -> list[str]:
        words = general()["leave_out_words"]
        return [words[finding] for finding in exercise.avoid_if]

    def get_stop_rules(self, exercise) -> list[str]:
        return [*exercise.stop_rules, *general()["general_stop_rules"]]

    def get_evidence(self, exercise) -> str:
        return general()["evidence_grade_key"][exercise.grade]


class StepDetail(serializers.ModelSerializer):
    """One move. `seconds` is the whole block: both sides, swapping and rests included."""

    exercise = Slugs()
    name = serializers.CharField(source="exercise.name")
    dose = Dose(source="*")

    class Meta:
        model = Step
        fields = ["position", "exercise", "name", "seconds", "dose", "note", "from_week"]


class RoutineSummary(serializers.ModelSerializer):
    page = Page()
    minutes = serializers.IntegerField()

    class Meta:
        model = Routine
        fields = [
            "slug",
            "name",
            "page",
            "kind",
            "who_for",
            "minutes",
            "difficulty",
            "when",
            "needs_floor",
            "needs_kneeling",
            "max_irritability",
        ]


class RoutineDetail(RoutineSummary):
    steps = StepDetail(many=True)
    leads_to = Slugs(many=True)
    stop_rules = serializers.SerializerMethodField()
    sources = Source(source="references", many=True)

    class Meta(RoutineSummary.Meta):
        fields = [
            *RoutineSummary.Meta.fields,
            "total_seconds",
            "steps",
            "progress",
            "regress",
            "see_someone",
            "stop_rules",
            "leads_to",
            "sources",
        ]

    def get_stop_rules(self, routine) -> list[str]:
        return list(general()["general_stop_rules"])
