"""Who may open what in the editors' pages: every address × every role. A new address without a row fails.

For a model's five pages the row says what each role may do: v view, a add, c change, d delete. The other
addresses say what each role is answered, by GET and by POST.
"""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from accounts import staff
from accounts.models import Consent, User
from articles import history
from articles.article_admin import ArticleAdmin
from articles.models import Article, Helpful, MissedSearch, Picture, Topic
from routines.models import Exercise, Reference, Report, Routine
from symptoms.models import SelfCheckVersion
from tests.staff import sign_in

ROLES = ["anonymous", "member", "no factor", "author", "reviewer", "editor", "superuser"]
OUTSIDE = ROLES[:3]  # sent to the door
STAFF = ROLES[3:]

# author, reviewer, editor, superuser
MODELS = {
    "articles_article": ["vac", "v", "vacd", "vacd"],
    "articles_picture": ["vac", "v", "vacd", "vacd"],
    "articles_topic": ["v", "v", "vac", "vacd"],
    "articles_missedsearch": ["v", "v", "v", "v"],
    "articles_helpful": ["v", "v", "v", "v"],
    "routines_exercise": ["v", "v", "v", "v"],
    "routines_routine": ["v", "v", "v", "v"],
    "routines_reference": ["v", "v", "v", "v"],
    "routines_report": ["v", "v", "vc", "vcd"],
    "symptoms_selfcheckversion": ["v", "v", "v", "v"],
    "accounts_user": ["", "", "", "vc"],
    "accounts_consent": ["", "", "", "v"],
    "account_emailaddress": ["", "", "", "vacd"],
    "mfa_authenticator": ["", "", "", "vacd"],
    "auth_group": ["", "", "", "vacd"],
}
DOOR = [302, 302, 302]
# The whole row: anonymous, member, no factor, author, reviewer, editor, superuser; GET, then POST.
OTHERS = {
    "index": ([*DOOR, 200, 200, 200, 200], None),
    "login": ([302, 403, 302, 302, 302, 302, 302], None),
    "logout": ([302, 302, 302, 405, 405, 405, 405], None),
    "password_change": ([*DOOR, 302, 302, 302, 302], None),
    "password_change_done": ([*DOOR, 302, 302, 302, 302], None),
    "jsi18n": ([*DOOR, 200, 200, 200, 200], None),
    "autocomplete": ([*DOOR, 200, 200, 200, 200], None),
    "view_on_site": ([*DOOR, 302, 302, 302, 302], None),
    "app_list": ([*DOOR, 404, 404, 404, 200], None),
    "routines_exercise_poses": ([*DOOR, 200, 200, 200, 200], None),
    "articles_article_next": ([*DOOR, 200, 200, 200, 200], [*DOOR, 422, 422, 422, 422]),
    "articles_article_preview": ([*DOOR, 200, 200, 200, 200], [*DOOR, 405, 405, 405, 405]),
    "articles_article_share": ([*DOOR, 405, 405, 405, 405], [*DOOR, 200, 403, 200, 200]),
    "articles_article_history": ([*DOOR, 200, 200, 200, 200], [*DOOR, 405, 405, 405, 405]),
    "articles_article_compare": ([*DOOR, 200, 200, 200, 200], [*DOOR, 405, 405, 405, 405]),
    "articles_article_restore": ([*DOOR, 405, 405, 405, 405], [*DOOR, 302, 403, 302, 302]),
    "articles_article_keep": ([*DOOR, 405, 405, 405, 405], [*DOOR, 400, 403, 400, 400]),
    "articles_article_keep_new": ([*DOOR, 405, 405, 405, 405], [*DOOR, 400, 403, 400, 400]),
    "articles_article_pictures": ([*DOOR, 200, 200, 200, 200], [*DOOR, 405, 405, 405, 405]),
    "articles_article_sources": ([*DOOR, 200, 200, 200, 200], [*DOOR, 405, 405, 405, 405]),
}
QUERY = {
    "autocomplete": "?app_label=articles&model_name=exerciseblock&field_name=exercise&term=a",
    "articles_article_compare": "?from=now&to=now",
}
PAGES = {"changelist": "v", "add": "a", "change": "v", "delete": "d", "history": "v"}


def names():
    """The name of every address of the editors’ pages."""
    admin = next(
        one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "admin"
    )
    return {one.name for one in flat(admin) if getattr(one, "name", None)}


def flat(resolver):
    for one in resolver.url_patterns:
        yield from flat(one) if hasattr(one, "url_patterns") else [one]


def of_model(name):
    """("articles_article", "change") for a page that every model has; None for the others."""
    model, _line, page = name.rpartition("_")
    return (model, page) if page in PAGES and model in MODELS and name not in OTHERS else None


def test_every_address_has_its_row():
    listed = {f"{model}_{page}" for model in MODELS for page in PAGES} | set(OTHERS)
    assert names() == listed


@pytest.fixture
def people(make_member, make_editor):
    """A client for each role, signed in as far as the role goes."""
    root = make_member("root@example.org", is_staff=True, is_superuser=True)
    no_factor = make_member("new@example.org", is_staff=True, is_superuser=True)
    return {
        "anonymous": Client(),
        "member": sign_in(Client(), make_member()),
        "no factor": sign_in(Client(), no_factor, second_factor=False),
        "author": sign_in(Client(), make_editor("Author")),
        "reviewer": sign_in(Client(), make_editor("Medical reviewer")),
        "editor": sign_in(Client(), make_editor("Editor")),
        "superuser": sign_in(Client(), root),
    }


