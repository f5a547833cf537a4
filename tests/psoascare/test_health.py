from symptoms.models import SelfCheckVersion


def test_healthz_says_how_the_reminder_sweep_is_doing(client, db):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert "last_sweep" in answer.json()["reminders"]


def test_readyz_waits_for_the_clinical_content(client, content):
    SelfCheckVersion.objects.all().delete()
    assert client.get("/readyz").status_code == 503


def test_readyz_is_ready_once_the_content_is_loaded(client, content):
    assert client.get("/readyz").json() == {"ready": True}
