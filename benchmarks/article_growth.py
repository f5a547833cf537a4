"""A site of so many published articles, and what a page made anew costs there. Run by benchmarks/articles.py.

    python -m benchmarks.article_growth 50000

Every copy has its frozen row, its search row, related articles and neighbours. Each line it is sent makes
SAMPLE pages of copies spread over all of them, none of them kept, and is answered by one line of JSON.
"""

import json
import sys
import time
from copy import copy
from wsgiref.util import setup_testing_defaults

BATCH, SAMPLE = 500, 20


def grow(size: int) -> None:
    """Copies of one article until there are `size`, in all topics alike."""
    from django.db import transaction

    from articles import nearby
    from articles.models import Article, PublishedArticle, SearchEntry, Topic

    whole = PublishedArticle.objects.get(slug="hills-stairs")
    found = SearchEntry.objects.get(article_id=whole.pk)
    topics = list(Topic.objects.values_list("pk", flat=True))
    first = Article.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    last = first + size - PublishedArticle.objects.count()

    def again(row, pk: int, **fields):
        made = copy(row)
        made._state = copy(row._state)
        for name, value in {"pk": pk, "slug": f"copy-{pk}", **fields}.items():
            setattr(made, name, value)
        return made

    def near(pk: int) -> dict:
        related = [first + (pk - first + step) % (last - first) for step in (1, 7, 31)]
        topic = topics[pk % len(topics)]
        return {"topic_id": topic, "order": pk // 5 % 30_000, "related": related, "nearest": []}

    for start in range(first, last, BATCH):
        pks = range(start, min(start + BATCH, last))
        with transaction.atomic():
            Article.objects.bulk_create([again(whole.article, pk) for pk in pks])
            PublishedArticle.objects.bulk_create([again(whole, pk, **near(pk)) for pk in pks])
            SearchEntry.objects.bulk_create(
                [again(found, None, address=f"/articles/copy-{pk}/", article_id=pk) for pk in pks]
            )
    with transaction.atomic():
        for topic in topics:
            nearby.put_in_order(topic)


def ask(path: str) -> None:
    """Make the page anew, through everything a request goes through."""
    from psoascare.front import STORE
    from psoascare.wsgi import application

    STORE.clear()
    environ = {"PATH_INFO": path, "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    status: list[str] = []
    page = b"".join(application(environ, lambda line, _headers: status.append(line)))
    assert status == ["200 OK"] and b"Read next" in page, (path, status)
    assert b'rel="prev"' in page and b'rel="next"' in page, path


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from articles import edition
    from articles.models import PublishedArticle

    grow(int(sys.argv[1]))
    slugs = PublishedArticle.objects.filter(slug__startswith="copy-").order_by("pk")
    count = slugs.count()
    paths = [
        f"/articles/{slugs.values_list('slug', flat=True)[n * count // SAMPLE + 1]}/"
        for n in range(SAMPLE)
    ]
    for path in paths:
        ask(path)  # once for everything that is made once a process
    edition.current()  # looked at once a second, whatever is asked for
    with CaptureQueriesContext(connection) as queries:
        ask(paths[0])
        asked = len(queries)
    for _line in sys.stdin:
        began = time.process_time()
        for path in paths:
            ask(path)
        took = (time.process_time() - began) / SAMPLE
        print(json.dumps({"queries": asked, "cpu": took}), flush=True)


if __name__ == "__main__":
    main()
