"""Checks the front matter of every page.

In: docs/**.md, data/style.yml. Out: problems FM-n (FM-1, no front matter, comes from book/read.py). The keys
match data/schema/page.json. Browsers show tab, title and description in tabs, history and bookmarks, where
others read them: on pages with the role `neutral` they hold no debt word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scripts.book import schema
from scripts.book.days import tomorrow
from scripts.book.model import Book, Page
from scripts.book.problems import Problem
from scripts.book.words import debt_word, has_role, is_day, wrong_language


def check(book: Book, pages: Iterable[Page] | None = None) -> list[Problem]:
    """All faults of front matter, of all pages or of these."""
    return [
        problem
        for page in (book.pages.values() if pages is None else pages)
        for problem in (*form(page), *shell(book, page), *words(book, page), *neutral(book, page))
    ]


# Markdown and templates, which are none where plain words are wanted.
MARKUP = re.compile(r'[{}`]|\*\*|\[\^|\]\(')
DAY = re.compile(r'\d{4}-\d\d-\d\d')


def form(page: Page) -> list[Problem]:
    """FM-2 keys and values; FM-3 not a real date; FM-4 `synced` on the wrong side; FM-7 a day to come."""
    found = schema.problems('page', page.meta, page.file, 2, 'FM-2')
    if not is_day(page.meta.get('reviewed')):
        found.append(
            page.problem(
                page.line_of('reviewed'),
                'FM-3',
                f'{page.meta["reviewed"]} is not a real date',
                'correct the date',
            )
        )
    elif isinstance(day := page.meta.get('reviewed'), str) and DAY.fullmatch(day) and day > tomorrow():
        found.append(
            page.problem(
                page.line_of('reviewed'),
                'FM-7',
                f'{day} is in the future',
                'write the day on which somebody last read the page',
            )
        )
    if ('synced' in page.meta) != (page.lang == 'en'):
        what, mend = (
            ('"synced" is for English pages', 'delete it')
            if page.lang == 'zh'
            else ('"synced" is missing', "add synced: '' as the last key")
        )
        found.append(page.problem(page.line_of('synced'), 'FM-4', what, mend))
    return found


def shell(book: Book, page: Page) -> list[Problem]:
    """FM-2 again: a template that is not in overrides/."""
    folder = book.root / 'overrides'
    return [
        page.problem(
            page.line_of('template'),
            'FM-2',
            f'template: there is no overrides/{name}',
            'name a file of overrides/, or leave the key out',
        )
        for name in page.words('template')
        if (folder / 'main.html').is_file() and not (folder / name).is_file()
    ]


def words(book: Book, page: Page) -> list[Problem]:
    """FM-5 title, tab or description in the wrong language; FM-2 a sign in one that is no word."""
    mend = 'write it in ' + ('Chinese' if page.lang == 'zh' else 'English')
    found = []
    for key in ('title', 'tab', 'description'):
        line = page.line_of(key)
        for text in page.words(key):
            if wrong_language(book, text, page.lang):
                found.append(page.problem(line, 'FM-5', f'{key} is not in the language of the page', mend))
            if sign := MARKUP.search(text):
                what = f'{key} holds "{sign[0]}", which is shown as it stands, or breaks the page'
                found.append(page.problem(line, 'FM-2', what, 'write plain words'))
    return found


def neutral(book: Book, page: Page) -> list[Problem]:
    """FM-6 a debt word where tab, history and bookmark must give nobody away."""
    if not has_role(book, page.slug, 'neutral'):
        return []
    found = []
    for key in ('tab' if 'tab' in page.meta else 'title', 'description'):
        word = debt_word(book, ' '.join(page.words(key)))
        if word:
            mend = 'add a key "tab" with neutral words' if key == 'title' else 'say it without that word'
            what = f'{key} holds the debt word "{word}", which the browser shows to others'
            found.append(page.problem(page.line_of(key), 'FM-6', what, mend))
    return found
