"""Everything a person gave us can be taken and deleted, and a new model cannot be forgotten."""

import json
from datetime import date, datetime, time
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.utils import timezone

from accounts import consent, erasure, export, personal
from accounts.models import User

NOW = timezone.now()
# Models that hold nothing about a member, with the reason. A new model belongs here or to a person.
NOT_PERSONAL = {
    "articles.article": "words for everybody",
    "articles.carecardblock": "published words",
    "articles.claimblock": "published words",
    "articles.dodontblock": "published words",
    "articles.edition": "how often what readers get has changed",
    "articles.exerciseblock": "published words",
    "articles.figureblock": "published words",
    "articles.helpful": "two numbers a page; nothing says who answered",
    "articles.missedsearch": "words that at least three searches typed; before that a keyed hash",
    "articles.oldaddress": "addresses of articles",
    "articles.picture": "a picture and whoever made it, as published",
    "articles.pictureblock": "published words",
    "articles.publishedarticle": "published words",
    "articles.relatedarticle": "published words",
    "articles.rendition": "a file of a picture",
    "articles.richtext": "published words",
    "articles.routineblock": "published words",
    "articles.searchentry": "published words",
    "articles.searchword": "published words",
    "articles.tableblock": "published words",
    "articles.topic": "published words",
    "auth.group": "names of roles",
    "auth.permission": "names of rights",
    "auth.group_permissions": "which role has which right",
    "contenttypes.contenttype": "names of models",
    "reversion.revision": "earlier states of articles",
    "reversion.version": "earlier states of articles",
    "reminders.heartbeat": "when the sweep last ran",
    "reminders.pushhost": "how a push service behaves",
    "reminders.tally": "how many reminders ended how, without a name",
    "routines.exercise": "clinical content",
    "routines.exercise_easier": "clinical content",
    "routines.exercise_harder": "clinical content",
    "routines.exercise_references": "clinical content",
    "routines.loadedcontent": "clinical content",
    "routines.reference": "clinical content",
    "routines.report": "what a reader typed about a page; nothing says who sent it",
    "routines.routine": "clinical content",
    "routines.routine_leads_to": "clinical content",
    "routines.routine_references": "clinical content",
    "routines.step": "clinical content",
    "symptoms.selfcheckversion": "clinical content",
    "sessions.session": "has no key to a person; erasure finds and deletes a person's sessions by their content",
}
# Keys to a person, or a row of theirs, that outlive them on purpose, with the reason.
MENTIONS: dict[str, str] = {
    "articles.article.approved_by": "the article stays when an editor leaves; their name goes",
    "articles.article.changed_by": "the article stays when an editor leaves; their name goes",
    "articles.article.submitted_by": "the article stays when an editor leaves; their name goes",
    "articles.publishedarticle.frozen_by": "the article stays when an editor leaves; their name goes",
    "reversion.revision.user": "the history stays when an editor leaves; their name goes",
}


def labels(found) -> set[str]:
    return {model._meta.label_lower for model in found}


def test_every_model_belongs_to_a_person_or_is_listed_with_a_reason():
    every = labels(apps.get_models(include_auto_created=True))
    forgotten = every - labels(personal.models_of_a_person()) - set(NOT_PERSONAL)
    assert not forgotten, "give each a CASCADE path to a person, or list it in NOT_PERSONAL"
    assert not set(NOT_PERSONAL) & labels(personal.models_of_a_person())


def test_every_key_that_only_mentions_a_person_is_listed_with_a_reason():
    assert set(personal.mentions()) == set(MENTIONS)


def test_what_the_export_leaves_out_exists_and_has_a_reason():
    for name, reason in export.LEFT_OUT.items():
        app, model, field = name.split(".")
        assert apps.get_model(app, model)._meta.get_field(field)
        assert reason


def sample(field: models.Field):
    """A value of the field's own kind; text says which field it stands in."""
    words = f"canary {str(field).lower()}"
    match field:
        case models.EmailField():
            return f"{field.model._meta.model_name}@canary.example"
        case models.CharField() if field.choices:
            return field.choices[0][0]
        case models.CharField():
            return words[: field.max_length]
        case models.TextField():
            return words
        case models.JSONField():
            return [words]
        case models.DateTimeField():
            return NOW
        case models.DateField():
            return date(2026, 11, 24)
        case models.TimeField():
            return time(7, 30)
        case models.BooleanField():
            return True
        case models.IntegerField():
            return 7
        case models.UUIDField():
            return uuid4()
        case models.FloatField() | models.DecimalField():
            return 0.5
    raise AssertionError(f"say how to fill {field} here")


def fill(model: type[models.Model], user: User, made: dict) -> models.Model:
    """One row of `model` with every field it can hold, and the rows it needs; theirs where it can be theirs."""
    if model is User:
        return user
    if model not in made:
        row = model()
        for field in model._meta.concrete_fields:
            if field.generated:
                continue  # the database fills it
            if field.is_relation:
                if field.related_model is not model:
                    setattr(row, field.name, fill(field.related_model, user, made))
            elif not field.primary_key and field.default in (models.NOT_PROVIDED, ""):
                setattr(row, field.name, sample(field))
        row.save()
        made[model] = row
    return made[model]


@pytest.fixture
def everything():
    """Gives a person one row in every model that can hold something of theirs."""

    def give(user):
        made = {}
        for model in personal.models_of_a_person():
            fill(model, user, made)
        return made

    return give


