from django.conf import settings
from django.db import migrations, models
from django.db.models import Case, F, IntegerField, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Least, StrIndex

TAGS = ["long_sitting", "hills_stairs", "sport", "lifting", "travel", "stress", "unwell"]


def packed():
    """As symptoms/log_packed.py has it on this day."""
    interfere = Coalesce("interfere", Value(15), output_field=IntegerField())
    sleep = Case(
        When(sleep="good", then=Value(512)),
        When(sleep="ok", then=Value(1024)),
        When(sleep="poor", then=Value(1536)),
        default=Value(0),
        output_field=IntegerField(),
    )
    number = F("worst") + interfere * 16
    number += Cast("late", IntegerField()) * 256 + sleep
    for bit, tag in enumerate(TAGS, start=11):
        place = StrIndex(Cast("tags", TextField()), Value(f'"{tag}"'))
        number += Least(place, Value(1)) * (1 << bit)
    return number


def take_the_time(apps, schema_editor):
    """Every row is written anew: in a large table that takes longer than a page may."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET LOCAL statement_timeout = 0")


def drop_the_tags_index(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS log_tags_by_day")


def make_the_tags_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("symptoms", "LogEntry")._meta.db_table
        schema_editor.execute(
            f"CREATE INDEX log_tags_by_day ON {table} (user_id, local_date) INCLUDE (tags) WHERE tags <> '[]'"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("symptoms", "0004_reports_and_covering_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(take_the_time, migrations.RunPython.noop),
        migrations.RunPython(drop_the_tags_index, make_the_tags_index),
        migrations.RemoveIndex(model_name="logentry", name="log_by_day"),
        migrations.AddField(
            model_name="logentry",
            name="packed",
            field=models.GeneratedField(
                expression=packed(), output_field=models.IntegerField(), db_persist=True
            ),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["user", "local_date", "packed"], name="log_by_day"),
        ),
        migrations.RunPython(migrations.RunPython.noop, take_the_time),
    ]
