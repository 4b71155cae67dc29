"""A small book for tests that need no site: the good tree of the checks, with what a test adds to it."""

from __future__ import annotations

import functools
import os
import pathlib
import pickle

from scripts.book.model import Book, Page, Record
from scripts.book.read import load, read_yaml

GOOD = pathlib.Path(__file__).resolve().parent / 'fixtures' / 'good'
CARD = GOOD.with_name('good-card')


@functools.cache
def good() -> bytes:
    """The good tree, read once: a book of its own is made of this sooner than of the files."""
    return pickle.dumps(load(GOOD))


def small(**data: str) -> Book:
    """The good tree as it is read. data: YAML by the name of a file of data/, added to what it holds."""
    book = pickle.loads(good())
    for name, text in data.items():
        value = parsed(text)
        if isinstance(value, dict):
            book.data.setdefault(name, Record()).update(value)
        else:
            book.data[name] = [*book.data.get(name, []), *value]
    return book


def parsed(text: str):
    """The value of a YAML text as the book reads it."""
    problems: list = []
    value = read_yaml(text, 'a test', problems)
    assert problems == []
    return value


def fact(book: Book, ident: str, topic: str = 'visit', **values) -> dict:
    """A fact like door-closed but for some values, put into the book."""
    book.facts[ident] = Record({**book.facts['door-closed'], 'id': ident, **values})
    book.topics[ident] = topic
    return book.facts[ident]


def put(book: Book, body: str = '', lang: str = 'zh', slug: str = 'now/new/', **meta) -> Page:
    """A page of the book with this body, which starts on line 9 of its file."""
    file = f'docs/{lang}/{slug.rstrip("/") or "index"}.md'
    meta = Record({'title': 'T', 'reviewed': '2026-11-24', **meta})
    page = Page(lang, slug, book.root / file, file, meta, body, 9, f'title: {meta["title"]}\n')
    book.pages[lang, slug] = page
    return page


def golden(name: str, text: str) -> None:
    """Holds a text against tests/golden/<name>. GOLDEN=write writes it there: read what changed in it."""
    path = GOOD.parents[1] / 'golden' / name
    if os.environ.get('GOLDEN') == 'write':
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding='utf-8')
    assert text == path.read_text(encoding='utf-8'), f'not what tests/golden/{name} holds'
