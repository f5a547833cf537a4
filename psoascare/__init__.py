"""Composes the apps into one site. Imports any of them; none of them imports it."""

from psoascare.celery import app as celery_app

__all__ = ["celery_app"]
