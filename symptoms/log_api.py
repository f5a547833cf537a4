"""A member's own log, for programs. Anyone else's is simply not found."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import GenericAPIView, ListCreateAPIView, RetrieveUpdateDestroyAPIView
from rest_framework.response import Response

from accounts.api.problems import Conflict
from accounts.api.strict import Strict
from routines.forms import KEPT_FOR
from routines.session_api import AGREE
from symptoms import log_page
from symptoms.log_models import ANSWERS, NOTE_LIMIT, LogEntry, Morning, RoutineDone, Sleep, Tag
from symptoms.sites import Site

TAGS = ["Log"]
MOST = 100  # entries in one sync
GONE = _("You deleted the entry with this key.")
TOO_FAR = _("An entry is about a day of the week before it was made, and never ahead.")
TOO_OLD = _("An entry can be sent for up to 30 days after it was made, and not from the future.")


def points(**more) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, max_value=10, **more)


def one_of(choices) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices, required=False, allow_blank=True)


def any_of(choices) -> serializers.ListField:
    child = serializers.ChoiceField(choices)
    return serializers.ListField(child=child, required=False, max_length=len(choices))


class AnswersSerializer(Strict, serializers.ModelSerializer):
    """What a person says about one moment of a day. Only `worst` is needed."""

    worst = points()
    interfere = points(required=False, allow_null=True)
    morning = one_of(Morning.choices)
    routine_done = one_of(RoutineDone.choices)
    sleep = one_of(Sleep.choices)
    tags = any_of(Tag.choices)
    sites = any_of(Site.choices)
    note = serializers.CharField(max_length=NOTE_LIMIT, required=False, allow_blank=True)

    class Meta:
        model = LogEntry
        fields = ANSWERS

    def validate(self, told):
        """Said twice is said once. What is left out stays, or is empty in a new entry."""
        once = {name: list(dict.fromkeys(told[name])) for name in ("tags", "sites") if name in told}
        return {**told, **once}


class EntrySerializer(AnswersSerializer):
    """`key` is a UUID made by the sender: the same key is the same entry, however often it is sent.

    `local_date` is the day it is about, on the person's own calendar when they began it.
    """

    id = serializers.UUIDField(source="public_id", read_only=True)
    key = serializers.UUIDField()
    logged_at = serializers.DateTimeField(required=False, help_text="Now, if it is left out.")

    class Meta(AnswersSerializer.Meta):
        fields = ["id", "key", "local_date", "logged_at", "late", *ANSWERS]
        read_only_fields = ["late"]
        validators: list = []

    def validate(self, told):
        told, now = super().validate(told), timezone.now()
        made_at = told.setdefault("logged_at", now)
        if not now - timedelta(seconds=KEPT_FOR) <= made_at <= now + timedelta(minutes=5):
            raise serializers.ValidationError({"logged_at": [TOO_OLD]})
        try:
            told["page"] = log_page.from_device(
                told["local_date"], told["key"], self.context["request"].user, made_at
            )
        except log_page.TooOld:
            raise serializers.ValidationError({"local_date": [TOO_FAR]}) from None
        return told


def keep(user, told: dict) -> tuple[LogEntry | None, str]:
    """The entry, and "added" or "known"; none for one that the person deleted: "gone"."""
    page = told["page"]
    if user.entries_before.is_gone(page.key):
        return None, "gone"
    if known := user.log_entries.filter(key=page.key).first():
        return known, "known"
    answers = {name: told[name] for name in ANSWERS if name in told}
    return user.log_entries.record(page.key, page.day, answers, page.opened_at, page.late), "added"


class Own(GenericAPIView):
    """Starts from the person, so nobody else's row can be reached. To write, they must have agreed."""

    serializer_class: Any = EntrySerializer
    lookup_field = "public_id"
    queryset = LogEntry.objects.none()  # tells the schema what this is about

    def get_queryset(self):
        return self.request.user.log_entries.order_by("-local_date", "-logged_at", "-pk")

    def check_permissions(self, request):
        super().check_permissions(request)
        writes = request.method in {"POST", "PUT", "PATCH"}
        if writes and not request.user.has_consent("health_data"):
            raise PermissionDenied(AGREE)


