"""Tags of the article pages: drawn plates and maps, and sources as numbered links."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from articles import citations, drawings
from routines.templatetags import figures

register = template.Library()


@register.simple_tag
def plate(name: str, label: str) -> SafeString:
    """A drawing made for the articles, such as "plate-neck". `label` says it in words."""
    return figures.opened(drawings.plate(name), figures.role(label))


@register.simple_tag
def marked_map(view: str, on: list[str], label: str, part: str) -> SafeString:
    """The hip map from the "front" or "back" with the areas in `on` filled. `label` says it in words.

    part: the id of the part it stands in, so that two maps on one page share no id.
    """
    drawn = figures.bodymap(view, on).replace(figures.DECORATIVE, "", 1)
    own = drawn.replace('id="bmap-', f'id="{part}-').replace("#bmap-", f"#{part}-")
    return figures.opened(SafeString(own), figures.role(label), "marked")


@register.filter
def linked(text: str, numbers: dict[str, int]) -> SafeString:
    """`text` with its citations as links to the numbered sources of the page."""
    return citations.linked(text, numbers)


@register.filter
def at(mapping: Mapping, key: str):
    """What `mapping` holds for `key`, or None."""
    return mapping.get(key)
