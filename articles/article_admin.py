"""Where editors write: one article as blocks, saved as a draft, with what to do next beside it."""

from typing import Any

from content_editor.admin import ContentEditor, ContentEditorInline
from django import forms
from django.contrib import admin
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from js_asset import Media as Files
from js_asset import Script

from articles import blocks, citations, desk_views, freezing, history, keep_views, keeping, workflow
from articles.article_form import ArticleForm, PictureSelect
from articles.models import Article, PictureBlock, RelatedArticle

OWN = "admin/articles/article/"
DRAWINGS = ("figure", "looks", "anatomy", "bodymap", "plate")  # sheets of what is drawn in a dialog


class RelatedInline(admin.StackedInline):
    model = RelatedArticle
    fields = [("to", "order")]
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["to"]
    verbose_name_plural = _("Read next, in this order")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return only_choose(super().formfield_for_dbfield(db_field, request, **kwargs))


class BlockInline(ContentEditorInline):
    autocomplete_fields: list[str] = []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A drawing is chosen from a list, and a text that may cite says so to the page."""
        if db_field.name == "figure":
            kwargs |= {"widget": PictureSelect, "help_text": ""}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and citations.validate_citations in db_field.validators:
            field.widget.attrs["data-cite"] = ""
        return only_choose(field)


def only_choose(field):
    """Without Django's small icons that leave the article for another form, and with a word for "nothing chosen"."""
    nothing = _("Choose one") if field and field.required else _("None")
    if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
        field.empty_label = nothing
    elif isinstance(field, forms.TypedChoiceField):
        choices: Any = field.choices
        field.choices = [(key, label if key else nothing) for key, label in choices]
    for name in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
        if hasattr(field and field.widget, name):
            setattr(field.widget, name, False)
    return field


def inline(model: type[blocks.Block], icon: str, **options) -> type[ContentEditorInline]:
    return BlockInline.create(model, icon=icon, **options)


INLINES = [
    inline(blocks.RichText, "notes"),
    inline(blocks.FigureBlock, "image"),
    inline(PictureBlock, "photo_camera", autocomplete_fields=["picture"]),
    inline(blocks.CareCardBlock, "local_hospital"),
    inline(blocks.ClaimBlock, "fact_check"),
    inline(blocks.DoDontBlock, "rule"),
    inline(blocks.TableBlock, "table_chart"),
    inline(
        blocks.ExerciseBlock,
        "fitness_center",
        autocomplete_fields=["exercise"],
        fields=["exercise", "note", "region", "ordering"],
    ),
    inline(
        blocks.RoutineBlock,
        "playlist_play",
        autocomplete_fields=["routine"],
        fields=["routine", "note", "region", "ordering"],
    ),
]


@admin.register(Article)
class ArticleAdmin(keep_views.Keeping, ContentEditor):
    class Media:
        css = {"all": [f"css/{name}.css" for name in (*DRAWINGS, "admin-articles")]}
        js = [Script("js/admin/article.js", type="module")]

    form = ArticleForm
    change_form_template = f"{OWN}change_form.html"
    list_display = ["title", "topic", "state", "readers", "reviewer_name", "next_review_on"]
    list_filter = ["status", "topic"]
    list_select_related = ["topic", "published"]
    search_fields = ["title", "lede", "slug"]
    search_help_text = _("Title, opening or address")
    prepopulated_fields = {"slug": ["title"]}
    view_on_site = False  # the page says where readers find it, if they do
    actions = None  # an article is archived on its own page, never by the dozen
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "slug",
                    "lede",
                    "topic",
                    "order",
                    "picture",
                    "routine",
                    "key_insights",
                ]
            },
        ),
        (
            _("Review of its facts"),
            {"fields": ["reviewer_name", "reviewer_profession", "reviewed_on", "next_review_on"]},
        ),
        (
            _("Search engines"),
            {"fields": ["meta_description", "keywords"]},
        ),
    ]
    inlines = [*INLINES, RelatedInline]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return only_choose(super().formfield_for_dbfield(db_field, request, **kwargs))

    # -------------------------------------------------------------- the list

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Articles"), **(extra_context or {})})

    @admin.display(description=_("state"), ordering="status")
    def state(self, article: Article) -> str:
        return format_html(
            '<span class="state {}">{}</span>', article.status, article.get_status_display()
        )

    @admin.display(description=_("readers have it"))
    def readers(self, article: Article) -> str:
        if not hasattr(article, "published"):
            return "–"
        live = article.published
        return format_html('<a href="{}">{}</a>', live.get_absolute_url(), _("See it"))

    # -------------------------------------------------------------- addresses and rights

    def get_urls(self):
        view = self.admin_site.admin_view
        pages = [
            path(f"<int:pk>/{address}/", view(page), name=f"articles_article_{name}")
            for address, page, name in [
                ("next", desk_views.next_step, "next"),
                ("preview", desk_views.preview, "preview"),
                ("share", desk_views.share, "share"),
                ("history", desk_views.past, "history"),
                ("compare", desk_views.compare, "compare"),
                ("history/<int:revision>/restore", desk_views.restore, "restore"),
                ("keep", keep_views.keep, "keep"),
            ]
        ]
        lists = [
            path("add/keep/", view(keep_views.keep), name="articles_article_keep_new"),
            path("pictures/", view(desk_views.pictures), name="articles_article_pictures"),
            path("sources/", view(desk_views.sources), name="articles_article_sources"),
        ]
        return [*pages, *lists, *super().get_urls()]

    def has_delete_permission(self, request, obj: Article | None = None) -> bool:
        """Only a draft that readers never had. Everything else is archived, history and all."""
        never_read = obj is None or (
            obj.status == Article.Status.DRAFT
            and not hasattr(obj, "published")
            and not obj.old_addresses.exists()
        )
        return never_read and super().has_delete_permission(request, obj)

    # -------------------------------------------------------------- saving

    def get_object(self, request, object_id, from_field=None):
        """While it is saved its row is held, so that two who save at once come one after the other."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST":
            Article.objects.select_for_update().get(pk=found.pk)
            found.refresh_from_db()
        return found

    def save_model(self, request, obj: Article, form, change) -> None:
        now = timezone.now()
        request.before = {}
        if change:
            history.begin(obj)
            request.before = freezing.content_of(Article.objects.get(pk=obj.pk))
        else:
            obj.updated_on = request.user.local_date(now)
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("whole"):
            history.clear(obj)

    def save_related(self, request, form, formsets, change) -> None:
        super(ContentEditor, self).save_related(request, form, formsets, change)  # no cloning
        article = form.instance
        workflow.saved(article, request.user, request.before, timezone.now())
        keeping.forget(request.user, article if change else None)

    def response_post_save_change(self, request, obj):
        return self.onwards(request, obj) or super().response_post_save_change(request, obj)

    def response_post_save_add(self, request, obj):
        return self.onwards(request, obj) or super().response_post_save_add(request, obj)

    def onwards(self, request, obj: Article):
        """“Save and check” leads to the next step."""
        if "_check" in request.POST:
            return desk_views.redirect(reverse("admin:articles_article_next", args=[obj.pk]))
        return None

    def render_change_form(self, request, context, **kwargs):
        """The editor needs an inline import map, which only this request's nonce lets run."""
        response = super().render_change_form(request, context, **kwargs)
        media = Files.from_media(response.context_data["media"])
        response.context_data["media"] = media.with_nonce(str(request.csp_nonce))
        return response
