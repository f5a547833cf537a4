"""Every address of the site. Those promised to the public are listed in docs/architecture.md."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from psoascare import health, pages, pwa, sync
from psoascare.sitemaps import SITEMAPS

urlpatterns = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("offline/", pwa.offline, name="offline"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.worker, name="worker"),
    path("sync/", sync.sync, name="sync"),
    path("", include("articles.urls")),
    path("", include("symptoms.urls")),
    path("", include("routines.urls")),
    path("", include("reminders.urls")),
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("api/v1/", include("psoascare.api_urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]

handler400 = "psoascare.errors.bad_request"
handler403 = "psoascare.errors.forbidden"
handler404 = "psoascare.errors.not_found"
handler500 = "psoascare.errors.server_error"
