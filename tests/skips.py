"""A pytest plugin: says in the last lines what was skipped, and in CI fails because of it."""

import os

import pytest

skipped: dict[str, str] = {}


def pytest_runtest_logreport(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped[report.nodeid] = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if skipped and exitstatus == pytest.ExitCode.OK and os.environ.get("CI") == "true":
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for nodeid, reason in skipped.items():
        terminalreporter.write_line(f"Not run: {nodeid}: {reason.removeprefix('Skipped: ')}")
