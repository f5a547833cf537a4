import accounts.encryption
import django.db.models.deletion
import symptoms.report_models
import uuid
from django.conf import settings
from django.db import migrations, models


def read_the_index_alone(apps, schema_editor):
    """The charts' other index, of tagged entries alone; and a vacuum soon after new rows.

    Only on PostgreSQL, whose index can hold the tags. Without a vacuum since a row came, PostgreSQL
    goes to the row itself.
    """
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("symptoms", "LogEntry")._meta.db_table
        schema_editor.execute(
            f"CREATE INDEX log_tags_by_day ON {table} (user_id, local_date) INCLUDE (tags) WHERE tags <> '[]'"
        )
        schema_editor.execute(
            f"ALTER TABLE {table} SET (autovacuum_vacuum_insert_scale_factor = 0.01)"
        )


def drop_the_tags_index(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS log_tags_by_day")


class Migration(migrations.Migration):
    dependencies = [
        ("symptoms", "0003_log_undo_weekly_and_pace"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", accounts.encryption.EncryptedTextField(blank=True, default="")),
                ("since", accounts.encryption.EncryptedTextField(blank=True, default="")),
                ("medicines", accounts.encryption.EncryptedTextField(blank=True, default="")),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("30", "Last 30 days"),
                            ("90", "Last 90 days"),
                            ("all", "Everything"),
                        ],
                        default="30",
                        max_length=3,
                    ),
                ),
                (
                    "left_out",
                    models.JSONField(blank=True, default=symptoms.report_models.left_out_at_first),
                ),
                ("saved_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "page for an appointment",
                "verbose_name_plural": "pages for an appointment",
            },
        ),
        migrations.CreateModel(
            name="ReportLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", accounts.encryption.EncryptedTextField(blank=True, default="")),
                ("since", accounts.encryption.EncryptedTextField(blank=True, default="")),
                ("medicines", accounts.encryption.EncryptedTextField(blank=True, default="")),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("30", "Last 30 days"),
                            ("90", "Last 90 days"),
                            ("all", "Everything"),
                        ],
                        default="30",
                        max_length=3,
                    ),
                ),
                (
                    "left_out",
                    models.JSONField(blank=True, default=symptoms.report_models.left_out_at_first),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "token_hash",
                    models.CharField(help_text="SHA-256 of the token.", max_length=64, unique=True),
                ),
                ("ends_on", models.DateField(help_text="The last day it is about.")),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("views", models.PositiveIntegerField(default=0)),
                ("last_viewed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "link to a page for an appointment",
                "verbose_name_plural": "links to a page for an appointment",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.RemoveIndex(
            model_name="logentry",
            name="log_by_day",
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(
                fields=["user", "local_date"],
                include=("worst", "interfere", "late", "sleep"),
                name="log_by_day",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="report",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportlink",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="report_links",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(read_the_index_alone, drop_the_tags_index),
    ]
