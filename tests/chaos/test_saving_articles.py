"""The server is killed in the middle of saving: nothing that it said was saved or kept is lost."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.stores import free_port

pytestmark = [pytest.mark.slow, pytest.mark.chaos, pytest.mark.sqlite]
ROOT = Path(__file__).parents[2]
TOKEN = "a" * 32  # the CSRF secret, in the cookie and in the header
ROUNDS = 6
MAKE = """
import time
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from allauth.mfa.totp.internal import auth
from accounts.models import User
from articles.models import Article, RichText, Topic
user = User.objects.create_superuser("root@example.org", "a long enough passphrase", over_16_at=timezone.now())
auth.TOTP.activate(user, auth.generate_totp_secret())
visit = SessionStore()
visit.update({"_auth_user_id": str(user.pk), "_auth_user_hash": user.get_session_auth_hash(),
    "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
    "account_authentication_methods": [{"method": "mfa", "at": time.time()}],
    "account_authentication_methods_user": str(user.pk)})
visit.save()
topic = Topic.objects.first()
article = Article.objects.create(slug="tried", title="Title 0", lede="x", topic=topic, key_insights=["x"],
    meta_description="x", updated_on=timezone.now().date())
block = RichText.objects.create(parent=article, ordering=10, html="<p>x</p>")
print(visit.session_key, article.pk, topic.pk, block.pk)
"""
LOOK = """
import json
from articles import history
from articles.keeping import Kept
from articles.models import Article
a = Article.objects.get(slug="tried")
kept = Kept.objects.filter(article=a).first()
print(json.dumps({"title": a.title, "version": a.version, "blocks": a.richtext_set.count(),
    "kept": kept.form if kept else "", "states": [history.saved(a, r.pk).article.title for r in history.revisions(a)]}))
"""


class Desk:
    """A site of our own, and one editor who saves as fast as it answers."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        self.environment = kept | {
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "psoascare.settings",
        }
        self.run("-m", "psoascare.prepare")
        made = self.shell(MAKE).split()
        self.session, self.article, self.topic, self.block = made

    def run(self, *words: str) -> str:
        command = [sys.executable, *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def shell(self, code: str) -> str:
        return self.run("manage.py", "shell", "-v0", "-c", code).strip()

    def state(self) -> dict:
        return json.loads(self.shell(LOOK).splitlines()[-1])

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "psoascare.wsgi", "-k", "gthread", "-w", "2",
                   "-b", f"127.0.0.1:{self.port}", "--log-level", "error"]  # fmt: skip
        self.server = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if self.send("GET", "/healthz", b"", "").status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The site did not start.")

    def kill(self) -> None:
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(30)

    def send(self, method: str, path: str, body: bytes, kind: str) -> http.client.HTTPResponse:
        caller = http.client.HTTPConnection("localhost", self.port, timeout=10)
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}"
        caller.request(
            method, path, body, {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": kind}
        )
        answer = caller.getresponse()
        answer.read()
        caller.close()
        return answer

    def keep(self, n: int, version: int) -> bool:
        sent = json.dumps({"form": urlencode({"title": f"Typed {n}"}), "version": version})
        path = f"/admin/articles/article/{self.article}/keep/"
        return self.send("POST", path, sent.encode(), "application/json").status == 200

    def save(self, n: int, version: int) -> bool:
        form = {"title": f"Title {n}", "slug": "tried", "lede": "x", "topic": self.topic, "order": 0,
                "key_insights": "x", "keywords": "", "meta_description": "x", "version": version,
                "links_out-TOTAL_FORMS": 0, "links_out-INITIAL_FORMS": 0}  # fmt: skip
        for name in ("figureblock", "carecardblock", "claimblock", "dodontblock", "tableblock",
                     "exerciseblock", "routineblock"):  # fmt: skip
            form |= {f"{name}_set-TOTAL_FORMS": 0, f"{name}_set-INITIAL_FORMS": 0}
        form |= {"richtext_set-TOTAL_FORMS": 1, "richtext_set-INITIAL_FORMS": 1,
                 "richtext_set-0-id": self.block, "richtext_set-0-parent": self.article,
                 "richtext_set-0-region": "main", "richtext_set-0-ordering": 10,
                 "richtext_set-0-html": f"<p>Words {n}</p>"}  # fmt: skip
        path = f"/admin/articles/article/{self.article}/change/"
        sent = urlencode(form).encode()
        return self.send("POST", path, sent, "application/x-www-form-urlencoded").status == 302


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    if made.server.poll() is None:
        made.kill()


def number(text: str) -> int:
    return int(text.rpartition(" ")[2] or 0)


def until_killed(desk: Desk, one, n: int, version: int, step: int) -> int:
    """Saves one after the other while the server is killed; the number of the last that was acknowledged."""
    last = [n - 1]

    def work():
        at, now = version, n
        try:
            while one(now, at):
                last[0], now, at = now, now + 1, at + step
        except (OSError, http.client.HTTPException):
            return

    worker = threading.Thread(target=work)
    worker.start()
    time.sleep(random.uniform(0.6, 2))
    desk.kill()
    worker.join(30)
    return last[0]


def test_nothing_acknowledged_is_lost_however_often_the_server_is_killed(desk):
    n = acknowledged = 0
    for _ in range(ROUNDS):
        desk.start()
        state = desk.state()
        n = max(number(state["title"]), n) + 1
        saved = until_killed(desk, desk.save, n, state["version"], step=1)
        state = desk.state()
        assert number(state["title"]) in (saved, saved + 1) or saved < n, (
            "saved, answered, and lost"
        )
        assert number(state["title"]) >= saved
        assert state["blocks"] == 1
        assert [state["title"]] == state["states"][:1] or not number(state["title"]), (
            "the history ends with what is saved"
        )
        acknowledged += max(0, saved - n + 1)
        n = max(saved, number(state["title"]))

        desk.start()
        kept = until_killed(desk, desk.keep, 1, state["version"], step=0)
        assert number(desk.state()["kept"].replace("+", " ")) >= kept
        acknowledged += kept
        desk.shell("from articles.keeping import Kept; Kept.objects.all().delete()")
    assert acknowledged > ROUNDS, "the test has to have saved something"
