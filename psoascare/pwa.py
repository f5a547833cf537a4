"""The site as an app on the phone: the manifest, the service worker, and the page shown with no network.

The worker is served as one classic script: a line with what it must know (`site()`), then the files
of static/js/sw named in PARTS, in order. They share one scope. To make the worker do something
else, a push message say, write static/js/sw/<name>.js with its own `self.addEventListener(...)`
and add its name to PARTS. docs/offline.md says more.

An offline copy is asked for without cookies and with the header of `routines.gate.COPY`, so it is
made for nobody: no page of a member can get into the worker's store.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from articles.models import PublishedArticle
from routines import gate
from routines.models import Exercise, LoadedContent, Routine

PARTS = ["shelf", "answer", "news", "notify"]  # static/js/sw/<name>.js, in this order
MOST_BYTES = 2_000_000  # what the background fill may fetch
PATIENCE = 4  # seconds to wait for a slow network where a copy is at hand
WARNING_SIGNS = "warning-signs"  # the article that must be there without a network
NOT_OFFLINE = {"sw", "vendor", "admin"}  # folders of static/js the reader's pages do not need


@require_safe
@cache_control(no_cache=True)
@condition(etag_func=lambda request: f'"{version()}"')
def worker(request):
    """/sw.js. Checked by the browser at every visit; a new version waits until the reader agrees."""
    head = f"const SITE = {json.dumps(site())};\n"
    return HttpResponse(head + source(), content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request):
    """/manifest.webmanifest: name, colours and icons for the home screen."""
    icons = [
        {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        icon("icon-192"),
        icon("icon-512"),
        icon("maskable-192") | {"purpose": "maskable"},
        icon("maskable-512") | {"purpose": "maskable"},
    ]
    return JsonResponse(
        {
            "id": "/",
            "name": settings.PRODUCT_NAME,
            "short_name": settings.PRODUCT_NAME,
            "description": _("Short guided sessions for stiff, sore hips. They work offline."),
            "lang": "en-GB",
            "start_url": reverse("home"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#0B3038",
            "theme_color": "#0B3038",
            "icons": icons,
            "shortcuts": [
                {"name": _("Sessions"), "url": reverse("routines:list")},
                {"name": _("Get help"), "url": reverse("symptoms:get_help")},
            ],
        },
        content_type="application/manifest+json",
    )


def icon(name: str) -> dict[str, str]:
    size = name.rpartition("-")[2]
    return {"src": static(f"icons/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}


@require_safe
def offline(request):
    """What a page that is not kept turns into without a network: the sessions that are."""
    routines = Routine.objects.current()
    return render(request, "pages/offline.html", {"routines": routines, "nav": "move"})


def site() -> dict:
    """What the worker must know. `shell` is kept at install, `pages` by the background fill."""
    return {
        "version": version(),
        "files": files(),
        "shell": [reverse("offline"), reverse("symptoms:get_help"), *instead().values()],
        "pages": pages(),
        "offline": reverse("offline"),
        "instead": instead(),
        "copy": gate.COPY,
        "most_bytes": MOST_BYTES,
        "patience": PATIENCE,
        "icon": static("icons/icon-192.png"),
        "nudge": _("A few minutes for yourself?"),
    }


def instead() -> dict[str, str]:
    """A member's page -> the page made for nobody that stands in for it without a network."""
    return {reverse("symptoms:log"): reverse("symptoms:log_offline")}


def pages() -> list[str]:
    """Every page that works without a network, the most useful first: the fill may run out of room."""
    routines = list(Routine.objects.current())
    return [
        *(reverse("routines:play", args=[routine.slug]) for routine in routines),
        *(
            article.get_absolute_url()
            for article in PublishedArticle.objects.filter(slug=WARNING_SIGNS)
        ),
        reverse("routines:list"),
        reverse("routines:exercise_list"),
        *(routine.get_absolute_url() for routine in routines),
        *(exercise.get_absolute_url() for exercise in Exercise.objects.current()),
    ]


def files() -> list[str]:
    """The addresses of every style, font, icon and script that those pages load."""
    return [static(name) for name in file_names()]


@cache
def file_names() -> tuple[str, ...]:
    folder = Path(settings.BASE_DIR) / "static"
    joined = hasattr(staticfiles_storage, "manifest_name")  # then one sheet holds them all
    styles = ["css/site.css"] if joined else names(folder, "css/*.css")
    scripts = [
        name for name in names(folder, "js/**/*.js") if NOT_OFFLINE.isdisjoint(name.split("/"))
    ]
    return (*styles, *names(folder, "fonts/*.woff2"), "icon.svg", *scripts)


def names(folder: Path, pattern: str) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.glob(pattern))


def version() -> str:
    """Changes with anything a kept page could show: code, styles, templates, loaded content."""
    rows = LoadedContent.objects.order_by("name").values_list("name", "digest")
    signs = PublishedArticle.objects.filter(slug=WARNING_SIGNS).values_list("slug", "updated_on")
    return sha256(f"{built()} {list(rows)} {list(signs)}".encode()).hexdigest()[:12]


@cache
def built() -> str:
    """A hash of what the site is built from. Read once a process: it changes only with a release."""
    digest = sha256(settings.PRODUCT_NAME.encode())
    for folder in ("static", "templates"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*.*")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def source() -> str:
    folder = Path(settings.BASE_DIR) / "static" / "js" / "sw"
    return "\n".join((folder / f"{name}.js").read_text() for name in PARTS)


def offline_copies(get_response):
    """Middleware: an offline copy is packed, because it holds nothing secret, and stored by nobody else."""
    pack = GZipMiddleware(get_response)

    def answer(request):
        if not gate.is_copy(request):
            return get_response(request)
        response = pack.process_response(request, get_response(request))
        response["Cache-Control"] = "no-store"
        return response

    return answer
