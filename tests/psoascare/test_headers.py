import pytest

PUBLIC = [
    "/",
    "/articles/",
    "/routines/",
    "/exercises/",
    "/self-check/",
    "/get-help/",
    "/about/",
    "/privacy/",
    "/evidence/",
]
PUBLIC += [
    "/how-we-decide/",
    "/log/",
    "/log/trends/",
    "/account/login/",
    "/account/signup/",
    "/no-such-page/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_every_page_forbids_inline_script_and_foreign_sources(client, content, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", PUBLIC)
def test_no_page_carries_inline_style_or_script_or_a_foreign_address(client, content, path):
    page = client.get(path).content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    for piece in page.split("<script")[1:]:
        tag = piece.partition(">")[0]
        assert "src=" in tag or 'type="application/json"' in tag, tag
    assert 'src="http' not in page


def test_a_page_made_for_a_signed_in_person_is_kept_by_no_cache(member_client, content):
    for path in ["/", "/log/", "/plan/", "/account/", "/reminders/", "/articles/"]:
        assert "no-store" in member_client.get(path, follow=True).headers["Cache-Control"], path


def test_only_the_editors_pages_may_use_a_nonce(client, admin_client, content):
    assert "nonce-" not in client.get("/").headers["Content-Security-Policy"]
    assert "trusted-types" not in admin_client.get("/admin/").headers["Content-Security-Policy"]


def test_the_usual_protections_are_on(client, content):
    headers = client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
