"""What the self-check leans on, for the page of sources."""

from collections.abc import Iterable

from django.urls import reverse

from routines.evidence import Support
from symptoms.definition import load


def self_check() -> Iterable[Support]:
    definition = load()
    rules = (*definition.primary, *definition.secondary)
    for flag in definition.flags.values():
        yield from supports(flag.id, flag.label or flag.why, flag.cites)
    for flag in (*definition.combined_flags, *definition.late_flags):
        yield from supports(flag.id, flag.why, flag.cites)
    for finding in definition.findings:
        yield from supports(finding.id, finding.title, finding.cites)
    for rule in rules:
        yield from supports(rule.id, rule.reason, rule.cites)
    for tip in (*definition.advice, *definition.physio):
        yield from supports(tip.id, tip.text, tip.cites)


def supports(anchor: str, label: str, cites: Iterable[str]) -> Iterable[Support]:
    page = reverse("symptoms:how_we_decide")
    return (Support(key, label, f"{page}#{anchor}") for key in cites)
