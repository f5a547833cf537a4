from django.db import migrations


def vacuum(apps, schema_editor):
    """A row is read beside the index until a vacuum has seen it: see the rewritten ones now, later ones soon.

    After each thousandth of the table, that is; after each hundredth, a chart read 70 to 100 pages
    rather than 30 to 50 by the time the next vacuum came. It only looks at pages that are new.
    """
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("symptoms", "LogEntry")._meta.db_table
        after_each(0.001, schema_editor, table)
        schema_editor.execute("SET statement_timeout = 0")
        schema_editor.execute(f"VACUUM ANALYZE {table}")
        schema_editor.execute("RESET statement_timeout")


def vacuum_less(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        after_each(0.01, schema_editor, apps.get_model("symptoms", "LogEntry")._meta.db_table)


def after_each(share, schema_editor, table):
    schema_editor.execute(
        f"ALTER TABLE {table} SET (autovacuum_vacuum_insert_scale_factor = {share})"
    )


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL refuses a vacuum in a transaction

    dependencies = [("symptoms", "0005_log_packed")]

    operations = [migrations.RunPython(vacuum, vacuum_less)]
