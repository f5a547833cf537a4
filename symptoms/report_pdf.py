"""The page for an appointment as a PDF of one A4 page, with its tags, for readers that need them.

WeasyPrint leans on the system's pango, which not every machine has. So it is loaded only here, when
somebody asks for a PDF; where it cannot be, printing the page in a browser gives the same.
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from symptoms.report import Sheet

STATIC = Path(settings.BASE_DIR) / "static"
STYLES = ("css/fonts.css", "css/report.css")
SIZES = ("", "full", "full fuller")  # the first that fits on one page


class CannotMakePDF(RuntimeError):
    """This machine lacks what WeasyPrint needs."""


def as_pdf(sheet: Sheet) -> bytes:
    """Raises CannotMakePDF. Reads our own files only: nothing in a person's words can fetch anything."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as missing:
        raise CannotMakePDF from missing
    fonts, fetcher = FontConfiguration(), own_files()
    styles = [CSS(STATIC / style, url_fetcher=fetcher, font_config=fonts) for style in STYLES]
    for size in SIZES:
        page = HTML(string=as_html(sheet, size), url_fetcher=fetcher)
        made = page.render(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
        if len(made.pages) == 1:
            break
    return made.write_pdf(pdf_variant="pdf/ua-1")


def as_html(sheet: Sheet, size: str) -> str:
    context = {
        "sheet": replace(sheet, drawn_small=None),
        "size": size,
        "product_name": settings.PRODUCT_NAME,
    }
    return render_to_string("symptoms/report_pdf.html", context)


def own_files():
    """Fetches the fonts that the style sheet names. Anything else is refused, and left out."""
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            if not Path(urlsplit(url).path).resolve().is_relative_to(STATIC.resolve()):
                raise ValueError("A report shows only files of our own.")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"])
