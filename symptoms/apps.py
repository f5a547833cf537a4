from django.apps import AppConfig


class SymptomsConfig(AppConfig):
    name = "symptoms"

    def ready(self) -> None:
        from articles import checking
        from routines import content, evidence, usage
        from symptoms import api_schema, loading, wording  # noqa: F401 - api_schema makes itself known
        from symptoms import evidence as leaning
        from symptoms import usage as uses

        content.register(loading.PART)
        content.register(wording.PART)
        checking.wording(wording.faults)
        evidence.register(leaning.self_check)
        usage.register(uses.self_check)
