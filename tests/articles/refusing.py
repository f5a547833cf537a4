"""A process of its own that examines every file of a folder with 64 MB to spare, and prints what it said."""

import json
import os
import resource
import sys
import time
from pathlib import Path

import django

SPARE = 64 * 1024 * 1024


def address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main(folder: Path) -> None:
    from django.core.exceptions import ValidationError
    from django.core.files.uploadedfile import UploadedFile

    from articles.picture_upload import examine

    said = {}
    most = address_space() + SPARE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for path in sorted(folder.iterdir()):
        name, began = bytes.fromhex(path.name).decode(), time.process_time()
        with path.open("rb") as file:
            try:
                examine(UploadedFile(file, name, size=path.stat().st_size))
                code = ""
            except ValidationError as error:
                code = str(error.code)
        said[name] = (code, time.process_time() - began)
    print(json.dumps(said))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
    django.setup()
    main(Path(sys.argv[1]))
