"""Where the files of pictures are: originals for nobody, renditions for everybody."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.deconstruct import deconstructible

FOLDER = "pictures"  # inside MEDIA_ROOT
NAME = re.compile(r"[0-9a-f]{40}\.(avif|webp|jpg)")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@deconstructible
class Originals(FileSystemStorage):
    """Outside every folder that is served, readable by the site alone, and without an address."""

    file_permissions_mode = 0o600
    directory_permissions_mode = 0o700

    @property
    def base_location(self) -> str:
        return str(settings.ORIGINALS_ROOT)

    @property
    def location(self) -> str:
        return str(Path(settings.ORIGINALS_ROOT).absolute())

    def url(self, name: str | None) -> str:
        raise ValueError("An original is never served.")


def place(picture, _name: str) -> str:
    """The name of its file: what it holds. Whatever the person called it does not reach the disk."""
    return f"{picture.sha256[:2]}/{picture.sha256}.{picture.kind}"


def renditions() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def forget(originals: Iterable[str], names: Iterable[str]) -> None:
    for name in originals:
        Originals().delete(name)
    for name in names:
        (renditions() / name).unlink(missing_ok=True)


def serve(get_response: Callable[[HttpRequest], HttpResponseBase]):
    """Middleware, before sessions: answers for a rendition by its name alone, and says it never changes."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        prefix = f"{settings.MEDIA_URL}{FOLDER}/"
        name = request.path_info.removeprefix(prefix)
        if not request.path_info.startswith(prefix) or not (known := NAME.fullmatch(name)):
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return rendition(request, name, TYPES[known[1]]) or get_response(request)

    return answer


def rendition(request: HttpRequest, name: str, kind: str) -> HttpResponseBase | None:
    """The file, or 304 for somebody who has it. None when there is none."""
    etag = f'"{name}"'
    try:
        file = (renditions() / name).open("rb")
    except OSError:
        return None
    response: HttpResponseBase
    if etag in request.headers.get("If-None-Match", ""):
        file.close()
        response = HttpResponse(status=304)
    else:
        response = FileResponse(file, content_type=kind)
    for header, value in (HEADERS | {"ETag": etag}).items():
        response[header] = value
    return response
