"""Mail kept as files, for a site on one machine: each is named in the console as it is written."""

import sys
from email.header import decode_header, make_header
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class FileBackend(BaseEmailBackend):
    """Writes each message to EMAIL_FILE_PATH as one .eml file, whole or not at all."""

    def send_messages(self, messages) -> int:
        for message in messages:
            self.write(message.message())
        return len(messages)

    def write(self, message) -> Path:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{timezone.now():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}.eml"
        part = path.with_suffix(".part")
        part.write_bytes(message.as_bytes(linesep="\n"))
        part.replace(path)  # a reader never sees half a message
        subject = make_header(decode_header(message["Subject"] or ""))
        print(f"Mail: {subject} -> {path}", file=sys.stdout, flush=True)
        return path
