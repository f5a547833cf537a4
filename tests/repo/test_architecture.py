"""The shape of the code is what docs/architecture.md says it is."""

import ast
import re
from pathlib import Path

import pytest

from tests import which

ROOT = Path(__file__).resolve().parents[2]
ORDER = ["accounts", "routines", "articles", "symptoms", "reminders", "psoascare"]


def sources(*folders):
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def imports(tree):
    """Each module that a file imports, with the statement that does it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node


@pytest.mark.parametrize("app", ORDER)
def test_an_app_imports_only_the_apps_to_its_left(app):
    allowed = set(ORDER[: ORDER.index(app) + 1])
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} imports {module}"
        for path in sources(app)
        for module, node in imports(ast.parse(path.read_text()))
        if (top := module.split(".")[0]) in ORDER and top not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("app", ORDER[:-1])
def test_no_function_imports_another_app_to_dodge_the_rule(app):
    # apps.py is the exception: Django allows models to be imported only once ready() runs
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(app)
        if path.name != "apps.py"
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for module, node in imports(function)
        if module.split(".")[0] in ORDER and module.split(".")[0] != app
    ]
    assert wrong == []


def test_deciding_knows_no_django_no_clock_and_no_database():
    modules = {
        module for module, _ in imports(ast.parse((ROOT / "symptoms/engine.py").read_text()))
    }
    tops = {module.split(".")[0] for module in modules}
    assert tops.isdisjoint({"django", "datetime", "time", "random", "os"})
    assert not {module for module in modules if module.endswith(".models")}


def test_templates_hold_no_inline_script_style_or_handler():
    inline = re.compile(
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*(\bsrc=|type=\"application/))",
        re.IGNORECASE,
    )
    pages = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if {"email", "emails"}.isdisjoint(path.parts)
    ]
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in pages
        if (found := inline.search(path.read_text()))
    ]
    assert wrong == []


def test_scripts_build_nodes_and_never_html_from_strings():
    forbidden = re.compile(
        r"\b((innerHTML|outerHTML)\s*\+?=(?!=)|insertAdjacentHTML|eval\(|new Function|document\.write)"
    )
    scripts = [path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts]
    assert [path.name for path in scripts if forbidden.search(path.read_text())] == []


def test_nothing_we_serve_asks_another_site():
    elsewhere = re.compile(
        r"(?:src|srcset|action)=[\"'](?:https?:)?//|url\([\"']?(?:https?:)?//|from [\"']https?://|@import [\"']http"
    )
    served = [path for folder in ("templates", "static") for path in (ROOT / folder).rglob("*")]
    texts = [path for path in served if path.suffix in {".html", ".css", ".js", ".svg"}]
    assert [
        str(path.relative_to(ROOT)) for path in texts if elsewhere.search(path.read_text())
    ] == []


def test_no_test_empties_a_server_it_may_not_own():
    """The chaos tests do, but only servers that they start themselves on free ports (tests/chaos/stage.py)."""
    words = ["flush" + "all", "flush" + "db", "cache." + "clear("]
    wrong = [
        path.name
        for path in sources("tests")
        if path.parent.name != "chaos" and any(word in path.read_text() for word in words)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", [*which.KEPT_OR_SENT, *which.STORE_FREE])
def test_what_is_left_out_of_a_run_of_the_tests_is_there(path):
    assert (ROOT / path).exists()
