"""A medical statement without a source is found, wherever in an article it stands."""

import pytest

from articles import sourcing
from articles.blocks import (
    CareCardBlock,
    ClaimBlock,
    DoDontBlock,
    FigureBlock,
    RichText,
    TableBlock,
)

CITED = "It eases.[^hu-2011]"
BARE = "It cures."


@pytest.mark.parametrize(
    "block",
    [
        RichText(html=f"<p>{CITED}</p><p>{BARE}</p>"),
        RichText(html=f"<ul><li>{CITED}</li><li>{BARE}</li></ul>"),
        CareCardBlock(items=f"{CITED}\n{BARE}"),
        DoDontBlock(do=CITED, dont=BARE),
        ClaimBlock(quote="Anything.", answer=BARE, looked_at=CITED),
        TableBlock(caption="T", rows=f"Head\n{CITED}\n{BARE}"),
    ],
    ids=lambda block: block.kind,
)
def test_a_bare_statement_is_found_in_every_kind_of_block(block):
    assert sourcing.unsourced([block]) == [BARE]


def test_a_list_is_covered_by_the_cited_line_that_leads_into_it():
    covered = "<p>These may help:[^hu-2011]</p><ul><li>One.</li><li>Two.</li></ul>"
    assert sourcing.unsourced([RichText(html=covered)]) == []


@pytest.mark.parametrize("lead", ["These may help.[^hu-2011]", "These may help:"])
def test_any_other_line_before_a_list_does_not_cover_it(lead):
    found = sourcing.unsourced([RichText(html=f"<p>{lead}</p><ul><li>One.</li></ul>")])
    assert "One." in found


def test_a_list_after_the_next_paragraph_is_on_its_own():
    html = "<p>These:[^hu-2011]</p><ul><li>One.</li></ul><p>So.[^hu-2011]</p><ul><li>Two.</li></ul>"
    assert sourcing.unsourced([RichText(html=html)]) == ["Two."]


def test_what_says_nothing_medical_is_marked_and_passed_over():
    assert sourcing.unsourced([RichText(html="<p>Take your time.[^-]</p>")]) == []


def test_headings_and_captions_need_no_source():
    blocks = [RichText(html="<h2>Why</h2>"), FigureBlock(caption="A hip.", alt="A hip.")]
    assert sourcing.unsourced(blocks) == []
