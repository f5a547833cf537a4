"""The full-text search of each database behind one interface: match, marked and alike.

A form is a word or a phrase of small letters and digits, so nothing typed can be read as an operator.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from math import log
from typing import Protocol

from django.db import connection

from articles.search_index import SearchEntry, SearchWord

ON, OFF = "\x02", "\x03"  # around a word that was looked for; no text of ours holds them
MOST = 200  # rows for one form
BEST = 2.2  # what bm25 gives at most for one form, before it counts how rare that is: k1 + 1
GUESSES = 40  # words like a misspelt one
ENTRIES, WORDS = SearchEntry._meta.db_table, SearchWord._meta.db_table
FTS, TRIGRAMS = "articles_search", "articles_search_trigrams"  # SQLite only


class Store(Protocol):
    def match(self, forms: Sequence[str]) -> list[tuple[int, int, float]]:
        """(number of the form, id of the entry, how well it fits), the best MOST of each form.

        The fit counts where and how often, not how rare the form is: about 1 where it is in the title.
        """
        ...

    def marked(self, forms: Sequence[str], ids: Collection[int]) -> dict[int, tuple[str, str]]:
        """id -> its title, and the best few lines of its text, with ON and OFF around what was looked for."""
        ...

    def alike(self, word: str) -> dict[str, int]:
        """Words of the index that share letters with this one, and how often our pages use them."""
        ...


def store() -> Store:
    return Postgres() if connection.vendor == "postgresql" else SQLite()


def ask(sql: str, values: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def each(select: str, values: Sequence[Sequence]) -> list[tuple]:
    """One question for several rows of values: a UNION of the same SELECT."""
    if not values:
        return []
    return ask(" UNION ALL ".join([select] * len(values)), [one for row in values for one in row])


class SQLite:
    """FTS5: Porter's stemmer, bm25 over title, other names and text; trigrams for misspelt words."""

    MATCH = f"""SELECT * FROM (SELECT %s AS n, rowid, -bm25({FTS}, 8.0, 5.0, 1.0) AS fit
        FROM {FTS} WHERE {FTS} MATCH %s ORDER BY fit DESC, rowid LIMIT {MOST})"""  # noqa: S608
    MARKED = f"""SELECT rowid, highlight({FTS}, 0, '{ON}', '{OFF}'),
        snippet({FTS}, 2, '{ON}', '{OFF}', '…', 26)
        FROM {FTS} WHERE {FTS} MATCH %s AND rowid IN """  # noqa: S608
    ALIKE = f"""SELECT w.word, w.seen FROM {TRIGRAMS} t JOIN {WORDS} w ON w.id = t.rowid
        WHERE {TRIGRAMS} MATCH %s ORDER BY t.rank LIMIT {GUESSES}"""  # noqa: S608

    def match(self, forms):
        rows = each(self.MATCH, [(n, f'"{form}"') for n, form in enumerate(forms)])
        found = Counter(n for n, _pk, _fit in rows)
        total = SearchEntry.objects.count()
        return [(n, pk, fit / self.rarity(found[n], total) / BEST) for n, pk, fit in rows]

    def rarity(self, found: int, total: int) -> float:
        """The part of bm25 that says how rare a form is, as FTS5 reckons it."""
        rare = log((total - found + 0.5) / (found + 0.5)) if total > found else 0.0
        return rare if rare > 0 else 1e-6

    def marked(self, forms, ids):
        any_of = " OR ".join(f'"{form}"' for form in forms)
        places = f"({', '.join(['%s'] * len(ids))})"
        return {row[0]: row[1:] for row in ask(self.MARKED + places, [any_of, *ids])}

    def alike(self, word):
        padded = f"  {word} "
        trigrams = {padded[n : n + 3] for n in range(len(padded) - 2)}
        return dict(ask(self.ALIKE, [" OR ".join(f'"{one}"' for one in sorted(trigrams))]))


class Postgres:
    """tsvector with the English stemmer, weighted A, B and D; pg_trgm for misspelt words."""

    MATCH = f"""SELECT * FROM (SELECT %s AS n, id, ts_rank('{{0.1, 0.1, 0.6, 1.0}}', vector, q) / 0.61 AS fit
        FROM {ENTRIES}, to_tsquery('english', %s) q WHERE vector @@ q
        ORDER BY fit DESC, id LIMIT {MOST}) AS one"""  # noqa: S608
    MARKED = f"""SELECT id, ts_headline('english', title, q, 'HighlightAll=true, StartSel={ON}, StopSel={OFF}'),
        ts_headline('english', text, q, 'StartSel={ON}, StopSel={OFF}, MaxWords=28, MinWords=16')
        FROM {ENTRIES}, to_tsquery('english', %s) q WHERE id = ANY(%s)"""  # noqa: S608
    ALIKE = f"SELECT word, seen FROM {WORDS} ORDER BY word <-> %s LIMIT {GUESSES}"  # noqa: S608

    def match(self, forms):
        return each(self.MATCH, [(n, phrase(form)) for n, form in enumerate(forms)])

    def marked(self, forms, ids):
        any_of = " | ".join(f"({phrase(form)})" for form in forms)
        return {row[0]: row[1:] for row in ask(self.MARKED, [any_of, list(ids)])}

    def alike(self, word):
        return dict(ask(self.ALIKE, [word]))


def phrase(form: str) -> str:
    return " <-> ".join(form.split())
