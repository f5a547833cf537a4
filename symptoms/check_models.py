"""What is kept of the self-check: every version of the questions, and results people saved."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction

from routines.models import Hold
from symptoms.definition import load
from symptoms.outcome import Outcome
from symptoms.schema import LEVELS, Definition
from symptoms.telling import answered, tell

SAME = timedelta(hours=2)
# What a result kept before its words were kept has to say.
NO_WORDS: dict[str, Any] = {
    "version": "", "hash": "", "heading": "", "body": "", "flags": [], "findings": [], "routines": [],
    "advice": [], "physio": [], "if_worse": [],
}  # fmt: skip


class SelfCheckVersionManager(models.Manager["SelfCheckVersion"]):
    def record(
        self, definition: Definition, now: datetime, proof: Mapping | None = None
    ) -> "SelfCheckVersion":
        """The row for this definition, made the first time its words are seen.

        proof: `symptoms.proof.Proof.summary()`, kept beside the words each time they are proved.
        """
        first = {"document": definition.document, "version": definition.version, "loaded_at": now}
        version, _new = self.get_or_create(hash=definition.hash, defaults=first)
        if proof is not None:
            version.proof = {**proof, "proved_at": now.isoformat()}
            self.filter(pk=version.pk).update(proof=version.proof)
        return version

    def last_proof(self, definition: Definition) -> dict | None:
        """What the proof of this definition found when it was last loaded; None if it never was."""
        return self.filter(hash=definition.hash).values_list("proof", flat=True).first()


class SelfCheckVersion(models.Model):
    """One wording of the self-check, never changed and never deleted, so a result can be replayed."""

    hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the document.")
    version = models.CharField(max_length=20)
    document = models.JSONField()
    proof = models.JSONField(null=True, blank=True, help_text="What its last proof found.")
    loaded_at = models.DateTimeField()

    objects = SelfCheckVersionManager()

    class Meta:
        ordering = ["-loaded_at"]
        verbose_name = "self-check version"

    def __str__(self) -> str:
        return f"{self.version} ({self.hash[:8]})"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("A self-check version never changes. Record a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A self-check version is kept: results point to it.")


class SelfCheckResultManager(models.Manager["SelfCheckResult"]):
    instance: Any  # the person, when reached as user.self_check_results

    @transaction.atomic
    def record(
        self, version: SelfCheckVersion, answers: Mapping, outcome: Outcome, now: datetime
    ) -> "SelfCheckResult":
        """Keep a result with all its words, called on a person: `user.self_check_results.record(...)`.

        The same answers again, while their cookie may still live, are the same result.
        """
        user = self.instance
        type(user).objects.select_for_update().get(pk=user.pk)  # two tabs, a doubled key
        newest = self.first()
        if newest and newest.says(version, answers) and now - newest.taken_at < SAME:
            return newest
        definition = load()
        return self.create(
            version=version,
            answers=dict(answers),
            outcome={
                **outcome.summary(),
                "told": tell(definition, outcome),
                "answered": answered(definition, answers),
            },
            level=outcome.level,
            taken_at=now,
        )


class SelfCheckResult(models.Model):
    """A person's answers and what they led to, kept because they asked for it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="self_check_results"
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(SelfCheckVersion, models.PROTECT, related_name="results")
    answers = models.JSONField()
    outcome = models.JSONField()
    level = models.CharField(max_length=14, choices=[(level, level) for level in LEVELS])
    taken_at = models.DateTimeField()

    objects = SelfCheckResultManager()

    class Meta:
        ordering = ["-taken_at"]
        verbose_name = "self-check result"

    def __str__(self) -> str:
        return f"self-check result {self.public_id}"

    def says(self, version: SelfCheckVersion, answers: Mapping) -> bool:
        return self.version_id == version.pk and self.answers == dict(answers)

    def still_stands(self) -> bool:
        """May this result still lead to a routine? Not after a danger sign told since, wherever it was told."""
        if self.level != "self_care":
            return False
        later = SelfCheckResult.objects.filter(user=self.user, taken_at__gt=self.taken_at)
        held = models.Q(lifted_at=None) | models.Q(started_at__gt=self.taken_at)
        return not (
            later.exclude(level="self_care").exists()
            or Hold.objects.filter(held, user=self.user).exists()
        )

    @property
    def told(self) -> dict:
        """The outcome in the words it was given in (symptoms.telling)."""
        return self.outcome.get("told") or {**NO_WORDS, "level": self.level}

    @property
    def answered(self) -> list[dict]:
        """The answers in the words they were given in."""
        return self.outcome.get("answered", [])
