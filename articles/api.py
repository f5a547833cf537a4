"""Articles and the search as JSON, for anybody, to be read only: what the pages say, and nothing before its day."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.response import Response

from accounts.api.caching import Public
from articles.article import Topic
from articles.published import PublishedArticle
from articles.search import search
from articles.serializers import ArticleDetail, ArticleSummary, FoundPages

SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
TYPED = {"type": "string", "pattern": "^[^\\u0000]*$"}  # an address that holds a NUL is refused


class ArticleList(Public, ListAPIView):
    """Every article that readers may see, in the order of the Learn page; or those of one topic."""

    serializer_class = ArticleSummary

    @extend_schema(
        summary="All articles",
        tags=["Articles"],
        operation_id="articles",
        parameters=[
            OpenApiParameter("topic", SLUG, description="A topic's slug."),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1}),
        ],
    )
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        now = timezone.now()
        live = PublishedArticle.objects.live(now).select_related("topic").defer("body")
        slug = self.request.query_params.get("topic")
        if slug is None:
            return live
        return live.filter(topic=get_object_or_404(Topic.objects.with_live(now), slug=slug))


class ArticleOne(Public, RetrieveAPIView):
    """One article: its blocks in order, its key points, its sources, and who checked it when."""

    serializer_class = ArticleDetail
    lookup_field = "slug"

    @extend_schema(summary="One article", tags=["Articles"], operation_id="article")
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return PublishedArticle.objects.live(timezone.now()).select_related("topic", "routine")


class Search(Public):
    """Articles, exercises, sessions and glossary terms for a reader's own words, spelling forgiven."""

    @extend_schema(
        summary="Search",
        tags=["Articles"],
        operation_id="search",
        parameters=[
            OpenApiParameter("q", TYPED, description="Up to 200 characters. Empty finds nothing.")
        ],
        responses={200: FoundPages},
    )
    def get(self, request):
        """The best pages first, at most 20. Nothing typed is kept."""
        typed = " ".join(request.query_params.get("q", "").split())
        found = search(typed, timezone.now())
        return Response(FoundPages(found, context={"request": request}).data)
