"""A source in a sentence: who and when, and how much weight it can bear."""

from django import template

from routines import kinds

register = template.Library()
register.filter("source_name", kinds.name)
register.filter("source_strength", kinds.strength)
