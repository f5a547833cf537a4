"""What we changed and why: every claim of the text that was replaced, with a verdict and sources."""

import re

import pytest

from articles import changes, citations, publishing
from articles.models import Article
from routines.content import Context

ADDRESS = "/articles/psoas-pain-explained/what-we-changed/"


def test_every_claim_has_its_verdict_and_its_sources_on_the_page(client, content):
    page = client.get(ADDRESS).content.decode()
    record = changes.of("psoas-pain-explained")
    assert record.count == 37
    assert "There are 37 claims." in page
    assert page.count('<th scope="row">') == 37
    assert "[^" not in page and "[=" not in page
    listed = re.findall(r'<li id="(ref-[a-z0-9-]+)">', page)
    assert listed == [f"ref-{key}" for key in record.numbers]


def test_it_says_that_no_clinician_has_reviewed_it_and_names_the_warning_signs(client, content):
    page = client.get(ADDRESS).content.decode()
    assert "Not yet reviewed by a clinician." in page
    assert "Get medical help before you exercise if:" in page


def test_the_article_leads_to_it_and_back(client, content):
    assert f'href="{ADDRESS}"' in client.get("/articles/psoas-pain-explained/").content.decode()
    assert 'href="/articles/psoas-pain-explained/"' in client.get(ADDRESS).content.decode()


def test_an_article_that_replaces_nothing_has_no_such_page(client, content):
    assert client.get("/articles/warning-signs/what-we-changed/").status_code == 404
    assert "what-we-changed" not in client.get("/articles/warning-signs/").content.decode()


def test_it_is_gone_while_its_article_is_a_draft(client, content):
    publishing.withdraw(Article.objects.get(slug="psoas-pain-explained"))
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changes.Change("It cures.", "maybe", "No.[^hu-2011]"), "“maybe” is not a verdict"),
        (changes.Change("It cures.", "wrong", "No."), "It names no source."),
        (changes.Change("It cures.", "wrong", "No.[^hu-2099]"), "no reference called hu-2099"),
    ],
    ids=["verdict", "source", "key"],
)
def test_a_mistake_in_the_record_is_said(change, said):
    assert [message for message in changes.wrong(change, Context()) if said in message]


def test_a_file_in_the_wrong_form_is_said_and_not_raised(tmp_path, monkeypatch):
    (tmp_path / "x.changes.yaml").write_text("quote: Old\nintro: Hello\nparts:\n  - {quote: One}\n")
    monkeypatch.setattr(changes, "CONTENT", tmp_path)
    (problem,) = changes.validate(Context())
    assert (problem.file, "changes" in problem.message) == ("x.changes.yaml", True)


def test_the_shipped_record_is_in_order():
    assert list(changes.validate(Context())) == []
    record = changes.of("psoas-pain-explained")
    for part in record.parts:
        for change in part.changes:
            assert change.label
            assert citations.keys_in(change.instead) or "[^-]" in change.instead
