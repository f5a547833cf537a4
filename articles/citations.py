"""Citations: `[^key]` in any text of an article points at one of our references.

It is plain text on purpose: it passes unchanged through the editor and the sanitiser, and an editor
can type it anywhere, a caption or a care card included. Numbers are given when the page is made.
"""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from routines.models import Reference

CITE = re.compile(r"\s?\[\^([a-z0-9-]+)\]")
# A run of citations, or a whole tag, which is left alone: a citation inside an attribute is none.
RUN = re.compile(rf'<(?:"[^"]*"|[^">])*>|(?:{CITE.pattern})+')


def keys_in(text: str) -> list[str]:
    """Every key cited in `text`, in order, repeats included."""
    return CITE.findall(text)


def without(text: str) -> str:
    return CITE.sub("", text)


def number(texts: Iterable[str]) -> dict[str, int]:
    """Each key's number: 1 for the first source a reader meets."""
    keys = dict.fromkeys(key for text in texts for key in keys_in(text))
    return {key: n for n, key in enumerate(keys, start=1)}


def linked(text: str, numbers: dict[str, int]) -> SafeString:
    """`text`, escaped, with each run of citations as small numbered links to their sources.

    A key without a number is left out. Text already marked safe (cleaned prose) is not escaped again.
    """

    def links(run: re.Match) -> str:
        if run[0].startswith("<"):
            return run[0]
        found = [(key, numbers[key], _("Source")) for key in keys_in(run[0]) if key in numbers]
        inner = format_html_join(
            ", ", '<a href="#ref-{0}"><span class="vh">{2} </span>{1}</a>', found
        )
        return format_html('<sup class="cite">{}</sup>', inner) if found else inner

    return mark_safe(RUN.sub(links, conditional_escape(text)))  # noqa: S308 - its parts are escaped


def validate_citations(text: str) -> None:
    """Raises ValidationError when `text` cites a key that is not in our reference list."""
    cited = set(keys_in(text))
    unknown = (
        cited - set(Reference.objects.filter(key__in=cited).values_list("key", flat=True))
        if cited
        else set()
    )
    if unknown:
        raise ValidationError(
            _("There is no source called %(keys)s. Use a key from the evidence page."),
            params={"keys": ", ".join(sorted(unknown))},
            code="unknown_source",
        )
