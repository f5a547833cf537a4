"""A Wagtail site with one article of the same words as ours; run in an environment of its own.

python -m benchmarks.wagtail_site make    the database, in PEER_DIR
gunicorn benchmarks.wagtail_site          the site; behind wagtail-cache with PEER_CACHE
"""

import os
import sys
from pathlib import Path

from django.conf import settings

HERE = Path(os.environ["PEER_DIR"])
(HERE / "peer_migrations").mkdir(exist_ok=True)
(HERE / "peer_migrations" / "__init__.py").touch()
sys.path.insert(0, str(HERE))  # where its migrations are made
CACHE = os.environ.get("PEER_CACHE", "")  # "memory", the address of a Redis, or none
BACKEND = {"memory": "locmem.LocMemCache"}.get(
    CACHE, "redis.RedisCache" if CACHE else "dummy.DummyCache"
)
USUAL = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
settings.configure(
    SECRET_KEY="a peer to measure beside",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__ if __name__ != "__main__" else "benchmarks.wagtail_site",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HERE / "peer.sqlite3"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    MIGRATION_MODULES={"wagtail_blog": "peer_migrations"},
    MEDIA_ROOT=HERE / "media",
    MEDIA_URL="/media/",
    STATIC_URL="/static/",
    WAGTAIL_SITE_NAME="Peer",
    WAGTAILADMIN_BASE_URL="http://127.0.0.1",
    CACHES={"default": {"BACKEND": f"django.core.cache.backends.{BACKEND}", "LOCATION": CACHE, "KEY_PREFIX": "peer"}},
    INSTALLED_APPS=[
        "benchmarks.wagtail_blog", "wagtailcache", "wagtail.contrib.redirects", "wagtail.embeds", "wagtail.sites",
        "wagtail.users", "wagtail.documents", "wagtail.images", "wagtail.search", "wagtail.admin", "wagtail",
        "modelcluster", "taggit", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        "django.contrib.messages", "django.contrib.staticfiles",
    ],
    MIDDLEWARE=["wagtailcache.cache.UpdateCacheMiddleware", *USUAL, "wagtailcache.cache.FetchFromCacheMiddleware"]
    if CACHE else USUAL,
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages"]},
    }],
)  # fmt: skip

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

from django.urls import include, path  # noqa: E402
from wagtail import urls as wagtail_urls  # noqa: E402

urlpatterns = [path("", include(wagtail_urls))]


def make() -> None:
    """Migrate, and write the article and five neighbours beneath the home page."""
    from django.core.files.images import ImageFile
    from django.core.management import call_command
    from PIL import Image as Drawing
    from wagtail.images.models import Image
    from wagtail.models import Page, Site

    from benchmarks.wagtail_blog.models import ArticlePage

    call_command("makemigrations", "wagtail_blog", verbosity=0)
    call_command("migrate", verbosity=0)
    picture = HERE / "picture.jpg"
    Drawing.new("RGB", (1200, 800), "teal").save(picture)
    image = Image.objects.create(title="A picture", file=ImageFile(picture.open("rb"), "a.jpg"))
    home = Site.objects.get().root_page
    words = (HERE / "article.txt").read_text().split("\n\n")
    stream = [("image", image)]
    for text in words:
        stream.append(("heading", text[3:]) if text.startswith("## ") else ("paragraph", f"<p>{text}</p>"))  # fmt: skip
    for n in range(6):
        page = ArticlePage(
            title=f"Article {n}", slug=f"article-{n}", intro=words[0][:300], body=stream, show_in_menus=True
        )  # fmt: skip
        home.add_child(instance=page)
        page.save_revision().publish()
    assert Page.objects.live().count() > 6


if __name__ == "__main__" and sys.argv[1:] == ["make"]:
    make()
