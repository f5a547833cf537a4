"""An article and the glossary as schema.org data. See routines/structured.py."""

from collections.abc import Iterable

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import share
from articles.article import Topic
from articles.glossary import Term
from articles.page import Listed
from articles.published import PublishedArticle
from routines.structured import absolute, crumbs, graph, organisation


def article(one: PublishedArticle, sources: Iterable[Listed]) -> dict:
    """`reviewedBy` is there only when a clinician signed the article."""
    path = one.get_absolute_url()
    page = {
        "@type": ["MedicalWebPage", "Article"],
        "@id": absolute(path),
        "url": absolute(path),
        "mainEntityOfPage": absolute(path),
        "headline": one.title,
        "description": one.meta_description,
        "keywords": one.keywords,
        "articleSection": one.topic.title,
        "wordCount": one.words,
        "timeRequired": f"PT{one.minutes}M",
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "image": absolute(static(share.image(one.topic.slug))),
        "audience": {"@type": "PeopleAudience", "audienceType": "Patient"},
        "author": organisation(),
        "publisher": organisation(),
        "dateModified": one.updated_on.isoformat(),
        "citation": [cited(source) for source in sources],
    }
    return graph(page | checked(one), crumbs([*trail_to(one.topic), (one.title, path)]))


def checked(one: PublishedArticle) -> dict:
    """When it came out, and when and by whom its facts were checked, as far as that is so."""
    told: dict = {}
    if one.publish_at:
        told["datePublished"] = one.publish_at.isoformat()
    if one.reviewed_on:
        told["lastReviewed"] = one.reviewed_on.isoformat()
    if one.reviewer_name:
        told["reviewedBy"] = {
            "@type": "Person",
            "name": one.reviewer_name,
            "jobTitle": one.reviewer_profession,
        }
    return told


def cited(source: Listed) -> dict:
    work = {"@type": "CreativeWork", "name": source.reference.title, "author": source.by}
    if source.reference.url.startswith("http"):
        work["url"] = source.reference.url
    return work


def trail_to(topic: Topic) -> list[tuple[str, str]]:
    """The same steps as the breadcrumb on the page."""
    return [
        (_("Today"), reverse("home")),
        (_("Learn"), reverse("articles:list")),
        (topic.title, topic.get_absolute_url()),
    ]


def topic(one: Topic) -> dict:
    return graph(crumbs(trail_to(one)))


def glossary_terms(terms: Iterable[Term]) -> dict:
    whole = absolute(reverse("articles:glossary"))
    defined = [
        {
            "@type": "DefinedTerm",
            "@id": absolute(term.get_absolute_url()),
            "name": term.title,
            "description": term.meaning,
            "alternateName": term.also,
        }
        for term in terms
    ]
    return graph(
        {
            "@type": "DefinedTermSet",
            "@id": whole,
            "url": whole,
            "name": _("Words we use"),
            "hasDefinedTerm": defined,
        }
    )