class Filters(serializers.Serializer):
    since = serializers.DateField(required=False, help_text="The first local date to list.")
    until = serializers.DateField(required=False, help_text="The last local date to list.")


@extend_schema_view(
    get=extend_schema(
        operation_id="log", tags=TAGS, summary="My log, the newest day first", parameters=[Filters]
    ),
    post=extend_schema(operation_id="log_add", tags=TAGS, summary="Write down an entry"),
)
class Entries(Own, ListCreateAPIView):
    """201 for a new entry; 200 when its key is known already, with what is kept now."""

    def get_queryset(self):
        found = super().get_queryset()
        asked = Filters(data=self.request.query_params.dict())
        asked.is_valid(raise_exception=True)
        if since := asked.validated_data.get("since"):
            found = found.filter(local_date__gte=since)
        if until := asked.validated_data.get("until"):
            found = found.filter(local_date__lte=until)
        return found

    def create(self, request, *args, **kwargs):
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        entry, became = keep(request.user, sent.validated_data)
        if entry is None:
            raise Conflict(GONE)
        code = status.HTTP_201_CREATED if became == "added" else status.HTTP_200_OK
        return Response(self.get_serializer(entry).data, code)


@extend_schema_view(
    get=extend_schema(operation_id="log_entry", tags=TAGS, summary="One of my entries"),
    put=extend_schema(
        operation_id="log_entry_replace", tags=TAGS, summary="Say all of an entry anew"
    ),
    patch=extend_schema(operation_id="log_entry_change", tags=TAGS, summary="Change some answers"),
    delete=extend_schema(operation_id="log_entry_remove", tags=TAGS, summary="Remove an entry"),
)
class OneEntry(Own, RetrieveUpdateDestroyAPIView):
    """The day and the time of an entry stay. What was changed or removed can be undone on its page."""

    def get_serializer_class(self):
        return EntrySerializer if self.request.method in {"GET", "HEAD"} else AnswersSerializer

    def perform_update(self, serializer):
        told = serializer.validated_data
        if not serializer.partial:  # the whole entry: what is left out is empty
            told = {**EMPTY, **told}
        serializer.instance.amend(told, timezone.now())

    def perform_destroy(self, entry):
        entry.remove(timezone.now())


EMPTY: dict[str, Any] = {
    "interfere": None, "morning": "", "routine_done": "", "sleep": "",
    "tags": [], "sites": [], "note": "",
}  # fmt: skip


class SyncSerializer(Strict):
    entries = EntrySerializer(many=True, max_length=MOST)


class OutcomeSerializer(serializers.Serializer):
    key = serializers.UUIDField()
    became = serializers.ChoiceField(
        ["added", "known", "gone"], help_text="gone: the person deleted it here."
    )
    id = serializers.UUIDField(allow_null=True)


class SyncedSerializer(serializers.Serializer):
    entries = OutcomeSerializer(many=True)


class Sync(Own):
    serializer_class = SyncSerializer

    @extend_schema(
        operation_id="log_sync", tags=TAGS, summary="Send what was noted offline",
        request=SyncSerializer, responses=SyncedSerializer,
    )  # fmt: skip
    @transaction.atomic
    def post(self, request):
        """Up to 100 entries, kept in the order they are sent, each once. If one is wrong, none is kept:
        the answer names it, so that it can be put aside and the rest sent again."""
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return Response(
            {"entries": [outcome(request.user, one) for one in sent.validated_data["entries"]]}
        )


def outcome(user, told: dict) -> dict:
    entry, became = keep(user, told)
    return {"key": told["key"], "became": became, "id": entry.public_id if entry else None}
