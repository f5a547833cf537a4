"""Tags of the editors' pages."""

from django import template
from django.conf import settings

from articles import dashboard

register = template.Library()


@register.inclusion_tag("admin/_desk.html", takes_context=True)
def desk(context) -> dict:
    """The panels of what waits for this person."""
    return {
        "panels": dashboard.shown(context["request"]),
        "alone": settings.EDITORIAL_APPROVALS == 0,
    }
