from django.apps import AppConfig


class SymptomsConfig(AppConfig):
    name = "symptoms"

    def ready(self) -> None:
        from routines import content
        from symptoms import loading

        content.register(loading.PART)
