"""Which rows belong to a person: found by walking the models, so that a new one cannot be forgotten.

A row belongs to a person when deleting the person deletes it: its foreign key leads to them, at any
depth, by CASCADE. A key with another rule (an article's reviewer, say) only mentions a person.
"""

from collections.abc import Iterator
from functools import lru_cache

from django.apps import apps
from django.db import models
from django.db.models import CASCADE, Q, QuerySet

from accounts.models import User


@lru_cache
def models_of_a_person() -> tuple[type[models.Model], ...]:
    """The person first, then every model whose rows belong to one, in the order of their labels."""
    others = [model for model in _every_model() if model is not User and paths_to_a_person(model)]
    return (User, *sorted(others, key=lambda model: model._meta.label_lower))


def rows(model: type[models.Model], user: User) -> QuerySet:
    """The rows of `model` that belong to `user`, oldest first."""
    if model is User:
        return User._base_manager.filter(pk=user.pk)
    mine = Q()
    for path in paths_to_a_person(model):
        mine |= Q(**{path: user.pk})
    return model._base_manager.filter(mine).distinct().order_by("pk")


@lru_cache
def paths_to_a_person(model: type[models.Model]) -> tuple[str, ...]:
    """The ways from `model` to a person, as lookups such as "occurrence__schedule__user"."""
    return tuple(_walk(model, seen=(model,)))


def _walk(model: type[models.Model], seen: tuple) -> Iterator[str]:
    for field in owner_links(model):
        owner = field.related_model
        if owner is User:
            yield field.name
        elif owner not in seen:
            yield from (f"{field.name}__{path}" for path in _walk(owner, (*seen, owner)))


def owner_links(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in _links(model) if field.remote_field.on_delete is CASCADE]


def mentions() -> list[str]:
    """The fields that name a person, or a row of theirs, without belonging to them."""
    people = models_of_a_person()
    links = [
        field
        for model in _every_model()
        for field in _links(model)
        if field.related_model in people
    ]
    return sorted(
        str(field).lower() for field in links if field.remote_field.on_delete is not CASCADE
    )


def _links(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _every_model() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
