"""The documents are true: what they name exists, and what exists and matters is named."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
OPERATING = (ROOT / "docs/operating.md").read_text()
READ_BY_OTHERS = {"PORT", "WEB_CONCURRENCY"}  # gunicorn's own


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_inside_the_project_leads_somewhere(document):
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)", document.read_text())
    assert [link for link in links if link and not (document.parent / link).exists()] == []


def test_every_part_named_in_the_layout_exists():
    layout = ARCHITECTURE.split("```")[1]
    folder, missing = "", []
    for line in layout.strip().splitlines():
        names = re.match(r" *((?:[\w.*/-]+(?: |$))+)", line)[1].split()
        if not line.startswith(" "):
            folder = names[0] if names[0].endswith("/") else ""
        paths = [names[0]] if not line.startswith(" ") else [folder + word for word in names]
        missing += [path for path in paths if not any(ROOT.glob(path))]
    assert missing == []


def test_every_address_in_the_architecture_is_served():
    addresses = re.findall(r"`(/[^`]*)`", ARCHITECTURE.split("## Addresses")[1].split("##")[0])
    assert len(addresses) > 30
    lost = []
    for address in addresses:
        real = (
            address.replace("<yyyy-mm-dd>", "2026-11-24")
            .replace("<slug>", "some-slug")
            .replace("<screen>", "start")
            .replace("<n>", "1")
        )
        try:
            resolve(real)
        except Resolver404:
            lost.append(address)
    assert lost == []


def test_every_command_in_the_documents_exists():
    text = "".join(document.read_text() for document in DOCUMENTS)
    ours = set(re.findall(r"manage\.py (\w+)", text))
    scripts = set(re.findall(r"\bscript/([\w.-]*\w)", text))
    assert ours - set(get_commands()) == set()
    assert {script for script in scripts if not (ROOT / "script" / script).exists()} == set()


def test_every_variable_the_settings_read_is_explained():
    code = "".join(
        (ROOT / "psoascare" / file).read_text() for file in ("settings.py", "environment.py")
    )
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", code)) | set(
        re.findall(r"(?:text|redis_url)\(\"([A-Z_]+)\"", code)
    )
    read |= {"DATABASE_URL", "REDIS_URL"}
    explained = set(re.findall(r"^\| `([A-Z_]+)`", OPERATING, re.MULTILINE))
    assert explained == read | READ_BY_OTHERS


def test_every_decision_is_listed_once_in_order():
    listed = re.findall(r"^(\d+)\. \[.*\]\(decisions/(\d+)-", ARCHITECTURE, re.MULTILINE)
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(number) for number, _ in listed] == list(range(1, len(records) + 1))
    assert [int(file) for _, file in listed] == [int(record.name[:4]) for record in records]


def test_the_readme_begins_with_the_two_commands():
    head = (ROOT / "README.md").read_text().split("\n## ")[0]
    assert "script/server" in head
    assert "script/test" in head


def test_the_readme_shows_pictures_that_say_what_they_show():
    pictures = re.findall(
        r"!\[([^\]]*)\]\((docs/pictures/[^)]+)\)", (ROOT / "README.md").read_text()
    )
    assert len(pictures) >= 6
    assert all(words for words, _ in pictures)


def test_the_commands_can_be_run():
    listed = subprocess.run(
        ["git", "ls-files", "-s", "script", ".ci"], cwd=ROOT, capture_output=True, text=True
    )
    modes = {line.split("\t")[1]: line[:6] for line in listed.stdout.splitlines()}
    wanted = {f"script/{name}" for name in ("setup", "server", "test", "check", "bench")} | {
        ".ci/run"
    }
    assert {path for path in wanted if modes.get(path, "100755") != "100755"} == set()
