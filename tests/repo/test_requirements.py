"""What we build on: each with its reason, pinned by hash, under a licence we may pass on."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "articles", "psoascare", "reminders", "routines", "symptoms")
# Used by name in settings, by Procfile, or by another package, rather than imported.
USED_WITHOUT_IMPORT = {
    "argon2-cffi",
    "gunicorn",
    "psycopg2-binary",
    "packaging",
    "whitenoise",
    "djangorestframework",
    "pillow",
}


PART_OF = {
    "kombu": "celery",
    "js_asset": "django-content-editor",
}  # come with the package that needs them


def lines(file):
    return (ROOT / file).read_text().splitlines()


def named(file):
    """Top-level names in an .in file, lower-cased and without extras."""
    found = [
        re.match(r"([A-Za-z0-9._-]+)", line)
        for line in lines(file)
        if not line.startswith(("#", "-"))
    ]
    return {match[1].lower() for match in found if match}


def pins(file):
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", "\n".join(lines(file)), re.MULTILINE))


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_name_has_a_lower_bound_and_a_reason(file):
    wanted = [line for line in lines(file) if line.strip() and not line.startswith(("#", "-r"))]
    assert [line for line in wanted if not re.match(r"[\w.\[\]-]+>=\S+\s+# \S", line)] == []


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes_and_no_host_is_named(file):
    text = (ROOT / file).read_text()
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "--index" not in text


def test_what_tests_the_site_is_what_runs_it():
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}


def test_everything_named_is_pinned():
    assert named("requirements.in") <= {name.lower() for name in pins("requirements.txt")}
    assert named("requirements-dev.in") <= {name.lower() for name in pins("requirements-dev.txt")}


class NotForTypes(ast.NodeTransformer):
    """Leaves out what only the type checker imports."""

    def visit_If(self, node):
        return None if ast.unparse(node.test) == "TYPE_CHECKING" else self.generic_visit(node)


def imported():
    owners = packages_distributions()
    for path in (path for app in APPS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(NotForTypes().visit(ast.parse(path.read_text()))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [node.module]
            for top in (
                {module.split(".")[0] for module in modules}
                - set(sys.stdlib_module_names)
                - set(APPS)
            ):
                yield top, {PART_OF.get(top, owner.lower()) for owner in owners.get(top, [])}


def test_everything_the_site_imports_is_named():
    wanted = named("requirements.in")
    assert {top for top, owners in imported() if not owners & wanted} == set()


def test_everything_named_is_used():
    used = {owner for _, owners in imported() for owner in owners}
    assert named("requirements.in") - used - USED_WITHOUT_IMPORT == set()


def test_our_own_licences_are_here_and_whole():
    assert (
        "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION"
        in (ROOT / "LICENSE").read_text()
    )
    content = (ROOT / "LICENSE-content.md").read_text()
    assert "CC BY 4.0" in content
    for file in re.findall(r"`(static/fonts/[^`]+\.txt)`", content):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (ROOT / file).read_text()


def test_every_font_has_its_licence_beside_it():
    families = {re.split(r"[-.]", path.name)[0] for path in (ROOT / "static/fonts").glob("*.woff2")}
    licences = " ".join(path.name for path in (ROOT / "static/fonts").glob("*.txt"))
    assert families
    assert {family for family in families if family not in licences} == set()
