"""The page for an appointment as a PDF of one A4 page, with its tags, for readers that need them.

WeasyPrint leans on the system's pango, which not every machine has. So it is loaded only here, when
somebody asks for a PDF; where it cannot be, printing the page in a browser gives the same.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from symptoms.report import Sheet

STATIC = Path(settings.BASE_DIR) / "static"
STYLES = ("css/fonts.css", "css/report.css")


class CannotMakePDF(RuntimeError):
    """This machine lacks what WeasyPrint needs."""


def as_pdf(sheet: Sheet) -> bytes:
    """Raises CannotMakePDF. Reads our own files only: nothing in a person's words can fetch anything."""
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError) as missing:
        raise CannotMakePDF from missing
    page = render_to_string("symptoms/report_pdf.html", {"sheet": sheet})
    styles = [CSS(STATIC / style, url_fetcher=own_files) for style in STYLES]
    made = HTML(string=page, url_fetcher=own_files)
    return made.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1")


def own_files(url: str, *_args, **_kwargs) -> dict:
    """The fonts the style sheet names. Anything else raises ValueError and is left out."""
    path = Path(urlsplit(url).path).resolve()
    if not url.startswith("file:") or not path.is_relative_to(STATIC.resolve()):
        raise ValueError("A report shows only files of our own.")
    return {"string": path.read_bytes(), "mime_type": "font/woff2"}