@pytest.fixture
def rows(content, people, write_article):
    """One row of each model, and what stands in the other addresses."""
    draft = write_article(status=Article.Status.DRAFT)
    history.remember(draft, None, "")
    exercise = Exercise.objects.current()[0]
    report = Report.objects.create(
        exercise=exercise, kind="other", text="x", made_at=timezone.now()
    )
    return {
        "articles_article": draft.pk,
        "articles_missedsearch": MissedSearch.objects.create(
            digest="d", words="x", seen=3, month=timezone.localdate()
        ).pk,
        "articles_helpful": Helpful.objects.create(article=draft).pk,
        "articles_picture": Picture.objects.create(
            title="Stairs",
            alt="x",
            author="x",
            licence="own",
            original="x.jpg",
            sha256="x",
            kind="jpeg",
            width=1,
            height=1,
            added_at=timezone.now(),
        ).pk,
        "articles_topic": Topic.objects.create(slug="empty", title="Empty", intro="x").pk,
        "routines_exercise": exercise.pk,
        "routines_routine": Routine.objects.current()[0].pk,
        "routines_reference": Reference.objects.first().pk,
        "routines_report": report.pk,
        "symptoms_selfcheckversion": SelfCheckVersion.objects.first().pk,
        "accounts_user": User.objects.get(email="member@example.org").pk,
        "accounts_consent": Consent.objects.first().pk,
        "account_emailaddress": EmailAddress.objects.first().pk,
        "mfa_authenticator": Authenticator.objects.first().pk,
        "auth_group": Group.objects.first().pk,
        "revision": history.revisions(draft).first().pk,
        "kind": ContentType.objects.get_for_model(Exercise).pk,
    }


def address(name, rows):
    if name == "view_on_site":
        return reverse("admin:view_on_site", args=[rows["kind"], rows["routines_exercise"]])
    if name == "app_list":
        return reverse("admin:app_list", args=["accounts"])
    model = of_model(name)
    for args in ([], [rows[model[0] if model else "articles_article"]]):
        try:
            return reverse(f"admin:{name}", args=args) + QUERY.get(name, "")
        except NoReverseMatch:
            continue
    return reverse(f"admin:{name}", args=[rows["articles_article"], rows["revision"]])


def expected(name, role, method):
    """The answer this role gets, or None where nothing is promised."""
    if model := of_model(name):
        return expected_of_model(*model, role, method)
    row = OTHERS[name][0 if method == "get" else 1]
    return row[ROLES.index(role)] if row else None


def expected_of_model(model, page, role, method):
    if role in OUTSIDE:
        return 302
    may = MODELS[model][STAFF.index(role)]
    if method == "get":
        if (model, page, role) == ("articles_article", "change", "reviewer"):
            return 302  # to the page where they review it
        return 200 if PAGES[page] in may else 403
    needed = {"add": "a", "change": "c", "delete": "d"}.get(page)
    return 403 if needed and needed not in may else None


def wrong(people, rows, addresses):
    """Every answer that is not the one promised."""
    for name in sorted(addresses):
        for role, client in people.items():
            for method in ("get", "post"):
                promised = expected(name, role, method)
                if promised is None:
                    continue
                got = getattr(client, method)(address(name, rows)).status_code
                if got != promised:
                    yield f"{method} {name} as {role}: {got}, not {promised}"


def test_each_role_opens_what_it_may_and_nothing_else(people, rows):
    assert list(wrong(people, rows, names())) == []


def test_every_row_without_a_name_asks_for_the_same_door(people):
    for unnamed in ("/admin/nothing-here/", "/admin/articles/article/1/nothing/"):
        assert [people[role].get(unnamed).status_code for role in OUTSIDE] == DOOR


MUTANTS = {
    "everybody passes the door": (staff.EditorsSite, "has_permission", lambda self, request: True),
    "no second factor is asked for": (staff, "used_second_factor", lambda request: True),
    "staff may do everything": (User, "has_perm", lambda self, right, obj=None: self.is_staff),
    "nobody may do anything": (User, "has_perm", lambda self, right, obj=None: False),
    "everybody changes articles": (
        ArticleAdmin, "has_change_permission", lambda self, request, obj=None: True,
    ),
    "everybody adds articles": (ArticleAdmin, "has_add_permission", lambda self, request: True),
    "everybody sees articles": (
        ArticleAdmin, "has_view_permission", lambda self, request, obj=None: False,
    ),
    "everybody deletes articles": (
        ArticleAdmin, "has_delete_permission", lambda self, request, obj=None: True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mistake_in_a_right_is_noticed(people, rows, monkeypatch, mutant):
    monkeypatch.setattr(*MUTANTS[mutant])
    pages = {name for name in names() if name.startswith("articles_article")} | {"index"}
    assert next(wrong(people, rows, pages), None)


def test_an_article_that_readers_had_is_never_deleted(people, write_article):
    article = write_article()
    gone = reverse("admin:articles_article_delete", args=[article.pk])
    assert [people[role].post(gone, {"post": "yes"}).status_code for role in STAFF] == [403] * 4
    assert Article.objects.filter(pk=article.pk).exists()


def test_the_editors_cloning_of_blocks_is_shut(people, write_article):
    """content-editor copies any row a form names, past the version and the approval."""
    one, other = write_article("one"), write_article("other", status=Article.Status.DRAFT)
    block = other.richtext_set.get()
    change = reverse("admin:articles_article_change", args=[one.pk])
    people["author"].post(
        change,
        {
            "_clone": f"articles.richtext:{block.pk}",
            "_clone_region": "main",
            "_clone_ordering": "10",
        },
    )
    assert other.richtext_set.count() == 1
