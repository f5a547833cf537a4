"""What an article's text may hold. One list: the editor's buttons and the sanitiser are made from it."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import create_sanitizer

# Every helper extension is named, or the editor warns about each one.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
}
WORD = re.compile(r"\w[\w’'.%-]*")
BREAK = re.compile(r"</(p|h2|h3|li)>|<br>")

_clean = create_sanitizer(EXTENSIONS)


def clean(html: str) -> str:
    """The same HTML with every tag, attribute and address outside EXTENSIONS taken out."""
    return _clean(html)


def safe(html: str) -> SafeString:
    """Prose as a template may print it: through the list once more, whatever the row holds."""
    return mark_safe(clean(html))  # noqa: S308


def plain(html: str) -> str:
    """The words alone, with a space where a paragraph or a list item ended."""
    return unescape(strip_tags(BREAK.sub(" ", html)))


def count_words(text: str) -> int:
    return len(WORD.findall(text))
