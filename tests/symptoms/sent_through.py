"""Going through the self-check as a browser does, and people drawn at random to send through it."""

import random

from django.http import HttpResponse
from django.utils import timezone

from symptoms import answers as cookie
from symptoms.definition import load
from symptoms.path import follow


def answer(question, chance, calm):
    """Any answer that makes sense; mostly no danger sign when `calm`, so that symptoms are reached."""
    if question.kind == "scale":
        return chance.randint(question.low, min(question.high, 6 if calm else question.high))
    free = [option.id for option in question.options if option.id not in question.exclusive]
    quiet = [option.id for option in question.options if not option.flag and option.id != "unsure"]
    if question.safety and calm and chance.random() < 0.97:
        picked = "none" if "none" in quiet else chance.choice(quiet)
        return [picked] if question.kind == "multi" else picked
    if question.kind == "single":
        return chance.choice(question.options).id
    if question.exclusive and chance.random() < 0.4:
        return [chance.choice(sorted(question.exclusive))]
    return sorted(chance.sample(free, chance.randint(1, min(3, len(free)))))


def person(chance: random.Random) -> dict:
    """Answers to everything the path asks; now and then one is left out."""
    calm, answers = chance.random() < 0.7, {}
    while (page := follow(load(), answers).waiting) is not None:
        answers |= {q.id: answer(q, chance, calm) for q in page.questions if q.id not in answers}
    if chance.random() < 0.05:
        del answers[chance.choice(sorted(answers))]
    return answers


def walk(client, answers):
    """Sends each page of the path, and yields every response."""
    for page in follow(load(), answers).pages:
        sent = {q.id: answers[q.id] for q in page.questions if q.id in answers}
        yield client.get(f"/self-check/{page.screen.slug}/")
        yield client.post(f"/self-check/{page.screen.slug}/", sent)


def remember(client, answers):
    """A browser in which these answers were given, each just now."""
    sealed = HttpResponse()
    check = cookie.Kept().put(answers, load().hash, timezone.now())
    cookie.keep(sealed, check, load(), answers)
    client.cookies.update(sealed.cookies)
