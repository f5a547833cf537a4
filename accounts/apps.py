from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


def make_cache_table(using: str, **_) -> None:
    """Rate limits count in the cache. When that is a table, it is made with the others; twice does no harm."""
    call_command("createcachetable", database=using, verbosity=0)


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401  registered by being read

        post_migrate.connect(make_cache_table, sender=self)


class EditorsAdmin(AdminConfig):
    """Django's admin, as the editors' site of accounts/staff.py."""

    default_site = "accounts.staff.EditorsSite"
