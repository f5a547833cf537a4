"""What readers tell the editors about an exercise or a routine: "the picture is wrong", "unclear"."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from routines.library import Exercise, Routine


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(handled_at=None)


class Report(models.Model):
    """One problem with one page. It holds no name, address or account: only what was typed."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("The picture looks wrong")
        WORDS = "words", _("The words are hard to follow")
        SAFETY = "safety", _("It hurt, or it does not seem safe")
        MISTAKE = "mistake", _("Something is not true, or is missing")
        PAGE = "page", _("The page does not work")
        OTHER = "other", _("Something else")

    kind = models.CharField(_("what is wrong"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("what the reader wrote"), max_length=1000, blank=True)
    exercise = models.ForeignKey(Exercise, models.CASCADE, null=True, blank=True, related_name="+")
    routine = models.ForeignKey(Routine, models.CASCADE, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("sent"))
    handled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem readers reported")
        verbose_name_plural = _("problems readers reported")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(exercise=None) ^ models.Q(routine=None),
                name="a_report_is_about_one_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_kind_display()}"

    @property
    def about(self) -> Exercise | Routine | None:
        return self.exercise or self.routine
