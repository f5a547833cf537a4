"""Where editors write. Plain Django admin, with the article as blocks between which others can be added."""

from typing import Any

from content_editor.admin import ContentEditor, ContentEditorInline
from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from articles import blocks, picture_admin  # noqa: F401 - registers itself
from articles.models import Article, RelatedArticle, Topic
from articles.picture_block import PictureBlock


class LinesField(forms.Field):
    """A list of short texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return blocks.lines(value or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class ArticleForm(forms.ModelForm):
    key_insights = LinesField(
        label=_("Key points"), help_text=_("1 to 5, one a line. Shown under “In short”.")
    )
    keywords = LinesField(
        label=_("Keywords"), required=False, help_text=_("What people search for, one a line.")
    )

    class Meta:
        model = Article
        fields = ["key_insights", "keywords"]  # the admin adds its fieldsets


class RelatedInline(admin.TabularInline):
    model = RelatedArticle
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["to"]


def inline(model: type[blocks.Block], icon: str) -> type[ContentEditorInline]:
    return ContentEditorInline.create(model, icon=icon)


@admin.register(Article)
class ArticleAdmin(ContentEditor):
    class Media:
        css = {"all": ["css/admin-articles.css"]}

    form = ArticleForm
    list_display = ["title", "topic", "status", "publish_at", "reviewer_name", "next_review_on"]
    list_filter = ["status", "topic"]
    list_select_related = ["topic"]
    search_fields = ["title", "lede", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "lede", "topic", "order", "picture", "key_insights"]}),
        (
            _("Publishing"),
            {
                "fields": [
                    "status",
                    "publish_at",
                    "reviewer_name",
                    "reviewer_profession",
                    "reviewed_on",
                    "next_review_on",
                ],
                "description": _("Readers see it once it is published and its day has come."),
            },
        ),
        (
            _("Search engines"),
            {"fields": ["meta_description", "keywords"], "classes": ["collapse"]},
        ),
    ]
    inlines = [
        inline(blocks.RichText, "notes"),
        inline(blocks.FigureBlock, "image"),
        ContentEditorInline.create(
            PictureBlock, icon="photo_camera", autocomplete_fields=["picture"]
        ),
        inline(blocks.CareCardBlock, "local_hospital"),
        inline(blocks.ClaimBlock, "fact_check"),
        inline(blocks.DoDontBlock, "rule"),
        inline(blocks.TableBlock, "table_chart"),
        RelatedInline,
    ]

    def save_model(self, request, obj: Article, form, change) -> None:
        """From here on it is the editors' article: the shipped text no longer replaces it."""
        now = timezone.now()
        obj.edited_at = now
        obj.updated_on = request.user.local_date(now)
        if obj.status == Article.Status.PUBLISHED and obj.publish_at is None:
            obj.publish_at = now
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        blocks.freeze(form.instance)

    def render_change_form(self, request, context, **kwargs):
        """The editor needs an inline import map, which only this request's nonce lets run."""
        response = super().render_change_form(request, context, **kwargs)
        media = Media.from_media(response.context_data["media"])
        response.context_data["media"] = media.with_nonce(str(request.csp_nonce))
        return response


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["title", "slug", "order"]
    prepopulated_fields = {"slug": ["title"]}
