"""The pictures in README.md, taken of the real site in a real Chromium with a made-up member. Run by script/figures --readme."""

import contextlib
import io
import os
import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZE = {"width": 1120, "height": 760}
BOUT = [6, 7, 6, 6, 5, 6, None, 5, 5, 6, 4, 5, 4, None, 5, 4, 3, 4, 4, 3, 4, None, 3, 3, 2, 3, 2, 2]


def take(site: str, member_visit: str, editor_visit: str) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser import CHROMIUM, QUIET

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(base_url=site, viewport=SIZE, locale="en-GB")
        guest = context.new_page()
        for name, shown in GUEST.items():
            shown(guest)
            keep(guest, name)
        for pages, visit in ((MEMBER, member_visit), (EDITOR, editor_visit)):
            context.add_cookies([{"name": "sessionid", "value": visit, "url": site}])
            page = context.new_page()
            for name, path in pages.items():
                page.goto(path)
                keep(page, name)
        browser.close()


def keep(page, name: str) -> None:
    from PIL import Image

    page.evaluate("document.fonts.ready.then(() => 0)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    target = ROOT / f"docs/pictures/{name}.png"
    picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        target, optimize=True
    )
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")


def one_subject(page) -> None:
    page.goto("/self-check/")
    page.get_by_role("link", name="Start", exact=True).click()
    answer_until(page, "What brings it on?")


def a_result(page) -> None:
    from tests.journeys.steps import TIGHT_UPHILL, answer_everything

    answer_everything(page, TIGHT_UPHILL)


def a_session(page) -> None:
    page.goto("/routines/hip-flexor-mobility/play/")
    if "/self-check/quick/" in page.url:
        page.get_by_label("None of these").check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_timeout(9_000)


def answer_until(page, question: str) -> None:
    from tests.journeys.steps import TIGHT_UPHILL, choose

    while not page.get_by_text(question, exact=True).count():
        for asked in page.locator("main fieldset").all():
            for label in TIGHT_UPHILL.get(asked.locator("legend").inner_text(), ["None of these"]):
                choose(asked, label)
        before = page.url
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(lambda url, before=before: url != before)


GUEST = {
    "home": lambda page: page.goto("/"),
    "article": lambda page: page.goto("/articles/psoas-pain-explained/"),
    "check": one_subject,
    "result": a_result,
    "player": a_session,
}
MEMBER = {"log": "/log/", "trends": "/log/trends/"}
EDITOR = {"desk": "/admin/"}


def a_member() -> str:
    """Somebody four weeks into it. Returns the key of their visit."""
    from django.utils import timezone

    from accounts.consent import CURRENT
    from accounts.models import Consent, User
    from tests.chaos.crowd import visit_of

    now, chance = timezone.now(), random.Random(1)  # noqa: S311 - not a secret
    user = User.objects.create_user("sam@example.org", over_16_at=now, time_zone="Europe/London")
    for purpose, text in CURRENT.items():
        Consent.objects.create(user=user, purpose=purpose, text_version=text, given_at=now)
    for back, worst in zip(range(len(BOUT), 0, -1), BOUT, strict=True):
        if worst is not None:
            then = now - timedelta(days=back)
            answers = {"worst": worst, "interfere": max(worst - 2, 0), "sleep": chance.choice(["good", "ok", "poor"])}  # fmt: skip
            user.log_entries.create(
                local_date=user.local_date(then), logged_at=then, tags=["long_sitting"] * (worst > 4), **answers
            )  # fmt: skip
    return visit_of(user)


def an_editor() -> str:
    """Somebody with a few texts under way. Returns the key of their visit."""
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from articles import publishing
    from articles.models import Article
    from tests.staff import sign_in

    user = User.objects.create_superuser("kim@example.org", over_16_at=timezone.now())
    under_way = {
        "sitting-and-hips": "draft",
        "back-to-yoga": "in_review",
        "hills-stairs": "approved",
    }
    for slug, status in under_way.items():
        Article.objects.filter(slug=slug).update(
            status=status, changed_by=user, edited_at=timezone.now(), note=""
        )
    publishing.withdraw(Article.objects.get(slug="foam-rolling-safely"))
    return sign_in(Client(), user).cookies["sessionid"].value


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        from benchmarks.site import loaded

        os.environ |= loaded(folder, DJANGO_SETTINGS_MODULE="psoascare.settings")
        import django

        django.setup()
        from benchmarks.pages import served

        _pid, port = running.enter_context(served("psoascare.wsgi", dict(os.environ)))
        take(f"http://localhost:{port}", a_member(), an_editor())


if __name__ == "__main__":
    main()
