"""Search, and what readers found helpful.

The full-text index stands beside its table and follows it by itself, so nothing but rows is ever written.
SQLite: FTS5 with Porter's stemmer, so that "stretching" finds "stretch", and a second table of the
trigrams of each word. PostgreSQL: a generated tsvector, and a trigram index on the words.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    """CREATE VIRTUAL TABLE articles_search USING fts5(
        title, words, text, content='articles_searchentry', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER articles_search_added AFTER INSERT ON articles_searchentry BEGIN
        INSERT INTO articles_search (rowid, title, words, text)
        VALUES (new.id, new.title, new.words, new.text); END""",
    """CREATE TRIGGER articles_search_gone AFTER DELETE ON articles_searchentry BEGIN
        INSERT INTO articles_search (articles_search, rowid, title, words, text)
        VALUES ('delete', old.id, old.title, old.words, old.text); END""",
    """CREATE TRIGGER articles_search_changed AFTER UPDATE ON articles_searchentry BEGIN
        INSERT INTO articles_search (articles_search, rowid, title, words, text)
        VALUES ('delete', old.id, old.title, old.words, old.text);
        INSERT INTO articles_search (rowid, title, words, text)
        VALUES (new.id, new.title, new.words, new.text); END""",
    """CREATE VIRTUAL TABLE articles_search_trigrams USING fts5(word, tokenize='trigram')""",
    """CREATE TRIGGER articles_search_word_added AFTER INSERT ON articles_searchword BEGIN
        INSERT INTO articles_search_trigrams (rowid, word)
        VALUES (new.id, '  ' || new.word || ' '); END""",
    """CREATE TRIGGER articles_search_word_gone AFTER DELETE ON articles_searchword BEGIN
        DELETE FROM articles_search_trigrams WHERE rowid = old.id; END""",
]
# unaccent() may not stand in a generated column, because its rules can change; translate() may.
ACCENTS = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ"
LETTERS = "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY"
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"""ALTER TABLE articles_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english'::regconfig, translate(title, '{ACCENTS}', '{LETTERS}')), 'A') ||
        setweight(to_tsvector('english'::regconfig, translate(words, '{ACCENTS}', '{LETTERS}')), 'B') ||
        setweight(to_tsvector('english'::regconfig, translate(text, '{ACCENTS}', '{LETTERS}')), 'D')) STORED""",
    "CREATE INDEX articles_search ON articles_searchentry USING gin (vector)",
    "CREATE INDEX articles_search_trigrams ON articles_searchword USING gist (word gist_trgm_ops)",
]


def add_full_text(apps, schema_editor):
    for line in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(line)


def drop_full_text(apps, schema_editor):
    """PostgreSQL drops a table's indexes with the table; the extension may serve others, so it stays."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE articles_search")
        schema_editor.execute("DROP TABLE articles_search_trigrams")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_article_order"),
        ("routines", "0003_report"),
    ]

    operations = [
        migrations.CreateModel(
            name="MissedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("words", models.CharField(blank=True, max_length=60, verbose_name="words")),
                ("seen", models.PositiveIntegerField(default=0, verbose_name="times")),
                ("month", models.DateField(verbose_name="last in the month of")),
            ],
            options={
                "verbose_name": "search that found nothing",
                "verbose_name_plural": "searches that found nothing",
                "ordering": ["-seen", "words"],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True)),
                ("seen", models.PositiveIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="article",
            name="routine",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown under the self-check. Leave it empty on a page about danger signs.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="routines.routine",
                verbose_name="session that goes with it",
            ),
        ),
        migrations.CreateModel(
            name="Helpful",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("yes", models.PositiveIntegerField(default=0, verbose_name="yes")),
                ("no", models.PositiveIntegerField(default=0, verbose_name="no")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "helpful or not",
                "verbose_name_plural": "helpful or not",
                "ordering": ["article"],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("exercise", "Exercise"),
                            ("routine", "Session"),
                            ("term", "Glossary"),
                        ],
                        max_length=8,
                    ),
                ),
                ("address", models.CharField(max_length=200, unique=True)),
                ("title", models.CharField(max_length=160)),
                ("words", models.TextField(blank=True)),
                ("lede", models.TextField()),
                ("text", models.TextField()),
                (
                    "article",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
        ),
        migrations.RunPython(add_full_text, drop_full_text),
    ]
