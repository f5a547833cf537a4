from django.apps import AppConfig


class RoutinesConfig(AppConfig):
    name = "routines"

    def ready(self) -> None:
        from routines import content, loading

        for loader in loading.PARTS:
            content.register(loader)
