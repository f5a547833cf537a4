"""Every endpoint is called with what its description allows, and with what it does not.

No answer is 5xx, and each is of a status, a media type and a shape that the description names.
"""

import os
from copy import deepcopy

import pytest
import schemathesis
from django.conf import settings as site
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from psoascare.api import document
from psoascare.wsgi import application


def described() -> dict:
    """Our description, without who may ask: each test here is signed in, or not, throughout."""
    whole = deepcopy(document())
    whole.get("components", {}).pop("securitySchemes", None)
    for path in whole["paths"].values():
        for operation in path.values():
            operation.pop("security", None)
    return whole


schema = schemathesis.openapi.from_dict(described())
schema.app = application
# Who is not signed in is told so before which methods there are.
NOT_FOR_STRANGERS = [unsupported_method]
# A description cannot say which routine or result exists: a name that is none is answered 400.
NOT_KNOWN_BEFOREHAND = [positive_data_acceptance]
# The checks read the body as it is, and do not unpack it.
PLAIN = {"Accept-Encoding": "identity"}

SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
SOME = settings(max_examples=10, deadline=None, suppress_health_check=SHARED, derandomize=True)
# Other cases each time, but in CI: there a change is to be judged, not the luck of the day.
MANY = settings(SOME, max_examples=200, derandomize=os.environ.get("CI") == "true")


@pytest.fixture
def no_limits(settings):
    rates = dict.fromkeys(site.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "1000000/min")
    settings.REST_FRAMEWORK = {**site.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": rates}


@pytest.fixture
def signed_in(member):
    """A member's cookies, and the header that goes with them."""
    client = Client()
    client.force_login(member)
    token = "x" * 32
    return {
        "cookies": {"sessionid": client.cookies["sessionid"].value, "csrftoken": token},
        "headers": {"X-CSRFToken": token, **PLAIN},
    }


@schema.parametrize()
@SOME
def test_a_visitor_gets_only_described_answers(case, content, no_limits):
    case.call_and_validate(headers=PLAIN, excluded_checks=NOT_FOR_STRANGERS)


@schema.parametrize()
@SOME
def test_a_member_gets_only_described_answers(case, content, no_limits, signed_in):
    case.call_and_validate(**signed_in, excluded_checks=NOT_KNOWN_BEFOREHAND)


@pytest.mark.slow
@schema.parametrize()
@MANY
def test_a_visitor_gets_only_described_answers_for_long(case, content, no_limits):
    case.call_and_validate(headers=PLAIN, excluded_checks=NOT_FOR_STRANGERS)


@pytest.mark.slow
@schema.parametrize()
@MANY
def test_a_member_gets_only_described_answers_for_long(case, content, no_limits, signed_in):
    case.call_and_validate(**signed_in, excluded_checks=NOT_KNOWN_BEFOREHAND)
