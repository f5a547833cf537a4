"""The small drawn things that every page shares: icons, the mark, and progress as strands."""

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
ICONS = Path(settings.BASE_DIR) / "templates" / "icons"


@cache
def drawing(name: str) -> SafeString:
    return mark_safe((ICONS / f"{name}.svg").read_text().strip())  # noqa: S308 - our own committed file


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon from templates/icons, decorative: always beside words, or inside a labelled control."""
    return drawing(name)


@register.simple_tag
def mark() -> SafeString:
    return drawing("mark")


@register.simple_tag
def same(part: str, **given: str) -> SafeString:
    """A part of many pages that shows nothing but what it is `given`: {% same "parts/_tabs.html" nav=nav %}.

    Made once a process for the same words; each time in DEBUG, where its file may have changed.
    """
    make = made.__wrapped__ if settings.DEBUG else made
    return make(part, get_language(), **given)


@cache
def made(part: str, _language: str, **given: str) -> SafeString:
    return render_to_string(part, given)


@register.simple_tag
def strands(total: int, done: int) -> SafeString:
    """Progress as `total` strands that run into the hip ball, the first `done` of them filled.

    At most nine strands are drawn; a longer list fills by its share. Decorative: the same is in words beside it.
    """
    drawn = min(total, 9)
    filled = done if total <= 9 else round(done / total * drawn)
    paths = format_html_join("", "{}", ((strand(n, drawn, filled),) for n in range(drawn)))
    return format_html(
        '<svg class="strands" viewBox="0 0 350 46" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        paths,
    )


def strand(n: int, drawn: int, filled: int) -> SafeString:
    top = 4 + (n * 38 / (drawn - 1) if drawn > 1 else 19)
    off = top - 23
    state = "on" if n < filled else "now" if n == filled else ""
    width = min(5.5, 27 / drawn)
    bends = f"147 {23 + off:.1f} 273 {23 + off * 0.5:.1f} 354 {23 + off * 0.3:.1f}"
    path = f"M3 {top:.1f}C{bends}"
    return format_html(
        '<path class="{}" fill="none" stroke-width="{}" stroke-linecap="round" d="{}"/>',
        state,
        f"{width:.1f}",
        path,
    )
