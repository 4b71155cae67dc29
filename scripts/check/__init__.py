"""All checks. `structure` is what a build needs, `everything` adds the rules of style, `built` is site/."""

from __future__ import annotations

from collections.abc import Callable

from scripts.book.model import Book
from scripts.book.problems import Problem
from scripts.check import card, citations, facts, figures, frontmatter, language, links, parity, signs
from scripts.stamp import stamp

STRUCTURE: list[Callable] = [
    signs.check,
    facts.check,
    frontmatter.check,
    parity.check,
    citations.unknown,
    links.check,
    figures.check,
    language.check,
    card.texts,
]


def structure(book: Book) -> list[Problem]:
    """The faults that would break a build or mislead its readers; the build stops on any."""
    if 'style' not in book.data:
        # without its lists no text can be judged
        return book.problems + facts.shapes(book)
    return book.problems + [problem for check in STRUCTURE for problem in check(book)]


def everything(book: Book) -> list[Problem]:
    """All faults of the sources. Needs what requirements-test.txt names beside what a build needs."""
    from scripts.check import text

    if 'style' not in book.data:
        return structure(book)
    wording = [parity.lagging, citations.uncited, text.check, card.made]
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
