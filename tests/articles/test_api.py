"""The articles and the search as JSON."""

from django.utils import timezone

from articles import publishing
from articles.models import PublishedArticle


def test_the_list_has_every_live_article_in_order_and_can_be_narrowed(client, content):
    every = client.get("/api/v1/articles/", {"page_size": 100}).json()
    assert every["count"] == 18
    assert every["results"][0]["slug"] == "psoas-pain-explained"
    safety = client.get("/api/v1/articles/", {"topic": "safety"}).json()
    assert [one["slug"] for one in safety["results"]] == ["warning-signs", "runners-groin-pain"]


def test_a_topic_that_is_none_is_not_found(client, content):
    refused = client.get("/api/v1/articles/", {"topic": "zorgle"})
    assert refused.status_code == 404
    assert refused["Content-Type"] == "application/problem+json"


def test_one_article_has_its_words_its_sources_and_who_checked_it(client, content):
    one = client.get("/api/v1/articles/tight-hip-flexors/").json()
    assert one["reviewed_by"] is None
    assert one["routine"] == "hip-flexor-mobility"
    assert {block["kind"] for block in one["blocks"]} >= {"text", "figure", "table", "dodont"}
    cited = {source["key"] for source in one["sources"]}
    assert "gonzalez-2024" in cited
    assert "[^gonzalez-2024]" in str(one["blocks"])


def test_the_text_of_an_article_is_clean_whatever_its_row_holds(client, write_article):
    article = write_article("odd")
    PublishedArticle.objects.filter(pk=article.pk).update(
        body=[{"kind": "text", "html": "<p onclick=x>Hi<script>y</script></p>"}]
    )
    html = client.get("/api/v1/articles/odd/").json()["blocks"][0]["html"]
    assert "script" not in html
    assert "onclick" not in html


def test_a_reader_who_has_it_already_is_told_so(client, content):
    for address in (
        "/api/v1/articles/",
        "/api/v1/articles/warning-signs/",
        "/api/v1/search/?q=psoas",
    ):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert "public" in first["Cache-Control"]


def test_a_changed_article_has_another_tag(client, write_article):
    article = write_article("one")
    first = client.get("/api/v1/articles/one/")["ETag"]
    article.lede = "Other words."
    article.save()
    publishing.publish(article, timezone.now())
    assert client.get("/api/v1/articles/one/")["ETag"] != first


def test_the_search_answers_as_the_page_does(client, content):
    found = client.get("/api/v1/search/", {"q": "piriformus"}).json()
    assert found["corrected"] == "piriformis"
    assert found["get_help_first"] is False
    assert found["results"][0]["page"].startswith("http://testserver/")
    assert "<" not in found["results"][0]["snippet"]


def test_the_search_says_when_help_comes_first_and_lists_no_exercise(client, content):
    found = client.get("/api/v1/search/", {"q": "numb between legs"}).json()
    assert found["get_help_first"] is True
    assert {one["kind"] for one in found["results"]} <= {"article", "term"}


def test_it_is_only_read(client, content):
    for address in ("/api/v1/articles/", "/api/v1/articles/warning-signs/", "/api/v1/search/"):
        assert client.post(address).status_code == 405
    assert client.get("/api/v1/search/").json()["results"] == []
