"""Logs hold ids and shapes, never people: no query strings, addresses or tokens."""

import logging
import re

QUERY = re.compile(r"\?[^\s\"']*")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)*")
TOKEN = re.compile(r"(/(?:stop|answer|calendar|confirm-email|reset/key|report/shared)/)[^/\s\"']+")


def without_personal_data(line: str) -> str:
    line = QUERY.sub("?…", line)
    line = ADDRESS.sub("[address]", line)
    return TOKEN.sub(r"\1[token]", line)


class WithoutPersonalData(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_personal_data(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = without_personal_data(
                logging.Formatter().formatException(record.exc_info)
            )
        return True
