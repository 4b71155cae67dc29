"""All checks. `structure` is what a build needs, `everything` adds the rules of style, `built` is site/."""

from __future__ import annotations

import re
from collections.abc import Callable

from scripts.book.model import Book
from scripts.book.problems import Problem
from scripts.check import card, citations, facts, figures, frontmatter, links, parity
from scripts.stamp import stamp

# What needs nothing but what was read, and what also looks at what is drawn from it.
READ: list[Callable] = [facts.check, frontmatter.check, parity.check]
STRUCTURE: list[Callable] = [citations.unknown, links.check]
# Nothing can be drawn from what has one of these faults.
UNSOUND = re.compile(r'(DATA|FACT|CARD)-|FM-[12]$|PAR-2$')


def structure(book: Book) -> list[Problem]:
    """The faults that would break a build or its pages; the build stops on any."""
    if 'style' not in book.data:
        # without its lists no text can be judged
        return book.problems + facts.shapes(book)
    found = book.problems + [problem for check in READ for problem in check(book)]
    book.sound = not any(UNSOUND.match(problem.rule) for problem in found)
    found += card.texts(book)
    book.sound = not any(UNSOUND.match(problem.rule) for problem in found)
    return found + [problem for check in STRUCTURE for problem in check(book)]


def everything(book: Book) -> list[Problem]:
    """All faults of the sources. Needs what requirements-test.txt names beside what a build needs."""
    from scripts.check import text

    if 'style' not in book.data:
        return structure(book)
    wording = [parity.lagging, citations.uncited, figures.check, text.check, card.made]
    return structure(book) + [problem for check in wording for problem in check(book)]


def built(book: Book) -> tuple[list[Problem], str]:
    """The faults of site/ where it was built from these very sources, and what is to be said of it."""
    from scripts.check import html

    mark = book.root / 'site' / '.stamp'
    if not mark.is_file():
        return [], 'site/ is not built, so its HTML was not checked (make build)'
    if mark.read_text(encoding='utf-8', errors='replace').strip() != stamp(book.root):
        return [], 'site/ is older than its sources, so its HTML was not checked (make build)'
    return html.check(book), 'site/ agrees with its sources'
