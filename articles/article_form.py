"""The forms of an article and its blocks: chosen from lists, checked against the version they were begun on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import blocks, choosing
from articles.article import Article
from articles.published import OldAddress, PublishedArticle


class LinesField(forms.Field):
    """A list of short texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return blocks.lines(value or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class PictureSelect(forms.Select):
    """Every drawing by name. With JavaScript a page of small pictures opens beside it."""

    def __init__(self, attrs=None):
        super().__init__({"data-pick-picture": "", **(attrs or {})})

    def optgroups(self, name, value, attrs=None):
        """What the row already holds stays, even when it is on no list: a map with three places, say."""
        held = [one for one in value if one]
        choices = choosing.figure_choices()
        listed = {key for _group, keys in choices[1:] for key, _label in keys}
        more = [(_("In use here"), [(one, one) for one in held if one not in listed])]
        self.choices = [*choices, *(more if more[0][1] else [])]
        return super().optgroups(name, value, attrs)


class ArticleForm(forms.ModelForm):
    key_insights = LinesField(
        label=_("Key points"), help_text=_("1 to 5, one a line. Shown under “In short”.")
    )
    keywords = LinesField(
        label=_("Keywords"), required=False, help_text=_("What people search for, one a line.")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    whole = forms.BooleanField(required=False, widget=forms.HiddenInput)

    refused: Any = None  # why this is shown again rather than saved; set by the page

    class Meta:
        model = Article
        fields = ["key_insights", "keywords"]  # the admin adds its fieldsets
        widgets = {"picture": PictureSelect}
        help_texts = {
            "picture": "",
            "slug": _("The last part of its address. It is made from the title; change it if you like."),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.refused:
            raise ValidationError(self.refused)
        if self.instance.pk and data.get("version") != self.instance.version:
            raise ValidationError(SAVED_MEANWHILE)
        return data

    def clean_slug(self) -> str:
        """An address belongs to the first article that readers found there."""
        slug = self.cleaned_data["slug"]
        for rows in (PublishedArticle.objects, OldAddress.objects):
            if other := rows.filter(slug=slug).exclude(article=self.instance.pk).first():
                raise ValidationError(
                    _("This address leads to “%(title)s”. Choose another."),
                    params={"title": other.article.title},
                )
        return slug


SAVED_MEANWHILE = _(
    "Somebody else saved this article while you were writing. Save again to compare."
)
