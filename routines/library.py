"""What we can offer: exercises, the routines made of them, and the sources behind both.

Rows are written only by `manage.py load_content`, from `content/*.yaml`. A row whose entry has gone
is kept but `retired`, because plans and sessions may still point at it.
"""

from urllib.parse import urlsplit

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from routines import player
from routines.templatetags.figures import work_pose

RESEARCH: tuple[str, ...] = (
    "doi.org",
    "ncbi.nlm.nih.gov",
    "jospt.org",
    "bmj.com",
    "lww.com",
    "aafp.org",
    "cochranelibrary.com",
)
RESEARCH += (
    "nature.com",
    "link.springer.com",
    "viamedica.pl",
    "authorea.com",
    "statpearls.com",
    "researchbib.com",
)
HEALTH_SERVICE = ("nhs.uk", "nice.org.uk", "gov.uk", "nhsinform.co.uk")


class Irritability(models.TextChoices):
    """How easily the hip is stirred up. An exercise is offered up to its own limit, never above."""

    LOW = "low", _("calm")
    MODERATE = "moderate", _("a little sore")
    HIGH = "high", _("easily stirred up")


class Difficulty(models.IntegerChoices):
    EASY = 1, _("easy")
    MEDIUM = 2, _("medium")
    HARD = 3, _("hard")


class LibraryQuerySet(models.QuerySet):
    def current(self):
        """Without the entries that have left the library."""
        return self.filter(retired=False)


class Reference(models.Model):
    """A source. `read` says how far into it we really got, and we show that to readers."""

    class Read(models.TextChoices):
        ABSTRACT = "abstract", _("We read the summary.")
        EXCERPT = "excerpt", _("We read part of it.")
        COPY = "copy", _("We read a copy of it, not the original page.")
        SECONDARY = "secondary", _("We read what another author says about it.")
        NOT_OPENED = "not-opened", _("Not checked against a source yet.")

    key = models.SlugField(max_length=60, unique=True)
    title = models.TextField()
    by = models.TextField()
    year = models.PositiveSmallIntegerField()
    url = models.CharField(max_length=400, blank=True)
    read = models.CharField(max_length=12, choices=Read.choices)
    url_checked = models.BooleanField(default=True)
    rank = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('routines:evidence')}#ref-{self.key}"

    @property
    def authors(self) -> str:
        """Who wrote it, without our own note to look the names up."""
        return self.by.replace(" (check names at source)", "")

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def kind(self):
        """What sort of source it is, told by where it lives."""
        if self.host.endswith(RESEARCH):
            return _("Research paper or review")
        if self.host.endswith(HEALTH_SERVICE):
            return _("Health service page or guideline")
        return _("Web page") if self.url else _("No page")


class Exercise(models.Model):
    """One move: how it is done, how much of it, and who leaves it out.

    hold_s is in seconds; reps are for each side when per_side. `alternate` means that the sides
    take turns, one repeat each. `avoid_if` holds finding ids of the self-check.
    """

    class Category(models.TextChoices):
        MOBILITY = "mobility", _("Stretch and move")
        MYOFASCIAL = "myofascial", _("Gentle self-massage")
        STRENGTH = "strength", _("Strength and control")
        POSTURE = "posture", _("Sitting, standing and walking")
        RELAXATION = "relaxation", _("Breathe and rest")

    key = models.SlugField(max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    aliases = models.JSONField(default=list)
    category = models.CharField(max_length=12, choices=Category.choices)
    targets = models.JSONField(default=list)
    position = models.CharField(max_length=80)
    equipment = models.JSONField(default=list)
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty.choices)
    max_irritability = models.CharField(max_length=8, choices=Irritability.choices)
    needs_kneeling = models.BooleanField()
    if_no_kneel = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    hold_s = models.PositiveSmallIntegerField()
    reps = models.PositiveSmallIntegerField()
    sets = models.PositiveSmallIntegerField()
    per_side = models.BooleanField()
    alternate = models.BooleanField(default=False)
    tempo = models.CharField(max_length=80)
    frequency = models.CharField(max_length=80)
    progression = models.TextField(blank=True)
    steps = models.JSONField(default=list)
    feel = models.TextField()
    mistakes = models.JSONField(default=list)
    easier = models.ManyToManyField("self", symmetrical=False, related_name="+")
    harder = models.ManyToManyField("self", symmetrical=False, related_name="+")
    avoid_if = models.JSONField(default=list)
    stop_rules = models.JSONField(default=list)
    grade = models.CharField(max_length=1)
    references = models.ManyToManyField(Reference, related_name="exercises")
    rank = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("routines:exercise", args=[self.slug])

    @property
    def dose(self) -> str:
        return player.dose_in_words(self.hold_s, self.reps, self.sets, self.per_side)

    @property
    def pose(self) -> int:
        """Which key pose to show when there is room for one."""
        return work_pose(self.key)


class Routine(models.Model):
    """A short session: moves in order, each for a set time."""

    class Kind(models.TextChoices):
        GENTLE = "gentle", _("Gentle")
        STRETCH = "stretch", _("Stretch")
        STRENGTH = "strength", _("Strength")

    key = models.SlugField(max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    cover = models.SlugField(max_length=40, help_text="Key of the exercise on its card.")
    who_for = models.TextField()
    max_irritability = models.CharField(max_length=8, choices=Irritability.choices)
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty.choices)
    when = models.CharField(max_length=120)
    total_seconds = models.PositiveSmallIntegerField(help_text="The sum of the steps.")
    needs_floor = models.BooleanField(help_text="Some move is done lying or kneeling.")
    needs_kneeling = models.BooleanField(
        help_text="Some move kneels and has another move for those who cannot."
    )
    progress = models.TextField()
    regress = models.TextField()
    see_someone = models.TextField()
    leads_to = models.ManyToManyField("self", symmetrical=False, related_name="+")
    references = models.ManyToManyField(Reference, related_name="routines")
    rank = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("routines:detail", args=[self.slug])

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded to the nearest, never 0."""
        return max(1, (self.total_seconds + 30) // 60)

    @property
    def cover_pose(self) -> int:
        return work_pose(self.cover)


class Step(models.Model):
    """One move of a routine. `seconds` is the whole block: both sides, swapping and rests included."""

    routine = models.ForeignKey(Routine, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")
    seconds = models.PositiveSmallIntegerField()
    hold_s = models.PositiveSmallIntegerField()
    reps = models.PositiveSmallIntegerField()
    sets = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    from_week = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["routine", "position"]
        constraints = [
            models.UniqueConstraint(fields=["routine", "position"], name="one_step_a_position"),
            models.CheckConstraint(condition=models.Q(seconds__gt=0), name="a_step_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.routine_id}/{self.position}"

    @property
    def dose(self) -> str:
        return player.dose_in_words(self.hold_s, self.reps, self.sets, self.exercise.per_side)


class LoadedContent(models.Model):
    """What `load_content` last wrote: one row a part, with the hash of its files."""

    name = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
