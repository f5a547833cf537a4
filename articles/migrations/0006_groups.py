from django.contrib.auth.management import create_permissions
from django.db import migrations

BLOCKS = [
    "richtext", "figureblock", "carecardblock", "claimblock", "dodontblock", "tableblock",
    "exerciseblock", "routineblock", "pictureblock", "relatedarticle",
]  # fmt: skip
WRITE = [f"{verb}_{name}" for name in BLOCKS for verb in ("view", "add", "change", "delete")]
READ = [f"view_{name}" for name in [*BLOCKS, "article", "topic", "picture"]]
UPLOAD = ["add_picture", "change_picture"]
LIBRARY = ["view_exercise", "view_routine", "view_step", "view_reference", "view_report"]
GROUPS = {
    "Author": [*READ, *WRITE, *UPLOAD, "add_article", "change_article", *LIBRARY],
    "Medical reviewer": [*READ, "review_article", *LIBRARY],
    "Editor": [
        *READ, *WRITE, *UPLOAD, "delete_picture", "add_article", "change_article", "delete_article", "review_article",
        "publish_article", "add_topic", "change_topic", "change_report", *LIBRARY,
    ],
}  # fmt: skip


def make_groups(apps, schema_editor):
    """The three roles. What an operator changes in them afterwards stays as they changed it."""
    for name in ("articles", "routines"):
        make_permissions(apps, name)
    write_groups(apps)


def write_groups(apps):
    permission = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label__in=["articles", "routines"]
    )
    for name, rights in GROUPS.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permission.filter(codename__in=rights))


def make_permissions(apps, name):
    """They are made after all migrations; the groups need them now."""
    config = apps.get_app_config(name)
    config.models_module = True  # a historical app has none, and is passed over without
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_pictures"),
        ("routines", "0003_report"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RemoveField(model_name="article", name="body"),
        migrations.RemoveField(model_name="article", name="words"),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
