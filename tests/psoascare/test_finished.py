"""The store of finished pages has a bound, and an encoding is what the reader takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoascare.finished import Finished, Store, taken_by


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 400)), max_size=40))
def test_the_store_never_holds_more_than_it_may(asked):
    store = Store(most_pages=4, most_bytes=900)
    for name, size in asked:
        store.put((name,), Finished(1, [], bytes(size)))
        assert len(store.pages) <= 4
        assert store.bytes == sum(page.size for page in store.pages.values()) <= 900


def test_an_old_edition_is_dropped_when_it_is_asked_for():
    store = Store()
    store.put(("a",), Finished(1, [], b"old"))
    assert store.get(("a",), 2) is None
    assert (len(store.pages), store.bytes) == (0, 0)


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip, br", {"gzip", "br"}), ("gzip;q=0,br;q=0.5", {"br"}), ("br;q=0.000", set()), ("identity", {"identity"})],
)  # fmt: skip
def test_an_encoding_refused_with_zero_is_not_taken(header, taken):
    assert taken_by(header) == taken
