"""Citations: `[^key]` in any text of an article points at one of our references.

They are plain text on purpose: they pass unchanged through the editor and the sanitiser, and an editor
can type them anywhere, a caption or a care card included. Numbers are given when the page is made.
`[=limited]` after them says in words how strong the evidence is. `[^-]` marks a statement that needs
no source, because it says nothing medical.
"""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from routines.models import Reference

CITE = re.compile(r"\s?\[\^([a-z0-9][a-z0-9-]*)\]")
STRENGTH = re.compile(r"\s?\[=([a-z]+)\]")
NONE_NEEDED = "[^-]"
MARK = re.compile(rf"{CITE.pattern}|{STRENGTH.pattern}|\s?\[\^-\]")
# A run of marks, or a whole tag, which is left alone: a citation inside an attribute is none.
RUN = re.compile(rf'<(?:"[^"]*"|[^">])*>|(?:{MARK.pattern})+')
STRENGTHS = {
    "good": (_("Good evidence"), _("Several trials or reviews agree.")),
    "limited": (_("Limited evidence"), _("Small, few or indirect studies, or expert opinion.")),
    "contested": (_("Contested"), _("Studies or experts disagree.")),
    "none": (_("No evidence found"), _("We looked, and found nothing that supports it.")),
}


def keys_in(text: str) -> list[str]:
    """Every key cited in `text`, in order, repeats included."""
    return CITE.findall(text)


def strengths_in(text: str) -> list[str]:
    """Every strength said in `text`, in order, repeats and unknown words included."""
    return STRENGTH.findall(text)


def without(text: str) -> str:
    """`text` as it is read aloud: no citation, strength or other mark."""
    return MARK.sub("", text)


def number(texts: Iterable[str]) -> dict[str, int]:
    """Each key's number: 1 for the first source a reader meets."""
    keys = dict.fromkeys(key for text in texts for key in keys_in(text))
    return {key: n for n, key in enumerate(keys, start=1)}


def linked(text: str, numbers: dict[str, int]) -> SafeString:
    """`text`, escaped, with each run of citations as small numbered links to their sources, then its strength.

    A key without a number is left out, and so is a strength we have no words for. Text already marked safe (cleaned prose) is not escaped again.
    """

    def links(run: re.Match) -> str:
        if run[0].startswith("<"):
            return run[0]
        found = ", ".join(
            f'<a href="#ref-{key}"><span class="vh">{source} </span>{numbers[key]}</a>'
            for key in keys_in(run[0])  # letters, digits and hyphens: nothing to escape
            if key in numbers
        )
        numbered = f'<sup class="cite">{found}</sup>' if found else ""
        return numbered + strength(run[0])

    source = escape(_("Source"))
    return mark_safe(RUN.sub(links, conditional_escape(text)))  # noqa: S308 - its parts are escaped


def strength(run: str) -> SafeString:
    """The words for the first strength said in `run`, as a small label."""
    for key in strengths_in(run):
        if key in STRENGTHS:
            return format_html(' <span class="strength {}">{}</span>', key, STRENGTHS[key][0])
    return SafeString("")


def validate_citations(text: str) -> None:
    """Raises ValidationError when `text` cites a key that is not in our list, or an unknown strength."""
    if wrong := set(strengths_in(text)) - STRENGTHS.keys():
        raise ValidationError(
            _("“%(wrong)s” is not a strength. Use one of: %(all)s."),
            params={"wrong": ", ".join(sorted(wrong)), "all": ", ".join(STRENGTHS)},
            code="unknown_strength",
        )
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
