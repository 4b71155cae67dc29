"""Checks the front matter of every page.

Usage: python scripts/check_frontmatter.py [project root]. In: docs/**.md, data/style.yml. Out: problems FM-n (FM-1, no front
matter, comes from kb.load). Rules: architecture "Front matter"; neutral tabs: pages.md, principles.
"""
from __future__ import annotations

import re
import sys

import command
import kb
import schema
import wording


def check(book: kb.Book) -> list[kb.Problem]:
    """All faults of front matter."""
    return [problem for page in book.pages.values() for problem in (*form(page), *words(book, page), *neutral(book, page))]


def form(page: kb.Page) -> list[kb.Problem]:
    """FM-2 keys and their form; FM-3 a day that is none; FM-4 `synced` on the wrong side."""
    found = []
    for line, what, mend in schema.faults('page', page.meta, 2):
        key = re.match(r'[a-z]+', what)[0]
        found.append(page.problem(page.line_of(key) if line == 1 else line, 'FM-2', what, mend))
    if not wording.is_day(page.meta.get('reviewed')):
        found.append(page.problem(page.line_of('reviewed'), 'FM-3', f'{page.meta["reviewed"]} is no day of the calendar', 'correct the day'))
    if ('synced' in page.meta) != (page.lang == 'en'):
        what, mend = ('"synced" is for English pages', 'delete it') if page.lang == 'zh' else ('"synced" is missing', "add synced: '' as the last key")
        found.append(page.problem(page.line_of('synced'), 'FM-4', what, mend))
    return found


def words(book: kb.Book, page: kb.Page) -> list[kb.Problem]:
    """FM-5 title, tab or description in the wrong language."""
    mend = 'write it in ' + ('Chinese' if page.lang == 'zh' else 'English')
    return [page.problem(page.line_of(key), 'FM-5', f'{key} is not in the language of the page', mend)
            for key in ('title', 'tab', 'description') for text in page.words(key) if wording.wrong_language(book, text, page.lang)]


def neutral(book: kb.Book, page: kb.Page) -> list[kb.Problem]:
    """FM-6 a debt word where tab, history and bookmark must give nobody away."""
    if not wording.matches(page.slug, wording.style(book, 'neutral')):
        return []
    found = []
    for key in ('tab' if 'tab' in page.meta else 'title', 'description'):
        word = wording.debt_word(book, ' '.join(page.words(key)))
        if word:
            mend = 'add a key "tab" with neutral words' if key == 'title' else 'say it without that word'
            found.append(page.problem(page.line_of(key), 'FM-6', f'{key} holds the debt word "{word}", which the browser shows to others', mend))
    return found


def main(argv: list[str]) -> int:
    return command.run(check, argv)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
