"""Exercises and routines as JSON, for anybody: what the pages say, with the same warnings."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView, RetrieveAPIView

from accounts.api.caching import Public
from routines.forms import FilterForm
from routines.library import Exercise, Routine
from routines.serializers import (
    ExerciseDetail,
    ExerciseSummary,
    RoutineDetail,
    RoutineSummary,
)
from routines.views import with_steps

NOT_A_CATEGORY = _("Choose one of: %(choices)s.")


class ExerciseList(Public, ListAPIView):
    """Every exercise, in the order of the library."""

    serializer_class = ExerciseSummary
    pagination_class = None  # few enough for one answer

    @extend_schema(
        summary="All exercises",
        tags=["Exercises"],
        operation_id="exercises",
        parameters=[
            OpenApiParameter("category", OpenApiTypes.STR, enum=Exercise.Category.values),
        ],
    )
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        exercises = Exercise.objects.current()
        category = self.request.query_params.get("category")
        if category is None:
            return exercises
        if category not in Exercise.Category.values:
            choices = ", ".join(Exercise.Category.values)
            raise ValidationError({"category": NOT_A_CATEGORY % {"choices": choices}})
        return exercises.filter(category=category)


class ExerciseOne(Public, RetrieveAPIView):
    """One exercise: how to do it, how much, who leaves it out, when to stop, and the evidence."""

    serializer_class = ExerciseDetail
    lookup_field = "slug"

    @extend_schema(summary="One exercise", tags=["Exercises"], operation_id="exercise")
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        related = ("easier", "harder", "references")
        current = Exercise.objects.current().select_related("if_no_kneel")
        return current.prefetch_related(*related)


class RoutineList(Public, ListAPIView):
    """Every routine, or those that fit."""

    serializer_class = RoutineSummary
    pagination_class = None

    @extend_schema(
        summary="All routines",
        tags=["Routines"],
        operation_id="routines",
        parameters=[
            OpenApiParameter("kind", OpenApiTypes.STR, enum=["", *Routine.Kind.values]),
            OpenApiParameter("minutes", OpenApiTypes.STR, enum=["", "5", "10"]),
            OpenApiParameter("place", OpenApiTypes.STR, enum=["", "chair", "no-kneel"]),
        ],
    )
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        form = FilterForm(self.request.query_params)
        if not form.is_valid():
            raise ValidationError(form.errors)
        return form.narrow(Routine.objects.current())


class RoutineOne(Public, RetrieveAPIView):
    """One routine: its moves in order, how long, how to go on, and when to stop."""

    serializer_class = RoutineDetail
    lookup_field = "slug"

    @extend_schema(summary="One routine", tags=["Routines"], operation_id="routine")
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return with_steps(Routine.objects.current()).prefetch_related("leads_to")
