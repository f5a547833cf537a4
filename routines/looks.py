"""How the drawn person looks: skin, hair and clothes that the reader chose, as classes on <html>.

The choice is a cookie of four words. It says nothing else about the reader, and every picture of the
site follows it: each colour is a token, so there is one set of drawings (see static/css/looks.css).
"""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "look"
A_YEAR = 365 * 24 * 60 * 60
PARTS: dict[str, dict] = {
    "skin": {
        "fair": _("Fair"),
        "light": _("Light"),
        "tan": _("Tan"),
        "brown": _("Brown"),
        "deep": _("Deep brown"),
    },
    "hair": {
        "black": _("Black"),
        "brown": _("Brown"),
        "red": _("Red"),
        "fair": _("Fair"),
        "grey": _("Grey"),
    },
    "cut": {"bun": _("In a bun"), "short": _("Short")},
    "clothes": {
        "petrol": _("White and petrol blue"),
        "plum": _("Rose and plum"),
        "forest": _("Cream and green"),
        "stone": _("Sky blue and grey"),
    },
}
USUAL = {"skin": "light", "hair": "black", "cut": "bun", "clothes": "petrol"}
LABELS = {"skin": _("Skin"), "hair": _("Hair"), "cut": _("Hair style"), "clothes": _("Clothes")}


def chosen(cookies: Mapping[str, str]) -> dict[str, str]:
    """One word a part. A cookie that is missing, old or made up gives the usual word."""
    words = cookies.get(COOKIE, "").split("-")
    given = dict(zip(PARTS, words, strict=False))
    return {
        part: given[part] if given.get(part) in PARTS[part] else usual
        for part, usual in USUAL.items()
    }


def classes(cookies: Mapping[str, str]) -> str:
    """For <html>: "skin-tan cut-short"; empty for the usual look."""
    look = chosen(cookies)
    return " ".join(f"{part}-{word}" for part, word in look.items() if word != USUAL[part])


def remember(request: HttpRequest, response: HttpResponse, look: dict[str, str]) -> None:
    """In the reader's own browser, for a year; the usual look needs no cookie."""
    if look == USUAL:
        response.delete_cookie(COOKIE)
        return
    value = "-".join(look[part] for part in PARTS)
    secure = request.is_secure()
    response.set_cookie(COOKIE, value, A_YEAR, secure=secure, httponly=True, samesite="Lax")


class LookForm(forms.Form):
    """One choice a part."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part, words in PARTS.items():
            wrong = _("Choose one from the list.")
            self.fields[part] = forms.ChoiceField(
                label=LABELS[part],
                choices=list(words.items()),
                error_messages={"required": wrong, "invalid_choice": wrong},
            )
