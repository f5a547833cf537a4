"""From a draft to readers: who may take which step, and what each step does.

draft → in review → approved by somebody who did not write it → scheduled or published → archived.
Saving a changed text makes it a draft again; readers go on getting what was last published.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import freezing, history, publishing
from articles.article import Article

Status = Article.Status
CHANGE, REVIEW, PUBLISH = "change_article", "review_article", "publish_article"


class NotAllowed(Exception):
    """This step cannot be taken by this person now; the message says why."""


@dataclass(frozen=True)
class Step:
    """A step on the way: from which states, with which right, and what a button says about it."""

    name: str
    before: frozenset[str]
    right: str
    label: Promise | str
    means: Promise | str

    @property
    def checked(self) -> bool:
        """Whether the publish check has to find nothing first."""
        return self.name in {"submit", "publish", "schedule"}


STEPS = {
    step.name: step
    for step in [
        Step(
            "submit",
            frozenset({Status.DRAFT}),
            CHANGE,
            _("Send to review"),
            _("A second person reads it. You can take it back at any time."),
        ),
        Step(
            "take-back",
            frozenset({Status.IN_REVIEW, Status.APPROVED, Status.SCHEDULED}),
            CHANGE,
            _("Take it back"),
            _("It becomes a draft again, and needs a new review."),
        ),
        Step(
            "return",
            frozenset({Status.IN_REVIEW}),
            REVIEW,
            _("Ask for changes"),
            _("It goes back to its writer with your note."),
        ),
        Step(
            "approve",
            frozenset({Status.IN_REVIEW}),
            REVIEW,
            _("Approve"),
            _("You have read this very text and it may go to readers."),
        ),
        Step(
            "publish",
            frozenset({Status.APPROVED, Status.SCHEDULED}),
            PUBLISH,
            _("Publish now"),
            _("Readers get it at once."),
        ),
        Step(
            "schedule",
            frozenset({Status.APPROVED, Status.SCHEDULED}),
            PUBLISH,
            _("Publish later"),
            _("Readers get it by itself at the time you choose."),
        ),
        Step(
            "archive",
            frozenset({Status.DRAFT, Status.PUBLISHED}),
            PUBLISH,
            _("Archive"),
            _("Readers no longer get it. The text and its history are kept."),
        ),
        Step(
            "reopen",
            frozenset({Status.ARCHIVED}),
            CHANGE,
            _("Make it a draft again"),
            _("You can work on it and publish it again."),
        ),
    ]
}
ALONE = frozenset({Status.DRAFT, Status.IN_REVIEW})  # whence one may publish on a one-editor site


def needs_approval() -> bool:
    return settings.EDITORIAL_APPROVALS > 0


def steps(article: Article, user: User) -> list[Step]:
    """The steps this person may take now."""
    return [step for step in STEPS.values() if not refusal(step.name, article, user)]


def refusal(name: str, article: Article, user: User) -> Promise | str:
    """Why this person may not take this step now; empty when they may."""
    step = STEPS[name]
    alone = not needs_approval() and name in {"publish", "schedule"}
    if article.status not in (step.before | ALONE if alone else step.before):
        return _("This is not possible while the article is “%(status)s”.") % {
            "status": article.get_status_display()
        }
    if not user.has_perm(f"articles.{step.right}"):
        return _("Your role does not include this step.")
    if name == "approve" and user.pk in wrote(article):
        return _("You worked on this text, so somebody else has to approve it.")
    return ""


def wrote(article: Article) -> set[int | None]:
    """Who had a hand in this text since it was last published."""
    return {*article.writers, article.submitted_by_id, article.changed_by_id} - {None}


def may_go_live(article: Article) -> bool:
    """Whether the text as it is saved is the very text that was approved, where approval is needed."""
    held = freezing.digest(freezing.content_of(article))
    return not needs_approval() or held == article.approved_digest


# ---------------------------------------------------------------- taking a step


@transaction.atomic
def take(
    name: str,
    pk: int,
    user: User,
    now: datetime,
    *,
    version: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Article:
    """Take one step with the article `pk` and return it. Raises NotAllowed; then nothing has changed.

    version: the one the person was looking at; None does not ask. at: when to publish, for "schedule".
    """
    article = Article.objects.select_for_update().get(pk=pk)
    if version is not None and version != article.version:
        raise NotAllowed(_("Somebody saved it while you were reading. Look at it again first."))
    if why := refusal(name, article, user):
        raise NotAllowed(why)
    TAKING[name](article, user, now, note=note, at=at)
    return article


def submit(article: Article, user: User, now: datetime, **_rest) -> None:
    article.submitted_by = user
    stand(article, Status.IN_REVIEW, note="")


def back_to_draft(article: Article, user: User, now: datetime, **_rest) -> None:
    stand(article, Status.DRAFT, note="")


def return_it(article: Article, user: User, now: datetime, *, note: str, **_rest) -> None:
    stand(article, Status.DRAFT, note=note)


def approve(article: Article, user: User, now: datetime, **_rest) -> None:
    article.approved_by = user
    article.approved_digest = freezing.digest(freezing.content_of(article))
    stand(article, Status.APPROVED, note="")


def publish(article: Article, user: User, now: datetime, **_rest) -> None:
    refuse_unless_approved(article)
    publishing.publish(article, now, user)


def schedule(article: Article, user: User, now: datetime, *, at: datetime | None, **_rest) -> None:
    refuse_unless_approved(article)
    if at is None or at <= now:
        raise NotAllowed(_("Choose a time that is still to come."))
    stand(article, Status.SCHEDULED, at=at)


def archive(article: Article, user: User, now: datetime, **_rest) -> None:
    article.edited_at = now  # the shipped text must not bring it back
    article.save(update_fields=["edited_at"])
    publishing.withdraw(article)


def refuse_unless_approved(article: Article) -> None:
    if not may_go_live(article):
        raise NotAllowed(_("It was changed after its approval. Send it to review again."))


TAKING: dict[str, Callable[..., None]] = {
    "submit": submit,
    "take-back": back_to_draft,
    "return": return_it,
    "approve": approve,
    "publish": publish,
    "schedule": schedule,
    "archive": archive,
    "reopen": back_to_draft,
}


def stand(article: Article, status: str, *, note: str = "", at: datetime | None = None) -> None:
    article.status, article.note, article.publish_at = status, note, at
    article.save(
        update_fields=[
            "status",
            "note",
            "publish_at",
            "submitted_by",
            "approved_by",
            "approved_digest",
        ]
    )


def changed(article: Article, user: User) -> None:
    """The text was saved with a change: it is a draft again, and whoever approves it is somebody else."""
    article.writers = sorted({*article.writers, user.pk})
    article.changed_by = user
    article.approved_by, article.approved_digest = None, ""
    article.status, article.publish_at = Status.DRAFT, None
    article.save(
        update_fields=[
            "writers",
            "changed_by",
            "approved_by",
            "approved_digest",
            "status",
            "publish_at",
        ]
    )


@transaction.atomic
def saved(
    article: Article, user: User, before: dict[str, Any], now: datetime, why: str = ""
) -> bool:
    """After the article's text was written: keeps this state, and makes it a draft if the text changed.

    before: its content until now (see freezing). Answers whether anything changed.
    """
    if freezing.content_of(article) == before:
        return False
    article.version += 1
    article.edited_at = now
    article.updated_on = user.local_date(now)
    article.save(update_fields=["version", "edited_at", "updated_on"])
    changed(article, user)
    history.remember(article, user, why)
    return True


@transaction.atomic
def restore(article: Article, state: history.Saved, user: User, now: datetime) -> None:
    """Go back to an earlier state of the draft. What it is now stays in the history."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    before = freezing.content_of(article)
    history.restore(article, state)
    said = _("Back to the text of %(when)s") % {"when": f"{state.at:%d %B %Y, %H:%M} UTC"}
    saved(article, user, before, now, said)


def publish_due(now: datetime) -> None:
    """What the sweep calls: everything scheduled whose time has come."""
    publishing.publish_due(now, may_go_live)
