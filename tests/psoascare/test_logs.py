import logging

import pytest

from psoascare.logs import WithoutPersonalData, without_personal_data


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("GET /search/?q=groin+pain 200", "GET /search/?… 200"),
        ("mail to ann.smith+hip@example.org failed", "mail to [address] failed"),
        ("POST /reminders/stop/abc:def:ghi/ 200", "POST /reminders/stop/[token]/ 200"),
        ("GET /reminders/answer/abc:def:ghi/ 200", "GET /reminders/answer/[token]/ 200"),
        ("Not Found: /calendar/a-secret.ics", "Not Found: /calendar/[token]"),
        ("Occurrence 17 skipped", "Occurrence 17 skipped"),
    ],
)
def test_a_log_line_loses_queries_addresses_and_tokens(line, kept):
    assert without_personal_data(line) == kept


def test_a_traceback_is_cleaned_too():
    try:
        raise ValueError("no such person: ann@example.org")
    except ValueError:
        import sys

        record = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "failed for %s", ("ann@example.org",), sys.exc_info()
        )
    WithoutPersonalData().filter(record)
    assert "ann@" not in record.getMessage() + record.exc_text
