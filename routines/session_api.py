"""A member's own sessions, for programs. Anyone else's is simply not found."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import ListCreateAPIView, RetrieveDestroyAPIView
from rest_framework.response import Response

from accounts.api.problems import Conflict
from accounts.api.strict import Strict
from routines.forms import KEPT_FOR, NOTE_LIMIT
from routines.models import Exercise, Hold, Routine, Session

HELD = _("Sessions are on hold until a new self-check is clear.")
AGREE = _("Agree to keeping health data first: it is on the account page.")
ORDER = _("A session ends after it starts, and not in the future.")
TOO_OLD = _("A session can be sent for up to 30 days after it ended.")
TAGS = ["Sessions"]


class SessionSerializer(Strict, serializers.ModelSerializer):
    """`key` is a UUID made by the sender: the same key is the same session, however often it is sent."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    key = serializers.UUIDField()
    routine = serializers.SlugRelatedField("slug", queryset=Routine.objects.current())
    pain_during = serializers.IntegerField(
        min_value=0, max_value=10, required=False, allow_null=True
    )
    hurt = serializers.SlugRelatedField(
        "key", queryset=Exercise.objects.all(), many=True, required=False, write_only=True
    )
    note = serializers.CharField(max_length=NOTE_LIMIT, required=False, allow_blank=True)

    class Meta:
        model = Session
        fields = [
            "id", "key", "routine", "started_at", "finished_at", "local_date",
            "felt", "pain_during", "hurt", "note",
        ]  # fmt: skip
        read_only_fields = ["local_date"]
        validators: list = []  # the same key again is no mistake

    def validate(self, told):
        now = timezone.now()
        if not told["started_at"] < told["finished_at"] <= now + timedelta(minutes=5):
            raise serializers.ValidationError({"finished_at": [ORDER]})
        if now - told["finished_at"] > timedelta(seconds=KEPT_FOR):
            raise serializers.ValidationError({"finished_at": [TOO_OLD]})
        return told

    def create(self, told) -> Session:
        user = self.context["request"].user
        routine, key = told.pop("routine"), told.pop("key")
        began, ended = told.pop("started_at"), told.pop("finished_at")
        told["hurt"] = sorted(exercise.key for exercise in told.pop("hurt", []))
        return user.sessions.record(routine, key, began, ended, **told)

    def to_representation(self, session) -> dict:
        return {**super().to_representation(session), "hurt": session.hurt}


class Own:
    """Starts from the person, so nobody else's row can be reached."""

    request: Any  # of the view that this is mixed into
    serializer_class = SessionSerializer
    lookup_field = "public_id"
    queryset = Session.objects.none()  # tells the schema what this is about

    def get_queryset(self):
        return self.request.user.sessions.select_related("routine").order_by("-finished_at", "-pk")


@extend_schema_view(
    get=extend_schema(operation_id="sessions", tags=TAGS, summary="My sessions, the newest first"),
    post=extend_schema(operation_id="session_add", tags=TAGS, summary="Write down a session"),
)
class Sessions(Own, ListCreateAPIView):
    """201 for a new session; 200 when its key is known already, with what is kept."""

    def create(self, request, *args, **kwargs):
        if not request.user.has_consent("health_data"):
            raise PermissionDenied(AGREE)
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        hold = Hold.objects.active(request.user)
        if hold and sent.validated_data["finished_at"] > hold.started_at:
            raise Conflict(HELD)
        known = request.user.sessions.filter(key=sent.validated_data["key"]).exists()
        sent.save()
        return Response(sent.data, status.HTTP_200_OK if known else status.HTTP_201_CREATED)


@extend_schema_view(
    get=extend_schema(operation_id="session", tags=TAGS, summary="One of my sessions"),
    delete=extend_schema(operation_id="session_remove", tags=TAGS, summary="Remove a session"),
)
class OneSession(Own, RetrieveDestroyAPIView):
    pass
