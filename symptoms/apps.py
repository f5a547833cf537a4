from django.apps import AppConfig


class SymptomsConfig(AppConfig):
    name = "symptoms"

    def ready(self) -> None:
        from routines import content, evidence
        from symptoms import evidence as leaning
        from symptoms import loading

        content.register(loading.PART)
        evidence.register(leaning.self_check)
