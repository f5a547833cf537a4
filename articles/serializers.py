"""What the API says about an article and about a search."""

from html import unescape

from django.utils.html import strip_tags
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles import page, prose
from articles.article import Topic
from articles.published import PublishedArticle
from articles.search_index import SearchEntry
from routines.models import Reference
from routines.serializers import Lines, Page, Slugs, Source


class TopicSummary(serializers.ModelSerializer):
    class Meta:
        model = Topic
        fields = ["slug", "title"]


class ArticleSummary(serializers.ModelSerializer):
    page = Page()
    topic = TopicSummary()
    minutes = serializers.IntegerField(help_text="How long it takes to read.")

    class Meta:
        model = PublishedArticle
        fields = ["slug", "title", "page", "lede", "topic", "minutes", "publish_at", "updated_on"]


class CitedSource(Source):
    class Meta(Source.Meta):
        fields = ["key", *Source.Meta.fields]


class ArticleDetail(ArticleSummary):
    key_insights = Lines()
    keywords = Lines()
    routine = Slugs()
    reviewed_by = serializers.SerializerMethodField()
    blocks = serializers.SerializerMethodField()
    sources = serializers.SerializerMethodField()

    class Meta(ArticleSummary.Meta):
        fields = [
            *ArticleSummary.Meta.fields,
            "meta_description",
            "key_insights",
            "keywords",
            "words",
            "reviewed_on",
            "next_review_on",
            "reviewed_by",
            "routine",
            "blocks",
            "sources",
        ]

    def get_reviewed_by(self, article: PublishedArticle) -> str | None:
        """Name and profession of the clinician who checked it; null until one has."""
        if not article.reviewer_name:
            return None
        return f"{article.reviewer_name}, {article.reviewer_profession}"

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_blocks(self, article: PublishedArticle) -> list[dict]:
        """In reading order, each with its `kind`. In every text, `[^key]` cites the source of that key,
        and `[=limited]` says how strong the evidence is."""
        return [
            {**block, "html": str(prose.safe(block["html"]))} if "html" in block else block
            for block in article.body
        ]

    @extend_schema_field(CitedSource(many=True))
    def get_sources(self, article: PublishedArticle) -> list[dict]:
        """In the order they are first cited."""
        numbers = page.cited(article.body)
        found = Reference.objects.in_bulk(list(numbers), field_name="key")
        ordered = [found[key] for key in numbers if key in found]
        return CitedSource(ordered, many=True, context=self.context).data


class FoundPage(serializers.Serializer):
    kind = serializers.ChoiceField(source="entry.kind", choices=SearchEntry.Kind.choices)
    title = serializers.CharField(source="entry.title")
    page = serializers.SerializerMethodField(help_text="The address of the page for people.")
    snippet = serializers.SerializerMethodField(
        help_text="A few plain words around what was found."
    )

    @extend_schema_field(OpenApiTypes.URI)
    def get_page(self, hit) -> str:
        return self.context["request"].build_absolute_uri(hit.entry.address)

    def get_snippet(self, hit) -> str:
        return unmarked(hit.snippet)


class FoundPages(serializers.Serializer):
    get_help_first = serializers.BooleanField(
        source="has_danger",
        help_text="The words name a danger sign: show first where to get medical help. No exercise is listed.",
    )
    corrected = serializers.CharField(help_text="The words as we spelt them; empty when unchanged.")
    results = FoundPage(source="hits", many=True)


def unmarked(snippet: str) -> str:
    return unescape(strip_tags(snippet))
