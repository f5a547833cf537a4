from django.db import migrations


def vacuum(apps, schema_editor):
    """Rows that were written anew are read one by one, beside the index, until a vacuum has seen them."""
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("symptoms", "LogEntry")._meta.db_table
        schema_editor.execute("SET statement_timeout = 0")
        schema_editor.execute(f"VACUUM ANALYZE {table}")
        schema_editor.execute("RESET statement_timeout")


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL refuses a vacuum in a transaction

    dependencies = [("symptoms", "0005_log_packed")]

    operations = [migrations.RunPython(vacuum, migrations.RunPython.noop)]