@pytest.fixture
def person(db):
    return User.objects.create_user(
        "person@example.org", "a long enough passphrase", over_16_at=NOW
    )


def test_the_export_holds_every_field_of_every_row(person, everything):
    made = everything(person)
    records = json.loads(export.as_json(person, NOW))["records"]
    for model in personal.models_of_a_person():
        row = records[model._meta.label_lower][0]
        for field in model._meta.concrete_fields:
            assert (field.name in row) is (str(field).lower() not in export.LEFT_OUT), field
    assert len(made) >= 10
    assert "canary symptoms.logentry.note" in json.dumps(records), "notes are readable"


def test_the_export_leaves_the_secrets_out(person, everything):
    everything(person)
    text = export.as_json(person, NOW)
    assert person.password not in text
    assert "canary mfa.authenticator.data" not in text
    assert "password" in json.loads(text)["left_out"]["accounts.user.password"]


def test_times_in_the_export_are_iso_and_keep_their_offset(person):
    document = json.loads(export.as_json(person, NOW))
    record = document["records"]["accounts.user"][0]
    assert datetime.fromisoformat(record["over_16_at"]) == NOW
    assert document["person"] == record["public_id"] == str(person.public_id)


def test_erasing_leaves_no_row_and_touches_nobody_else(person, everything, make_member):
    made = everything(person)
    neighbour = make_member("neighbour@example.org")
    before = export.document(neighbour, NOW)
    receipt = erasure.erase(person)
    for model, row in made.items():
        if model in personal.models_of_a_person():
            assert not model._base_manager.filter(pk=row.pk).exists(), model
            assert receipt[model._meta.label] >= 1
        else:
            assert model._base_manager.filter(pk=row.pk).exists(), "content stays"
    assert not User.objects.filter(pk=person.pk).exists()
    assert export.document(neighbour, NOW) == before


def test_what_the_page_announces_is_what_the_receipt_says(person, everything):
    everything(person)
    announced = erasure.counts(person)
    assert erasure.erase(person) == announced


def test_nobodys_data_is_in_anybody_elses_export(person, everything, make_member):
    everything(person)
    other = export.as_json(make_member("other@example.org"), NOW)
    assert "canary" not in other
    assert "person@example.org" not in other


def test_erasing_ends_every_visit_and_forgets_what_editors_did_to_them(person, member):
    visit, neighbours_visit = Client(), Client()
    visit.force_login(person)
    neighbours_visit.force_login(member)
    users = ContentType.objects.get_for_model(User)
    for about in (person, member):
        LogEntry.objects.create(
            user=member, content_type=users, object_id=about.pk, object_repr="x", action_flag=CHANGE
        )
    receipt = erasure.erase(person)
    assert (receipt["sessions.Session"], receipt["admin.LogEntry"]) == (1, 1)
    assert visit.get("/account/").status_code == 302
    assert neighbours_visit.get("/account/").status_code == 200
    assert Session.objects.count() == 1
    assert LogEntry.objects.get().object_id == str(member.pk)


def test_a_person_downloads_their_data_as_a_file(member, sign_in):
    answer = sign_in(member).get("/account/data/download/")
    assert answer["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert "no-store" in answer["Cache-Control"]
    assert answer.json()["records"]["accounts.consent"][0]["purpose"] == "health_data"


@pytest.mark.parametrize("page", ["download", "delete"])
def test_taking_or_deleting_everything_asks_for_the_password_again(member_client, page):
    answer = member_client.get(f"/account/data/{page}/")
    assert answer.url.startswith("/account/reauthenticate/?next=")


def test_a_person_deletes_everything_on_one_page_and_keeps_the_receipt(
    member, sign_in, make_member
):
    make_member("neighbour@example.org")
    client = sign_in(member)
    page = client.get("/account/data/delete/")
    assert "Agreements" in page.text
    assert User.objects.count() == 2, "looking deletes nothing"
    answer = client.post("/account/data/delete/")
    assert "Everything is deleted" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/account/").status_code == 302
    assert list(User.objects.values_list("email", flat=True)) == ["neighbour@example.org"]
    assert EmailAddress.objects.count() == 1


def test_the_same_address_can_start_again(member, client):
    erasure.erase(member)
    client.post("/account/signup/", {"email": "member@example.org", "over_16": "on"})
    assert User.objects.get(email="member@example.org").consents.count() == 0


def test_export_by_command(member, capsys, tmp_path):
    call_command("export_person", "Member@Example.org")
    assert json.loads(capsys.readouterr().out)["person"] == str(member.public_id)
    file = tmp_path / "out.json"
    call_command("export_person", member.email, output=str(file))
    assert json.loads(file.read_text())["format"] == "psoascare-export"
    assert file.stat().st_mode & 0o077 == 0


def test_erase_by_command_asks_and_prints_a_receipt(member, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    with pytest.raises(CommandError, match="Nothing was deleted"):
        call_command("erase_person", member.email)
    assert User.objects.exists()
    call_command("erase_person", member.email, yes=True)
    assert not User.objects.exists()
    assert "1 accounts.User" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_a_command_for_nobody_says_so(db, command):
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command(command, "no@example.org")


def test_withdrawing_deletes_nothing_by_itself(member_client, member):
    consent.withdraw(member, "health_data", NOW)
    assert member.consents.count() == 1
