"""The self-check walked page by page, as a browser without scripts does."""

import re

from symptoms.definition import load


def address(question):
    """Where this question is asked."""
    return f"/self-check/{load().screen_of[question].slug}/"


def shown(response):
    """What the page says about the signs that were ticked when it was drawn."""
    return re.search(r'name="shown"( value="([^"]*)")?', response.content.decode())[2] or ""


def send(client, questions_and_values):
    """Opens the page of these questions, which share one, and sends it with these answers."""
    place = address(next(iter(questions_and_values)))
    page = client.get(place)
    assert page.status_code == 200, (place, page.headers)
    return client.post(place, {**questions_and_values, "shown": shown(page)})


def tell(client, answers):
    """Answers each page in turn and returns the last response. Every one of them must be taken."""
    response = None
    for screen in load().screens:
        mine = {q.id: answers[q.id] for q in screen.questions if q.id in answers}
        if mine:
            response = send(client, mine)
            assert response.status_code == 302, (mine, main_of(response))
    return response


def main_of(response):
    """What stands between the bars of the page."""
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL).group()


def assert_nothing_to_exercise_with(response):
    body = main_of(response)
    assert "/routines/" not in body
    assert "/exercises/" not in body
    assert "/plan/" not in body
    assert '<svg class="fig' not in body
    assert "Start here" not in body
