from django.apps import AppConfig


class RoutinesConfig(AppConfig):
    name = "routines"

    def ready(self) -> None:
        from routines import content, loading

        if loading.PARTS[0] not in content.LOADERS:
            content.LOADERS[:0] = (
                loading.PARTS
            )  # written first: the other parts point at these rows
