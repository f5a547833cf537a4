"""Which article comes before and after each one in its topic is stored with what readers get."""

from itertools import groupby

from django.db import migrations, models


def put_in_order(apps, schema_editor):
    published = apps.get_model("articles", "PublishedArticle").objects
    rows = published.order_by("topic_id", "order", "article_id").values_list("topic_id", "pk")
    for _topic, group in groupby(rows, key=lambda row: row[0]):
        pks = [None, *(pk for _topic_id, pk in group), None]
        for before, pk, after in zip(pks, pks[1:], pks[2:], strict=False):
            published.filter(pk=pk).update(previous=before, next=after)


def beside(meaning):
    return models.BigIntegerField(db_index=True, help_text=meaning, null=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_groups")]

    operations = [
        migrations.AddField(
            "publishedarticle",
            "previous",
            beside("Primary key of the article before it in its topic."),
        ),
        migrations.AddField(
            "publishedarticle", "next", beside("Primary key of the article after it.")
        ),
        migrations.AddIndex(
            "publishedarticle",
            models.Index(
                fields=["topic", "order", "article", "previous", "next"], name="place_in_topic"
            ),
        ),
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
    ]
