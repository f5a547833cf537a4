import base64
import os
import stat

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from accounts import checks, encryption
from accounts.encryption import EncryptedTextField, seal, unseal

OLD, NEW = "o" * 40, "n" * 40


@given(st.binary(max_size=5000), st.text(max_size=20))
def test_what_is_sealed_for_a_purpose_opens_for_that_purpose_only(data, purpose):
    token = seal(data, purpose)
    assert unseal(token, purpose, 60) == data
    assert unseal(token, purpose + "!", 60) is None


@given(st.text(max_size=300))
def test_anything_else_opens_to_nothing(token):
    assert unseal(token, "cookie", 60) is None


@given(st.binary(max_size=50), st.data())
def test_a_changed_token_opens_to_nothing(data, draw):
    raw = bytearray(base64.urlsafe_b64decode(seal(data, "cookie")))
    raw[draw.draw(st.integers(0, len(raw) - 1))] ^= draw.draw(st.integers(1, 255))
    assert unseal(base64.urlsafe_b64encode(raw).decode(), "cookie", 60) is None


def test_a_token_grows_too_old():
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False) as clock:
        token = seal(b"x", "cookie")
        clock.shift(60)
        assert unseal(token, "cookie", 60) == b"x"
        clock.shift(1)
        assert unseal(token, "cookie", 60) is None
        assert unseal(token, "cookie") == b"x"


def test_a_new_key_in_front_still_reads_what_the_old_one_wrote(settings):
    settings.NOTES_KEYS = [OLD]
    token = seal(b"x", "notes")
    settings.NOTES_KEYS = [NEW, OLD]
    assert unseal(token, "notes") == b"x"
    fresh = seal(b"y", "notes")
    settings.NOTES_KEYS = [NEW]
    assert unseal(fresh, "notes") == b"y"
    assert unseal(token, "notes") is None


def test_a_fernet_key_is_a_good_secret_and_a_short_one_says_what_to_write(settings):
    settings.NOTES_KEYS = [Fernet.generate_key().decode()]
    assert unseal(seal(b"x", "notes"), "notes") == b"x"
    settings.NOTES_KEYS = ["too short"]
    with pytest.raises(ImproperlyConfigured, match="at least 32 random characters"):
        seal(b"x", "notes")


def test_without_a_key_one_is_made_once_for_its_owner_alone(settings, tmp_path):
    settings.NOTES_KEYS = []
    settings.VAR_DIR = tmp_path
    token = seal(b"x", "notes")
    made = tmp_path / "notes.key"
    assert stat.S_IMODE(os.stat(made).st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["notes.key"]
    encryption.kept_secret.cache_clear()
    assert unseal(token, "notes") == b"x", "a second process reads the same file"


def test_a_public_site_is_told_to_keep_its_key_elsewhere(settings):
    settings.IS_LOCAL, settings.NOTES_KEYS = False, []
    assert [warning.id for warning in checks.notes_have_a_key_outside_this_machine(None)] == [
        "accounts.W001"
    ]
    settings.NOTES_KEYS = [NEW]
    assert checks.notes_have_a_key_outside_this_machine(None) == []
    settings.IS_LOCAL, settings.NOTES_KEYS = True, []
    assert checks.notes_have_a_key_outside_this_machine(None) == []


@pytest.fixture
def page(transactional_db):
    """A table with an encrypted column, for one test."""

    class DiaryPage(models.Model):  # noqa: DJ008
        words = EncryptedTextField(blank=True)

        class Meta:
            app_label = "accounts"

    with connection.schema_editor() as editor:
        editor.create_model(DiaryPage)
    yield DiaryPage
    with connection.schema_editor() as editor:
        editor.delete_model(DiaryPage)
    del DiaryPage._meta.apps.all_models["accounts"]["diarypage"]
    DiaryPage._meta.apps.clear_cache()


def stored(model) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {model._meta.db_table}")
        return cursor.fetchone()[0]


def test_the_database_never_sees_the_words(page):
    page.objects.create(words="a canary 🐦")
    assert "canary" not in stored(page)
    assert page.objects.get().words == "a canary 🐦"
    assert page.objects.values_list("words", flat=True).get() == "a canary 🐦"


def test_nothing_written_stays_nothing(page):
    page.objects.create(words="")
    assert stored(page) == ""
    assert page.objects.get().words == ""


def test_words_cannot_be_searched(page):
    with pytest.raises(FieldError):
        page.objects.filter(words="a canary")


def test_words_whose_key_is_gone_say_so_and_are_not_shown_as_empty(page, settings):
    settings.NOTES_KEYS = [OLD]
    page.objects.create(words="a canary")
    settings.NOTES_KEYS = [NEW]
    with pytest.raises(ImproperlyConfigured, match="old key back"):
        page.objects.get()
