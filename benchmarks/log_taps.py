"""How many taps and how long a log entry takes on a phone: a real browser, a real site, a stopwatch.

The thumb reaches only what is on the screen: it never scrolls. The time is the site's and the browser's
share, from the first tap to the line that says it is saved; a person's own time comes on top.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM, QUIET

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "http://localhost:8973"
PHONE = {"width": 390, "height": 844}
ROUNDS = 7
MAKE_PEOPLE = """
import json, uuid
from datetime import timedelta
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from accounts import consent
from accounts.models import User
now, keys = timezone.now(), {}
for name in ["new", *(f"old{n}" for n in range(%(rounds)d))]:
    user = User.objects.create_user(f"{name}@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    if name != "new":
        consent.agree(user, "health_data", now)
        for back in range(1, 15):
            at = now - timedelta(days=back)
            user.log_entries.record(uuid.uuid4(), at.date(), {"worst": 5}, at)
    visit = SessionStore()
    visit[SESSION_KEY] = str(user.pk)
    visit[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    visit[HASH_SESSION_KEY] = user.get_session_auth_hash()
    visit.create()
    keys[name] = visit.session_key
print("KEYS" + json.dumps(keys))
"""


class Thumb:
    def __init__(self, page):
        self.page, self.taps, self.began = page, 0, time.perf_counter()

    def tap(self, target) -> None:
        box = target.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if not 0 <= y <= PHONE["height"]:
            raise AssertionError("out of the thumb's reach")
        self.page.touchscreen.tap(x, y)
        self.taps += 1

    def done(self) -> tuple[int, float]:
        self.page.get_by_text("Saved for today.").wait_for()
        return self.taps, time.perf_counter() - self.began


def measure() -> str:
    with tempfile.TemporaryDirectory() as folder, site(folder) as keys, phone() as open_log:
        again = [returning(open_log(keys[f"old{n}"])) for n in range(ROUNDS)]
        first = newcomer(open_log(keys["new"]))
    seconds = statistics.median(took for _taps, took in again)
    rows = [
        ("a returning member", max(taps for taps, _took in again), 3, seconds),
        ("the first entry, agreeing included", first[0], 8, first[1]),
    ]
    head = "| entry | taps | at most | seconds of machine time |\n|---|---|---|---|"
    return "\n".join(
        [head, *(f"| {who} | {taps} | {most} | {took:.2f} |" for who, taps, most, took in rows)]
    )


def returning(page) -> tuple[int, float]:
    thumb = Thumb(page)
    thumb.tap(page.locator("label[for=worst-4]"))
    thumb.tap(page.get_by_role("button", name="Save today"))
    return thumb.done()


def newcomer(page) -> tuple[int, float]:
    thumb = Thumb(page)
    for box in page.locator("main input[type=checkbox]").all():
        box.scroll_into_view_if_needed()
        thumb.tap(box)
    agree = page.get_by_role("button", name="Continue")
    agree.scroll_into_view_if_needed()
    thumb.tap(agree)
    page.locator("label[for=worst-4]").wait_for()
    page.wait_for_load_state("networkidle")  # a tap before the page stands still would miss
    thumb.tap(page.locator("label[for=worst-4]"))
    thumb.tap(page.get_by_role("button", name="Save today"))
    return thumb.done()


@contextmanager
def site(folder: str):
    """A site of its own, with people in it; yields the key of each one's visit."""
    env = os.environ | {"VAR_DIR": folder, "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "1"}
    run = {"cwd": ROOT, "env": env, "check": True, "capture_output": True, "text": True}
    for command in ("migrate", "createcachetable", "load_content"):
        subprocess.run([sys.executable, "manage.py", command, "-v0"], **run)
    make = [sys.executable, "manage.py", "shell", "-c", MAKE_PEOPLE % {"rounds": ROUNDS}]
    keys = json.loads(subprocess.run(make, **run).stdout.split("KEYS")[1])
    port = ADDRESS.rpartition(":")[2]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", port],
        cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until_it_answers()
        yield keys
    finally:
        server.terminate()
        server.wait()


def until_it_answers() -> None:
    for _try in range(120):
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz")
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise TimeoutError("The site did not start.")


@contextmanager
def phone():
    """Opens the log on a phone, signed in by the key of a visit."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)

        def open_log(key: str):
            context = browser.new_context(viewport=PHONE, has_touch=True, base_url=ADDRESS)
            context.add_cookies([{"name": "sessionid", "value": key, "url": ADDRESS}])
            page = context.new_page()
            page.goto("/log/", wait_until="networkidle")
            return page

        yield open_log
        browser.close()
