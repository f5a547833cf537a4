"""The picture shown where a page is shared. They are drawn by script/share-pictures and committed."""

from functools import cache
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "static" / "share"
OF_SITE = "share/site.png"


@cache
def image(topic: str) -> str:
    """The static file for pages of this topic; the site's own for a topic that has none."""
    return f"share/{topic}.png" if (FOLDER / f"{topic}.png").is_file() else OF_SITE
