"""Draws a form's control in our look, whoever wrote the form."""

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def control(field: BoundField) -> str:
    """The input itself. A placeholder goes: it vanishes as you type, and the label says the same."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={} if is_box(field) else {"class": "input"})


@register.filter
def is_box(field: BoundField) -> bool:
    return field.widget_type == "checkbox"


@register.filter
def chosen_in(value, chosen) -> bool:
    """Whether this choice is the one that was made, or one of them."""
    many = chosen if isinstance(chosen, list | tuple) else [chosen]
    return str(value) in [str(one) for one in many]
